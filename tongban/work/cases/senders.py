"""What cases send out of the house: orders to the courier."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.outbox import Outgoing, sender
from tongban.ground.people.models import User
from tongban.work.cases.actions import parcels
from tongban.work.cases.courier import ORDER
from tongban.work.cases.models import Delivery


def _give_up(outgoing: Outgoing, *, by: User, at: datetime) -> None:
    """Let the office order another courier, or hand the result over itself."""
    parcels.call_off(_parcel_of(outgoing), by=by, at=at)


@sender(ORDER, label=_("Courier order"), shown=("delivery",), on_giving_up=_give_up)
def order(outgoing: Outgoing) -> None:
    """Order a parcel; it is known to the courier by the key, so that it is collected once."""
    parcels.place_order(_parcel_of(outgoing), outgoing.key, at=outgoing.tried_at or outgoing.put_at)


def _parcel_of(outgoing: Outgoing) -> Delivery:
    return Delivery.objects.select_related("case__applicant", "case__division").get(
        pk=outgoing.payload["delivery"]
    )
