"""Who reaches an open place: cells of a grid, places with what they offer and when, how far one comes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import radians
from typing import NamedTuple

from tongban.ground.kit.distance import EARTH_METRES, metres_between

HOURS = range(24)
A_HUNDRED = 100


class Cell(NamedTuple):
    """A cell of the grid: degrees of its centre, and how many live there."""

    longitude: float
    latitude: float
    residents: int


class ReachedPlace(NamedTuple):
    """A place: where it is, from when to when it is open on the day (minutes), the items it offers."""

    longitude: float
    latitude: float
    openings: tuple[tuple[int, int], ...]
    items: frozenset[int]


@dataclass(frozen=True, slots=True)
class ReachLimits:
    """How far one comes; these values stand until the office has set its own."""

    minutes: int = 15
    metres_per_minute: int = 75
    detour_percent: int = 130

    @property
    def metres(self) -> float:
        """Return the straight line of the way."""
        return self.minutes * self.metres_per_minute * A_HUNDRED / self.detour_percent


def is_open(place: ReachedPlace, hour: int) -> bool:
    """Tell whether a place is open when an hour begins."""
    return any(opens <= hour * 60 < closes for opens, closes in place.openings)


def places_near(cells: Sequence[Cell], places: Sequence[ReachedPlace], metres: float) -> list[frozenset[int]]:
    """Return for each cell the places within reach, by their number."""
    return [
        frozenset(number for number, place in enumerate(places) if _is_near(cell, place, metres))
        for cell in cells
    ]


def reached(
    cells: Sequence[Cell], near: Sequence[frozenset[int]], places: Sequence[ReachedPlace]
) -> Mapping[tuple[int, int], int]:
    """Return how many residents reach an open place, by item and hour; cells with the same places are counted together."""
    together: Counter[frozenset[int]] = Counter()
    for cell, own in zip(cells, near, strict=True):
        together[own] += cell.residents
    offering: dict[int, set[int]] = {}
    for number, place in enumerate(places):
        for item in place.items:
            offering.setdefault(item, set()).add(number)
    open_at = [{number for number, place in enumerate(places) if is_open(place, hour)} for hour in HOURS]
    return {
        (item, hour): _count(together, numbers & open_at[hour])
        for item, numbers in offering.items()
        for hour in HOURS
    }


def _count(together: Mapping[frozenset[int], int], there: Iterable[int]) -> int:
    there = frozenset(there)
    return sum(residents for own, residents in together.items() if own & there)


def _is_near(cell: Cell, place: ReachedPlace, metres: float) -> bool:
    """Tell whether a place lies within reach; what is too far north or south is known without the sine."""
    if radians(abs(cell.latitude - place.latitude)) * EARTH_METRES > metres + 1:
        return False
    return metres_between((cell.latitude, cell.longitude), (place.latitude, place.longitude)) <= metres
