"""How an order begins: registered with its clock, answered at once, put into another class."""

from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.seals import seal_demand
from tongban.work.hotline.effects.words import text_row
from tongban.work.hotline.models import Channel, DemandClass, Holding, Kind, Line, Order, Reply, Urgency
from tongban.work.hotline.rules.clocks import dispatch_due_at
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone

MOST_CHARS = 40_000
"""Longer than anybody speaks; what is longer is refused and stays in the form."""


class Demand(NamedTuple):
    """What somebody asks for, as it was told."""

    line: Line
    kind: str
    text: str
    channel: str = Channel.PHONE
    caller_name: str = ""
    phone: str = ""
    wants_contact: bool = True
    demand_class: DemandClass | None = None
    area_id: int | None = None
    place: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    urgency: str = Urgency.NORMAL
    is_confidential: bool = False
    reported_unit_id: int | None = None
    is_example: bool = False


def new_order(
    demand: Demand, reference: str, *, at: datetime, follow_digest: str = "", key: int | None = None
) -> tuple[Order, Effect]:
    """Return an order, not kept yet, and what its registration makes beside it."""
    content = _content(demand, at)
    order = Order(
        pk=key,
        reference=reference,
        line=demand.line,
        channel=demand.channel,
        kind=demand.kind,
        urgency=demand.urgency,
        wants_contact=demand.wants_contact,
        is_confidential=demand.is_confidential,
        is_example=demand.is_example,
        follow_digest=follow_digest,
        registered_at=at,
        dispatch_due_at=dispatch_due_at(at, is_urgent=demand.urgency == Urgency.URGENT),
        holder_id=demand.line.centre_id,
    )
    rows: list[Any] = [Holding(order=order, unit_id=demand.line.centre_id, since=at)]
    said: dict[str, Any] = {"line": demand.line.code, "channel": demand.channel, "kind": demand.kind}
    if demand.is_confidential:
        rows.append(seal_demand(order, **content))
        return order, Effect(rows=rows, payload=said | {"confidential": True})
    for name, value in content.items():
        setattr(order, name, value)
    order.longitude, order.latitude = demand.longitude, demand.latitude
    rows.append(text_row(order, at))
    class_key = demand.demand_class.key if demand.demand_class else ""
    return order, Effect(rows=rows, payload=said | {"class": class_key})


def answer(order: Order, here: AtHand, *, text: str, entry: str = "") -> Effect:
    """Answer at once: the order is closed with the answer, and with the entry of the knowledge that it came from."""
    reply = Reply(
        order=order,
        unit_id=order.line.centre_id,
        text=here.said(order, "answer", text),
        contact=Reply.Contact.PHONE,
        contacted_at=here.at,
        is_direct=True,
        by_id=here.by.pk,
        at=here.at,
    )
    payload = {"entry": entry} if entry else {}
    return Effect({"closed_at": here.at, "rounds": 1}, rows=[reply, *here.words], payload=payload)


def classify(
    order: Order, here: AtHand, *, kind: str, demand_class: DemandClass, area_id: int | None = None
) -> Effect:
    """Put an order into another class, kind or area; of a confidential one nothing is said outside its seal."""
    if order.is_confidential:
        raise Refused(
            _("The class of a confidential report stands in its sealed content and is not changed.")
        )
    _need_class_of(demand_class, here.at)
    before = order.demand_class.key if order.demand_class else ""
    facts = {"kind": kind, "demand_class": demand_class, "area_id": area_id}
    return Effect(facts, before=before, after=demand_class.key, payload={"kind": kind, "area": area_id})


def _content(demand: Demand, at: datetime) -> dict[str, Any]:
    """Return what is asked, tidied and checked; refused where it cannot be kept."""
    text = demand.text.replace("\0", "").strip()
    if not text or len(text) > MOST_CHARS:
        raise Refused(
            _("Say what is asked, in at most %(most)d characters; yours has %(count)d.")
            % {"most": MOST_CHARS, "count": len(text)}
        )
    if demand.is_confidential and demand.kind != Kind.REPORT:
        raise Refused(_("Only a report is confidential; choose the kind “report”."))
    if demand.demand_class is not None:
        _need_class_of(demand.demand_class, at)
    return {
        "text": text,
        "caller_name": demand.caller_name.replace("\0", "").strip(),
        "phone": _phone(demand.phone),
        "place": demand.place.replace("\0", "").strip(),
        "demand_class_id": demand.demand_class.pk if demand.demand_class else None,
        "area_id": demand.area_id,
        "reported_unit_id": demand.reported_unit_id,
    }


def _need_class_of(found: DemandClass, at: datetime) -> None:
    if not found.holds_on(day_of(at)):
        raise Refused(
            _("The class “%(name)s” is not used on this day; please choose the one that follows it.")
            % {"name": found.name}
        )


def _phone(told: str) -> str:
    try:
        return normalize_phone(told)
    except BadPhone:
        raise Refused(
            _("“%(told)s” is no telephone number. Leave it empty if the caller gives none.") % {"told": told}
        ) from None
