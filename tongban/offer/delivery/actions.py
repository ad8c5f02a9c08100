"""Parcels: asked for by an act on a matter, ordered after its commit, followed until somebody signs.

The courier is never called while a matter is locked: the act writes the parcel and puts the order into the outbox, and
what the courier answers, to an order or to a question, is written down in a transaction of its own. Who may do what is
for the room of the matter to say; it hands the matter over locked, and every act is recorded on the matter's chain.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange import outbox
from tongban.ground.exchange.actions import send_mended
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.chart import Matter
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.ledger.ports import guard_port
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.matters.batches import act_on_each
from tongban.ground.matters.effects import record_act
from tongban.ground.people.models import User
from tongban.offer.delivery import effects
from tongban.offer.delivery.courier import ORDER, Courier, Parcel, Tracking, courier
from tongban.offer.delivery.models import Delivery, DeliveryChoice
from tongban.offer.delivery.queries import order_of, parcels_of, under_way

SENDING = cite("licensing-law:44")
State = Delivery.State


@dataclass(frozen=True, slots=True)
class ParcelOwner:
    """What a room says of the parcels of its matters, in a module ``parcel_owner`` (``PARCELS``), found by the house.

    ``lock`` returns the matter of a reference, locked; ``is_wanted`` says whether there is still something to fetch;
    ``announce`` tells its readers of an act; ``signed`` does to the matter what follows when a parcel was signed for.
    """

    prefix: str
    lock: Callable[[str], Any]
    is_wanted: Callable[[Delivery], bool]
    announce: Callable[[Written], object]
    signed: Callable[[Any, Delivery, datetime], None]


def owner_of(sent: Delivery) -> ParcelOwner:
    """Return what the room says whose matter a parcel belongs to."""
    return _owners()[sent.matter.partition("-")[0]]


@cache
def _owners() -> dict[str, ParcelOwner]:
    return {room.PARCELS.prefix: room.PARCELS for room in modules_named("parcel_owner")}


def choose(
    matter: Matter, way: str, *, recipient: str, phone: str, address: str, by: User, at: datetime
) -> DeliveryChoice:
    """Keep how whoever waits for the result wants it."""
    where = {"recipient": recipient.strip(), "phone": phone.strip(), "address": address.strip()}
    if way == Delivery.Way.COURIER:
        effects.require_address(*where.values())
    said = {"way": way, "by": by, "at": at, **where}
    choice, _is_new = DeliveryChoice.objects.update_or_create(matter=matter.reference, defaults=said)
    record(matter, "choose_delivery", by=by, at=at, basis=SENDING, payload={"way": way})
    return choice


def ask_for_courier(
    matter: Matter,
    *,
    recipient: str,
    phone: str,
    address: str,
    direction: str,
    payer: str,
    by: User,
    at: datetime,
) -> Delivery:
    """Ask for the courier; the order leaves after the commit, and until it is answered the parcel has no waybill."""
    effect = effects.order_courier(
        matter.reference,
        before=parcels_of(matter.reference).count(),
        recipient=recipient,
        phone=phone,
        address=address,
        courier=courier().name,
        payer=payer,
        direction=direction,
        at=at,
    )
    record_act(matter, "order_courier", effect, by=by, at=at, basis=SENDING)
    sent: Delivery = effect.rows[0]
    key = str(effect.payload["parcel"])
    outbox.put(ORDER, {"delivery": sent.pk}, at=at, subject=sent.matter, key=key)
    return sent


def correct_address(
    matter: Matter, sent: Delivery, *, recipient: str, phone: str, address: str, by: User, at: datetime
) -> Delivery:
    """Correct whom and where a parcel goes while no courier has taken it; an order that failed is sent again.

    Nobody sends the order before this is committed: the parcel goes where the record says.
    """
    sent = Delivery.objects.get(pk=sent.pk)
    order = require_correctable(sent)
    effects.require_address(recipient, phone, address)
    before, now = (
        (sent.recipient, sent.phone, sent.address),
        (recipient.strip(), phone.strip(), address.strip()),
    )
    if now == before:
        raise Refused(_("This is what the order says already; nothing was changed."))
    sent.recipient, sent.phone, sent.address = now
    sent.save(update_fields=["recipient", "phone", "address"])
    record(matter, "correct_address", by=by, at=at, basis=SENDING, payload={"parcel": order.key})
    send_mended(order, by=by, at=at)
    return sent


def settle_price(
    matter: Matter, sent: Delivery, price_yuan: Decimal, weight_grams: int | None, *, by: User, at: datetime
) -> Delivery:
    """Enter what the courier charged."""
    sent = Delivery.objects.get(pk=sent.pk)
    effect = effects.settle_price(sent, price_yuan=price_yuan, weight_grams=weight_grams)
    record_act(matter, "settle_price", effect, by=by, at=at, basis=SENDING)
    return sent


def require_correctable(sent: Delivery) -> outbox.Outgoing:
    """Return the order of a parcel that no courier has taken yet; refuse where it is too late to correct it."""
    order = order_of(sent) if sent.state == State.ASKED_FOR else None
    if order is None or order.state not in (outbox.Outgoing.State.WAITING, outbox.Outgoing.State.DEAD):
        raise Refused(
            _("The courier has this order already, or it was called off; it can no longer be corrected.")
        )
    return order


def place_order(sent: Delivery, reference: str, *, at: datetime, by_whom: Courier | None = None) -> Delivery:
    """Order a parcel that was asked for and note its waybill; what is no longer wanted is not ordered."""
    if sent.state != State.ASKED_FOR:
        return sent
    if not owner_of(sent).is_wanted(sent):
        return call_off(sent, by=None, at=at)
    parcel = Parcel(reference, sent.recipient, sent.phone, sent.address, sent.payer)
    waybill = (guard_port(by_whom) if by_whom else courier()).order(parcel, at=sent.ordered_at)
    return _note(sent, "take_order", State.TO_COLLECT, by=None, at=at, waybill=waybill)


def call_off(sent: Delivery, *, by: User | None, at: datetime) -> Delivery:
    """Note that the courier will not come for a parcel; another may be ordered."""
    return _note(sent, "call_off_courier", State.NOT_TAKEN, by=by, at=at)


def track_parcels(*, at: datetime) -> int:
    """Ask the courier about every parcel under way; return how many were signed for."""
    return act_on_each(under_way(), lambda sent: track(sent, at=at).state == State.SIGNED)


def track(sent: Delivery, *, at: datetime, by_whom: Courier | None = None) -> Delivery:
    """Ask the courier for the state of a parcel; a result signed for is delivered."""
    if sent.way != Delivery.Way.COURIER or sent.state in Delivery.OVER or not sent.waybill:
        return sent
    port = guard_port(by_whom) if by_whom else courier()
    found = port.track(sent.waybill, ordered_at=sent.ordered_at, at=at)
    return sent if found.state == sent.state else _record_tracking(sent, found, at=at)


@transaction.atomic
def _record_tracking(sent: Delivery, found: Tracking, *, at: datetime) -> Delivery:
    """Write down what the courier said, unless somebody has meanwhile."""
    owner = owner_of(sent)
    matter = owner.lock(sent.matter)
    sent = Delivery.objects.get(pk=sent.pk)
    if sent.state in (*Delivery.OVER, found.state):
        return sent
    effect = effects.note_tracking(sent, state=found.state, signed_at=found.at)
    record_act(matter, "track", effect, by=None, at=at, basis=SENDING)
    if sent.signed_at:
        owner.signed(matter, sent, at)
    return sent


@transaction.atomic
def _note(sent: Delivery, move: str, state: str, *, by: User | None, at: datetime, **facts: Any) -> Delivery:
    """Record what became of an order, unless that is recorded already."""
    owner = owner_of(sent)
    matter = owner.lock(sent.matter)
    sent = Delivery.objects.get(pk=sent.pk)
    if sent.state != State.ASKED_FOR:
        return sent
    effect = effects.answered(sent, state, **facts)
    owner.announce(record_act(matter, move, effect, by=by, at=at, basis=SENDING))
    return sent
