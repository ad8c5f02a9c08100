"""What opening or closing a window would save or cost, and the best that so many officer-minutes buy. Never automatic.

"Window 7 from 10:30 to 12:00 saves 214 person-minutes for 90 officer-minutes": the mean over sampled days, which are the
same for every change, so that chance does not choose between them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from tongban.work.hall.staffing.day_queue import StaffedWindow, Visitor, person_minutes
from tongban.work.hall.waiting.experience import HALF_HOUR, Experience
from tongban.work.hall.waiting.hall_now import Openings

LENGTHS = (60, 90, 120, 180)
"""For so many minutes a window is opened or closed."""
SCREENED = 60
"""So many changes that look best alone are tried together."""

Setup = tuple[tuple[tuple[str, ...], Openings], ...]


class Change(NamedTuple):
    """A window opened, or closed, from one minute of the day to another."""

    window: str
    begins: int
    ends: int
    opens: bool = True

    @property
    def officer_minutes(self) -> int:
        """Return what it takes; closing gives it back."""
        return (self.ends - self.begins) * (1 if self.opens else -1)


@dataclass(frozen=True)
class StaffingAdvice:
    """Changes with what they save people and take of officers; negative where they cost people and free officers."""

    changes: tuple[Change, ...]
    person_minutes: float

    @property
    def officer_minutes(self) -> int:
        """Return the minutes of officers that the changes take."""
        return sum(change.officer_minutes for change in self.changes)


class Staffing:
    """A day's windows and the people it may bring; measures changes against leaving all as planned."""

    def __init__(
        self,
        windows: Sequence[StaffedWindow],
        days: Sequence[Sequence[Visitor]],
        experience: Experience,
        until: float = 0.0,
    ) -> None:
        self.windows, self.days, self.experience, self.until = windows, days, experience, until
        self.known: dict[Setup, tuple[float, ...]] = {}

    def saving(self, changes: Iterable[Change]) -> float:
        """Return the person-minutes a day that changes save; negative when they cost some."""
        saved = self.savings(changes)
        return sum(saved) / len(saved)

    def savings(self, changes: Iterable[Change]) -> list[float]:
        """Return the same for each of the days, the least first: how far chance makes them differ."""
        pairs = zip(self._waited(()), self._waited(changes), strict=True)
        return sorted(before - after for before, after in pairs)

    def changes(self, opens: int, closes: int, lengths: Sequence[int] = LENGTHS) -> Iterator[Change]:
        """Yield what may be changed between two minutes of the day."""
        for window in self.windows:
            for begins in range(opens, closes, HALF_HOUR):
                for length in lengths:
                    if begins + length <= closes:
                        yield from _change(window, begins, begins + length)

    def single(self, changes: Iterable[Change]) -> list[StaffingAdvice]:
        """Return what each change alone would save or cost, the most for each officer-minute first.

        Of windows that are alike the first one stands for all.
        """
        firsts: dict[Setup, Change] = {}
        for change in changes:
            firsts.setdefault(self._setup([change]), change)
        found = [StaffingAdvice((change,), self.saving([change])) for change in firsts.values()]
        return sorted(
            found, key=lambda each: (-each.person_minutes / abs(each.officer_minutes), each.changes)
        )

    def best(self, changes: Iterable[Change], officer_minutes: int, most: int = 3) -> StaffingAdvice:
        """Return the openings that save most for so many officer-minutes: built up one by one, then exchanged.

        Within a tenth of the best of all sets in simulated halls; trying all takes hours.
        """
        changes = [change for change in changes if change.opens]
        alone = [each for each in self.single(changes) if each.person_minutes > 0]
        chosen = (*alone[:SCREENED], *sorted(alone, key=lambda each: -each.person_minutes)[:SCREENED])
        setups = {self._setup(each.changes) for each in chosen}
        pool = [change for change in changes if self._setup([change]) in setups]
        plans = [self._built(pool, officer_minutes, most, per_minute) for per_minute in (True, False)]
        return max(
            (self._exchanged(plan, pool, officer_minutes) for plan in plans),
            key=lambda each: each.person_minutes,
        )

    def _setup(self, changes: Iterable[Change]) -> Setup:
        """Return the windows as they are after changes; alike windows that change places are the same."""
        changes = tuple(changes)
        return tuple(
            sorted(
                (
                    tuple(sorted(window.groups)),
                    changed(window.openings, (c for c in changes if c.window == window.code)),
                )
                for window in self.windows
            )
        )

    def _waited(self, changes: Iterable[Change]) -> tuple[float, ...]:
        setup = self._setup(changes)
        if setup not in self.known:
            windows = [StaffedWindow("", frozenset(groups), openings) for groups, openings in setup]
            self.known[setup] = tuple(
                person_minutes(day, windows, self.experience, self.until) for day in self.days
            )
        return self.known[setup]

    def _built(self, pool: Sequence[Change], budget: int, most: int, per_minute: bool) -> tuple[Change, ...]:
        plan: tuple[Change, ...] = ()
        while len(plan) < most:
            fitting = [(*plan, change) for change in pool if fits((*plan, change), budget)]
            if not fitting:
                break
            gained = self.saving(plan)
            plan = max(
                fitting,
                key=lambda each: (
                    (self.saving(each) - gained) / (each[-1].officer_minutes if per_minute else 1)
                ),
            )
        return plan

    def _exchanged(self, plan: tuple[Change, ...], pool: Sequence[Change], budget: int) -> StaffingAdvice:
        while True:
            others = [
                (*plan[:place], change, *plan[place + 1 :]) for place in range(len(plan)) for change in pool
            ]
            better = max((each for each in others if fits(each, budget)), key=self.saving, default=plan)
            if self.saving(better) <= self.saving(plan):
                return StaffingAdvice(tuple(sorted(plan)), self.saving(plan))
            plan = better


def changed(openings: Openings, changes: Iterable[Change]) -> Openings:
    """Return the hours of a window after changes."""
    for _, begins, ends, opens in sorted(changes):
        if opens:
            openings = tuple(sorted((*openings, (float(begins), float(ends)))))
        else:
            cut = [((a, min(b, begins)), (max(a, ends), b)) for a, b in openings]
            openings = tuple((a, b) for pair in cut for a, b in pair if a < b)
    return openings


def _change(window: StaffedWindow, begins: int, ends: int) -> Iterator[Change]:
    """Yield the opening of a window that is closed all the time, or the closing of one that is open."""
    covered = sum(max(0.0, min(ends, closes) - max(begins, opens)) for opens, closes in window.openings)
    if not covered:
        yield Change(window.code, begins, ends)
    elif covered == ends - begins:
        yield Change(window.code, begins, ends, opens=False)


def fits(plan: Sequence[Change], budget: int) -> bool:
    """Tell whether changes stay within officers' minutes and no window is changed twice at a time."""
    if sum(change.officer_minutes for change in plan) > budget:
        return False
    return all(
        one.window != other.window or one.ends <= other.begins or other.ends <= one.begins
        for one, other in combinations(plan, 2)
    )
