"""The steps of an installation; imports nothing but Python's own library."""
