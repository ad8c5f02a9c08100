"""A year of the city: every application of an invented bureau's year, the same for the same year, scale and seed."""
