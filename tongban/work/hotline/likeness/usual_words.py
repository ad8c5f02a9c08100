"""Words that demands and replies use whatever the matter: courtesies, the office's own acts, words of time and degree."""

from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("usual_words.txt")


@cache
def usual_words() -> frozenset[str]:
    """Return the words, as the file has them."""
    lines = WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def usual_pairs() -> frozenset[str]:
    """Return the pairs of neighbouring characters in these words."""
    return frozenset(word[start : start + 2] for word in usual_words() for start in range(len(word) - 1))
