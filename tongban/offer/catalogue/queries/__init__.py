"""What one may ask about items, their guides and the lists."""
