"""Decisions on a commitment: the later check, the revocation."""
