"""The pages of a performance year."""
