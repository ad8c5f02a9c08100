"""How many orders of each class each area files on each day, for the map; confidential reports say neither."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.timezone import get_current_timezone

from tongban.work.hotline.models import Order

Series = dict[tuple[str, str], list[int]]
"""For each class (key) and area (code) the orders of every day."""


def daily_counts(first: date, last: date, *, demand_class: str = "") -> Series:
    """Return for each class and area how many orders came in on each day, zeros included."""
    days = (last - first).days + 1
    rows = Order.objects.filter(
        registered_at__gte=_begin(first),
        registered_at__lt=_begin(last + timedelta(days=1)),
        demand_class__isnull=False,
        area__isnull=False,
    )
    if demand_class:
        rows = rows.filter(demand_class__key__startswith=demand_class)
    told = rows.order_by().annotate(day=TruncDate("registered_at"))
    counted = told.values_list("demand_class__key", "area__code", "day").annotate(number=Count("pk"))
    found: Series = {}
    for key, area, day, number in counted:
        found.setdefault((key, area), [0] * days)[(day - first).days] = number
    return found


def orders_by_area(counts: Mapping[tuple[str, str], list[int]]) -> dict[str, list[int]]:
    """Return how many orders each area had on each day, all classes together."""
    found: dict[str, list[int]] = {}
    for (_key, area), row in counts.items():
        known = found.setdefault(area, [0] * len(row))
        for place, number in enumerate(row):
            known[place] += number
    return found


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), get_current_timezone())
