"""What ends a case: granted, refused, terminated."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect, PaperToWrite
from tongban.offer.catalogue.models import Mode
from tongban.work.cases.commitments.rules import check_due
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, LaterCheck, Paper
from tongban.work.cases.queries.needs import materials_to_follow, names_of
from tongban.work.cases.queries.reviews import review_rows, rounds_of
from tongban.work.cases.remedies.rules import gives_reasons
from tongban.work.cases.rules.limits import issue_due
from tongban.work.cases.rules.reviews import is_agreed, is_reviewed

GRANT, REFUSAL = (PaperToWrite(Paper.Kind.GRANT),), (PaperToWrite(Paper.Kind.REFUSAL),)


def grant(case: Case, *, by: Any, at: datetime, text: str = "") -> Effect:
    """Grant what was asked for, once every step has agreed and everything that was to follow is here."""
    if not is_agreed(rounds_of(review_rows(case))):
        raise Refused(
            _("Not every step of the review has agreed. Wait for it, or give the case back to a step.")
        )
    late = materials_to_follow(case)
    if late:
        raise Refused(_("Still to follow: %(materials)s.") % {"materials": names_of(late)})
    on_commitment = case.mode == Mode.COMMITMENT
    checks = [LaterCheck(case=case, due_on=check_due(day_of(at)))] if on_commitment else []
    return Effect(_decided(case, text, at), rows=checks, papers=GRANT, note=text.strip())


def refuse(case: Case, *, by: Any, at: datetime, reasons: str) -> Effect:
    """Refuse, with reasons; the decision names reconsideration and lawsuit with their time limits."""
    if not gives_reasons(reasons):
        raise Refused(_("A refusal gives its reasons."))
    if not is_reviewed(rounds_of(review_rows(case))):
        raise Refused(_("The review is not over: every step must have spoken, or one objected."))
    return Effect(_decided(case, reasons, at), papers=REFUSAL, note=reasons.strip())


def terminate(case: Case, *, by: Any, at: datetime, reason: str) -> Effect:
    """Terminate a case that has lost its object or its applicant, with the reason."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the case ends without a decision."))
    return Effect({"decision_text": reason}, note=reason)


def end(case: Case, *, by: Any, at: datetime, reason: str = "") -> Effect:
    """Change nothing but the status: withdrawn, lapsed, discarded, archived."""
    return Effect(note=reason.strip())


def _decided(case: Case, text: str, at: datetime) -> dict[str, object]:
    day = day_of(at)
    issue_due_on = issue_due(day, calendar_of(case))
    return {"decided_on": day, "issue_due_on": issue_due_on, "decision_text": text.strip()}
