"""What leaves the house: the licence, the result across the counter, the parcel on its way."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.catalogue.queries import guide_of
from tongban.offer.licences import actions as licences
from tongban.work.cases.actions.holding import facts_of, held, held_by_applicant, held_by_office, need
from tongban.work.cases.actions.numbering import licence_number
from tongban.work.cases.actions.writing import write
from tongban.work.cases.courier import Courier, Parcel, courier
from tongban.work.cases.models import OPEN, Case, Delivery, Paper, Status
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.queries.delivering import payer_of
from tongban.work.cases.rules.limits import valid_until
from tongban.work.cases.states import CHART

SENDING = cite("licensing-law:44")
READY = (Status.ISSUED, Status.REFUSED)
ARRIVED = ("signed", "returned", "lost")


@transaction.atomic
def issue(
    case: Case, *, by: User, at: datetime, number: str = "", content: Mapping[str, Any] | None = None
) -> Case:
    """Make the result: the licence of the item's type, or the decision itself where none is issued."""
    case = held_by_office(case, by)
    CHART.need("issue", case, by=by)
    kind, day = _licence_type(case), localdate(at)
    if kind is not None:
        licence = licences.issue(
            kind,
            case.applicant,
            number=number.strip() or licence_number(kind.code, day),
            case_reference=case.reference,
            content=_written(content if content is not None else case.form),
            valid_from=day,
            valid_until=valid_until(day, case.version.validity_months),
            by=by,
            at=at,
            is_example=case.is_example,
        )
        case.licence = licence.reference
    CHART.make("issue", case, by=by, at=at, facts=facts_of(case, "licence"))
    return case


@transaction.atomic
def deliver(
    case: Case, *, by: User, at: datetime, way: str = Delivery.Way.WINDOW, recipient: str = ""
) -> Case:
    """Hand the result over, across the counter or electronically, and keep the proof."""
    return _hand_over(case, "deliver", way, recipient, by=by, at=at)


@transaction.atomic
def deliver_refusal(
    case: Case, *, by: User, at: datetime, way: str = Delivery.Way.WINDOW, recipient: str = ""
) -> Case:
    """Hand the refusal over and keep the proof: the time for remedies runs from today."""
    return _hand_over(case, "deliver_refusal", way, recipient, by=by, at=at)


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
    by_whom: Courier | None = None,
) -> Delivery:
    """Order the courier: the office with the result, either side for papers on their way in; the item says who pays."""
    outbound = direction == Delivery.Direction.TO_APPLICANT
    case = held_by_applicant(case, by, at) if by.may("cases.apply") else held_by_office(case, by)
    if outbound:
        need(by, "cases.issue")
    elif not by.may("cases.apply"):
        need(by, "cases.intake")
    _need_sendable(case, direction, complete=all(map(str.strip, (recipient, phone, address))))
    if not payer or by.may("cases.apply"):
        payer = payer_of(case)
    company = by_whom or courier()
    parcel = Parcel(f"{case.reference}-{case.deliveries.count() + 1}", recipient, phone, address, payer)
    waybill = company.order(parcel, at=at)
    sent = Delivery.objects.create(
        case=case,
        way=Delivery.Way.COURIER,
        direction=direction,
        recipient=recipient,
        phone=phone,
        address=address,
        courier=company.name,
        waybill=waybill,
        payer=payer,
        ordered_at=at,
    )
    said = {"courier": company.name, "waybill": waybill, "direction": direction, "payer": payer}
    NOTICES.announce(record(case, "order_courier", by=by, at=at, basis=SENDING, payload=said))
    return sent


@transaction.atomic
def track(sent: Delivery, *, at: datetime, by_whom: Courier | None = None) -> Delivery:
    """Ask the courier how a parcel stands; a result signed for is delivered."""
    case = held(sent.case)
    sent = Delivery.objects.get(pk=sent.pk)
    if sent.way != Delivery.Way.COURIER or sent.state in ARRIVED:
        return sent
    found = (by_whom or courier()).track(sent.waybill, ordered_at=sent.ordered_at, at=at)
    if found.state == sent.state:
        return sent
    before, sent.state = sent.state, found.state
    sent.signed_at = found.at if found.state == Delivery.State.SIGNED else None
    sent.save(update_fields=["state", "signed_at"])
    said = {"waybill": sent.waybill}
    record(case, "track", by=None, at=at, basis=SENDING, before=before, after=sent.state, payload=said)
    if sent.signed_at and sent.direction == Delivery.Direction.TO_APPLICANT and case.status in READY:
        facts = {"delivered_on": localdate(sent.signed_at)}
        CHART.make("sign_for", case, by=None, at=at, payload=said, facts=facts)
        write(case, Paper.Kind.DELIVERY, by=None, at=at, facts={"delivery": sent})
    return sent


@transaction.atomic
def settle_price(
    sent: Delivery, price_yuan: Decimal, *, by: User, at: datetime, weight_grams: int | None = None
) -> Delivery:
    """Enter what the courier charged."""
    need(by, "cases.issue")
    case = held_by_office(sent.case, by)
    if price_yuan < 0:
        raise Refused(_("A price is not negative."))
    sent = Delivery.objects.get(pk=sent.pk)
    sent.price_yuan, sent.weight_grams = price_yuan, weight_grams
    sent.save(update_fields=["price_yuan", "weight_grams"])
    said = {"waybill": sent.waybill, "price_yuan": price_yuan, "weight_grams": weight_grams}
    record(case, "settle_price", by=by, at=at, basis=SENDING, payload=said)
    return sent


def _hand_over(case: Case, move: str, way: str, recipient: str, *, by: User, at: datetime) -> Case:
    case = held_by_office(case, by)
    CHART.need(move, case, by=by)
    if way not in (Delivery.Way.WINDOW, Delivery.Way.ELECTRONIC):
        raise Refused(_("A parcel is delivered when it is signed for; order the courier instead."))
    sent = Delivery.objects.create(
        case=case,
        way=way,
        state=Delivery.State.SIGNED,
        recipient=recipient.strip() or case.applicant.name,
        ordered_at=at,
        signed_at=at,
    )
    facts = {"delivered_on": localdate(at)}
    CHART.make(move, case, by=by, at=at, payload={"way": way}, facts=facts)
    write(case, Paper.Kind.DELIVERY, by=by, at=at, facts={"delivery": sent})
    return case


def _licence_type(case: Case) -> LicenceType | None:
    wanted = guide_of(case.version_id).licence_type_id
    return LicenceType.objects.get(pk=wanted) if wanted else None


def is_under_way(case: Case, direction: str) -> bool:
    """Return whether a parcel is on its way, or has arrived, in this direction."""
    sent = case.deliveries.filter(way=Delivery.Way.COURIER, direction=direction)
    return sent.exclude(state__in=["returned", "lost"]).exists()


def _need_sendable(case: Case, direction: str, *, complete: bool) -> None:
    outbound = direction == Delivery.Direction.TO_APPLICANT
    if not complete:
        raise Refused(_("A parcel needs a recipient, a telephone number and an address."))
    if outbound and case.status not in READY:
        raise Refused(_("There is nothing to send yet: the result is not ready."))
    if not outbound and case.status not in OPEN:
        raise Refused(_("Papers can be fetched while the application is with the office."))
    if outbound and is_under_way(case, direction):
        raise Refused(_("A parcel with the result is on its way already."))
    on_the_way = case.deliveries.filter(direction=direction).exclude(state__in=ARRIVED)
    if not outbound and on_the_way.exists():
        raise Refused(_("A courier is on the way to you already."))


def _written(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a licence's content with figures as text, as the ledger keeps them."""
    return {name: str(value) if isinstance(value, float) else value for name, value in content.items()}
