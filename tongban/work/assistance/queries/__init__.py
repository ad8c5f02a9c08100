"""What one may ask about help; every page starts from `visible_to(user)`."""
