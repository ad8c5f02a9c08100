"""Service elsewhere: taken in at one office, decided by another, with what they hand over and who answers for it."""
