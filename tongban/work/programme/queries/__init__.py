"""What one may ask about programmes."""
