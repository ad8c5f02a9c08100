"""What we promise and issue."""
