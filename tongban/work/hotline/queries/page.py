"""What the page of an order shows beside it, as far as its reader may see."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tongban.ground.people.models import Department, User
from tongban.work.hotline.models import Filing, Order, OrderPhoto, Quarantine, SealedDemand, SealedWord
from tongban.work.hotline.queries.orders import earlier_of, extension_request, held_until
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
    return {
        "held": held,
        "age": age_of(order, at),
        "extension_request": extension_request(order),
        "replies": order.replies.select_related("unit", "by"),
        "returns": order.returns.select_related("unit", "proposed_unit", "decision__unit"),
        "call_backs": order.call_backs.select_related("by"),
        "suspensions": order.suspensions.all(),
        "helper_units": order.helper_units.select_related("unit"),
        "urgings": order.urgings.select_related("by"),
        "appeals": order.appeals.select_related("by"),
        "merged": order.merged.all(),
        "earlier": earlier_of(order, reader),
        "filing": Filing.objects.filter(order=order).first(),
        "photos": _photos(order, reader),
        "caller_messages": order.caller_messages.all(),
        "quarantine": Quarantine.objects.filter(order=order).first(),
        **sealed,
    }


def age_of(order: Order, at: datetime) -> str:
    """Return the age of an order as it is printed."""
    return hours_of((order.closed_at or at) - order.registered_at)


def _photos(order: Order, reader: User) -> list[OrderPhoto]:
    """Return the photos; those of a confidential report for who may read it."""
    if order.is_confidential and not sealed_visible_to(reader).filter(order=order).exists():
        return []
    return list(order.photos.select_related("file"))


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
