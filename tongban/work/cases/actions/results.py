"""What leaves the house: the licence, and the result across the counter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.people.models import User
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.offer.delivery.models import Delivery
from tongban.offer.licences import actions as licences
from tongban.work.cases.actions.locks import lock_for_division, lock_for_intake
from tongban.work.cases.actions.moves import make
from tongban.work.cases.effects import results as effects
from tongban.work.cases.elsewhere.actions import require_at_hand
from tongban.work.cases.models import Case
from tongban.work.cases.rules.limits import valid_until
from tongban.work.cases.states import CHART


@transaction.atomic
def issue(
    case: Case, *, by: User, at: datetime, number: str = "", content: Mapping[str, Any] | None = None
) -> Case:
    """Make the result: the licence of the item's type, or the decision itself where none is issued."""
    case = lock_for_division(case, by)
    CHART.need("issue", case, by=by)
    kind, day, reference = _licence_type(case), localdate(at), ""
    if kind is not None:
        licence = licences.issue(
            kind,
            case.applicant,
            number=number.strip(),
            case_reference=case.reference,
            content=content if content is not None else case.form,
            valid_from=day,
            valid_until=valid_until(day, case.version.validity_months),
            by=by,
            at=at,
            is_example=case.is_example,
        )
        reference = licence.reference
    return make(case, "issue", effects.issue(case, by=by, at=at, licence=reference), by=by, at=at)


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
    case = lock_for_intake(case, by)
    CHART.need(move, case, by=by)
    require_at_hand(case, by)
    effect = effects.deliver(case, by=by, at=at, way=way, recipient=recipient)
    return make(case, move, effect, by=by, at=at)


def _licence_type(case: Case) -> LicenceType | None:
    wanted = guide_of(case.version_id).licence_type_id
    return LicenceType.objects.get(pk=wanted) if wanted else None
