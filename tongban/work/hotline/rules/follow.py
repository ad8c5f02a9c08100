"""The code by which a caller follows an order on the web. Only its digest is kept. Pure functions of values."""

from hashlib import sha256
from hmac import compare_digest

LENGTH = 12
"""Thirty-one letters: some 59 bits, which nobody tries through; the number of the order salts the digest."""


def follow_digest(reference: str, code: str) -> str:
    """Return what is kept of a code."""
    return sha256(f"{reference}:{code.strip().upper()}".encode()).hexdigest()


def is_code_of(reference: str, code: str, digest: str) -> bool:
    """Return whether a code is that of an order."""
    return bool(digest) and compare_digest(follow_digest(reference, code), digest)
