"""What tickets teach: minutes of service, the pace of windows and of today, who does not come when called.

Everything is learnt event by event and slowly forgotten, so that the same tickets in the same order teach the same.
"""

from bisect import bisect_right
from collections import defaultdict, deque
from dataclasses import dataclass, field

HALF_HOUR = 30
FORGOTTEN_DAYS = 40.0
"""In so many days half of what was learnt is forgotten."""
PRIOR_MINUTES, PRIOR_WEIGHT = 10.0, 4.0
HALF_HOUR_WEIGHT, PACE_WEIGHT, TODAY_WEIGHT = 40.0, 30.0, 12.0
"""So many services weigh as much as what is usual: of a half-hour, of a window, of today."""
TODAY_KEPT = 0.96
RATIOS = 600
WAITED = (5.0, 10.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0)
"""The bounds between which waits are alike to those who lose patience."""
PRIOR_ABSENCE, PRIOR_ABSENT_MINUTES = 0.02, 1.5
ABSENCE_WEIGHT = 50.0
QUARTERS, FEW_RATIOS = 16, 30


@dataclass
class Mean:
    """A mean that forgets."""

    total: float = 0.0
    weight: float = 0.0

    def add(self, value: float, weight: float = 1.0) -> None:
        """Learn a value."""
        self.total += value
        self.weight += weight

    def keep(self, share: float) -> None:
        """Forget all but a share."""
        self.total *= share
        self.weight *= share

    def drawn_to(self, usual: float, weight: float) -> float:
        """Return the mean, drawn to what is usual."""
        return (self.total + usual * weight) / (self.weight + weight)


UNKNOWN = Mean()


def _means() -> defaultdict[str, Mean]:
    return defaultdict(Mean)


@dataclass
class Experience:
    """What was learnt of a hall until now."""

    minutes: defaultdict[str, Mean] = field(default_factory=_means)
    half_hours: defaultdict[int, Mean] = field(default_factory=lambda: defaultdict(Mean))
    paces: defaultdict[str, Mean] = field(default_factory=_means)
    today: Mean = field(default_factory=Mean)
    ratios: deque[float] = field(default_factory=lambda: deque(maxlen=RATIOS))
    absent: list[Mean] = field(default_factory=lambda: [Mean() for _ in range(len(WAITED) + 1)])
    lost: Mean = field(default_factory=Mean)
    _remaining: list[float] = field(default_factory=list)

    def begin_day(self) -> None:
        """Forget a little of what is old, and all of what was peculiar to yesterday."""
        keep = 0.5 ** (1 / FORGOTTEN_DAYS)
        for mean in (*self.minutes.values(), *self.half_hours.values(), *self.paces.values(), *self.absent):
            mean.keep(keep)
        self.lost.keep(keep)
        self.today = Mean()
        self._remaining = _remaining_after(sorted(self.ratios)) if len(self.ratios) >= FEW_RATIOS else []

    def learn_service(self, group: str, window: str, began: float, minutes: float) -> None:
        """Learn from a service that ended."""
        usual = self.usual(group, began)
        ratio = minutes / usual
        pace, today = self.pace(window), self.pace_today()
        self.minutes[group].add(minutes / (self.half_hour(began) * pace * today))
        self.half_hours[int(began // HALF_HOUR)].add(ratio)
        self.paces[window].add(ratio / today)
        self.today.keep(TODAY_KEPT)
        self.today.add(ratio / pace)
        self.ratios.append(ratio / (pace * today))

    def learn_call(self, waited: float, came: bool, minutes: float = 0.0) -> None:
        """Learn whether somebody came when called; if not, what it cost: nothing, when they had left before."""
        self.absent[bisect_right(WAITED, waited)].add(0.0 if came else 1.0)
        if not came:
            self.lost.add(minutes)

    def mean_minutes(self, group: str) -> float:
        """Return the minutes that a matter of a group takes on average."""
        return self.minutes.get(group, UNKNOWN).drawn_to(PRIOR_MINUTES, PRIOR_WEIGHT)

    def half_hour(self, at: float) -> float:
        """Return how much longer services of a half-hour take than those of the day."""
        return self.half_hours.get(int(at // HALF_HOUR), UNKNOWN).drawn_to(1.0, HALF_HOUR_WEIGHT)

    def usual(self, group: str, at: float) -> float:
        """Return the minutes that a matter takes at a time of the day."""
        return self.mean_minutes(group) * self.half_hour(at)

    def pace(self, window: str) -> float:
        """Return how much longer a window takes than the others."""
        return self.paces.get(window, UNKNOWN).drawn_to(1.0, PACE_WEIGHT)

    def pace_today(self) -> float:
        """Return how much longer everything takes today."""
        return self.today.drawn_to(1.0, TODAY_WEIGHT)

    def absence(self, waited: float) -> float:
        """Return the chance that somebody who waited so long is not there when called."""
        return self.absent[bisect_right(WAITED, waited)].drawn_to(PRIOR_ABSENCE, ABSENCE_WEIGHT)

    def lost_minutes(self) -> float:
        """Return the minutes that a window loses with somebody who is not there."""
        return self.lost.drawn_to(PRIOR_ABSENT_MINUTES, PRIOR_WEIGHT)

    def remaining(self, elapsed: float, expected: float) -> float:
        """Return the minutes that a service still takes after so many: the mean of those that took longer."""
        if not self._remaining:
            return max(expected - elapsed, expected / 3)
        return self._remaining[min(int(4 * elapsed / expected), QUARTERS)] * expected


def _remaining_after(ratios: list[float]) -> list[float]:
    """Return what remains on average after each quarter of the expected; too few that took longer add nothing new."""
    table: list[float] = []
    for quarter in range(QUARTERS + 1):
        longer = ratios[bisect_right(ratios, quarter / 4) :]
        few = len(longer) < FEW_RATIOS // 3
        table.append(table[-1] if few else sum(longer) / len(longer) - quarter / 4)
    return table
