"""What one may ask of bundles: which there are, what one asks of an applicant as a whole, and what follows from it."""
