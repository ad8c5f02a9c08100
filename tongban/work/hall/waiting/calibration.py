"""The promise: how far waits lay from what was forecast, by group and length, so that nine of ten lie in the interval.

Conformal prediction (Vovk et al. 2005) in the order of time, within groups of items and lengths of wait; the level of each
length follows what was really kept (Gibbs and Candès, "Adaptive conformal inference under distribution shift", 2021), so
that the promise holds also when the hall changes. What was told and what came true is all that is needed to learn it.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil, floor

MISSED = 0.10
"""So many waits may lie outside of what was promised."""
STEP = 0.003
LEAST_LEVEL, MOST_LEVEL = 0.004, 0.4
LENGTHS = (5.0, 10.0, 20.0, 40.0, 80.0)
KEPT_SCORES, ENOUGH_SCORES = 400, 60
GROWTH = 0.75
"""Errors grow with the forecast, more slowly than it does."""
PRIOR = (-1.5, 0.0, 1.5)


@dataclass(frozen=True, slots=True)
class WaitPromise:
    """Between how many whole minutes, and about how many, somebody waits; ``forecast`` is what it was made of.

    ``rests_on`` counts the earlier promises that it is calibrated by; with none it is a guess and no promise.
    """

    group: str
    forecast: float
    low: int
    point: int
    high: int
    rests_on: int = 0

    def is_kept(self, waited: float) -> bool:
        """Tell whether a wait lies in the interval."""
        return self.low <= waited <= self.high


@dataclass
class Scores:
    """The newest scores, in order of time and of size."""

    newest: deque[float] = field(default_factory=deque)
    ordered: list[float] = field(default_factory=list)

    def add(self, score: float) -> None:
        """Add one, drop the oldest."""
        if len(self.newest) == KEPT_SCORES:
            del self.ordered[bisect_left(self.ordered, self.newest.popleft())]
        self.newest.append(score)
        insort(self.ordered, score)

    def quantile(self, level: float) -> float:
        """Return the score below which a share lies, on the safe side of the finite sample."""
        number = len(self.ordered)
        place = floor(level * (number + 1)) if level < 0.5 else ceil(level * (number + 1))
        return self.ordered[min(max(place, 1), number) - 1]


@dataclass
class WaitCalibration:
    """How wide promises must be; learnt from those that came true or did not."""

    by_group: defaultdict[tuple[str, int], Scores] = field(default_factory=lambda: defaultdict(Scores))
    by_length: defaultdict[int, Scores] = field(default_factory=lambda: defaultdict(Scores))
    levels: defaultdict[int, float] = field(default_factory=lambda: defaultdict(lambda: MISSED))

    def promise(self, group: str, forecast: float) -> WaitPromise:
        """Return what may be told to somebody whom the forecast lets wait so long."""
        length = bisect_right(LENGTHS, forecast)
        scores = self._scores(group, length)
        half, size = self.levels[length] / 2, (1 + forecast) ** GROWTH
        low, middle, high = [scores.quantile(level) for level in (half, 0.5, 1 - half)] if scores else PRIOR
        return WaitPromise(
            group,
            forecast,
            max(0, floor(forecast + low * size)),
            max(0, round(forecast + middle * size)),
            max(1, ceil(forecast + high * size)),
            len(scores.ordered) if scores else 0,
        )

    def learn(self, promise: WaitPromise, waited: float) -> None:
        """Learn what a promise was worth, in the order in which people were called."""
        length = bisect_right(LENGTHS, promise.forecast)
        score = (waited - promise.forecast) / (1 + promise.forecast) ** GROWTH
        self.by_group[promise.group, length].add(score)
        self.by_length[length].add(score)
        level = self.levels[length] + STEP * (MISSED - (not promise.is_kept(waited)))
        self.levels[length] = min(max(level, LEAST_LEVEL), MOST_LEVEL)

    def _scores(self, group: str, length: int) -> Scores | None:
        for known in (self.by_group.get((group, length)), self.by_length.get(length)):
            if known and len(known.ordered) >= ENOUGH_SCORES:
                return known
        return None
