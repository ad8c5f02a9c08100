"""A year of the hotline: thousands of invented orders, each with its whole course, and two things planted in them."""
