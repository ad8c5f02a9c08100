"""What the door for other systems may ask, and how it tells the answer."""
