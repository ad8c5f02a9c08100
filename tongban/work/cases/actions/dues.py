"""The days of a case, stored: counted anew by whatever changes them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.law import cite
from tongban.ground.matters.limits import store_recounted
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.actions.locks import lock_case
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, Review
from tongban.work.cases.queries.limits import limits_of, pauses_of
from tongban.work.cases.rules.limits import due_of, step_due

COUNTING = cite("licensing-law:82")
DUES = ("due_on", "statutory_due_on", "is_provisional")


def set_dues(case: Case) -> None:
    """Count both limits anew."""
    for name, value in dues_of(case).items():
        setattr(case, name, value)


def dues_of(case: Case) -> dict[str, Any]:
    """Return both last days as they follow now; there is no day while a special procedure is open."""
    limits = limits_of(case)
    if limits is None:
        return {}
    days = calendar_of(case)
    promised, statutory = due_of(limits.promised, days), due_of(limits.statutory, days)
    is_guessed = bool(promised.assumed_years or statutory.assumed_years)
    return {"due_on": promised.on, "statutory_due_on": statutory.on, "is_provisional": is_guessed}


@transaction.atomic
def recount(case: Case, *, at: datetime) -> bool:
    """Count a provisional case anew once the notice of the year is entered; return whether a day changed."""
    case = lock_case(case)
    return store_recounted(case, dues_of(case), at=at, basis=COUNTING)


def set_step_dues(case: Case) -> None:
    """Count the open steps anew after a special procedure."""
    pauses, days = pauses_of(case), calendar_of(case)
    length = {step.pk: step.days for step in guide_of(case.version_id).steps.all()}
    reviews = list(case.reviews.filter(state=Review.State.OPEN))
    for review in reviews:
        review.due_on = step_due(localdate(review.opened_at), length[review.step_id], days, pauses)
    Review.objects.bulk_update(reviews, ["due_on"])
