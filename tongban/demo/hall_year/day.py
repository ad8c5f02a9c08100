"""A day of a place as a line: who comes when, who is called to which window, who leaves; nothing here knows the database."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

MINUTE = 60
RECALLS, APART = 2, 40
"""How often somebody is called again before they are skipped, and how many seconds apart."""


@dataclass(slots=True)
class NumberHolder:
    """Somebody with a number: seconds after midnight of each thing that happens; ``turn`` is the place in time."""

    taken: int
    turn: int
    line: str
    seconds: int
    is_absent: bool = False
    is_impatient: bool = False
    window: int = -1
    called: int = 0
    served: int = 0
    over: int = 0

    @property
    def is_called(self) -> bool:
        """Return whether a window called them."""
        return self.window >= 0


def serve_all(people: Sequence[NumberHolder], windows: int, opens: int, chance: Random) -> int:
    """Let the windows call everybody in turn; return when the last window is free."""
    coming, waiting = (
        sorted(people, key=lambda each: each.taken, reverse=True),
        list[tuple[int, int, NumberHolder]](),
    )
    free = [(opens, window) for window in range(windows)]
    place = 0
    while coming or waiting:
        at, window = heapq.heappop(free)
        at = max(at, coming[-1].taken + 1) if not waiting and coming else at
        while coming and coming[-1].taken < at:
            place += 1
            heapq.heappush(waiting, (coming[-1].turn, place, coming.pop()))
        if waiting:
            at = _take(heapq.heappop(waiting)[2], window, at, chance)
        heapq.heappush(free, (at, window))
    return max(at for at, _ in free)


def _take(person: NumberHolder, window: int, at: int, chance: Random) -> int:
    """Call somebody at an instant; return when the window is free again."""
    if person.is_impatient and at - person.taken > 12 * MINUTE:
        person.over = person.taken + int((at - person.taken) * (0.5 + 0.5 * chance.random()))
        return at
    person.window, person.called = window, at + chance.randint(2, 12)
    if person.is_absent:
        return person.called + (RECALLS + 1) * APART
    person.served = person.called + chance.randint(8, 50)
    person.over = person.served + person.seconds
    return person.over
