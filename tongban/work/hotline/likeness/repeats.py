"""Groups of texts that repeat word for word, and of texts that differ in a few words only."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b

from tongban.work.hotline.likeness.plain_text import plain
from tongban.work.hotline.likeness.signature import bands_of, minima, pairs

NEAR = 0.75
"""From this share of pairs of characters in common (Jaccard) two texts repeat each other but for a few words."""
ROWS = 4
"""Minima in a band: texts with 0.75 in common share one of eight bands in 95 of 100 cases, with 0.9 always."""
MOST_READ = 20_000


def digest(text: str) -> str:
    """Return what is equal for texts that repeat word for word: numbers, punctuation, spaces and emoji left aside.

    Empty for a text without letters and digits: nothing repeats nothing.
    """
    words = plain(text, MOST_READ).replace(" ", "")
    return blake2b(words.encode(), digest_size=16).hexdigest() if words else ""


def repeat_groups(texts: Sequence[str], near: float = NEAR) -> list[list[int]]:
    """Return the groups of two or more texts that repeat but for a few words, by their places, largest first.

    Those equal word for word stand together by their digest; of each such text candidates are found by MinHash in bands
    and compared pair by pair. 100,000 different texts of 60 characters take about half a minute.
    """
    equal: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        equal[digest(text)].append(place)
    equal.pop("", None)
    leaders = _joined([texts[places[0]] for places in equal.values()], near)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for leader, places in zip(leaders, equal.values(), strict=True):
        found[leader] += places
    groups = (sorted(group) for group in found.values() if len(group) > 1)
    return sorted(groups, key=lambda group: (-len(group), group))


def _joined(texts: Sequence[str], near: float) -> list[int]:
    """Return for each text the place of one that stands for its group; they are joined by likeness to one another."""
    leader = list(range(len(texts)))
    last_with: dict[tuple[int, int], int] = {}
    for place, text in enumerate(texts):
        bands = list(enumerate(bands_of(minima(pairs(text)), ROWS)))
        candidates = {last_with[band] for band in bands if band in last_with}
        last_with.update(dict.fromkeys(bands, place))
        for other in candidates:
            if _jaccard(pairs(text), pairs(texts[other])) >= near:
                leader[_find(leader, place)] = _find(leader, other)
    return [_find(leader, place) for place in range(len(texts))]


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def _find(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place
