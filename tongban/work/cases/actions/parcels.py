"""Parcels: asked for by an act, ordered after its commit, followed until somebody signs.

The courier is never called while a case is locked: the act writes the parcel and puts the order into the outbox,
and what the courier answers, to an order or to a question, is written down in a transaction of its own.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange import outbox
from tongban.ground.exchange.actions import send_mended
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.ports import guard_port
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import (
    lock_case,
    lock_for_applicant,
    lock_for_division,
    require_permission,
)
from tongban.work.cases.actions.moves import make, note
from tongban.work.cases.actions.results import SENDING
from tongban.work.cases.courier import ORDER, Courier, Parcel, Tracking, courier
from tongban.work.cases.effects import results as effects
from tongban.work.cases.models import OPEN, Case, Delivery, Status
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.queries.delivery import MAY_SEND, order_of, payer_of

READY = (Status.ISSUED, Status.REFUSED)
State = Delivery.State


@transaction.atomic
def order_courier(
    case: Case,
    *,
    recipient: str,
    phone: str,
    address: str,
    by: User,
    at: datetime,
    direction: str = Delivery.Direction.TO_APPLICANT,
    payer: str = "",
) -> Delivery:
    """Ask for the courier: the office with the result, either side for papers on their way in; the item says who pays.

    The order leaves after the commit; until the courier has answered the parcel has no waybill.
    """
    case = _lock_for_parcel(case, direction, by, at)
    effects.require_address(recipient, phone, address)
    _require_sendable(case, direction)
    if not payer or by.may("cases.apply"):
        payer = payer_of(case)
    to = {"recipient": recipient, "phone": phone, "address": address}
    carried = {"courier": courier().name, "payer": payer, "direction": direction}
    effect = effects.order_courier(case, by=by, at=at, **to, **carried)
    note(case, "order_courier", effect, by=by, at=at, basis=SENDING)
    sent: Delivery = effect.rows[0]
    key = str(effect.payload["parcel"])
    outbox.put(ORDER, {"delivery": sent.pk}, at=at, subject=case.reference, key=key)
    return sent


@transaction.atomic
def correct_address(
    sent: Delivery, *, recipient: str, phone: str, address: str, by: User, at: datetime
) -> Delivery:
    """Correct whom and where a parcel goes while no courier has taken it; an order that failed is sent again.

    Nobody sends the order before this is committed: the parcel goes where the record says.
    """
    case = _lock_for_parcel(sent.case, sent.direction, by, at)
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
    record(case, "correct_address", by=by, at=at, basis=SENDING, payload={"parcel": order.key})
    send_mended(order, by=by, at=at)
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
    if not _is_wanted(sent):
        return call_off(sent, by=None, at=at)
    parcel = Parcel(reference, sent.recipient, sent.phone, sent.address, sent.payer)
    waybill = (guard_port(by_whom) if by_whom else courier()).order(parcel, at=sent.ordered_at)
    return _note(sent, "take_order", State.TO_COLLECT, by=None, at=at, waybill=waybill)


def call_off(sent: Delivery, *, by: User | None, at: datetime) -> Delivery:
    """Note that the courier will not come for a parcel; another may be ordered."""
    return _note(sent, "call_off_courier", State.NOT_TAKEN, by=by, at=at)


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
    case = lock_case(sent.case)
    sent = Delivery.objects.get(pk=sent.pk)
    if sent.state in (*Delivery.OVER, found.state):
        return sent
    effect = effects.note_tracking(sent, state=found.state, signed_at=found.at)
    note(case, "track", effect, by=None, at=at, basis=SENDING)
    if sent.signed_at and sent.direction == Delivery.Direction.TO_APPLICANT and case.status in READY:
        make(case, "sign_for", effects.sign_for(sent), by=None, at=at)
    return sent


@transaction.atomic
def _note(sent: Delivery, move: str, state: str, *, by: User | None, at: datetime, **facts: Any) -> Delivery:
    """Record what became of an order, unless that is recorded already."""
    case = lock_case(sent.case)
    sent = Delivery.objects.get(pk=sent.pk)
    if sent.state != State.ASKED_FOR:
        return sent
    effect = effects.answered(sent, state, **facts)
    NOTICES.announce(note(case, move, effect, by=by, at=at, basis=SENDING))
    return sent


def _is_wanted(sent: Delivery) -> bool:
    """Return whether there is still something to be fetched; it may have been handed over meanwhile."""
    outbound = sent.direction == Delivery.Direction.TO_APPLICANT
    return sent.case.status in (READY if outbound else OPEN)


def is_under_way(case: Case, direction: str) -> bool:
    """Return whether a parcel is on its way, or has arrived, in this direction."""
    sent = case.deliveries.filter(way=Delivery.Way.COURIER, direction=direction)
    return sent.exclude(state__in=Delivery.FAILED).exists()


def _lock_for_parcel(case: Case, direction: str, by: User, at: datetime) -> Case:
    """Return the case locked, for whoever may send for a parcel in this direction."""
    outbound = direction == Delivery.Direction.TO_APPLICANT
    case = lock_for_applicant(case, by, at) if by.may("cases.apply") else lock_for_division(case, by)
    if outbound or not by.may("cases.apply"):
        require_permission(by, MAY_SEND[Delivery.Direction(direction)])
    return case


def _require_sendable(case: Case, direction: str) -> None:
    outbound = direction == Delivery.Direction.TO_APPLICANT
    if outbound and case.status not in READY:
        raise Refused(_("There is nothing to send yet: the result is not ready."))
    if not outbound and case.status not in OPEN:
        raise Refused(_("Papers can be fetched while the application is with the office."))
    if outbound and is_under_way(case, direction):
        raise Refused(_("A parcel with the result is on its way already."))
    on_the_way = case.deliveries.filter(direction=direction).exclude(state__in=Delivery.OVER)
    if not outbound and on_the_way.exists():
        raise Refused(_("A courier is on the way to you already."))
