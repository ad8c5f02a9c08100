"""When a place is open, when it is somebody's turn, and what the office has set; pure functions of values."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.moments import day_of
from tongban.ground.law import term

MIDNIGHT = 24 * 60
HOLIDAY, MAKE_UP = 7, 8
"""The rows of a week after Monday to Sunday: days off by notice, and days worked in their place."""
KINDS_OF_DAYS = 9
LOOK_AHEAD_DAYS = 31
CODE_AHEAD = timedelta(seconds=30)
"""How far the clocks of two servers may lie apart."""


class Span(NamedTuple):
    """From when to when a place is open, in minutes from midnight; the end is not part of it."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{clock_text(self.opens)}–{clock_text(self.closes)}"


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class WeekHours:
    """The hours of each kind of day, from a day on: Monday to Sunday, holidays, make-up days."""

    since: date
    days: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class ExceptionalHours:
    """Other hours from one day to another; `spans` is empty when closed, None when as usual after all."""

    first: date
    last: date
    spans: Spans | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlaceHours:
    """All that decides when a place is open; of rows for the same day the one entered last counts."""

    weeks: Sequence[WeekHours] = ()
    exceptions: Sequence[ExceptionalHours] = ()
    since: date = date.min
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the office sets for tickets and appointments; these values stand until it has set its own."""

    most_calls: int = 3
    return_within: int = 5
    return_behind: int = 2
    head_start_minutes: int = 30
    book_days: int = 10
    change_hours: int = 2
    grace_minutes: int = 15
    most_no_shows: int = 3
    no_show_days: int = 30
    kept_hours: int = 24


def clock_text(minutes: int) -> str:
    """Return minutes from midnight as they are read on a clock."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def spans_text(spans: Iterable[Span]) -> str:
    """Return opening hours as they are written: 09:00-12:00 13:00-17:00."""
    return " ".join(f"{clock_text(span.opens)}-{clock_text(span.closes)}" for span in spans)


def read_spans(text: str) -> Spans:
    """Return the opening hours that were written; a ValueError says which part is no span or comes too early."""
    spans = [_span(part) for part in text.replace("–", "-").replace("，", " ").replace(",", " ").split()]
    for before, after in itertools.pairwise(spans):
        if after.opens < before.closes:
            raise ValueError(str(after))
    return tuple(spans)


def _span(part: str) -> Span:
    opens, _, closes = part.partition("-")
    span = Span(_minutes(opens, part), _minutes(closes, part))
    if span.opens >= span.closes:
        raise ValueError(part)
    return span


def _minutes(text: str, part: str) -> int:
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(minute) < 60):
        raise ValueError(part)
    minutes = int(hour) * 60 + int(minute)
    if minutes > MIDNIGHT:
        raise ValueError(part)
    return minutes


def openings(hours: PlaceHours, day: date, calendar: Calendar) -> Spans:
    """Return from when to when a place is open on a day: the one answer for every page and every duty."""
    if day < hours.since or (hours.until is not None and day > hours.until):
        return ()
    for each in reversed(hours.exceptions):
        if each.first <= day <= each.last:
            if each.spans is not None:
                return each.spans
            break
    week = _week_on(hours, day)
    return week.days[_kind_of(day, calendar)] if week else ()


def is_open(hours: PlaceHours, at: datetime, calendar: Calendar) -> bool:
    """Return whether a place is open at a moment of local time."""
    minute = at.hour * 60 + at.minute
    return any(span.opens <= minute < span.closes for span in openings(hours, at.date(), calendar))


def reason_for(hours: PlaceHours, day: date) -> str:
    """Return why a day has hours of its own, or nothing."""
    found = next((each for each in reversed(hours.exceptions) if each.first <= day <= each.last), None)
    return found.reason if found and found.spans is not None else ""


def next_opening(hours: PlaceHours, at: datetime, calendar: Calendar) -> datetime | None:
    """Return when a place opens next after a moment of local time, within a month."""
    for step in range(LOOK_AHEAD_DAYS):
        day = at.date() + timedelta(days=step)
        for span in openings(hours, day, calendar):
            opens = datetime.combine(day, datetime.min.time(), at.tzinfo) + timedelta(minutes=span.opens)
            if opens > at:
                return opens
    return None


def _week_on(hours: PlaceHours, day: date) -> WeekHours | None:
    """Return the week in force: that of the latest beginning, of several the one entered last."""
    begun = [(week.since, place) for place, week in enumerate(hours.weeks) if week.since <= day]
    return hours.weeks[max(begun)[1]] if begun else None


def _kind_of(day: date, calendar: Calendar) -> int:
    kind = calendar.provisional(day.year).why(day).kind
    return {"holiday": HOLIDAY, "make_up": MAKE_UP}.get(kind, day.weekday())


def starts_in(spans: Iterable[Span], minutes: int) -> Iterator[int]:
    """Yield when slots of so many minutes begin; what is left at the end of a span is no slot."""
    for span in spans:
        yield from range(span.opens, span.closes - minutes + 1, minutes)


def turn_at(
    taken_at: datetime,
    settings: Settings,
    *,
    has_priority: bool = False,
    appointed_at: datetime | None = None,
) -> datetime:
    """Return the moment by which tickets are put in order.

    Who has priority stands as if they had come earlier by the head start. Who has an appointment and keeps it stands as
    if they had come that much before it, whether they came early or within the grace.
    """
    start = timedelta(minutes=settings.head_start_minutes)
    turns = [taken_at - start if has_priority else taken_at]
    if appointed_at is not None and is_in_time(taken_at, appointed_at, settings):
        turns.append(appointed_at - start)
    return min(turns)


def is_in_time(at: datetime, appointed_at: datetime, settings: Settings) -> bool:
    """Return whether somebody has come in time for an appointment."""
    return at <= appointed_at + timedelta(minutes=settings.grace_minutes)


class CodeFault(StrEnum):
    """Why a person's code is refused."""

    FORGED = "forged"
    BLOCKED = "blocked"
    STOPPED = "stopped"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"
    USED = "used"


def code_lasts(on: date) -> timedelta:
    """Return how long what was shown of a code is good: a phone may be without network so long, a photograph is of no use."""
    return timedelta(minutes=int(term("person_code_minutes", on=on)))


def reason_lasts(on: date) -> timedelta:
    """Return how long an officer who said why sees somebody without a visit."""
    return timedelta(minutes=int(term("person_code_reason_minutes", on=on)))


def code_fault(
    issued_at: datetime,
    at: datetime,
    *,
    kind: str,
    place: int,
    uses: Iterable[tuple[str, int]],
    stopped_at: datetime | None = None,
) -> CodeFault | None:
    """Return what is wrong with a code that was shown, or nothing.

    It is good for minutes, at the place that read it first, once for each kind of use, unless its holder has stopped it.
    """
    uses = list(uses)
    if stopped_at is not None and issued_at <= stopped_at:
        return CodeFault.STOPPED
    if not issued_at - CODE_AHEAD <= at <= issued_at + code_lasts(day_of(issued_at)):
        return CodeFault.EXPIRED
    if any(where != place for _kind, where in uses):
        return CodeFault.ELSEWHERE
    return CodeFault.USED if any(what == kind for what, _place in uses) else None
