"""What happens by itself each day: silence accepts, promises lapse, parcels move on, old drafts go, guesses end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from tongban.ground.law import term
from tongban.ground.ledger import Refused
from tongban.ground.matters.batches import act_on_each
from tongban.ground.matters.clock_gate import clock_is_trusted
from tongban.offer.delivery.actions import track_parcels
from tongban.work.cases.actions.decisions import expire, lapse
from tongban.work.cases.actions.dues import recount
from tongban.work.cases.actions.intake import accept_by_silence
from tongban.work.cases.models import RUNNING, Case, Status


@dataclass(frozen=True, slots=True)
class DailyRun:
    """How many cases each duty of the day moved."""

    accepted: int
    lapsed: int
    expired: int
    delivered: int
    recounted: int


def run_daily(at: datetime) -> DailyRun:
    """Do the day's duties of this room one after the other; a clock in doubt does nothing that cannot be undone."""
    if not clock_is_trusted(at):
        return DailyRun(0, 0, 0, 0, recounted=recount_provisional(at=at))
    return DailyRun(
        accepted=accept_silent(at=at),
        lapsed=lapse_overdue(at=at),
        expired=expire_drafts(at=at),
        delivered=track_parcels(at=at),
        recounted=recount_provisional(at=at),
    )


def accept_silent(*, at: datetime) -> int:
    """Accept, by law, what nobody answered in five working days; return how many."""
    silent = Case.objects.filter(status=Status.FILED, notice_due_on__lt=localdate(at))
    return act_on_each(silent, lambda case: _done(accept_by_silence, case, at))


def lapse_overdue(*, at: datetime) -> int:
    """Let lapse what was accepted on a promise that was not kept; return how many."""
    late = Case.objects.filter(status=Status.ACCEPTED, tolerated=True, follow_on__lt=localdate(at))
    return act_on_each(late, lambda case: _done(lapse, case, at))


def expire_drafts(*, at: datetime) -> int:
    """Let drafts go that nobody has touched for long; return how many."""
    kept = timedelta(days=int(term("draft_kept_days", on=localdate(at))))
    old = Case.objects.filter(status=Status.DRAFT, saved_at__lt=at - kept)
    return act_on_each(old, lambda case: _done(expire, case, at))


def recount_provisional(*, at: datetime) -> int:
    """Count anew the limits that were guessed before the notice of the year came out; return how many changed."""
    guessed = Case.objects.filter(status__in=RUNNING, is_provisional=True)
    return act_on_each(guessed, lambda case: recount(case, at=at))


def _done(act: Callable[..., Case], case: Case, at: datetime) -> bool:
    """Return whether the act was done; another run may have done it since."""
    try:
        act(case, at=at)
    except Refused:
        return False
    return True
