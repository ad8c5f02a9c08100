"""What the item manager and the legal officer do to items, their versions and the lists."""
