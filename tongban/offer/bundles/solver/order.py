"""In which order the items of a bundle go, by when each is done, and which of them decide the last day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from math import ceil
from random import Random

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline, Unit
from tongban.ground.clock.due_dates import last_day
from tongban.offer.bundles.solver.problem import Order

DRAWS = 400
HOURS_OF_A_DAY = 24


class Cyclic(ValueError):
    """Items wait for each other; ``cycle`` names them in order, the first again at the end."""

    def __init__(self, cycle: Sequence[str]) -> None:
        super().__init__(" → ".join(cycle))
        self.cycle = tuple(cycle)


@dataclass(frozen=True, slots=True)
class ItemLength:
    """How long an item takes, and in what that is counted."""

    length: int
    unit: Unit = "working"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when an item is worked on: it begins on the day on which the last item before it ends."""

    begins_on: date
    ends_on: date


def require_no_cycle(items: Iterable[str], order: Iterable[Order]) -> tuple[str, ...]:
    """Return the items so that each comes after those it waits for; raise Cyclic where that cannot be."""
    before = _before(items, order)
    try:
        return tuple(TopologicalSorter(before).static_order())
    except CycleError as error:
        raise Cyclic(list(error.args[1])) from error


def levels_of(items: Iterable[str], order: Sequence[Order]) -> dict[str, int]:
    """Return at which level each item stands: 0 for those that wait for none, else one more than the last before it."""
    items = tuple(items)
    before, levels = _before(items, order), dict[str, int]()
    for item in require_no_cycle(items, order):
        levels[item] = max((levels[each] + 1 for each in before[item]), default=0)
    return levels


def finish_by(
    lengths: Mapping[str, ItemLength], order: Sequence[Order], *, begins_on: date, calendar: Calendar
) -> dict[str, Stretch]:
    """Return for each item from when to when it is worked on, those that wait for none from ``begins_on``."""
    before, found = _before(lengths, order), dict[str, Stretch]()
    for item in require_no_cycle(lengths, order):
        begins = max((found[each].ends_on for each in before[item]), default=begins_on)
        found[item] = Stretch(begins, _end(begins, lengths[item], calendar))
    return found


def critical_path(stretches: Mapping[str, Stretch], order: Sequence[Order]) -> tuple[str, ...]:
    """Return the items that decide the last day, first to last: a day more of any of them is a day more of all."""
    if not stretches:
        return ()
    before = _before(stretches, order)
    path = [max(stretches, key=lambda item: (stretches[item].ends_on, item))]
    while before[path[-1]]:
        path.append(max(before[path[-1]], key=lambda item: (stretches[item].ends_on, item)))
    return tuple(reversed(path))


def likely_days(
    history: Mapping[str, Sequence[int]], order: Sequence[Order], *, of_ten: int = 9
) -> int | None:
    """Return in how many working days the whole was done in so many of ten cases, by what each item took before.

    None where an item has no history. The items are drawn as if they did not depend on each other, always the same draws.
    """
    if not history or not all(history.values()):
        return None
    before, way = _before(history, order), require_no_cycle(history, order)
    draw = Random(DRAWS)  # noqa: S311  (a simulation needs no secrecy)
    totals = []
    for _ in range(DRAWS):
        ends: dict[str, int] = {}
        for item in way:
            ends[item] = max((ends[each] for each in before[item]), default=0) + draw.choice(history[item])
        totals.append(max(ends.values()))
    return sorted(totals)[ceil(DRAWS * of_ten / 10) - 1]


def _before(items: Iterable[str], order: Iterable[Order]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {item: [] for item in items}
    for each in order:
        if each.before in found and each.after in found and each.before not in found[each.after]:
            found[each.after].append(each.before)
    return found


def _end(begins: date, length: ItemLength, calendar: Calendar) -> date:
    if length.unit == "at_once" or not length.length:
        return begins
    if length.unit == "hours":
        return last_day(Deadline(begins, ceil(length.length / HOURS_OF_A_DAY), "calendar"), calendar)
    return last_day(Deadline(begins, length.length, length.unit), calendar)
