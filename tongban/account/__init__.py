"""What we answer for."""
