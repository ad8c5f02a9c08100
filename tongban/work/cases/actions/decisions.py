"""What ends a case: grant, refuse, terminate, lapse, a withdrawal at the window, the archive."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import lock_case, lock_for_division, require_clock_not_behind
from tongban.work.cases.actions.moves import make
from tongban.work.cases.effects import decisions as effects
from tongban.work.cases.elsewhere.actions import require_parts_done
from tongban.work.cases.hearings.actions import require_hearing_done
from tongban.work.cases.models import Case
from tongban.work.cases.queries.needs import materials_to_follow
from tongban.work.cases.states import CHART


@transaction.atomic
def grant(case: Case, *, by: User, at: datetime, text: str = "") -> Case:
    """Grant what was asked for, once every step has agreed and everything that was to follow is here."""
    case = lock_for_division(case, by)
    CHART.need("grant", case, by=by)
    effect = effects.grant(case, by=by, at=at, text=text)
    require_hearing_done(case, text, at)
    require_parts_done(case)
    require_clock_not_behind(case, at)
    return make(case, "grant", effect, by=by, at=at)


@transaction.atomic
def refuse(case: Case, *, reasons: str, by: User, at: datetime) -> Case:
    """Refuse, with reasons; the decision names reconsideration and lawsuit with their time limits."""
    case = lock_for_division(case, by)
    CHART.need("refuse", case, by=by)
    effect = effects.refuse(case, by=by, at=at, reasons=reasons)
    require_hearing_done(case, reasons, at)
    require_parts_done(case)
    require_clock_not_behind(case, at)
    return make(case, "refuse", effect, by=by, at=at)


@transaction.atomic
def terminate(case: Case, *, reason: str, by: User, at: datetime) -> Case:
    """Terminate a case that has lost its object or its applicant, with the reason."""
    case = lock_for_division(case, by)
    CHART.need("terminate", case, by=by)
    effect = effects.terminate(case, by=by, at=at, reason=reason)
    return make(case, "terminate", effect, by=by, at=at)


@transaction.atomic
def take_withdrawal(case: Case, *, by: User, at: datetime, reason: str = "") -> Case:
    """Take in at the window that the applicant withdraws."""
    case = lock_for_division(case, by)
    return make(case, "take_withdrawal", Effect(note=reason.strip()), by=by, at=at)


@transaction.atomic
def lapse(case: Case, *, at: datetime) -> Case:
    """Let a case lapse whose promised materials did not come in time: it counts as withdrawn."""
    case = lock_case(case)
    CHART.need("lapse", case, by=None)
    if case.follow_on is None or localdate(at) <= case.follow_on or not materials_to_follow(case):
        raise Refused(_("Nothing is overdue that was promised to follow."))
    return make(case, "lapse", Effect(), by=None, at=at)


@transaction.atomic
def archive(case: Case, *, by: User, at: datetime) -> Case:
    """Put a finished case into the archive."""
    case = lock_for_division(case, by)
    return make(case, "archive", Effect(), by=by, at=at)


@transaction.atomic
def expire(case: Case, *, at: datetime) -> Case:
    """Let a draft go that nobody has touched for long."""
    case = lock_case(case)
    return make(case, "expire", Effect(), by=None, at=at)
