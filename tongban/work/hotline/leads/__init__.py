"""Leads on forged closing: evidence for a person to look at, never a verdict. Pure Python, no Django."""
