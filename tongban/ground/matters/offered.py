"""Choices that a room below asks for by name and a room above offers, found by the house: budget lines for a fee."""

from collections.abc import Iterator
from datetime import date

from tongban.ground.ledger.rooms import modules_named


def choices_for(name: str, department_id: int, on: date) -> list[str]:
    """Return what rooms offer under a name for a department on a day (``OFFERED`` in their module ``choices``)."""
    return list(dict.fromkeys(_offered(name, department_id, on)))


def _offered(name: str, department_id: int, on: date) -> Iterator[str]:
    for room in modules_named("choices"):
        if name in room.OFFERED:
            yield from room.OFFERED[name](department_id, on)
