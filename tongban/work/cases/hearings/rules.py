"""The days of a hearing: until when it may be asked for, by when it is held and told; what the decision then needs."""

from datetime import date

from tongban.ground.clock import statutory
from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.due_dates import last_day
from tongban.ground.law import basis, term


@basis("licensing-law:47", "licensing-law:82")
def ask_until(told_on: date, calendar: Calendar) -> date:
    """Return the last day to ask for a hearing, counted from the day the right was told."""
    return last_day(statutory.hearing_request(told_on), calendar)


@basis("licensing-law:47", "licensing-law:82")
def hold_by(asked_on: date, calendar: Calendar) -> date:
    """Return the last day to hold a hearing that was asked for."""
    return last_day(statutory.hearing(asked_on), calendar)


@basis("licensing-law:47")
def days_needed(on: date) -> int:
    """Return how many working days a hearing takes, as the applicant is told."""
    return int(term("hearing_days", on=on))


@basis("licensing-law:48", "licensing-law:82")
def is_told_in_time(told_on: date, held_on: date, calendar: Calendar) -> bool:
    """Return whether the parties know time and place early enough."""
    known = calendar.provisional(*range(min(told_on, held_on).year, held_on.year + 1))
    return told_on <= statutory.hearing_notice_due(held_on, known)


def is_open_that_day(held_on: date, calendar: Calendar) -> bool:
    """Return whether the office works on the day of the hearing; where a year is not published, Monday to Friday."""
    return calendar.provisional(held_on.year).is_working(held_on)


@basis("licensing-law:47")
def waits_for_an_answer(asked_for_until: date | None, on: date) -> bool:
    """Return whether the applicant may still ask for a hearing, so that nothing is decided yet."""
    return asked_for_until is not None and on <= asked_for_until


@basis("licensing-law:48(2)")
def follows_the_record(heard_on: date | None, reasons: str) -> bool:
    """Return whether a decision after a hearing says how it follows the record."""
    return heard_on is None or bool(reasons.strip())
