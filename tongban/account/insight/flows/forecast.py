"""How likely an open case misses its promised day, from what became of cases that stood as it does. Pure functions.

Like cases are those of the same item that stood at the same place and had not been decided there after as many working
days. Of these, some needed more than the days that are left: their part is the forecast. Where like cases are few, it is
drawn towards that of a wider group: the same division with the same promise, then the whole house with the same promise.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

WEIGHT = 20
"""So many cases of the wider group weigh as much as the like ones."""
FEWEST = 10
"""On fewer known cases of the widest group no forecast is made."""
MOST_DAYS = 400
EDGES = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
DECIDING = 0
"""The place of a case whose steps have spoken; other places are the stages of the review."""


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """Where a case stands: since how many working days, and how many are left until the promised day."""

    item_code: str
    division: str
    promised_days: int | None
    place: int
    spent_days: int
    days_left: int

    @property
    def groups(self) -> tuple[tuple[object, ...], ...]:
        """Return the groups it is like, the narrowest first."""
        promised, place = self.promised_days, self.place
        return (
            ("item", self.item_code, place),
            ("division", self.division, promised, place),
            ("house", promised, place),
        )


@dataclass(frozen=True, slots=True)
class PastCases:
    """So many past cases stood like this and took so many working days until the decision, or are still there."""

    standing: CaseProgress
    decided: int
    still_open: int


@dataclass(frozen=True, slots=True)
class DelayForecast:
    """A probability and what it rests on: like cases, those of them that missed, and those of the wider groups."""

    probability: float
    days_late: float
    like: int
    missed: int
    wider: tuple[tuple[int, int], ...] = ()

    @property
    def weight(self) -> float:
        """Return by what lists are sorted: probability times the days it would be late."""
        return self.probability * self.days_late


@dataclass
class Durations:
    """How long the cases of a group took: for each number of days how many were decided, how many are still open."""

    decided: list[int] = field(default_factory=lambda: [0] * (MOST_DAYS + 2))
    still_open: list[int] = field(default_factory=lambda: [0] * (MOST_DAYS + 2))

    def close(self) -> None:
        """Add up from the longest to the shortest, so that each question is answered at once."""
        days = list(range(MOST_DAYS + 2))
        self.late_days = _from_the_end(
            [number * count for number, count in zip(days, self.decided, strict=True)]
        )
        self.decided, self.still_open = _from_the_end(self.decided), _from_the_end(self.still_open)

    def known(self, spent: int, until: int) -> tuple[int, int]:
        """Return how many were still there after so many days, and how many of these took more than ``until``.

        A case still open counts once it has surely taken more; one that may yet be in time is not known.
        """
        missed = self.decided[until + 1] + self.still_open[until + 1]
        return self.decided[spent] - self.decided[until + 1] + missed, missed

    def days_beyond(self, until: int) -> float | None:
        """Return by how many days those were late, on average, that took more; None where none was."""
        count = self.decided[until + 1]
        return self.late_days[until + 1] / count - until if count else None


class PastOutcomes:
    """What became of past cases, by groups."""

    def __init__(self, past: Iterable[PastCases]) -> None:
        groups: defaultdict[tuple[object, ...], Durations] = defaultdict(Durations)
        self.cases = 0
        for row in past:
            self.cases += row.decided
            days = min(max(row.standing.spent_days, 0), MOST_DAYS)
            for group in row.standing.groups:
                groups[group].decided[days] += row.decided
                groups[group].still_open[days] += row.still_open
        for durations in groups.values():
            durations.close()
        self.groups: Mapping[tuple[object, ...], Durations] = dict(groups)

    def forecast(self, case: CaseProgress) -> DelayForecast | None:
        """Return the forecast of a case, at least a day late if so; None where too few like cases are known in any group."""
        spent = min(max(case.spent_days, 0), MOST_DAYS)
        until = min(spent + max(case.days_left, 0), MOST_DAYS)
        found = [self.groups[group] for group in case.groups if group in self.groups]
        known = [group.known(spent, until) for group in found]
        probability = 1.0 if case.days_left < 0 else _shrunk_rate(known)
        if probability is None:
            return None
        late = next((days for group in found if (days := group.days_beyond(until)) is not None), 1.0)
        own = self.groups.get(case.groups[0])
        like, missed = own.known(spent, until) if own else (0, 0)
        return DelayForecast(
            probability, late + max(-case.days_left, 0), like, missed, tuple(known[1 if own else 0 :])
        )


@dataclass(frozen=True, slots=True)
class ForecastBin:
    """Forecasts of like height: how many, what they said on average, and how many missed indeed."""

    low: float
    high: float
    count: int
    said: float
    missed: int

    @property
    def happened(self) -> float:
        """Return the part that missed."""
        return self.missed / self.count


@dataclass(frozen=True, slots=True)
class Calibration:
    """How good forecasts were: by bins, and the Brier score beside that of always saying the share of misses."""

    bins: tuple[ForecastBin, ...]
    count: int
    missed: int
    brier: float
    brier_of_base: float

    @property
    def is_better(self) -> bool:
        """Return whether the forecasts beat the base rate."""
        return self.brier < self.brier_of_base


def calibrated(told: Iterable[tuple[float, bool, int]]) -> Calibration | None:
    """Return how good forecasts (probability, whether it missed, how many) were; None where there are none."""
    rows = [row for row in told if row[2]]
    count = sum(number for _, _, number in rows)
    if not count:
        return None
    missed = sum(number for _, is_missed, number in rows if is_missed)
    base = missed / count
    brier = sum((said - is_missed) ** 2 * number for said, is_missed, number in rows) / count
    return Calibration(tuple(_bins(rows)), count, missed, brier, base * (1 - base))


def _bins(rows: list[tuple[float, bool, int]]) -> Iterable[ForecastBin]:
    low = 0.0
    for high in EDGES:
        inside = [row for row in rows if low <= row[0] < high or row[0] == high == EDGES[-1]]
        count = sum(number for _, _, number in inside)
        if count:
            said = sum(probability * number for probability, _, number in inside) / count
            yield ForecastBin(
                low, high, count, said, sum(number for _, is_missed, number in inside if is_missed)
            )
        low = high


def _shrunk_rate(known: list[tuple[int, int]]) -> float | None:
    """Return the share that missed, each group's shrunk towards that of the wider group behind it."""
    probability: float | None = None
    for cases, missed in reversed(known):
        if probability is None:
            probability = (missed + 0.5) / (cases + 1) if cases >= FEWEST else None
        else:
            probability = (missed + WEIGHT * probability) / (cases + WEIGHT)
    return probability


def _from_the_end(counts: list[int]) -> list[int]:
    return list(accumulate(reversed(counts)))[::-1]
