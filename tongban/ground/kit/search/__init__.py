"""Searching in people's own words: rows of words and pieces, and how well a row fits what was typed."""
