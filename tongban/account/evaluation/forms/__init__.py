"""What is typed on the pages of a performance year."""
