"""What acts make of a parcel: values that the actions save and the bulk load copies."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.ground.matters.rows import new_row
from tongban.offer.delivery.models import Delivery

State = Delivery.State


def handed_over(matter: str, way: str, recipient: str, *, at: datetime) -> Delivery:
    """Return the proof, not kept yet, that a result was handed over, across the counter or electronically."""
    return new_row(
        Delivery,
        matter=matter,
        way=way,
        state=State.SIGNED,
        recipient=recipient,
        ordered_at=at,
        signed_at=at,
    )


def order_courier(
    matter: str,
    *,
    before: int,
    recipient: str,
    phone: str,
    address: str,
    courier: str,
    payer: str,
    direction: str,
    at: datetime,
) -> Effect:
    """Ask for the courier, after so many parcels; until the courier has answered this one has no waybill."""
    require_address(recipient, phone, address)
    sent = Delivery(
        matter=matter,
        way=Delivery.Way.COURIER,
        direction=direction,
        state=State.ASKED_FOR,
        recipient=recipient,
        phone=phone,
        address=address,
        courier=courier,
        payer=payer,
        ordered_at=at,
    )
    parcel = f"{matter}-{before + 1}"
    said = {"courier": courier, "parcel": parcel, "direction": str(direction), "payer": str(payer)}
    return Effect(rows=[sent], payload=said)


def require_address(*said: str) -> None:
    """Refuse a parcel that says not whom it goes to, or where."""
    if not all(map(str.strip, said)):
        raise Refused(_("A parcel needs a recipient, a telephone number and an address."))


def take_order(sent: Delivery, *, waybill: str) -> Effect:
    """Note that the courier has taken an order, with the waybill."""
    return answered(sent, State.TO_COLLECT, waybill=waybill)


def answered(sent: Delivery, state: str, **facts: Any) -> Effect:
    """Note what the courier made of an order."""
    said = {"delivery": sent.pk, **facts}
    return Effect(changes=[(sent, {"state": state, **facts})], before=sent.state, after=state, payload=said)


def note_tracking(sent: Delivery, *, state: str, signed_at: datetime | None) -> Effect:
    """Note how far a parcel has come."""
    signed = signed_at if state == State.SIGNED else None
    return Effect(
        changes=[(sent, {"state": state, "signed_at": signed})],
        before=sent.state,
        after=state,
        payload={"waybill": sent.waybill},
    )


def settle_price(sent: Delivery, *, price_yuan: Decimal, weight_grams: int | None = None) -> Effect:
    """Enter what the courier charged."""
    if price_yuan < 0:
        raise Refused(_("A price is not negative."))
    paid = {"price_yuan": price_yuan, "weight_grams": weight_grams}
    return Effect(changes=[(sent, paid)], payload={"waybill": sent.waybill, **paid})
