"""What one may ask about parcels: those of a matter, what was chosen, and what keeps a courier from coming."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.models import Attempt, Outgoing
from tongban.ground.exchange.queries import dead_letters, letters
from tongban.offer.delivery.courier import ORDER
from tongban.offer.delivery.models import Delivery, DeliveryChoice

ACTS: Mapping[str, str | Promise] = {
    "choose_delivery": _("Chose how the result is handed over"),
    "order_courier": _("Ordered the courier"),
    "correct_address": _("Corrected where the parcel goes"),
    "take_order": _("The courier took the order"),
    "call_off_courier": _("The courier was called off"),
    "track": _("Parcel moved on"),
    "settle_price": _("Entered the courier's price"),
}
"""What is recorded on the matter that a parcel belongs to."""
REFUSED: str | Promise = _("The courier refused it")
NOT_ORDERED: str | Promise = _("The order could not be sent")


def parcels_of(matter: str) -> QuerySet[Delivery]:
    """Return what was handed over or sent for a matter, the latest first."""
    return Delivery.objects.filter(matter=matter)


def under_way() -> QuerySet[Delivery]:
    """Return the parcels that the courier has not handed over, returned or lost."""
    known = Delivery.objects.filter(way=Delivery.Way.COURIER).exclude(waybill="")
    return known.exclude(state__in=Delivery.OVER)


def is_under_way(matter: str, direction: str) -> bool:
    """Return whether a parcel is on its way, or has arrived, in this direction."""
    sent = parcels_of(matter).filter(way=Delivery.Way.COURIER, direction=direction)
    return sent.exclude(state__in=Delivery.FAILED).exists()


def choice_of(matter: str) -> DeliveryChoice | None:
    """Return how whoever waits for the result wants it, if they said."""
    return DeliveryChoice.objects.filter(matter=matter).first()


def order_of(sent: Delivery) -> Outgoing | None:
    """Return the order of a parcel in the outbox."""
    return letters(ORDER, sent.matter, delivery=sent.pk).first()


def with_failed_orders(parcels: QuerySet[Delivery]) -> QuerySet[Any]:
    """Annotate each parcel with the error of the last attempt to order it, where its order is a dead letter."""
    dead = dead_letters(ORDER).filter(subject=OuterRef("matter"))
    its = dead.annotate(parcel=KT("payload__delivery")).filter(parcel=Cast(OuterRef("pk"), CharField()))
    return parcels.annotate(trouble=Subquery(its.values("last_outcome")[:1]))


def trouble_of(sent: Delivery) -> str | Promise:
    """Return in words why no courier comes for a parcel that waits for one; nothing while all is well."""
    outcome = getattr(sent, "trouble", None)
    if outcome is None or sent.state != Delivery.State.ASKED_FOR:
        return ""
    return REFUSED if outcome == Attempt.Outcome.REJECTED else NOT_ORDERED


def standing_of_parcel(sent: Delivery) -> str:
    """Return where a parcel is in words, or why no courier comes for it."""
    return str(trouble_of(sent) or sent.get_state_display())
