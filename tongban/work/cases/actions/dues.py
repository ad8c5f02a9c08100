"""The days of a case, stored: counted anew by whatever changes them."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.actions.locks import facts_of, lock_case
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, Review
from tongban.work.cases.queries.limits import limits_of, pauses_of
from tongban.work.cases.rules.limits import due_of, step_due

COUNTING = cite("licensing-law:82")
DUES = ("due_on", "statutory_due_on", "is_provisional")


def set_dues(case: Case) -> None:
    """Count both limits anew; there is no day while a special procedure is open."""
    limits = limits_of(case)
    if limits is None:
        return
    days = calendar_of(case)
    promised, statutory = due_of(limits.promised, days), due_of(limits.statutory, days)
    case.due_on, case.statutory_due_on = promised.on, statutory.on
    case.is_provisional = bool(promised.assumed_years or statutory.assumed_years)


@transaction.atomic
def recount(case: Case, *, at: datetime) -> bool:
    """Count a provisional case anew once the notice of the year is entered; return whether a day changed."""
    case = lock_case(case)
    before = (case.due_on, case.statutory_due_on, case.is_provisional)
    set_dues(case)
    if before == (case.due_on, case.statutory_due_on, case.is_provisional):
        return False
    said = {"due_on": case.due_on, "statutory_due_on": case.statutory_due_on}
    record(case, "recount", by=None, at=at, basis=COUNTING, payload=said, facts=facts_of(case, *DUES))
    return True


def set_step_dues(case: Case) -> None:
    """Count the open steps anew after a special procedure."""
    pauses, days = pauses_of(case), calendar_of(case)
    length = {step.pk: step.days for step in guide_of(case.version_id).steps.all()}
    reviews = list(case.reviews.filter(state=Review.State.OPEN))
    for review in reviews:
        review.due_on = step_due(localdate(review.opened_at), length[review.step_id], days, pauses)
    Review.objects.bulk_update(reviews, ["due_on"])
