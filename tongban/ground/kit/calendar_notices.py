"""Entering a State Council notice of days off: what every limit of the house is then counted by."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tongban.ground.clock.arrangement import Arrangement
from tongban.ground.kit.calendars import count_days
from tongban.ground.kit.models import CalendarNotice
from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.ground.people.models import User

COUNTING = cite("licensing-law:82")


def subject_of(year: int) -> str:
    """Return how the ledger names the calendar of a year."""
    return f"CALENDAR-{year}"


@transaction.atomic
def enter_notice(arrangement: Arrangement, *, by: User, at: datetime) -> CalendarNotice:
    """Enter a notice; a second one of the same year changes single days of the first."""
    if not by.may("calendar.edit"):
        raise PermissionDenied
    said: dict[str, Any] = {
        "notice": arrangement.notice,
        "number": arrangement.number,
        "url": arrangement.url,
        "published_on": arrangement.published_on,
        "off": _rows(arrangement.off),
        "make_up": _rows(arrangement.make_up),
    }
    kept = CalendarNotice.objects.create(year=arrangement.year, by=by, at=at, **said)
    record(subject_of(arrangement.year), "enter_notice", by=by, at=at, basis=COUNTING, payload=said)
    count_days()
    return kept


def _rows(days: tuple[tuple[date, str], ...]) -> list[list[str]]:
    return [[day.isoformat(), name] for day, name in days]
