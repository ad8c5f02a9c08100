"""Today in the bureau, from the records themselves: what came in, what was done, who waits, and the week before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from tongban.work.cases.models import RUNNING, Case
from tongban.work.cases.queries.visibility import PRIVATE
from tongban.work.hall.models import IN_LINE, Ticket, Window, WindowStatus
from tongban.work.hotline.models import OPEN, Order

DAYS = 7
SHOWN_HALLS = 5


@dataclass(frozen=True, slots=True)
class TodayCount:
    """A number of this day or moment and what it counts."""

    name: Any
    count: int


@dataclass(frozen=True, slots=True)
class WaitingHall:
    """A place where somebody waits: how many, and for how many minutes the first of them."""

    name: str
    waiting: int
    longest_minutes: int


@dataclass(frozen=True, slots=True)
class Today:
    """What a wall screen tells of a day: its flow, this moment, the week's applications, halls with people waiting."""

    flow: Sequence[TodayCount]
    moment: Sequence[TodayCount]
    week: Sequence[tuple[str, int]]
    halls: Sequence[WaitingHall]


def today_of(at: datetime) -> Today:
    """Return what is told of the day of a moment."""
    day, midnight = localdate(at), localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    filed = Case.objects.exclude(status__in=PRIVATE).filter(filed_at__lte=at)
    waiting = Ticket.objects.filter(day=day, status__in=IN_LINE, back_office=None)
    flow = (
        TodayCount(_("Applications taken in"), filed.filter(filed_at__gte=midnight).count()),
        TodayCount(_("Applications decided"), Case.objects.filter(decided_on=day).count()),
        TodayCount(_("Visits to the halls"), Ticket.objects.filter(day=day).count()),
        TodayCount(_("Orders of the hotline"), Order.objects.filter(registered_at__gte=midnight).count()),
    )
    moment = (
        TodayCount(_("Cases in hand"), Case.objects.filter(status__in=RUNNING).count()),
        TodayCount(_("Orders in hand"), Order.objects.filter(status__in=OPEN).count()),
        TodayCount(_("People waiting"), waiting.count()),
        TodayCount(_("Windows open"), Window.objects.filter(status=WindowStatus.OPEN).count()),
    )
    halls = (
        waiting.order_by().values(name=F("place__name")).annotate(count=Count("pk"), first=Min("waits_since"))
    )
    rows = [
        WaitingHall(row["name"], row["count"], max(0, int((at - row["first"]).total_seconds() // 60)))
        for row in halls.order_by("first")[:SHOWN_HALLS]
    ]
    return Today(flow, moment, _week(filed, day), rows)


def _week(filed: Any, day: date) -> list[tuple[str, int]]:
    first = day - timedelta(days=DAYS - 1)
    counted = filed.filter(filed_at__date__gte=first).annotate(on=TruncDate("filed_at")).order_by()
    counts = dict(counted.values_list("on").annotate(count=Count("pk")))
    days = [first + timedelta(days=n) for n in range(DAYS)]
    return [(f"{each:%m-%d}", counts.get(each, 0)) for each in days]
