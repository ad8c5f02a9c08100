"""What is done to staff, at the door, and to applicants."""
