"""What the pages of what could not be done ask."""
