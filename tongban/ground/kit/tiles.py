"""What waits for somebody: tiles of the first page and counts of the menu, said by the rooms in ``desk_tiles.py``."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from tongban.ground.kit.figures import counted
from tongban.ground.ledger.rooms import modules_named

MOST_COUNTED = 999


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the first page, and where it leads."""

    name: str | Promise
    count: int
    url: str
    note: str | Promise
    is_alarm: bool = False
    is_work: bool = True
    """Whether the menu counts it; what only looks at the same matters from another side is not counted twice."""

    @property
    def shown(self) -> str:
        """Return the figure as it is written, no further than pages count."""
        return counted(self.count, MOST_COUNTED)


def tiles_of(user: Any, day: date) -> Iterator[Tile]:
    """Return the tiles of one person's work in all rooms."""
    for room in modules_named("desk_tiles"):
        yield from room.tiles_of(user, day)


def counts_of(user: Any, day: date, addresses: Collection[str]) -> dict[str, str]:
    """Return what waits behind each address of the menu: of each tile the longest address that its own begins with."""
    found: defaultdict[str, int] = defaultdict(int)
    for tile in tiles_of(user, day):
        fitting = [each for each in addresses if each != "/" and tile.url.startswith(each)]
        if tile.is_work and tile.count and fitting:
            found[max(fitting, key=len)] += tile.count
    return {address: counted(count, MOST_COUNTED) for address, count in found.items()}
