"""Groups of texts that repeat word for word, and of texts that differ in a few words only."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from tongban.work.hotline.likeness.plain_text import plain
from tongban.work.hotline.likeness.signature import bands_of, minima

NEAR = 0.85
"""The share of minima in common from which two texts repeat each other but for a few words."""
ROWS = 4
"""Minima in a band: texts with 0.85 in common share one of eight bands in 99 of 100 cases."""
MOST_READ = 20_000


def digest(text: str) -> str:
    """Return what is equal for texts that repeat word for word: numbers, punctuation, spaces and emoji left aside.

    Empty for a text without letters and digits: nothing repeats nothing.
    """
    words = plain(text, MOST_READ).replace(" ", "")
    return blake2b(words.encode(), digest_size=16).hexdigest() if words else ""


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Return the groups of two or more texts that repeat word for word, by their places, largest first."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        found[digest(text)].append(place)
    found.pop("", None)
    return _ordered(group for group in found.values() if len(group) > 1)


def near_groups(texts: Sequence[str], near: float = NEAR) -> list[list[int]]:
    """Return the groups of texts that repeat but for a few words: MinHash of 32 minima, candidates by bands.

    Two texts whose pairs of characters overlap by J (Jaccard) share a minimum with probability J; the estimate from 32
    has a standard error of at most 0.09. Texts of a group are joined by likeness to one another, not each to all.
    """
    signatures = [minima(text) for text in texts]
    leader = list(range(len(texts)))
    last_with: dict[tuple[int, int], int] = {}
    for place, signature in enumerate(signatures):
        for band in enumerate(bands_of(signature, ROWS)):
            other = last_with.get(band, place)
            last_with[band] = place
            if _common(signature, signatures[other]) >= near:
                leader[_find(leader, place)] = _find(leader, other)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place in range(len(texts)):
        found[_find(leader, place)].append(place)
    return _ordered(group for group in found.values() if len(group) > 1)


def _common(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    return sum(map(int.__eq__, one, other)) / len(one)


def _find(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place


def _ordered(found: Iterable[list[int]]) -> list[list[int]]:
    return sorted(found, key=lambda group: (-len(group), group))
