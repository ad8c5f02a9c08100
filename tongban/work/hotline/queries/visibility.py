"""Who sees which orders: the centre those of its lines, a unit what it leads, holds or helps with.

A confidential report is not there for whom it reports, nor for anybody under that unit; what it says is read from its
own tables by two functions, which nothing but the page of one order calls.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above, tree_around
from tongban.work.hotline.models import (
    AT_THE_UNIT,
    HelperUnit,
    Line,
    Order,
    SealedDemand,
    SealedWord,
)

CENTRE = ("hotline.take", "hotline.dispatch", "hotline.check", "hotline.lead")
UNIT = ("hotline.work", "hotline.approve")
READING = (*CENTRE, *UNIT)
RELATED = ("line", "demand_class", "area", "lead_unit", "holder")


def visible_to(user: User, day: date | None = None) -> QuerySet[Order]:
    """Return the orders this person may see."""
    seen: Any = Q(pk__in=[])
    if any(map(user.may, CENTRE)):
        seen |= Q(line__in=Line.objects.filter(centre__in=tree_around(user)))
    if any(map(user.may, UNIT)):
        places = tree_around(user)
        helping = HelperUnit.objects.filter(order=OuterRef("pk"), unit__in=places)
        seen |= Q(lead_unit__in=places) | Q(holder__in=places) | Exists(helping)
    return Order.objects.filter(seen & ~Q(Exists(_against(user)))).select_related(*RELATED)


def sealed_visible_to(user: User) -> QuerySet[SealedDemand]:
    """Return the contents of confidential reports this person may read."""
    return SealedDemand.objects.filter(order__in=_read_by(user))


def words_visible_to(user: User) -> QuerySet[SealedWord]:
    """Return what was said about confidential reports, as far as this person may read it."""
    return SealedWord.objects.filter(order__in=_read_by(user))


def lines_of(user: User) -> QuerySet[Line]:
    """Return the lines whose centre this person works for."""
    return Line.objects.filter(centre__in=tree_around(user))


def is_reported(user: User, order: Order) -> bool:
    """Return whether an order reports the unit of this person, or one above it."""
    return order.is_confidential and _against(user, order.pk).exists()


def _read_by(user: User) -> QuerySet[Order]:
    """Return the confidential reports whose content this person may read: who is trusted with them, and the lead unit."""
    orders = visible_to(user).filter(is_confidential=True).select_related(None)
    if user.may("hotline.confidential"):
        return orders.filter(line__in=lines_of(user))
    if user.may("hotline.work") and user.department_id is not None:
        return orders.filter(lead_unit__in=tree_around(user), status__in=AT_THE_UNIT)
    return orders.none()


def _against(user: User, order: int | None = None) -> QuerySet[SealedDemand]:
    """Return the sealed reports against the unit of this person, or one that it is part of."""
    above = departments_above(user.department_id)
    found = SealedDemand.objects.filter(reported_unit__in=above)
    return found.filter(order=OuterRef("pk") if order is None else order)
