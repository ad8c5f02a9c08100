"""What people do to a performance year."""
