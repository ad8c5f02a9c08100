"""How many will come: arrivals of a day by group and half-hour, from the days before it, weekdays and holidays.

Expected = level × kind of day × share of the group's half-hour. The level is quick, so that seasons are followed; kinds of
days and shares are slow, so that they are sure. The first day after a holiday is a kind of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tongban.ground.clock.calendar import Calendar
from tongban.work.hall.waiting.experience import Mean

LEVEL_DAYS, KIND_DAYS, SHARE_DAYS = 10.0, 120.0, 60.0
"""In how many days half of what was learnt is forgotten."""
KIND_WEIGHT = 1.5
"""So many days of a kind weigh as much as that all days are alike."""
HOLIDAY_DAYS = 3
"""So many days off before a day make it the first after a holiday; a weekend is shorter."""
AFTER_A_HOLIDAY, MAKE_UP, WEEKDAYS = "after a holiday", "make-up", 7

Counts = Mapping[tuple[str, int], float]
"""People by group and half-hour, which is told by the minute of the day at which it begins."""


@dataclass
class Arrivals:
    """What is usual of arrivals, learnt day by day."""

    calendar: Calendar
    level: Mean = field(default_factory=Mean)
    kinds: defaultdict[str, Mean] = field(default_factory=lambda: defaultdict(Mean))
    shares: dict[tuple[str, int], float] = field(default_factory=dict)
    days: float = 0.0

    def learn(self, day: date, counts: Counts) -> None:
        """Learn a day that is over; days are learnt in their order."""
        total, kind = sum(counts.values()), self.kind(day)
        usual = self._level()
        self.level.keep(0.5 ** (1 / LEVEL_DAYS))
        self.level.add(total / self._factor(kind))
        if usual:
            self.kinds[kind].keep(0.5 ** (WEEKDAYS / KIND_DAYS))
            self.kinds[kind].add(total / usual)
        keep = 0.5 ** (1 / SHARE_DAYS)
        self.days = self.days * keep + 1
        for key in {*self.shares, *counts}:
            self.shares[key] = self.shares.get(key, 0.0) * keep + counts.get(key, 0.0) / max(total, 1)

    def expected(self, day: date) -> dict[tuple[str, int], float]:
        """Return how many are expected, by group and half-hour; of a day off, what would come were the hall open."""
        total = self._level() * self._factor(self.kind(day))
        return {key: total * share / self.days for key, share in sorted(self.shares.items())}

    def kind(self, day: date) -> str:
        """Return which days this one is like: its weekday, a make-up day, the first day after a holiday."""
        off = 0
        while off < HOLIDAY_DAYS and not self.calendar.is_working(day - timedelta(days=off + 1)):
            off += 1
        if off == HOLIDAY_DAYS:
            return AFTER_A_HOLIDAY
        is_make_up = day.weekday() >= WEEKDAYS - 2 and self.calendar.is_working(day)
        return MAKE_UP if is_make_up else str(day.weekday())

    def _level(self) -> float:
        return self.level.total / self.level.weight if self.level.weight else 0.0

    def _factor(self, kind: str) -> float:
        return self.kinds[kind].drawn_to(1.0, KIND_WEIGHT)


def learnt_arrivals(days: Iterable[tuple[date, Counts]], calendar: Calendar) -> Arrivals:
    """Return what days teach, in their order."""
    arrivals = Arrivals(calendar)
    for day, counts in sorted(days, key=lambda pair: pair[0]):
        arrivals.learn(day, counts)
    return arrivals
