"""What leaves the house: the result made, handed over, sent and paid for."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect, PaperToWrite
from tongban.work.cases.lock_cache import rows_at_hand
from tongban.work.cases.models import Case, Delivery, Paper

State = Delivery.State


def issue(case: Case, *, by: Any, at: datetime, licence: str = "") -> Effect:
    """Make the result: the licence that was issued, or the decision itself where none is."""
    return Effect({"licence": licence})


def deliver(
    case: Case, *, by: Any, at: datetime, way: str = Delivery.Way.WINDOW, recipient: str = ""
) -> Effect:
    """Hand the result over, across the counter or electronically, and keep the proof."""
    if way not in (Delivery.Way.WINDOW, Delivery.Way.ELECTRONIC):
        raise Refused(_("A parcel is delivered when it is signed for; order the courier instead."))
    sent = Delivery(
        case=case,
        way=way,
        state=State.SIGNED,
        recipient=recipient.strip() or case.applicant.name,
        ordered_at=at,
        signed_at=at,
    )
    return _handed_over(sent, {"way": str(way)})


def order_courier(
    case: Case,
    *,
    by: Any,
    at: datetime,
    recipient: str,
    phone: str,
    address: str,
    courier: str,
    payer: str,
    direction: str = Delivery.Direction.TO_APPLICANT,
) -> Effect:
    """Ask for the courier; until the courier has answered the parcel has no waybill."""
    require_address(recipient, phone, address)
    parcel = f"{case.reference}-{len(rows_at_hand(case, Delivery, case.deliveries.all)) + 1}"
    sent = Delivery(
        case=case,
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


def sign_for(sent: Delivery) -> Effect:
    """Take a parcel that was signed for as the result handed over."""
    return _handed_over(sent, {"waybill": sent.waybill})


def settle_price(sent: Delivery, *, price_yuan: Decimal, weight_grams: int | None = None) -> Effect:
    """Enter what the courier charged."""
    if price_yuan < 0:
        raise Refused(_("A price is not negative."))
    paid = {"price_yuan": price_yuan, "weight_grams": weight_grams}
    return Effect(changes=[(sent, paid)], payload={"waybill": sent.waybill, **paid})


def _handed_over(sent: Delivery, said: dict[str, object]) -> Effect:
    delivered_on = day_of(sent.signed_at) if sent.signed_at else None
    return Effect(
        {"delivered_on": delivered_on},
        rows=[] if sent.pk else [sent],
        papers=[PaperToWrite(Paper.Kind.DELIVERY, {"delivery": sent})],
        payload=said,
    )
