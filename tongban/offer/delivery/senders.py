"""What leaves the house for parcels: orders to the courier."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.outbox import Outgoing, sender
from tongban.ground.people.models import User
from tongban.offer.delivery import actions
from tongban.offer.delivery.courier import ORDER
from tongban.offer.delivery.models import Delivery


def _give_up(outgoing: Outgoing, *, by: User, at: datetime) -> None:
    """Let the office order another courier, or hand the result over itself."""
    actions.call_off(_parcel_of(outgoing), by=by, at=at)


@sender(ORDER, label=_("Courier order"), shown=("delivery",), on_giving_up=_give_up)
def order(outgoing: Outgoing) -> None:
    """Order a parcel; it is known to the courier by the key, so that it is collected once."""
    actions.place_order(_parcel_of(outgoing), outgoing.key, at=outgoing.tried_at or outgoing.put_at)


def _parcel_of(outgoing: Outgoing) -> Delivery:
    return Delivery.objects.get(pk=outgoing.payload["delivery"])
