"""The budget pages of a performance year."""
