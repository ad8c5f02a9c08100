"""Codes printed on what people take home, by which anybody can ask the house about it."""

import secrets

LETTERS_TOLD_APART = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def check_code(length: int) -> str:
    """Return a code that nobody guesses and everybody can type."""
    return "".join(secrets.choice(LETTERS_TOLD_APART) for _ in range(length))
