"""One order and what stands around it: its merged ones, its caller's earlier ones, who held it how long."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tongban.ground.people.models import User
from tongban.work.hotline.models import OPEN, ExtensionRequest, Holding, Order, Quarantine
from tongban.work.hotline.queries.visibility import RELATED, visible_to
from tongban.work.hotline.rules.clocks import Held, held_times, time_by_unit
from tongban.work.hotline.rules.follow import is_code_of

MOST_EARLIER = 20
NO_DIGEST = "0" * 64


def with_merged(reference: str) -> QuerySet[Order]:
    """Return an order with those that were merged into it: each has a caller who is told."""
    found = Order.objects.filter(Q(reference=reference) | Q(merged_into__reference=reference))
    return found.select_related("lead_unit", "merged_into__lead_unit").order_by("pk")


def is_set_aside(order: Order) -> bool:
    """Return whether an order is one of too many, and nobody has let it in."""
    return Quarantine.objects.filter(order=order, released_at=None).exists()


def earlier_of(order: Order, user: User) -> QuerySet[Order]:
    """Return what the same telephone number asked before, as far as this person may see it."""
    if not order.phone:
        return Order.objects.none()
    found = orders_of_phone(order.phone, user).exclude(pk=order.pk)
    return found.select_related(None).only("reference", "status", "registered_at")[:MOST_EARLIER]


def orders_of_phone(phone: str, user: User) -> QuerySet[Order]:
    """Return the orders of a telephone number, the newest first, as far as this person may see them."""
    return visible_to(user).filter(phone=phone).exclude(phone="").order_by("-registered_at")


def open_orders_like(order: Order, user: User) -> QuerySet[Order]:
    """Return the open orders that an order may be merged into: same class, same area."""
    same = Q(demand_class=order.demand_class_id, area=order.area_id, is_confidential=False, status__in=OPEN)
    return visible_to(user).filter(same).exclude(pk=order.pk)


def held_until(order: Order, at: datetime) -> list[Held]:
    """Return who held an order from when to when, until it was closed or a moment."""
    rows = Holding.objects.filter(order=order).order_by("since", "pk").values_list("unit", "since")
    return held_times(list(rows), order.closed_at or at)


def held_by_unit(order: Order, at: datetime) -> dict[int, timedelta]:
    """Return how long each unit held an order, in all its age."""
    return time_by_unit(held_until(order, at))


def extension_request(order: Order) -> ExtensionRequest | None:
    """Return whether more days were asked for, and what became of it."""
    return ExtensionRequest.objects.filter(order=order).select_related("by", "decided_by").first()


def followed(reference: str, code: str) -> Order | None:
    """Return the order that a number and a code open on the web; a wrong code finds nothing, and takes as long."""
    reference = reference.strip().upper()
    order = Order.objects.filter(reference=reference).select_related(*RELATED).first()
    is_right = is_code_of(reference, code, order.follow_digest if order else NO_DIGEST)
    return order if order and is_right else None


def rows_beside(order: Order, model: type[Any]) -> Sequence[Any]:
    """Return the rows of a kind beside an order, in the order in which they came."""
    return list(model._base_manager.filter(order=order).order_by("pk"))
