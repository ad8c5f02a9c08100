"""What an estimate looks at: the windows and the people of a hall at one moment. Times are minutes of the day."""

from dataclasses import dataclass

Openings = tuple[tuple[float, float], ...]
"""From when to when a window is served, breaks left out; the last one as long as people who are here are served."""


@dataclass(frozen=True, slots=True)
class WindowNow:
    """A window: the groups of items it takes, when it is open today, whom it serves since when."""

    code: str
    groups: frozenset[str]
    openings: Openings
    serving: str | None = None
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody with a ticket; or with an appointment, who comes at ``since`` or, with a chance, does not.

    The line is in the order of ``turn``: the moment from which the person counts as waiting, earlier than ``since`` for
    who has priority.
    """

    code: str
    group: str
    since: float
    turn: float
    no_show: float = 0.0


@dataclass(frozen=True, slots=True)
class HallNow:
    """A hall at one moment: a free window takes the earliest turn among its groups."""

    at: float
    windows: tuple[WindowNow, ...]
    people: tuple[PersonNow, ...]
