"""The working days that the house counts by: what the product ships, and the notices entered since."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from tongban.ground.clock.arrangement import Arrangement
from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.kit.models import CalendarNotice, CountedDay


def calendar() -> Calendar:
    """Return the calendar of published years; a year without a notice raises NoCalendar."""
    return _with_notices(
        tuple(notice.arrangement for notice in CalendarNotice.objects.order_by("year", "pk"))
    )


@lru_cache(maxsize=8)
def _with_notices(entered: tuple[Arrangement, ...]) -> Calendar:
    whole = SHIPPED
    for _, notices in groupby(entered, key=lambda arrangement: arrangement.year):
        whole = _with_year(whole, notices)
    return whole


def _with_year(whole: Calendar, notices: Iterable[Arrangement]) -> Calendar:
    first, *later = notices
    whole = whole.amended_by(first) if first.year in SHIPPED.published_years else whole.with_year(first)
    for notice in later:
        whole = whole.amended_by(notice)
    return whole


def count_days() -> None:
    """Store for measurement how many working days there are up to each day; days that have not changed stay."""
    kept = {day.day: day for day in CountedDay.objects.all()}
    counted = list(_numbered_days(calendar()))
    if [(day.day, day.running) for day in counted] == [(day.day, day.running) for day in kept.values()]:
        return
    fields = ["is_working", "running"]
    CountedDay.objects.bulk_create(
        counted, update_conflicts=True, unique_fields=["day"], update_fields=fields
    )


def _numbered_days(whole: Calendar) -> Iterator[CountedDay]:
    running = 0
    for year in sorted(whole.published_years):
        working = set(whole.working_days(year))
        for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
            day = date(year, 1, 1) + timedelta(days=number)
            running += day in working
            yield CountedDay(day=day, is_working=day in working, running=running)
