"""The working days that the house counts by: what the product ships, and the notices entered since."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from tongban.ground.clock.arrangement import Arrangement
from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.shipped import SHIPPED
from tongban.ground.kit.models import CalendarNotice


def calendar() -> Calendar:
    """Return the calendar of published years; a year without a notice raises NoCalendar."""
    return _with(tuple(notice.arrangement for notice in CalendarNotice.objects.order_by("year", "pk")))


@lru_cache(maxsize=8)
def _with(entered: tuple[Arrangement, ...]) -> Calendar:
    whole = SHIPPED
    for _, notices in groupby(entered, key=lambda arrangement: arrangement.year):
        whole = _year(whole, notices)
    return whole


def _year(whole: Calendar, notices: Iterable[Arrangement]) -> Calendar:
    first, *later = notices
    whole = whole.amended_by(first) if first.year in SHIPPED.published_years else whole.with_year(first)
    for notice in later:
        whole = whole.amended_by(notice)
    return whole
