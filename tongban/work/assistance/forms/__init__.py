"""What the pages of help ask."""
