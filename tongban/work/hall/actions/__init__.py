"""What is done in the hall: one function for each act, locked, with its entry."""
