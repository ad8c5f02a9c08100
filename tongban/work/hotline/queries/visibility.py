"""Who sees which orders: the centre those of its lines, a unit what it leads, holds or helps with.

A confidential report is not there for whom it reports, nor for anybody under that unit; what it says is read from its
own tables by two functions, which nothing but the page of one order calls.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above, office_above, tree_around
from tongban.work.hotline.models import (
    AT_THE_UNIT,
    HelperUnit,
    Line,
    Order,
    SealedDemand,
    SealedWord,
)

KEEPING = "hotline.confidential_all"
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
    seen &= ~Q(Exists(_against(user)))
    if user.may(KEEPING):
        seen |= Q(pk__in=_kept(user).values("order"))
    return Order.objects.filter(seen).select_related(*RELATED)


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
    return order.is_confidential and _against(user, order.pk).exists() and not keeps(user, order)


def own_orders(user: User) -> Q:
    """Return which orders are this person's to lead: those of the own lines, and the reports kept in a centre's place."""
    own = Q(line__in=lines_of(user))
    return own | Q(pk__in=_kept(user).values("order")) if user.may(KEEPING) else own


def keeps(user: User, order: Order) -> bool:
    """Return whether a person keeps a report in place of the centre, because it is against that or a body above it."""
    return order.is_confidential and user.may(KEEPING) and _kept(user).filter(order=order).exists()


def _kept(user: User) -> QuerySet[SealedDemand]:
    """Return the reports against a centre or a body above it, but not those against the unit of this person."""
    against = Q(pk__in=[])
    for centre in set(Line.objects.values_list("centre", flat=True)):
        against |= Q(order__line__centre=centre, reported_unit__in=departments_above(centre))
    return SealedDemand.objects.filter(against).exclude(reported_unit=user.department_id)


def _read_by(user: User) -> QuerySet[Order]:
    """Return the confidential reports whose content this person may read: who is trusted with them, and the lead unit."""
    orders = visible_to(user).filter(is_confidential=True).select_related(None)
    if user.may("hotline.confidential") or user.may(KEEPING):
        return orders.filter(own_orders(user))
    if user.may("hotline.work") and user.department_id is not None:
        return orders.filter(lead_unit__in=tree_around(user), status__in=AT_THE_UNIT)
    return orders.none()


def _against(user: User, order: int | None = None) -> QuerySet[SealedDemand]:
    """Return the sealed reports against the unit of this person, or one that it is part of."""
    found = SealedDemand.objects.filter(reported_unit__in=office_above(user))
    return found.filter(order=OuterRef("pk") if order is None else order)
