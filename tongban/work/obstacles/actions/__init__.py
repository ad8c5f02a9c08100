"""What people and officers do with what could not be done."""
