"""The register of remedies: reconsiderations and lawsuits against decisions, to their end and their lessons."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import lock_case, require_permission
from tongban.work.cases.models import Case, Remedy, Status
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.remedies.rules import is_in_time

CONTESTING = cite("licensing-law:7")
CONTESTABLE = (
    Status.NOT_ACCEPTED, Status.NOT_NEEDED, Status.GRANTED, Status.REFUSED, Status.ISSUED, Status.DELIVERED,
    Status.TERMINATED, Status.WITHDRAWN, Status.ARCHIVED,
)  # fmt: skip
ORDER: list[str] = [*Remedy.Stage.values]


@transaction.atomic
def register_remedy(
    case: Case, kind: str, *, authority: str, received_on: date, by: User, at: datetime, number: str = ""
) -> Remedy:
    """Enter a reconsideration or a lawsuit against what was decided; whether it came in time is noted, not judged."""
    require_permission(by, "cases.remedy")
    case = lock_case(case)
    if case.status not in CONTESTABLE or kind not in Remedy.Kind.values or not authority.strip():
        raise Refused(_("A remedy is entered against a decision, with its kind and the authority or court."))
    if received_on > localdate(at):
        raise Refused(_("The day of receipt lies in the future."))
    found = Remedy.objects.create(
        case=case, kind=kind, authority=authority.strip(), number=number.strip(), received_on=received_on
    )
    told_on = case.delivered_on or case.decided_on
    in_time = is_in_time(found.kind, told_on=told_on, received_on=received_on) if told_on else None
    said = {"kind": kind, "authority": found.authority, "received_on": received_on, "in_time": in_time}
    NOTICES.announce(record(case, "register_remedy", by=by, at=at, basis=CONTESTING, payload=said))
    return found


@transaction.atomic
def advance_remedy(remedy: Remedy, stage: str, *, by: User, at: datetime) -> Remedy:
    """Note how far a remedy has come; it never goes back."""
    case, remedy = _open(remedy, by)
    if stage == Remedy.Stage.CLOSED or stage not in ORDER or ORDER.index(stage) <= ORDER.index(remedy.stage):
        raise Refused(_("A remedy goes on stage by stage; its end is entered with the outcome."))
    before, remedy.stage = remedy.stage, stage
    remedy.save(update_fields=["stage"])
    said = {"remedy": remedy.pk}
    record(
        case,
        "advance_remedy",
        by=by,
        at=at,
        basis=CONTESTING,
        before=before,
        after=stage,
        payload=said,
    )
    return remedy


@transaction.atomic
def close_remedy(
    remedy: Remedy, outcome: str, *, closed_on: date, by: User, at: datetime, lessons: str = ""
) -> Remedy:
    """Close a remedy with its outcome and what the bureau learns from it; a revoked decision needs lessons."""
    case, remedy = _open(remedy, by)
    if outcome not in Remedy.Outcome.values or not outcome or closed_on < remedy.received_on:
        raise Refused(_("A remedy is closed with its outcome, on or after the day it was received."))
    if (
        outcome in (Remedy.Outcome.REVOKED, Remedy.Outcome.CHANGED, Remedy.Outcome.REMADE)
        and not lessons.strip()
    ):
        raise Refused(_("The decision did not stand: write down what is learned from it."))
    remedy.stage, remedy.outcome = Remedy.Stage.CLOSED, outcome
    remedy.closed_on, remedy.lessons = closed_on, lessons.strip()
    remedy.save(update_fields=["stage", "outcome", "closed_on", "lessons"])
    said = {"remedy": remedy.pk, "outcome": outcome, "lessons": remedy.lessons}
    NOTICES.announce(record(case, "close_remedy", by=by, at=at, basis=CONTESTING, payload=said))
    return remedy


def _open(remedy: Remedy, by: User) -> tuple[Case, Remedy]:
    require_permission(by, "cases.remedy")
    case = lock_case(remedy.case)
    remedy = Remedy.objects.get(pk=remedy.pk)
    if remedy.stage == Remedy.Stage.CLOSED:
        raise Refused(_("This remedy is closed."))
    return case, remedy
