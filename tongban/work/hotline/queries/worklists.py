"""The lists of work: the centre dispatches, decides, reviews and calls back; a unit signs, handles, is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.lights import DueStatus
from tongban.ground.clock.moments import day_of
from tongban.ground.matters.worklists import WorkKind, WorkLists, calendar_for, status_on
from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.hotline.models import AT_THE_UNIT, Order, Quarantine, Status
from tongban.work.hotline.queries.visibility import READING, UNIT, own_orders, visible_to

S = Status


def _let_in() -> Q:
    """Return the orders that were not set aside, or were let in since."""
    return Q(~Exists(Quarantine.objects.filter(order=OuterRef("pk"), released_at=None)))


def _at_own_unit(user: User) -> Q:
    return Q(lead_unit__in=tree_around(user))


def _overdue(user: User, day: date) -> Q:
    return Q(due_on__lt=day, status__in=(S.DISPATCHED, S.RETURNED, S.IN_HAND))


# fmt: off
LISTS: WorkLists[Order] = WorkLists(
    visible_to,
    WorkKind("to_dispatch", S.REGISTERED.label, ("hotline.dispatch",),
             lambda user, day: own_orders(user) & _let_in() & Q(status=S.REGISTERED), "dispatch_due_at", is_claimed=True),
    WorkKind("set_aside", _("Set aside: too many"), ("hotline.dispatch",),
             lambda user, day: own_orders(user) & ~_let_in() & Q(status=S.REGISTERED), "dispatch_due_at"),
    WorkKind("to_decide", _("To be decided"), ("hotline.dispatch",),
             lambda user, day: own_orders(user) & Q(status=S.RETURNED), "due_on", is_claimed=True),
    WorkKind("to_review", S.REPLIED.label, ("hotline.check",),
             lambda user, day: own_orders(user) & Q(status=S.REPLIED), "registered_at", is_claimed=True),
    WorkKind("to_call_back", S.REVIEWED.label, ("hotline.check",),
             lambda user, day: own_orders(user) & Q(status=S.REVIEWED), "registered_at", is_claimed=True),
    WorkKind("to_confirm", S.HANDED_OVER.label, ("hotline.take",),
             lambda user, day: own_orders(user) & Q(status=S.HANDED_OVER), "registered_at"),
    WorkKind("to_sign", S.DISPATCHED.label, ("hotline.work",),
             lambda user, day: _at_own_unit(user) & Q(status=S.DISPATCHED), "sign_due_at", is_claimed=True),
    WorkKind("in_hand", S.IN_HAND.label, UNIT,
             lambda user, day: _at_own_unit(user) & Q(status=S.IN_HAND), "due_on", is_claimed=True),
    WorkKind("to_look_at", _("To be looked at again"), ("hotline.approve", "hotline.lead"),
             lambda user, day: Q(status=S.SUSPENDED, suspensions__until=None, suspensions__review_on__lte=day),
             "suspensions__review_on"),
    WorkKind("unit_closed", _("Unit closed"), ("hotline.dispatch",),
             lambda user, day: own_orders(user) & Q(status__in=AT_THE_UNIT, lead_unit__until__lt=day), "registered_at"),
    WorkKind("to_extend", _("More days asked for"), ("hotline.approve",),
             lambda user, day: _at_own_unit(user) & Q(status=S.IN_HAND, extension_request__isnull=False,
                                                      extension_request__is_granted=None), "due_on"),
    WorkKind("overdue", _("Overdue"), READING, _overdue, "due_on"),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A line of a work list: the order, by when, and its light (None while no limit runs)."""

    order: Order
    due_on: date | None
    standing: DueStatus | None


def order_rows(orders: Iterable[Order], day: date) -> list[OrderRow]:
    """Return a page of orders with their lights."""
    found = list(orders)
    days = calendar_for((due_of(order) for order in found), day)
    return [
        OrderRow(order, due_of(order), status_on(due_of(order), order.days or 1, day, days))
        for order in found
    ]


def due_of(order: Order) -> date | None:
    """Return the day by which something is to be done now; the order's own last day is printed beside it."""
    if order.status == S.REGISTERED:
        return day_of(order.dispatch_due_at)
    if order.status == S.DISPATCHED and order.sign_due_at is not None:
        return day_of(order.sign_due_at)
    return order.due_on


def count_waiting(user: User, day: date) -> int:
    """Return how much waits for a person in all their lists but that of what is overdue."""
    return sum(count for kind, count in LISTS.counts(user, day).items() if kind != "overdue")
