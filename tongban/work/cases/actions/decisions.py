"""What ends a case: grant, refuse, terminate, lapse, a withdrawal at the window, the archive."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Mode
from tongban.work.cases.actions.locks import facts_of, lock_case, lock_for_division, require_clock_not_behind
from tongban.work.cases.actions.papers import write_paper
from tongban.work.cases.commitments.actions import plan_later_check
from tongban.work.cases.hearings.actions import require_hearing_done
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.queries.needs import materials_to_follow, names_of
from tongban.work.cases.queries.reviews import opinions_of
from tongban.work.cases.remedies.rules import gives_reasons
from tongban.work.cases.rules.limits import issue_due
from tongban.work.cases.rules.reviews import is_agreed, is_reviewed
from tongban.work.cases.states import CHART

DECIDED = ("decided_on", "issue_due_on", "decision_text")


@transaction.atomic
def grant(case: Case, *, by: User, at: datetime, text: str = "") -> Case:
    """Grant what was asked for, once every step has agreed and everything that was to follow is here."""
    case = lock_for_division(case, by)
    CHART.need("grant", case, by=by)
    if not is_agreed(opinions_of(case)):
        raise Refused(
            _("Not every step of the review has agreed. Wait for it, or give the case back to a step.")
        )
    late = materials_to_follow(case)
    if late:
        raise Refused(_("Still to follow: %(materials)s.") % {"materials": names_of(late)})
    require_hearing_done(case, text, at)
    _decide(case, "grant", text, by=by, at=at)
    if case.mode == Mode.COMMITMENT:
        plan_later_check(case, at)
    write_paper(case, Paper.Kind.GRANT, by=by, at=at)
    return case


@transaction.atomic
def refuse(case: Case, *, reasons: str, by: User, at: datetime) -> Case:
    """Refuse, with reasons; the decision names reconsideration and lawsuit with their time limits."""
    case = lock_for_division(case, by)
    CHART.need("refuse", case, by=by)
    if not gives_reasons(reasons):
        raise Refused(_("A refusal gives its reasons."))
    if not is_reviewed(opinions_of(case)):
        raise Refused(_("The review is not over: every step must have spoken, or one objected."))
    require_hearing_done(case, reasons, at)
    _decide(case, "refuse", reasons, by=by, at=at)
    write_paper(case, Paper.Kind.REFUSAL, by=by, at=at)
    return case


@transaction.atomic
def terminate(case: Case, *, reason: str, by: User, at: datetime) -> Case:
    """Terminate a case that has lost its object or its applicant, with the reason."""
    case = lock_for_division(case, by)
    CHART.need("terminate", case, by=by)
    if not reason.strip():
        raise Refused(_("Say why the case ends without a decision."))
    facts = {"decision_text": reason.strip()}
    CHART.make("terminate", case, by=by, at=at, note=reason.strip(), facts=facts)
    return case


@transaction.atomic
def take_withdrawal(case: Case, *, by: User, at: datetime, reason: str = "") -> Case:
    """Take in at the window that the applicant withdraws."""
    case = lock_for_division(case, by)
    CHART.make("take_withdrawal", case, by=by, at=at, note=reason.strip(), facts={})
    return case


@transaction.atomic
def lapse(case: Case, *, at: datetime) -> Case:
    """Let a case lapse whose promised materials did not come in time: it counts as withdrawn."""
    case = lock_case(case)
    CHART.need("lapse", case, by=None)
    if case.follow_on is None or localdate(at) <= case.follow_on or not materials_to_follow(case):
        raise Refused(_("Nothing is overdue that was promised to follow."))
    CHART.make("lapse", case, by=None, at=at, facts={})
    return case


@transaction.atomic
def archive(case: Case, *, by: User, at: datetime) -> Case:
    """Put a finished case into the archive."""
    case = lock_for_division(case, by)
    CHART.make("archive", case, by=by, at=at, facts={})
    return case


@transaction.atomic
def expire(case: Case, *, at: datetime) -> Case:
    """Let a draft go that nobody has touched for long."""
    case = lock_case(case)
    CHART.make("expire", case, by=None, at=at, facts={})
    return case


def _decide(case: Case, move: str, text: str, *, by: User, at: datetime) -> None:
    require_clock_not_behind(case, at)
    case.decided_on, case.decision_text = localdate(at), text.strip()
    case.issue_due_on = issue_due(case.decided_on, calendar_of(case))
    CHART.make(move, case, by=by, at=at, note=text.strip(), facts=facts_of(case, *DECIDED))
