"""What people, helpers and the head do about help."""
