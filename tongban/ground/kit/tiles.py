"""The tiles of the first page of staff: figures that lead to their lists, said by the rooms in ``desk_tiles.py``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from tongban.ground.ledger.rooms import modules_named


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the first page, and where it leads."""

    name: str | Promise
    count: int | str
    url: str
    note: str | Promise
    is_alarm: bool = False


def tiles_of(user: Any, day: date) -> Iterator[Tile]:
    """Return the tiles of one person's work in all rooms."""
    for room in modules_named("desk_tiles"):
        yield from room.tiles_of(user, day)
