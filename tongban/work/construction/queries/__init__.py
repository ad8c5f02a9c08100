"""What one may ask about construction projects."""
