"""The register of remedies: reconsiderations and lawsuits against decisions, to their end and their lessons."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import lock_case, require_permission
from tongban.work.cases.actions.moves import note
from tongban.work.cases.models import Case, Remedy
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.remedies import effects

CONTESTING = cite("licensing-law:7")
ORDER: list[str] = [*Remedy.Stage.values]


@transaction.atomic
def register_remedy(
    case: Case, kind: str, *, authority: str, received_on: date, by: User, at: datetime, number: str = ""
) -> Remedy:
    """Enter a reconsideration or a lawsuit against what was decided; whether it came in time is noted, not judged."""
    require_permission(by, "cases.remedy")
    case = lock_case(case)
    effect = effects.register_remedy(
        case, by=by, at=at, kind=kind, authority=authority, received_on=received_on, number=number
    )
    NOTICES.announce(note(case, "register_remedy", effect, by=by, at=at, basis=CONTESTING))
    found: Remedy = effect.rows[0]
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
    effect = effects.close_remedy(remedy, outcome=outcome, closed_on=closed_on, lessons=lessons)
    NOTICES.announce(note(case, "close_remedy", effect, by=by, at=at, basis=CONTESTING))
    return remedy


def _open(remedy: Remedy, by: User) -> tuple[Case, Remedy]:
    require_permission(by, "cases.remedy")
    case = lock_case(remedy.case)
    remedy = Remedy.objects.get(pk=remedy.pk)
    if remedy.stage == Remedy.Stage.CLOSED:
        raise Refused(_("This remedy is closed."))
    return case, remedy
