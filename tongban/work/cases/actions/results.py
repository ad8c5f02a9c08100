"""What leaves the house: the licence, and the result across the counter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.offer.delivery import actions as delivery
from tongban.offer.delivery.models import Delivery
from tongban.offer.licences import actions as licences
from tongban.work.cases.actions.locks import facts_of, lock_for_division
from tongban.work.cases.actions.papers import write_paper
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.rules.limits import valid_until
from tongban.work.cases.states import CHART


@transaction.atomic
def issue(
    case: Case, *, by: User, at: datetime, number: str = "", content: Mapping[str, Any] | None = None
) -> Case:
    """Make the result: the licence of the item's type, or the decision itself where none is issued."""
    case = lock_for_division(case, by)
    CHART.need("issue", case, by=by)
    kind, day = _licence_type(case), localdate(at)
    if kind is not None:
        licence = licences.issue(
            kind,
            case.applicant,
            number=number.strip(),
            case_reference=case.reference,
            content=_figures_as_text(content if content is not None else case.form),
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


def _hand_over(case: Case, move: str, way: str, recipient: str, *, by: User, at: datetime) -> Case:
    case = lock_for_division(case, by)
    CHART.need(move, case, by=by)
    if way not in (Delivery.Way.WINDOW, Delivery.Way.ELECTRONIC):
        raise Refused(_("A parcel is delivered when it is signed for; order the courier instead."))
    sent = delivery.hand_over(case, way, recipient.strip() or case.applicant.name, at=at)
    facts = {"delivered_on": localdate(at)}
    CHART.make(move, case, by=by, at=at, payload={"way": way}, facts=facts)
    write_paper(case, Paper.Kind.DELIVERY, by=by, at=at, facts={"delivery": sent})
    return case


def _licence_type(case: Case) -> LicenceType | None:
    wanted = guide_of(case.version_id).licence_type_id
    return LicenceType.objects.get(pk=wanted) if wanted else None


def _figures_as_text(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a licence's content with figures as text, as the ledger keeps them."""
    return {name: str(value) if isinstance(value, float) else value for name, value in content.items()}
