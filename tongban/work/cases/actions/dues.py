"""The days of a case, stored: counted anew by whatever changes them."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.kit.calendars import calendar
from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.work.cases.actions.holding import held
from tongban.work.cases.models import Case, Review
from tongban.work.cases.queries.limits import limits_of, not_counted
from tongban.work.cases.rules.limits import due_of, step_due

COUNTING = cite("licensing-law:82")
DUES = ("due_on", "statutory_due_on", "is_provisional")


def set_dues(case: Case) -> None:
    """Count both limits anew; there is no day while a special procedure is open."""
    limits = limits_of(case)
    if limits is None:
        return
    days = calendar()
    promised, statutory = due_of(limits.promised, days), due_of(limits.statutory, days)
    case.due_on, case.statutory_due_on = promised.on, statutory.on
    case.is_provisional = bool(promised.assumed_years or statutory.assumed_years)


@transaction.atomic
def recount(case: Case, *, at: datetime) -> bool:
    """Count a provisional case anew once the notice of the year is entered; return whether a day changed."""
    case = held(case)
    before = (case.due_on, case.statutory_due_on, case.is_provisional)
    set_dues(case)
    if before == (case.due_on, case.statutory_due_on, case.is_provisional):
        return False
    case.save(update_fields=DUES)
    said = {"due_on": case.due_on, "statutory_due_on": case.statutory_due_on}
    record(case.reference, "recount", by=None, at=at, basis=COUNTING, payload=said)
    return True


def set_step_dues(case: Case) -> None:
    """Count the open steps anew after a special procedure."""
    pauses, days = not_counted(case.pauses.all()), calendar()
    for review in case.reviews.filter(state=Review.State.OPEN).select_related("step"):
        review.due_on = step_due(localdate(review.opened_at), review.step.days, days, pauses)
        review.save(update_fields=["due_on"])
