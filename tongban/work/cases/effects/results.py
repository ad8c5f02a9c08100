"""What leaves the house: the result made, handed over, sent."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect, PaperToWrite
from tongban.offer.delivery import effects as delivery
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import parcels_of
from tongban.work.cases.lock_cache import rows_at_hand
from tongban.work.cases.models import Case, Paper


def issue(case: Case, *, by: Any, at: datetime, licence: str = "") -> Effect:
    """Make the result: the licence that was issued, or the decision itself where none is."""
    return Effect({"licence": licence})


def deliver(
    case: Case, *, by: Any, at: datetime, way: str = Delivery.Way.WINDOW, recipient: str = ""
) -> Effect:
    """Hand the result over, across the counter or electronically, and keep the proof."""
    if way not in (Delivery.Way.WINDOW, Delivery.Way.ELECTRONIC):
        raise Refused(_("A parcel is delivered when it is signed for; order the courier instead."))
    to = recipient.strip() or case.applicant.name
    sent = delivery.handed_over(case.reference, way, to, at=at)
    return _handed_over(sent, {"way": str(way)}, [sent])


def order_courier(
    case: Case, *, by: Any, at: datetime, direction: str = Delivery.Direction.TO_APPLICANT, **said: Any
) -> Effect:
    """Ask for the courier."""
    before = len(rows_at_hand(case, Delivery, lambda: parcels_of(case.reference)))
    return delivery.order_courier(case.reference, before=before, direction=direction, at=at, **said)


def sign_for(sent: Delivery) -> Effect:
    """Take a parcel that was signed for as the result handed over."""
    return _handed_over(sent, {"waybill": sent.waybill}, [])


def _handed_over(sent: Delivery, said: dict[str, object], rows: list[Delivery]) -> Effect:
    delivered_on = day_of(sent.signed_at) if sent.signed_at else None
    papers = [PaperToWrite(Paper.Kind.DELIVERY, {"delivery": sent})]
    return Effect({"delivered_on": delivered_on}, rows=rows, papers=papers, payload=said)
