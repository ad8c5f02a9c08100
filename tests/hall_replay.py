"""A simulated hall asks the product how long everybody waits, and keeps what was told beside what came true.

Beside it stands ZMS's formula, as its newest release has it: (people before + 1) × mean ÷ windows; for the hall as one
queue and, as its offices set it up where skills differ, for each group of items with its windows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.simulated_hall import ABSENT_MINUTES, HEAD_START, OVERTIME, Booking, Happening, SimulatedHall
from tongban.work.hall.waiting.calibration import WaitPromise
from tongban.work.hall.waiting.estimate import estimate, estimates
from tongban.work.hall.waiting.experience import Mean
from tongban.work.hall.waiting.hall_now import HallNow, PersonNow, WindowNow
from tongban.work.hall.waiting.model import AT_THE_TICKET, WaitingModel

AFTER_A_HOLIDAY, LONG_WEEKEND = 1.35, timedelta(days=3)
FAR = 90.0
"""Appointments so far ahead are not looked at."""
PAUSE = 8.0
"""So long a window stays away that nobody planned to leave."""


@dataclass(frozen=True)
class Told:
    """What somebody was told when they took a ticket, what ZMS would have said, and how long they waited."""

    day: date
    promise: WaitPromise
    zms_hall: float
    zms_group: float
    waited: float
    is_later: bool = False
    """Told while waiting, not with the ticket."""


@dataclass
class Replay:
    """Goes through days of a simulated hall; learns as an office does, from what has happened until then."""

    hall: SimulatedHall
    model: WaitingModel = field(default_factory=WaitingModel)
    mean: Mean = field(default_factory=Mean)
    again_every: int = 0
    """After so many tickets everybody who waits is told anew."""

    def days(self, days: Iterable[date]) -> Iterator[Told]:
        """Yield what was told to those who were called, in the order of their calls."""
        for day, boost in boosted(days):
            self.begin_day()
            for happening in self.hall.day(day.timetuple().tm_yday, day.weekday(), boost):
                self.learn(happening)
                if happening.what == "taken":
                    self._tell(happening)
                elif happening.what == "called":
                    yield from self._outcomes(day, happening)

    def begin_day(self) -> None:
        """Forget what concerned yesterday only."""
        self.model.experience.begin_day()
        self.promises: dict[int, tuple[WaitPromise, float, float]] = {}
        self.told_later: list[tuple[int, float, WaitPromise]] = []
        self.began: dict[int, float] = {}
        self.taken: dict[int, float] = {}

    def learn(self, happening: Happening) -> None:
        """Learn from what happened, promises apart."""
        experience, waited = self.model.experience, happening.at - happening.since
        match happening.what:
            case "taken":
                self.taken[happening.code] = happening.at
            case "called":
                self.began[happening.code] = happening.at
                experience.learn_call(waited, came=True)
            case "absent":
                experience.learn_call(waited, came=False, minutes=ABSENT_MINUTES)
            case "left":
                experience.learn_call(waited, came=False)
            case "finished":
                began = self.began[happening.code]
                experience.learn_service(happening.group, happening.window, began, happening.minutes)
                self.mean.add(happening.minutes)

    def _outcomes(self, day: date, happening: Happening) -> Iterator[Told]:
        told = self.promises.pop(happening.code, None)
        if told:
            self.model.first.learn(told[0], happening.at - happening.since)
            yield Told(day, *told, happening.at - happening.since)
        mine = [entry for entry in self.told_later if entry[0] == happening.code]
        for entry in mine:
            self.told_later.remove(entry)
            self.model.later.learn(entry[2], happening.at - entry[1])
            yield Told(day, entry[2], 0.0, 0.0, happening.at - entry[1], is_later=True)

    def _tell(self, happening: Happening) -> None:
        now = self.snapshot(happening.at)
        fitting = [window for window in now.windows if happening.group in window.groups]
        if any(window.serving is None and is_open(window, now.at) for window in fitting):
            return  # is called at once
        promise = estimate(now, str(happening.code), self.model).promise
        if promise:
            self.promises[happening.code] = promise, *self._zms(now, happening)
        if self.again_every and happening.code % self.again_every == 0:
            told = estimates(now, self.model)
            self.told_later += [
                (int(code), now.at, each.promise)
                for code, each in told.items()
                if each.promise and now.at - self.taken[int(code)] >= AT_THE_TICKET
            ]

    def snapshot(self, at: float) -> HallNow:
        """Return what the hall's own records show at a moment; how long somebody will take is not among it."""
        windows = tuple(
            WindowNow(
                desk.code,
                desk.groups,
                desk.openings if desk.rests_until <= at else ((at + PAUSE, OVERTIME),),
                desk.serving,
                desk.since,
            )
            for desk in self.hall.desks
        )
        people = [PersonNow(str(each.code), each.group, each.since, each.turn) for each in self.hall.waiting]
        booked = [
            self._expected(place, each, at)
            for place, each in enumerate(self.hall.bookings)
            if each.at < at + FAR
        ]
        return HallNow(at, windows, (*people, *booked))

    def _expected(self, place: int, booking: Booking, at: float) -> PersonNow:
        comes = max(booking.at, at + 0.1)
        return PersonNow(f"booked {place}", booking.group, comes, comes - HEAD_START, self.hall.no_show)

    def _zms(self, now: HallNow, happening: Happening) -> tuple[float, float]:
        here = [each for each in now.people if each.since <= now.at]
        same = sum(each.group == happening.group for each in here)
        windows = [each for each in now.windows if each.serving or is_open(each, now.at)]
        fitting = sum(happening.group in each.groups for each in windows)
        of_group = self.model.experience.mean_minutes(happening.group)
        mean = self.mean.drawn_to(10.0, 1.0)
        return zms(mean, len(here), len(windows)), zms(of_group, same, fitting)


def boosted(days: Iterable[date]) -> Iterator[tuple[date, float]]:
    """Yield working days, each with how many more come: after a holiday those who could not before."""
    before: date | None = None
    for day in days:
        is_after = before is not None and day - before > LONG_WEEKEND
        yield day, AFTER_A_HOLIDAY if is_after else 1.0
        before = day


def is_open(window: WindowNow, at: float) -> bool:
    return any(begins <= at < ends for begins, ends in window.openings)


def zms(mean: float, people: int, windows: int) -> float:
    """Return ZMS's minutes; ``people`` counts the one who asks."""
    return float(int(mean * people / max(windows, 1)))


def mean_error(told: list[Told], guess: str) -> float:
    """Return the mean absolute error of what was told, or of one of ZMS's guesses."""
    return sum(abs(of(each, guess) - each.waited) for each in told) / len(told)


def of(told: Told, guess: str) -> float:
    return float(told.promise.point if guess == "ours" else getattr(told, guess))


def kept_share(told: list[Told]) -> float:
    """Return the share of promises that were kept."""
    return sum(each.promise.is_kept(each.waited) for each in told) / len(told)
