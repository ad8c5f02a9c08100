"""The lists of work of the specialists: to be answered, before a meeting, at a unit, answered and not in the case store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.lights import DueStatus
from tongban.ground.matters.worklists import WorkKind, WorkLists, calendar_for, status_on
from tongban.work.aid.models import EnterpriseDemand, MeetingItem
from tongban.work.aid.queries.demands import visible_to
from tongban.work.hotline.models import AT_THE_UNIT, Status
from tongban.work.hotline.queries.worklists import due_of

MEET = Exists(MeetingItem.objects.filter(demand=OuterRef("pk"), meeting__status="called"))
OPEN = Q(order__status=Status.REGISTERED)
LATE = (Status.DISPATCHED, Status.RETURNED, Status.IN_HAND)

# fmt: off
LISTS: WorkLists[EnterpriseDemand] = WorkLists(
    visible_to,
    WorkKind("to_answer", _("To be answered"), ("aid.work",),
             lambda user, day: OPEN & ~Q(MEET), "order__dispatch_due_at"),
    WorkKind("before_a_meeting", _("Before a meeting"), ("aid.work", "aid.meet"),
             lambda user, day: OPEN & Q(MEET), "order__dispatch_due_at"),
    WorkKind("at_a_unit", _("At a unit"), ("aid.work",),
             lambda user, day: Q(order__status__in=AT_THE_UNIT), "order__due_on"),
    WorkKind("overdue", _("Overdue"), ("aid.read",),
             lambda user, day: Q(order__due_on__lt=day, order__status__in=LATE), "order__due_on"),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A line of a work list: the demand, by when, and its light."""

    demand: EnterpriseDemand
    due_on: date | None
    standing: DueStatus | None


def demand_rows(demands: Iterable[EnterpriseDemand], day: date) -> list[DemandRow]:
    """Return a page of demands with the lights of their orders."""
    found = [(each, due_of(each.order)) for each in demands]
    days = calendar_for((due_on for _each, due_on in found), day)
    return [
        DemandRow(each, due_on, status_on(due_on, each.order.days or 1, day, days)) for each, due_on in found
    ]
