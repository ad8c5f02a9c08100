"""Alarms on bursts, what they rest on, and the counts from which they are found. Confidential reports are never counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from tongban.ground.clock.moments import CHINA
from tongban.ground.law import term
from tongban.ground.people.models import User
from tongban.work.hotline.models import AlarmBudget, BurstAlarm, DemandClass, Order
from tongban.work.hotline.queries.visibility import visible_to

READING_BURSTS = ("hotline.lead", "hotline.dispatch")
LEARNT_DAYS = 730
NO_AREA = ""
DAYS_OF_WEEK = 7

Counts = Mapping[tuple[str, str], list[int]]


@dataclass(frozen=True)
class DailyCounts:
    """Demands a day by class and area (their keys in the database, as text), from a first day on."""

    first: date
    counts: Counts


def daily_counts(until: date) -> DailyCounts:
    """Return what came in on each day of the last two years, from the first day on which anything did."""
    since = until - timedelta(days=LEARNT_DAYS - 1)
    heirs = dict(DemandClass.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    counted = list(
        Order.objects.filter(demand_class__isnull=False, registered_at__range=span_of(since, until))
        .order_by()
        .values_list("demand_class", "area", TruncDate("registered_at", tzinfo=CHINA))
        .annotate(count=Count("pk"))
    )
    first = min((row[2] for row in counted), default=until)
    found: dict[tuple[str, str], list[int]] = {}
    for demand_class, area, day, count in counted:
        while demand_class in heirs:
            demand_class = heirs[demand_class]
        row = found.setdefault((str(demand_class), str(area or NO_AREA)), [0] * ((until - first).days + 1))
        row[(day - first).days] += count
    return DailyCounts(first, found)


def span_of(first: date, last: date | None = None) -> tuple[datetime, datetime]:
    """Return the first and the last instant of some days, as an index of instants is asked."""
    return datetime.combine(first, time.min, CHINA), datetime.combine(last or first, time.max, CHINA)


def budget_on(day: date) -> int:
    """Return how many false alarms a year are accepted on a day: as the office set it, or the usual."""
    row = AlarmBudget.objects.filter(in_force_on__lte=day).order_by("in_force_on", "pk").last()
    return row.a_year if row else int(term("hotline_alarm_budget", on=day))


def alarms_visible_to(user: User) -> QuerySet[BurstAlarm]:
    """Return the alarms that a person may see: the centre's head and dispatchers see those of the whole city."""
    if not any(map(user.may, READING_BURSTS)):
        return BurstAlarm.objects.none()
    return BurstAlarm.objects.select_related("demand_class", "area", "acknowledged_by")


def orders_behind(alarm: BurstAlarm, user: User) -> QuerySet[Order]:
    """Return the orders that an alarm counted, as far as a person may see them."""
    same = {
        "demand_class": alarm.demand_class_id,
        "area": alarm.area_id,
        "registered_at__range": span_of(alarm.day),
    }
    return visible_to(user).filter(**same).order_by("registered_at")


def days_around(alarm: BurstAlarm, *, before: int = 41, after: int = 7) -> dict[date, int]:
    """Return the demands of the class in the area on the days around an alarm."""
    days = [alarm.day + timedelta(days=each) for each in range(-before, after + 1)]
    counted = dict(
        Order.objects.filter(
            demand_class=alarm.demand_class_id,
            area=alarm.area_id,
            registered_at__range=span_of(days[0], days[-1]),
        )
        .order_by()
        .values_list(TruncDate("registered_at", tzinfo=CHINA))
        .annotate(count=Count("pk"))
    )
    return {day: counted.get(day, 0) for day in days}


def weeks_of(days: Mapping[date, int]) -> dict[date, int]:
    """Return the demands of each week by its Monday, of days counted one by one; a week cut at either end is left out."""
    found: dict[date, list[int]] = {}
    for day, count in days.items():
        found.setdefault(day - timedelta(days=day.weekday()), []).append(count)
    return {monday: sum(counts) for monday, counts in found.items() if len(counts) == DAYS_OF_WEEK}
