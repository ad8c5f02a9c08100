"""How a queue will be called: a walk through the hall in which everybody takes as long as is usual.

A window that becomes free takes the earliest turn among its groups; so skills, breaks, priorities and appointments that
are still to come count as they will. What chance adds is the calibration's.
"""

from bisect import insort
from collections import defaultdict
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from tongban.work.hall.waiting.experience import HALF_HOUR, Experience
from tongban.work.hall.waiting.hall_now import HallNow, Openings, PersonNow, WindowNow

NEVER = float("inf")


class ExpectedCall(NamedTuple):
    """When somebody is called, and to which window (its place in the hall)."""

    at: float
    place: int


class _Turn(NamedTuple):
    """A place in the line: lowest first."""

    turn: float
    number: int
    person: PersonNow


def next_open(openings: Openings, at: float) -> float:
    """Return when a window is open next, from a moment on."""
    for begins, ends in openings:
        if at < ends:
            return max(at, begins)
    return NEVER


def course(hall: HallNow, experience: Experience, until: str = "") -> dict[str, ExpectedCall]:
    """Return for each person the call, in their order, or those until one person's; who is not called is missing."""
    return _Course(hall, experience).calls(until)


class _Course:
    def __init__(self, hall: HallNow, experience: Experience) -> None:
        self.hall, self.experience = hall, experience
        today = experience.pace_today()
        self.paces = [experience.pace(window.code) * today for window in hall.windows]
        free = [(self._free_at(place, window), place) for place, window in enumerate(hall.windows)]
        self.free = [pair for pair in free if pair[0] < NEVER]
        heapify(self.free)
        self.idle: list[int] = []
        self.queues: defaultdict[str, list[_Turn]] = defaultdict(list)
        self.usual: dict[tuple[str, int], float] = {}

    def calls(self, until: str) -> dict[str, ExpectedCall]:
        turns = [_Turn(person.turn, number, person) for number, person in enumerate(self.hall.people)]
        later = [turn for turn in turns if turn.person.since > self.hall.at]
        later.sort(key=lambda turn: -turn.person.since)
        for turn in sorted(turn for turn in turns if turn.person.since <= self.hall.at):
            self.queues[turn.person.group].append(turn)
        called: dict[str, ExpectedCall] = {}
        while until not in called and (self.free or later):
            if later and (not self.free or later[-1].person.since <= self.free[0][0]):
                self._arrive(later.pop())
                continue
            at, place = heappop(self.free)
            person = self._next(place)
            if person is None:
                self.idle.append(place)
            else:
                called[person.code] = ExpectedCall(at, place)
                self._serve(place, at, person)
        return called

    def _free_at(self, place: int, window: WindowNow) -> float:
        at = self.hall.at
        if window.serving is not None:
            expected = self.experience.usual(window.serving, window.since) * self.paces[place]
            at += self.experience.remaining(at - window.since, expected)
        return next_open(window.openings, at)

    def _arrive(self, turn: _Turn) -> None:
        insort(self.queues[turn.person.group], turn)
        for place in self.idle:
            if turn.person.group in self.hall.windows[place].groups:
                self.idle.remove(place)
                self._free(place, turn.person.since)
                break

    def _free(self, place: int, at: float) -> None:
        opens = next_open(self.hall.windows[place].openings, at)
        if opens < NEVER:
            heappush(self.free, (opens, place))

    def _next(self, place: int) -> PersonNow | None:
        fitting = [queue for group in self.hall.windows[place].groups if (queue := self.queues.get(group))]
        return min(fitting, key=lambda queue: queue[0]).pop(0).person if fitting else None

    def _serve(self, place: int, at: float, person: PersonNow) -> None:
        gone = 1 - (1 - person.no_show) * (1 - self.experience.absence(at - person.since))
        usual = self._usual(person.group, at) * self.paces[place]
        self._free(place, at + (1 - gone) * usual + gone * self.experience.lost_minutes())

    def _usual(self, group: str, at: float) -> float:
        key = group, int(at // HALF_HOUR)
        if key not in self.usual:
            self.usual[key] = self.experience.usual(group, at)
        return self.usual[key]
