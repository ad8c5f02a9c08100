"""Drawing an assessor: anybody who has the list and the seed finds the same firm."""

import hashlib
from collections.abc import Collection, Sequence


def firms_in_draw(listed: Sequence[str], recused: Collection[str]) -> list[str]:
    """Return the firms that take part: those of the list without the recused, in the order of their codes."""
    return sorted(set(listed) - set(recused))


def draw_firm(seed: str, firms: Sequence[str]) -> str:
    """Return the firm drawn: SHA-256 of the seed and the list, taken modulo the number of firms."""
    if not firms:
        raise ValueError("there is nobody to draw from")
    ordered = sorted(firms)
    digest = hashlib.sha256("\n".join([seed, *ordered]).encode()).digest()
    return ordered[int.from_bytes(digest) % len(ordered)]


def is_true(seed: str, firms: Sequence[str], firm: str) -> bool:
    """Return whether a draw gave the firm that it says."""
    return bool(firms) and draw_firm(seed, firms) == firm
