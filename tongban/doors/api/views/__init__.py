"""The addresses of the API by matter, its reference page, and the pages on which systems are admitted."""
