"""What a day's people wait when windows are open so and so: the measure of every advice."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random
from typing import NamedTuple

from tongban.work.hall.staffing.forecast import Counts
from tongban.work.hall.waiting.course import NEVER, next_open
from tongban.work.hall.waiting.experience import HALF_HOUR, Experience
from tongban.work.hall.waiting.hall_now import Openings


class Visitor(NamedTuple):
    """Somebody of a sampled day: when they come, what they need, how easily they leave (0 at once, 1 never)."""

    at: float
    group: str
    minutes: float
    patience: float


class StaffedWindow(NamedTuple):
    """A window with the hours for which it has an officer."""

    code: str
    groups: frozenset[str]
    openings: Openings


def sampled_days(
    expected: Counts, experience: Experience, number: int, seed: str, here: Iterable[tuple[float, str]] = ()
) -> list[list[Visitor]]:
    """Return days as chance may make them of what is expected, always the same for a seed; ``here`` wait already."""
    ratios = list(experience.ratios) or [1.0]
    days = []
    for place in range(number):
        chance = Random(f"{seed} {place}")  # noqa: S311  (no secret: the same day is to be drawn again)
        coming = [
            (at, group) for (group, begins), mean in expected.items() for at in _times(begins, mean, chance)
        ]
        days.append(
            [
                Visitor(at, group, experience.usual(group, at) * chance.choice(ratios), chance.random())
                for at, group in sorted((*here, *coming))
            ]
        )
    return days


def _times(begins: float, mean: float, chance: Random) -> Iterable[float]:
    """Yield the moments of a half-hour at which somebody comes, when so many do on average."""
    at = chance.expovariate(mean) if mean > 0 else 1.0
    while at < 1:
        yield begins + HALF_HOUR * at
        at += chance.expovariate(mean)


def person_minutes(
    day: Sequence[Visitor], windows: Sequence[StaffedWindow], experience: Experience, until: float = 0.0
) -> float:
    """Return the minutes that all people of a day wait together; a free window takes who came first of its groups.

    Whom nobody calls waits until the last window closes, or ``until`` where that is later.
    """
    return _DayQueue(windows, experience.absence, experience.lost_minutes(), until).waited(day)


@dataclass
class _DayQueue:
    windows: Sequence[StaffedWindow]
    absence: Callable[[float], float]
    lost: float
    until: float
    free: list[tuple[float, int]] = field(default_factory=list)
    total: float = 0.0

    def waited(self, day: Sequence[Visitor]) -> float:
        queues: defaultdict[str, deque[Visitor]] = defaultdict(deque)
        idle: dict[int, float] = {}
        for place in range(len(self.windows)):
            self._open(place, 0.0)
        coming = deque(day)
        while self.free or coming:
            if coming and (not self.free or coming[0].at <= self.free[0][0]):
                visitor = coming.popleft()
                queues[visitor.group].append(visitor)
                for place in idle:
                    if visitor.group in self.windows[place].groups:
                        del idle[place]
                        self._open(place, visitor.at)
                        break
            else:
                at, place = heappop(self.free)
                fitting = [queue for group in self.windows[place].groups if (queue := queues.get(group))]
                if fitting:
                    self._serve(place, at, min(fitting, key=lambda queue: queue[0]).popleft())
                else:
                    idle[place] = at
        return self.total + self._unserved(queues.values())

    def _open(self, place: int, at: float) -> None:
        opens = next_open(self.windows[place].openings, at)
        if opens < NEVER:
            heappush(self.free, (opens, place))

    def _serve(self, place: int, at: float, visitor: Visitor) -> None:
        waited = at - visitor.at
        self.total += waited
        has_left = visitor.patience < self.absence(waited)
        self._open(place, at + (self.lost if has_left else visitor.minutes))

    def _unserved(self, queues: Iterable[deque[Visitor]]) -> float:
        """Count those whom nobody calls until the last window closes."""
        end = max((ends for window in self.windows for _, ends in window.openings), default=0.0)
        end = max(end, self.until)
        return sum(max(0.0, end - visitor.at) for queue in queues for visitor in queue)
