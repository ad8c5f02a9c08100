"""A hall that is simulated by its events, knowing nothing of the product: arrivals, skills, breaks, absence, impatience.

An event loop of its own is the yardstick of what the product estimates and advises. Times are minutes of the day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import exp, pi, sin
from random import Random
from typing import Any

OPENS, CLOSES, LAST_TICKET, OVERTIME = 540.0, 1020.0, 990.0, 1140.0
HALF_HOUR, OPEN_MINUTES = 30, 360
UNFORESEEN, UNFORESEEN_MINUTES = 0.02, 12.0
"""So often an officer leaves the window after a service, and for so long."""
HEAD_START = 30.0
"""Who has priority or an appointment is called as if they had come so much earlier."""
ABSENT_MINUTES = 1.5
"""So long three calls take to which nobody comes."""
DAY_SHAPE = (0.8, 1.3, 1.6, 1.5, 1.2, 0.8, 0.45, 0.4, 0.6, 1.2, 1.5, 1.4, 1.2, 1.0, 0.7)
WEEKDAYS = (1.2, 1.05, 1.0, 0.95, 0.9, 0.6, 0.6)
SLOWER = (1.0, 0.97, 0.95, 0.95, 0.97, 1.0, 1.05, 1.1, 1.08, 1.0, 0.97, 0.97, 0.98, 1.0, 1.02, 1.0)
"""How long the same matter takes in each half-hour of the day."""


@dataclass(frozen=True)
class Group:
    """Items of one kind: its share of the arrivals, minutes of service and their scatter."""

    name: str
    share: float
    minutes: float
    scatter: float


GROUPS = (
    Group("enterprise", 0.16, 16, 0.6),
    Group("property", 0.18, 14, 0.5),
    Group("social", 0.22, 8, 0.7),
    Group("transport", 0.10, 7, 0.6),
    Group("construction", 0.05, 24, 0.7),
    Group("household", 0.15, 9, 0.5),
    Group("health", 0.06, 12, 0.6),
    Group("collection", 0.08, 3, 0.6),
)
COMPREHENSIVE = frozenset({"social", "transport", "household", "health", "collection"})
SPECIAL = (
    frozenset({"enterprise", "collection"}),
    frozenset({"property"}),
    frozenset({"enterprise", "construction"}),
    frozenset({"property", "household"}),
)


@dataclass
class Desk:
    """A window of the simulation: what it takes, when it is planned to be open, how quick its officer is."""

    code: str
    groups: frozenset[str]
    openings: tuple[tuple[float, float], ...]
    pace: float
    serving: str | None = None
    since: float = 0.0
    rests_until: float = 0.0
    """When a break that is due, or a pause that nobody planned, ends."""

    def is_free(self, at: float) -> bool:
        """Tell whether somebody can be called."""
        is_open = any(begins <= at < ends for begins, ends in self.openings)
        return is_open and self.serving is None and self.rests_until <= at


@dataclass
class Guest:
    """Somebody with a ticket, called in the order of ``turn``: how long they wait, whether they say that they leave."""

    code: int
    group: str
    since: float
    turn: float
    patience: float
    tells: bool


@dataclass(frozen=True)
class Happening:
    """What happened at a window or at the door: taken, called, absent, finished, left."""

    at: float
    what: str
    code: int
    group: str
    since: float
    window: str = ""
    minutes: float = 0.0


@dataclass(eq=False)
class Booking:
    """An appointment of today whose holder is not here yet."""

    group: str
    at: float


Happenings = Iterator[Happening]


@dataclass
class SimulatedHall:
    """A hall with its officers; ``day`` simulates one, and what the hall knows stands in its attributes meanwhile."""

    windows: int = 14
    load: float = 0.9
    seed: int = 1
    booked: float = 0.2
    no_show: float = 0.12
    elderly: float = 0.04
    closed: frozenset[str] = frozenset()
    openings: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    """When windows are open that have hours of their own."""

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.paces = [self.chance.lognormvariate(0, 0.13) for _ in range(self.windows)]
        self.codes = self.order = 0

    def day(self, number: int, weekday: int, boost: float = 1.0) -> Happenings:
        """Simulate a day, happening by happening; ``boost`` multiplies the arrivals, as on the day after a holiday."""
        season = 1 + 0.12 * sin(2 * pi * number / 365) + 0.08 * sin(4 * pi * number / 365)
        level = season * WEEKDAYS[weekday] * boost * self.chance.gammavariate(60, 1 / 60)
        self.drag = self.chance.lognormvariate(0, 0.05) * (1.3 if self.chance.random() < 0.03 else 1.0)
        self.desks = [self._desk(place) for place in range(self.windows)]
        self.waiting: list[Guest] = []
        self.bookings: list[Booking] = []
        self.events: list[tuple[float, int, Callable[..., Happenings], tuple[Any, ...]]] = []
        self._plan_arrivals(level)
        for desk in self.desks:
            for begins, _ends in desk.openings:
                self._plan(begins, self._call, desk)
        while self.events:
            at, _, act, things = heappop(self.events)
            yield from act(at, *things)

    def _plan(self, at: float, act: Callable[..., Happenings], *things: Any) -> None:
        self.order += 1
        heappush(self.events, (at, self.order, act, things))

    def _desk(self, place: int) -> Desk:
        kind = place % 7
        groups = COMPREHENSIVE if kind in (0, 2, 4) else SPECIAL[kind // 2]
        tea, lunch, later = 600.0 + 15 * (place % 4), 690.0 + 30 * (place % 3), 885.0 + 15 * (place % 4)
        openings: tuple[tuple[float, float], ...] = (
            (OPENS, tea),
            (tea + 10, lunch),
            (lunch + 60, later),
            (later + 10, OVERTIME),
        )
        if place % 9 == 8:
            openings = ((OPENS, lunch),)
        pace = self.paces[(place + self.chance.randrange(3)) % self.windows]
        code = f"{place + 1}"
        return Desk(code, groups, self.openings.get(code, openings), pace)

    def _plan_arrivals(self, level: float) -> None:
        chance, usual = self.chance, sum(group.share * group.minutes for group in GROUPS)
        total = self.windows * OPEN_MINUTES / usual * self.load * level
        for half_hour, weight in enumerate(DAY_SHAPE):
            begins = OPENS + half_hour * HALF_HOUR
            for group in GROUPS:
                for _ in range(poisson(total * group.share * weight / sum(DAY_SHAPE), chance)):
                    if chance.random() < self.booked:
                        self._book(Booking(group.name, begins + 15 * chance.randrange(2)))
                    else:
                        ahead = HEAD_START if chance.random() < self.elderly else 0.0
                        self._plan(begins + chance.random() * HALF_HOUR, self._arrive, group.name, ahead)

    def _book(self, booking: Booking) -> None:
        self.bookings.append(booking)
        if self.chance.random() < self.no_show:
            self._plan(booking.at + 15, self._forget, booking)
        else:
            self._plan(max(OPENS, booking.at + self.chance.gauss(-4, 6)), self._keep, booking)

    def _forget(self, at: float, booking: Booking) -> Happenings:
        self.bookings.remove(booking)
        yield from ()

    def _keep(self, at: float, booking: Booking) -> Happenings:
        self.bookings.remove(booking)
        yield from self._arrive(at, booking.group, HEAD_START)

    def _arrive(self, at: float, group: str, head_start: float) -> Happenings:
        if at >= LAST_TICKET:
            return
        self.codes += 1
        patience = 25 + self.chance.weibullvariate(130, 1.3)
        guest = Guest(self.codes, group, at, at - head_start, patience, self.chance.random() < 0.5)
        self.waiting.append(guest)
        if guest.tells:
            self._plan(at + patience, self._leave, guest)
        yield Happening(at, "taken", guest.code, group, at)
        for desk in self.desks:
            if group in desk.groups and desk.is_free(at):
                yield from self._call(at, desk)
                break

    def _leave(self, at: float, guest: Guest) -> Happenings:
        if guest in self.waiting:
            self.waiting.remove(guest)
            yield Happening(at, "left", guest.code, guest.group, guest.since)

    def _call(self, at: float, desk: Desk) -> Happenings:
        fitting = [guest for guest in self.waiting if guest.group in desk.groups]
        if not fitting or not desk.is_free(at):
            return
        guest = min(fitting, key=lambda guest: guest.turn)
        came = at - guest.since <= guest.patience
        minutes = self._minutes(at, desk, guest) if came else ABSENT_MINUTES
        self.waiting.remove(guest)
        desk.serving, desk.since = guest.group, at
        self._plan(at + minutes, self._finish, desk, guest, minutes if came else 0.0)
        yield Happening(at, "called" if came else "absent", guest.code, guest.group, guest.since, desk.code)

    def _minutes(self, at: float, desk: Desk, guest: Guest) -> float:
        group = next(group for group in GROUPS if group.name == guest.group)
        hurry = 1 - 0.08 * min(1.0, len(self.waiting) / (3 * len(self.desks)))
        slower = SLOWER[min(int((at - OPENS) // HALF_HOUR), len(SLOWER) - 1)]
        shape = 1 / group.scatter**2
        return self.chance.gammavariate(shape, group.minutes / shape) * desk.pace * self.drag * slower * hurry

    def _finish(self, at: float, desk: Desk, guest: Guest, minutes: float) -> Happenings:
        desk.serving = None
        if minutes:
            yield Happening(at, "finished", guest.code, guest.group, guest.since, desk.code, minutes)
        pause = self._pause(desk, at)
        if pause:
            desk.rests_until = at + pause
            self._plan(at + pause, self._call, desk)
        yield from self._call(at, desk)

    def _pause(self, desk: Desk, at: float) -> float:
        """A break that fell due while somebody was served is taken now, as long as planned; others come unforeseen."""
        for (_, ends), (begins, _) in pairwise(desk.openings):
            if desk.since < ends <= at:
                return begins - ends
        return self.chance.expovariate(1 / UNFORESEEN_MINUTES) if self.chance.random() < UNFORESEEN else 0.0


def poisson(mean: float, chance: Random) -> int:
    """Draw a count."""
    count, bar, product = 0, exp(-mean), chance.random()
    while product > bar:
        count += 1
        product *= chance.random()
    return count
