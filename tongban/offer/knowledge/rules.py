"""By when knowledge is written, renewed and looked at again, and what keeps an answer from being fresh. No database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.clock.moments import day_of
from tongban.ground.clock.months import months_after
from tongban.ground.law import basis, term


@basis("jinan-hotline-regulation:28")
def write_by(begun_on: date, calendar: Calendar) -> date:
    """Return the last day for what is new to come into the base."""
    return _working(begun_on, "knowledge_entry_days", calendar)


@basis("jinan-hotline-regulation:28")
def answer_by(asked_on: date, calendar: Calendar) -> date:
    """Return the last day for a question without an answer."""
    return _working(asked_on, "knowledge_gap_days", calendar)


@basis("jinan-hotline-regulation:34")
def renew_by(stale_on: date, calendar: Calendar) -> date:
    """Return the last day to renew or retire what became stale."""
    return _working(stale_on, "knowledge_stale_days", calendar)


@basis("jinan-hotline-regulation:34")
def settle_by(reported_on: date, calendar: Calendar) -> date:
    """Return the last day to look at an answer that was reported as wrong."""
    return _working(reported_on, "knowledge_error_days", calendar)


@basis("jinan-hotline-regulation:34")
def settle_urgent_by(reported_at: datetime) -> datetime:
    """Return the hour by which an answer is looked at that does harm as long as it is shown, whatever day it is."""
    return reported_at + timedelta(hours=int(term("knowledge_urgent_error_hours", on=day_of(reported_at))))


@basis("jinan-hotline-regulation:34")
def review_on(confirmed_on: date, valid_to: date | None) -> date:
    """Return the day up to which an answer counts as confirmed: the usual period, or the end of its validity."""
    usual = months_after(confirmed_on, int(term("knowledge_review_months", on=confirmed_on)))
    return usual if valid_to is None else min(usual, valid_to)


@dataclass(frozen=True, slots=True)
class Vouched:
    """What somebody vouched for: until when, and the marks of the sources as they were then."""

    is_published: bool
    review_on: date
    marks: tuple[str, ...]


@basis("jinan-hotline-regulation:34")
def is_fresh(vouched: Vouched, marks: tuple[str, ...], day: date) -> bool:
    """Return whether an answer may be shown as fresh: published, in its time, no source changed since."""
    return vouched.is_published and day <= vouched.review_on and vouched.marks == marks


def _working(starts_on: date, name: str, calendar: Calendar) -> date:
    return last_day(Deadline(starts_on, int(term(name, on=starts_on))), calendar)
