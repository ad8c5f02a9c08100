"""Bursts: alarms are raised by themselves, looked at by a person; the office says how many false ones it accepts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.law import term
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.hotline.bursts.alarms import Alarm, alarms
from tongban.work.hotline.models import AlarmBudget, BurstAlarm, Order
from tongban.work.hotline.notices import NOTICES
from tongban.work.hotline.queries.bursts import NO_AREA, budget_on, daily_counts, span_of
from tongban.work.hotline.states import CUSTOM

LOOKED_BACK_DAYS = 30
"""So far back days are judged anew: after a time in which nothing ran, or when orders were put into another class."""
SAME_BURST_DAYS = 7
"""Within so many days after an alarm another one on the same class and area is the same burst: nobody is told again."""


def find_bursts(*, at: datetime) -> int:
    """Raise the alarms of the days that are over and were not raised before; return how many."""
    return len(raise_alarms(day_of(at) - timedelta(days=1), days=LOOKED_BACK_DAYS, at=at))


@transaction.atomic
def raise_alarms(until: date, *, days: int, at: datetime) -> list[BurstAlarm]:
    """Raise the alarms of so many days up to one, in the order of the days."""
    counted, budget = daily_counts(until), budget_on(until)
    least = int(term("hotline_alarm_least", on=until))
    since = until - timedelta(days=days - 1)
    found = alarms(counted.counts, first=counted.first, budget=budget, since=since)
    return [row for alarm in found if alarm.seen >= least for row in _raised(alarm, budget, at)]


@transaction.atomic
def acknowledge(alarm: BurstAlarm, *, by: User, at: datetime, finding: str, note: str) -> BurstAlarm:
    """Say what was found behind an alarm, once."""
    if not by.may("hotline.lead"):
        raise PermissionDenied
    alarm = BurstAlarm.objects.select_for_update(of=("self",)).get(pk=alarm.pk)
    if alarm.finding:
        raise Refused(_("Somebody has looked into this alarm already."))
    if finding not in (BurstAlarm.Finding.BURST, BurstAlarm.Finding.CHANCE) or not note.strip():
        raise Refused(_("Say what was found, and what was done."))
    alarm.finding, alarm.note = finding, note.strip()[:300]
    alarm.acknowledged_by, alarm.acknowledged_at = by, at
    alarm.save(update_fields=["finding", "note", "acknowledged_by", "acknowledged_at"])
    record(
        alarm.reference, "acknowledge_burst", by=by, at=at, basis=CUSTOM, after=str(finding), note=alarm.note
    )
    return alarm


@transaction.atomic
def set_alarm_budget(a_year: int, *, by: User, at: datetime) -> AlarmBudget:
    """Set how many false alarms a year are accepted, from today on."""
    if not by.may("hotline.lead"):
        raise PermissionDenied
    on = day_of(at)
    before = budget_on(on)
    if a_year == before or a_year < 1:
        raise Refused(_("Choose another number, one at least."))
    row = AlarmBudget.objects.create(a_year=a_year, in_force_on=on, by=by, at=at)
    said: dict[str, Any] = {"before": str(before), "after": str(a_year)}
    record("BURST-BUDGET", "set_alarm_budget", by=by, at=at, basis=CUSTOM, **said)
    return row


def _raised(alarm: Alarm, budget: int, at: datetime) -> Iterator[BurstAlarm]:
    """Keep an alarm unless it is kept already; who leads the hotline is told of the first of a burst."""
    area = int(alarm.area) if alarm.area != NO_AREA else None
    same = BurstAlarm.objects.filter(demand_class=int(alarm.key), area=area)
    if same.filter(day=alarm.day).exists():
        return
    earlier = (alarm.day - timedelta(days=SAME_BURST_DAYS), alarm.day - timedelta(days=1))
    is_first = not same.filter(day__range=earlier).exists()
    row = BurstAlarm.objects.create(
        demand_class_id=int(alarm.key),
        area_id=area,
        day=alarm.day,
        seen=alarm.seen,
        expected=alarm.expected,
        limit=alarm.limit,
        p=alarm.p,
        level=alarm.baseline.level,
        weekday_factor=alarm.baseline.weekday,
        share=alarm.baseline.share,
        scatter=alarm.baseline.scatter,
        budget=budget,
        found_at=at,
        is_example=not _real_orders(alarm, area).exists(),
    )
    figures = {"seen": row.seen, "limit": row.limit, "expected": f"{row.expected:.2f}", "p": f"{row.p:.1e}"}
    said: dict[str, Any] = {"by": None, "at": at, "basis": CUSTOM, "payload": figures | {"budget": budget}}
    if is_first:
        NOTICES.announce(record(row.reference, "raise_alarm", **said))
    else:
        record(row.reference, "raise_alarm_again", **said)
    yield row


def _real_orders(alarm: Alarm, area: int | None) -> QuerySet[Order]:
    """Return the orders that an alarm counted and no demo invented."""
    return Order.objects.filter(
        demand_class=int(alarm.key), area=area, registered_at__range=span_of(alarm.day), is_example=False
    )
