"""Alarms on bursts, with a false-alarm budget: so many a year over all classes and areas when nothing happens.

The bar is no guessed quantile: every four weeks it is set so that the tail probabilities that the limits of all series
really have, for whole counts and each weekday, add up to the budget. A day that raised an alarm teaches the baseline no
more than its limit.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from tongban.work.hotline.bursts.baseline import (
    SHRUNK_COUNTS,
    SHRUNK_SCATTER,
    WEEKDAYS,
    ClassBaseline,
    Scatter,
    Weekdays,
)
from tongban.work.hotline.bursts.tails import LEAST, limit, tail, tails

DAYS_A_YEAR = 365.25
LEARNING_DAYS = 84
"""So long nothing is said."""
BAR_DAYS = 28
LAG_DAYS = 2
"""The newest days are not learnt from yet, lest a burst that grows becomes its own baseline."""
WORTH_A_LOOK = 1.5
"""Counts below the expected and so many standard deviations are not improbable; their tail is not computed."""

Counts = Mapping[tuple[str, str], Sequence[int]]


@dataclass(frozen=True)
class Usual:
    """What an alarm rests on: the class's level in the city a day, the factor of the weekday, the area's share, κ."""

    level: float
    weekday: float
    share: float
    scatter: float

    @property
    def expected(self) -> float:
        """Return the demands to be expected on this day."""
        return self.level * self.weekday * self.share


@dataclass(frozen=True)
class Alarm:
    """More demands of a class in an area on a day than the limit; ``p`` is the probability of so many or more."""

    key: str
    area: str
    day: date
    seen: int
    expected: float
    limit: int
    p: float
    baseline: Usual


def alarms(counts: Counts, *, first: date, budget: float, since: date | None = None) -> list[Alarm]:
    """Return the alarms, oldest first.

    ``counts`` holds for each (class, area) the demands of each day from ``first`` on, all equally long; ``budget`` is
    the number of false alarms a year, over all series, that is accepted. Nothing is said of the first 84 days nor of
    days before ``since``. 270 series of a year take about a second.
    """
    if budget <= 0:
        raise ValueError(f"a budget of {budget} false alarms a year allows no alarm")
    lengths = {len(row) for row in counts.values()}
    if len(lengths) > 1:
        raise ValueError(f"the series have {sorted(lengths)} days; each needs a count for every day")
    watch = _Watch(counts, first, budget / DAYS_A_YEAR)
    found = [alarm for place in range(max(lengths, default=0)) for alarm in watch.judge(place)]
    return [alarm for alarm in found if since is None or alarm.day >= since]


Forecasts = dict[str, dict[str, Usual]]


class _Watch:
    """Goes through the days: judges each by what was learnt, then learns the day before yesterday."""

    def __init__(self, counts: Counts, first: date, daily: float) -> None:
        self.first, self.daily = first, daily
        self.learnt = {key: dict[str, list[float]]() for key, _area in sorted(counts)}
        self.counts = {key: dict[str, Sequence[int]]() for key in self.learnt}
        for (key, area), row in sorted(counts.items()):
            self.counts[key][area] = row
            self.learnt[key][area] = list(map(float, row))
        self.classes = {key: ClassBaseline() for key in self.counts}
        self.weekdays, self.scatter = Weekdays(), Scatter()
        self.bar = 0.0
        self.forecasts: deque[Forecasts] = deque()

    def judge(self, place: int) -> list[Alarm]:
        """Return the alarms of a day."""
        if place >= LAG_DAYS:
            self._learn(place - LAG_DAYS)
        weekday = self._weekday(place)
        usual = {
            key: {area: self._usual(key, area, weekday) for area in areas}
            for key, areas in self.counts.items()
        }
        self.forecasts.append(usual)
        if place < LEARNING_DAYS:
            return []
        if (place - LEARNING_DAYS) % BAR_DAYS == 0:
            self.bar = self._bar()
        series = ((key, area, forecast) for key, areas in usual.items() for area, forecast in areas.items())
        return [alarm for each in series if (alarm := self._alarm(*each, place)) is not None]

    def _alarm(self, key: str, area: str, usual: Usual, place: int) -> Alarm | None:
        seen, mean = self.counts[key][area][place], usual.expected
        if not mean or seen < mean + WORTH_A_LOOK * sqrt(mean):
            return None  # of a class that was never reported nothing is usual yet
        p = tail(seen, mean, usual.scatter)
        if p > self.bar:
            return None
        most = int(limit(self.bar, mean, usual.scatter))
        self.learnt[key][area][place] = min(seen, most)
        return Alarm(key, area, self._day(place), seen, mean, most, p, usual)

    def _usual(self, key: str, area: str, weekday: int) -> Usual:
        known = self.classes[key]
        factor = self._factor(known, weekday)
        kappa = known.scatter.kappa(self.scatter.kappa(0, 1), SHRUNK_SCATTER)
        share = known.share(area, len(self.counts[key]))
        return Usual(known.level, factor, share, kappa + known.unsure(area))

    def _factor(self, known: ClassBaseline, weekday: int) -> float:
        return known.weekdays.factor(weekday, self.weekdays.factor(weekday, 1, 1), SHRUNK_COUNTS)

    def _learn(self, place: int) -> None:
        weekday = self._weekday(place)
        self._learn_scatter(place, self.forecasts.popleft())
        counted = even = 0.0
        for key, areas in self.learnt.items():
            known, counts = self.classes[key], {area: row[place] for area, row in areas.items()}
            counted += sum(counts.values())
            even += known.level or sum(counts.values())
            known.learn(weekday, self._factor(known, weekday), counts)
        self.weekdays.learn(weekday, counted, even)

    def _learn_scatter(self, place: int, forecasts: Forecasts) -> None:
        """Compare a day's counts with what was forecast when it was judged, for each class and for all."""
        if place < LEARNING_DAYS // 2:
            return
        all_beyond = all_squares = 0.0
        for key, areas in forecasts.items():
            known = self.classes[key]
            beyond = squares = 0.0
            for area, usual in areas.items():
                mean = usual.expected
                beyond += (self.learnt[key][area][place] - mean) ** 2 - mean - mean**2 * known.unsure(area)
                squares += mean**2
            known.scatter.learn(beyond, squares)
            all_beyond, all_squares = all_beyond + beyond, all_squares + squares
        self.scatter.learn(all_beyond, all_squares)

    def _bar(self) -> float:
        """Return the bar at which the tails of all limits add up to the budget of an average day."""
        gains: list[tuple[float, float]] = []
        for key, areas in self.counts.items():
            for area in areas:
                for weekday in range(WEEKDAYS):
                    usual = self._usual(key, area, weekday)
                    reached = [
                        p for _, p in tails(usual.expected, usual.scatter) if p <= self.daily * WEEKDAYS
                    ]
                    gains += [(p, p - below) for p, below in zip(reached, [*reached[1:], 0.0], strict=False)]
        spent = 0.0
        bar = LEAST
        for p, gain in sorted(gains):
            spent += gain
            if spent > self.daily * WEEKDAYS:
                break
            bar = p
        return bar

    def _weekday(self, place: int) -> int:
        return self._day(place).weekday()

    def _day(self, place: int) -> date:
        return self.first + timedelta(days=place)
