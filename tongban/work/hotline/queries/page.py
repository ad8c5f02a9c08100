"""What the page of an order shows beside it, as far as its reader may see."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tongban.ground.people.models import Department, User
from tongban.work.hotline.models import Order, SealedDemand, SealedWord
from tongban.work.hotline.queries.orders import earlier_of, held_until
from tongban.work.hotline.queries.sides import OrderSides
from tongban.work.hotline.queries.visibility import sealed_visible_to, words_visible_to


class HeldTime(NamedTuple):
    """A line of who held the order: the unit, from when to when, and how long."""

    unit: str
    since: datetime
    until: datetime
    hours: str


def page_of(order: Order, reader: User, at: datetime) -> dict[str, Any]:
    """Return what stands on the page of an order; nothing sealed but for who may read it."""
    held = held_of(order, at)
    sealed = _sealed(order, reader)
    if order.is_confidential and sealed["sealed"] is None:
        return {"held": held, "age": age_of(order, at), **sealed}
    sides = OrderSides(order)
    return {
        "held": held,
        "age": age_of(order, at),
        "extension_request": sides.one("extension_request"),
        "replies": sides.all("replies", "unit", "by"),
        "returns": sides.all("returns", "unit", "proposed_unit", "decision__unit"),
        "call_backs": sides.all("call_backs", "by"),
        "suspensions": sides.all("suspensions"),
        "helper_units": sides.all("helper_units", "unit"),
        "urgings": sides.all("urgings", "by"),
        "appeals": sides.all("appeals", "by"),
        "merged": sides.all("merged"),
        "earlier": earlier_of(order, reader),
        "filing": sides.one("filing"),
        "photos": sides.all("photos", "file") if may_see_photos(order, reader) else [],
        "caller_messages": sides.all("caller_messages"),
        "quarantine": sides.one("quarantine"),
        **sealed,
    }


def age_of(order: Order, at: datetime) -> str:
    """Return the age of an order as it is printed."""
    return hours_of((order.closed_at or at) - order.registered_at)


def may_see_photos(order: Order, reader: User) -> bool:
    """Return whether somebody sees the photos: those of a confidential report who may read it."""
    return not order.is_confidential or sealed_visible_to(reader).filter(order=order).exists()


def held_of(order: Order, at: datetime) -> list[HeldTime]:
    """Return who held the order how long; the times add up to its age."""
    held = held_until(order, at)
    names = dict(Department.objects.filter(pk__in={each.unit for each in held}).values_list("pk", "name"))
    return [HeldTime(names[each.unit], each.since, each.until, hours_of(each.time)) for each in held]


def hours_of(time: timedelta) -> str:
    """Return a length of time as it is printed: 26:05:09 hours."""
    seconds = max(int(time.total_seconds()), 0)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _sealed(order: Order, reader: User) -> dict[str, SealedDemand | list[SealedWord] | None]:
    if not order.is_confidential:
        return {"sealed": None, "sealed_words": []}
    sealed = (
        sealed_visible_to(reader).filter(order=order).select_related("reported_unit", "demand_class", "area")
    )
    words = words_visible_to(reader).filter(order=order).select_related("by") if sealed else []
    return {"sealed": sealed.first(), "sealed_words": list(words)}
