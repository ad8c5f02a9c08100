"""Walks through the product in a real browser, on an installation of their own."""
