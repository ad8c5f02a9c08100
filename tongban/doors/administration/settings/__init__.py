"""What the office sets: a first page by groups, and a page for each setting with preview and history."""
