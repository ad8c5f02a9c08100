"""What people do to a case, one function for each move."""
