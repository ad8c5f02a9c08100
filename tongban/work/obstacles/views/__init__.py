"""Pages of what could not be done."""
