"""When a helper is to be named, when they are reminded, and what an end must say; pure functions of values."""

from collections.abc import Iterable
from datetime import date

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.law import basis, term

MOST_MONTHS = 24
"""How long an authorisation may last at most: longer, and nobody remembers having given it."""


@basis("local-practice")
def assign_due(asked_on: date, calendar: Calendar) -> date:
    """Return the last day to name a helper."""
    return _after("assistance_assign", asked_on, calendar)


def is_quiet(worked_on: date, day: date, calendar: Calendar) -> bool:
    """Return whether nothing was noted for so long that the helper is reminded."""
    return day > _after("assistance_quiet", worked_on, calendar)


def is_soon(due_on: date, day: date, calendar: Calendar) -> bool:
    """Return whether a day is near or over, so that the helper is reminded of it."""
    return due_on <= _after("assistance_warning", day, calendar)


def is_lasting(since: date, until: date) -> bool:
    """Return whether an authorisation would last longer than it may."""
    return (until.year - since.year) * 12 + until.month - since.month > MOST_MONTHS


def result_fits(result: str, tasks: Iterable[bool]) -> bool:
    """Return whether a result fits what became of the tasks: everything is done only if all of them are."""
    return result != "done" or all(tasks)


def _after(name: str, day: date, calendar: Calendar) -> date:
    return last_day(Deadline(day, int(term(name, on=day))), calendar)
