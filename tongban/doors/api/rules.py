"""How long keys and answers are kept, and what a key looks like. No database, no present time."""

from datetime import date, timedelta
from hashlib import sha256
from secrets import token_hex, token_urlsafe

LONGEST_KEY = timedelta(days=366)
PREFIX, SECRET = 4, 32
MOST_PER_MINUTE = 6000


def new_key() -> tuple[str, str]:
    """Return the visible beginning of a new key and the whole of it."""
    prefix = f"tb_{token_hex(PREFIX)}"
    return prefix, f"{prefix}_{token_urlsafe(SECRET)}"


def prefix_of(key: str) -> str:
    """Return the visible beginning of a key."""
    return "_".join(key.split("_", 2)[:2])


def digest(key: str) -> str:
    """Return what is kept of a key: 256 bits drawn at random need no salt and no slow hash."""
    return sha256(key.encode()).hexdigest()


def lasts(issued_on: date, expires_on: date) -> bool:
    """Return whether a key may be given until that day: not in the past, and for a year at most."""
    return issued_on <= expires_on <= issued_on + LONGEST_KEY
