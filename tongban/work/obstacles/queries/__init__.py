"""What one may ask about what could not be done; every page starts from `visible_to(user)`."""
