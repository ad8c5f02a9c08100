"""Whether two demands are the same matter: a score of text, place and time, each part shown."""

from dataclasses import dataclass
from datetime import datetime
from math import exp, sqrt

from tongban.ground.kit.distance import metres_between
from tongban.work.hotline.likeness.plain_text import pieces
from tongban.work.hotline.likeness.signature import shingles

POSSIBLE, PROBABLE = 0.25, 0.45
"""From the first a person is shown the other order, from the second it stands on top as probably the same."""
ELSEWHERE = 0.35
"""What is left of the likeness of texts where the places have nothing in common."""
METRES, HALF_LIFE_DAYS = 300.0, 30.0
SHORTEST_SHARED = 3
MOST_SHARED = 5
READ_OF_TEXT = 400


@dataclass(frozen=True)
class ReportedMatter:
    """What is compared: the text; and, where known, the place in words, its point (latitude, longitude), the time."""

    text: str
    place: str = ""
    point: tuple[float, float] | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Likeness:
    """How alike two matters are, 0 to 1, and why: the parts (None where unknown) and the passages both contain."""

    score: float
    text: float
    place: float | None
    days_apart: float | None
    shared: tuple[str, ...]

    @property
    def is_probable(self) -> bool:
        """Return whether they are probably the same matter."""
        return self.score >= PROBABLE


def likeness(one: ReportedMatter, other: ReportedMatter) -> float:
    """Return how alike two matters are: 0 to 1, symmetric, 1 for a matter and itself if it says anything."""
    return _score(_text(one, other), _place(one, other), _days(one, other))


def compare(one: ReportedMatter, other: ReportedMatter) -> Likeness:
    """Return the score with its reasons; about 0.1 ms for two texts of 60 characters."""
    text, place, days = _text(one, other), _place(one, other), _days(one, other)
    return Likeness(_score(text, place, days), text, place, days, shared_passages(one.text, other.text))


def shared_passages(one: str, other: str) -> tuple[str, ...]:
    """Return the longest passages of three plain characters or more that stand in both, at most five."""
    inside = " ".join(piece for piece, _ in pieces(other[:READ_OF_TEXT]))
    found = [run for piece, _ in pieces(one[:READ_OF_TEXT]) for run in _runs(piece, inside)]
    return tuple(sorted(dict.fromkeys(found), key=lambda run: (-len(run), run))[:MOST_SHARED])


def _runs(piece: str, inside: str) -> list[str]:
    runs, start = [], 0
    while start < len(piece):
        end = start
        while end < len(piece) and piece[start : end + 1] in inside:
            end += 1
        if end - start >= SHORTEST_SHARED:
            runs.append(piece[start:end])
        start = max(end, start + 1)
    return runs


def _score(text: float, place: float | None, days: float | None) -> float:
    """Text by place by time; the root, since two callers share few words of the same matter."""
    near = sqrt(text) * (1 if place is None else ELSEWHERE + (1 - ELSEWHERE) * place)
    return near if days is None else near * 2 ** (-days / HALF_LIFE_DAYS)


def _text(one: ReportedMatter, other: ReportedMatter) -> float:
    """Compare the texts; without the names of the places where both are known, which are compared apart."""
    if not (one.place and other.place):
        return overlap(shingles(one.text), shingles(other.text))
    return overlap(_without_place(one), _without_place(other))


def _without_place(matter: ReportedMatter) -> set[str]:
    said = shingles(matter.text)
    return said - shingles(matter.place) or said


def overlap(one: set[str], other: set[str]) -> float:
    """Return the cosine of two sets (Ochiai 1957): kinder than Jaccard where one text is longer."""
    if not one or not other:
        return 0.0
    return len(one & other) / sqrt(len(one) * len(other))


def _place(one: ReportedMatter, other: ReportedMatter) -> float | None:
    if one.point and other.point:
        return exp(-metres_between(one.point, other.point) / METRES)
    here, there = shingles(one.place), shingles(other.place)
    return overlap(here, there) if here and there else None


def _days(one: ReportedMatter, other: ReportedMatter) -> float | None:
    if one.at is None or other.at is None:
        return None
    return abs((one.at - other.at).total_seconds()) / 86_400
