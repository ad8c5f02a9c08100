"""How the result of a case may reach the applicant, who pays the courier, and what keeps a courier from coming."""

from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.models import Attempt, Outgoing
from tongban.ground.exchange.queries import dead_letters, letters
from tongban.work.cases.courier import ORDER
from tongban.work.cases.models import Case, Delivery
from tongban.work.cases.rules import delivery

MAY_SEND = {Delivery.Direction.TO_APPLICANT: "cases.issue", Delivery.Direction.FROM_APPLICANT: "cases.intake"}
"""What the office needs in order to send for a parcel in either direction."""
REFUSED: str | Promise = _("The courier refused it")
NOT_ORDERED: str | Promise = _("The order could not be sent")


def ways_of(case: Case) -> list[str]:
    """Return the ways of delivery that the item offers."""
    return delivery.ways(case.version.delivery_ways)


def payer_of(case: Case) -> str:
    """Return who pays the courier, as the item says."""
    return delivery.payer(case.version.delivery_ways)


def order_of(sent: Delivery) -> Outgoing | None:
    """Return the order of a parcel in the outbox."""
    return letters(ORDER, sent.case.reference, delivery=sent.pk).first()


def with_failed_orders(parcels: QuerySet[Delivery]) -> QuerySet[Any]:
    """Annotate each parcel with the error of the last attempt to order it, where its order is a dead letter."""
    dead = dead_letters(ORDER).filter(subject=OuterRef("case__reference"))
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
