"""What one may ask about cases; every page starts from `visible_to(user)`."""
