"""All that an estimate rests on, learnt from tickets; from the same tickets and promises the same comes out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from tongban.work.hall.waiting.calibration import WaitCalibration, WaitPromise
from tongban.work.hall.waiting.experience import Experience
from tongban.work.hall.waiting.stretches import IN_LINE, TicketStretch

AT_THE_TICKET = 1.0
"""So many minutes after the ticket was taken a promise is the first one."""


@dataclass
class WaitingModel:
    """What is known of a hall: how it works, and what its promises were worth, the first one and later ones apart.

    Who still waits is, more than who has just come, somebody whom the hall lets wait; so later promises are calibrated
    by themselves.
    """

    experience: Experience = field(default_factory=Experience)
    first: WaitCalibration = field(default_factory=WaitCalibration)
    later: WaitCalibration = field(default_factory=WaitCalibration)

    def calibration(self, waited: float) -> WaitCalibration:
        """Return the calibration for somebody who has waited so many minutes."""
        return self.first if waited < AT_THE_TICKET else self.later


class Given(NamedTuple):
    """A promise that was given, and when (local time)."""

    at: datetime
    promise: WaitPromise


Chains = Mapping[str, list[TicketStretch]]
"""The stretches of each ticket."""


def learnt(
    chains: Chains, promises: Mapping[str, Iterable[Given]], today: date, before: WaitingModel | None = None
) -> WaitingModel:
    """Return what the tickets of a hall teach, day by day, in the order in which things ended.

    ``before`` is what earlier days have taught; it stays as it is. ``promises`` are what each ticket was told. ``today``
    has its own pace, even while nobody has come yet.
    """
    model = deepcopy(before) if before else WaitingModel()
    day: date | None = None
    lessons = (
        each for ticket, chain in chains.items() for each in _lessons(ticket, chain, promises.get(ticket, ()))
    )
    for lesson in sorted(lessons, key=lambda lesson: lesson[:3]):
        if lesson.at.date() != day:
            day = lesson.at.date()
            model.experience.begin_day()
        lesson.teach(model)
    if today != day:
        model.experience.begin_day()
    return model


def minute_of(at: datetime) -> float:
    """Return the minute of the day, with its seconds as a fraction."""
    return at.hour * 60 + at.minute + at.second / 60


class _Lesson(NamedTuple):
    at: datetime
    ticket: str
    place: int
    teach: Callable[[WaitingModel], None]


def _lessons(ticket: str, chain: list[TicketStretch], given: Iterable[Given]) -> Iterator[_Lesson]:
    waited = served = 0.0
    for place, stretch in enumerate(chain):
        if stretch.ended is None:
            return
        minutes = stretch.seconds / 60
        teach: Callable[[WaitingModel], None] | None = None
        if stretch.status in IN_LINE:
            waited = minutes
            teach = partial(_learn_wait, stretch=stretch, given=given)
        elif stretch.status == "called":
            teach = partial(_learn_call, waited=waited, came=stretch.then == "serving", minutes=minutes)
        elif stretch.status == "serving":
            served += minutes
            if stretch.then != "on_hold":
                teach = partial(_learn_service, stretch=stretch, minutes=served)
                served = 0.0
        if teach:
            yield _Lesson(stretch.ended, ticket, place, teach)


def _learn_wait(model: WaitingModel, stretch: TicketStretch, given: Iterable[Given]) -> None:
    """Learn from the end of a wait: who left, or what promises were worth."""
    if stretch.then == "left":
        model.experience.learn_call(stretch.seconds / 60, came=False)
    for at, promise in given if stretch.then == "called" else ():
        if stretch.ended and stretch.began <= at <= stretch.ended:
            calibration = model.calibration((at - stretch.began).total_seconds() / 60)
            calibration.learn(promise, (stretch.ended - at).total_seconds() / 60)


def _learn_call(model: WaitingModel, waited: float, came: bool, minutes: float) -> None:
    model.experience.learn_call(waited, came, minutes)


def _learn_service(model: WaitingModel, stretch: TicketStretch, minutes: float) -> None:
    model.experience.learn_service(stretch.group, stretch.window, minute_of(stretch.began), minutes)
