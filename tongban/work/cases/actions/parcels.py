"""Parcels of a case: who may send for one and when, and what follows when the result was signed for."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.offer.delivery import actions as delivery
from tongban.offer.delivery.models import Delivery, DeliveryChoice
from tongban.offer.delivery.queries import is_under_way, parcels_of
from tongban.work.cases.actions.locks import (
    lock_case,
    lock_for_applicant,
    lock_for_division,
    lock_for_intake,
    require_permission,
)
from tongban.work.cases.actions.moves import make
from tongban.work.cases.effects import results as effects
from tongban.work.cases.models import OPEN, Case, Status
from tongban.work.cases.queries.delivery import MAY_SEND, case_of_parcel, payer_of, ways_of

READY = (Status.ISSUED, Status.REFUSED)
CHOOSABLE = (Status.DRAFT, *OPEN, Status.GRANTED, *READY)


@transaction.atomic
def choose_delivery(
    case: Case, way: str, *, by: User, at: datetime, recipient: str = "", phone: str = "", address: str = ""
) -> DeliveryChoice:
    """Keep how the applicant wants the result; it can be changed until it is on its way."""
    case = lock_for_applicant(case, by, at)
    if case.status not in CHOOSABLE or is_under_way(case.reference, Delivery.Direction.TO_APPLICANT):
        raise Refused(_("The result is on its way already, or there is none."))
    if way not in ways_of(case):
        raise Refused(_("The result of this item is not handed over in this way."))
    where = {"recipient": recipient, "phone": phone, "address": address}
    return delivery.choose(case, way, **where, by=by, at=at)


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
    """Ask for the courier: the office with the result, either side for papers on their way in; the item says who pays."""
    case = _lock_for_parcel(case, direction, by, at)
    _require_sendable(case, direction)
    if not payer or by.may("cases.apply"):
        payer = payer_of(case)
    where = {"recipient": recipient, "phone": phone, "address": address}
    return delivery.ask_for_courier(case, **where, direction=direction, payer=payer, by=by, at=at)


@transaction.atomic
def correct_address(
    sent: Delivery, *, recipient: str, phone: str, address: str, by: User, at: datetime
) -> Delivery:
    """Correct whom and where a parcel goes while no courier has taken it; an order that failed is sent again."""
    case = _lock_for_parcel(case_of_parcel(sent), sent.direction, by, at)
    where = {"recipient": recipient, "phone": phone, "address": address}
    return delivery.correct_address(case, sent, **where, by=by, at=at)


@transaction.atomic
def settle_price(
    sent: Delivery, price_yuan: Decimal, *, by: User, at: datetime, weight_grams: int | None = None
) -> Delivery:
    """Enter what the courier charged."""
    require_permission(by, "cases.issue")
    case = lock_for_division(case_of_parcel(sent), by)
    return delivery.settle_price(case, sent, price_yuan, weight_grams, by=by, at=at)


def lock_by_reference(reference: str) -> Case:
    """Return the case of a parcel, locked."""
    return lock_case(Case.objects.select_related("applicant", "division").get(reference=reference))


def is_wanted(sent: Delivery) -> bool:
    """Return whether there is still something to be fetched; it may have been handed over meanwhile."""
    wanted = {Delivery.Direction.TO_APPLICANT: READY, Delivery.Direction.FROM_APPLICANT: OPEN}
    return case_of_parcel(sent).status in wanted.get(Delivery.Direction(sent.direction), (*OPEN, *READY))


def receive(case: Case, sent: Delivery, at: datetime) -> None:
    """Deliver a case whose result was signed for."""
    if sent.direction == Delivery.Direction.TO_APPLICANT and case.status in READY and sent.signed_at:
        make(case, "sign_for", effects.sign_for(sent), by=None, at=at)


def _lock_for_parcel(case: Case, direction: str, by: User, at: datetime) -> Case:
    """Return the case locked, for whoever may send for a parcel in this direction."""
    outbound = direction == Delivery.Direction.TO_APPLICANT
    case = lock_for_applicant(case, by, at) if by.may("cases.apply") else lock_for_intake(case, by)
    if outbound or not by.may("cases.apply"):
        require_permission(by, MAY_SEND[Delivery.Direction(direction)])
    return case


def _require_sendable(case: Case, direction: str) -> None:
    outbound = direction == Delivery.Direction.TO_APPLICANT
    if outbound and case.status not in READY:
        raise Refused(_("There is nothing to send yet: the result is not ready."))
    if not outbound and case.status not in OPEN:
        raise Refused(_("Papers can be fetched while the application is with the office."))
    if outbound and is_under_way(case.reference, direction):
        raise Refused(_("A parcel with the result is on its way already."))
    on_the_way = parcels_of(case.reference).filter(direction=direction).exclude(state__in=Delivery.OVER)
    if not outbound and on_the_way.exists():
        raise Refused(_("A courier is on the way to you already."))
