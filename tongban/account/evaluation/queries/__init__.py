"""What one may ask of performance years."""
