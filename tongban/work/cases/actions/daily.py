"""What happens by itself each day: silence accepts, promises lapse, parcels move on, old drafts go, guesses end."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from tongban.ground.law import term
from tongban.ground.ledger import Refused
from tongban.work.cases.actions.deciding import expire, lapse
from tongban.work.cases.actions.dues import recount
from tongban.work.cases.actions.intake import accept_by_silence
from tongban.work.cases.actions.sending import track
from tongban.work.cases.models import RUNNING, Case, Delivery, Status

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DailyRun:
    """How many cases each duty of the day moved."""

    accepted: int
    lapsed: int
    expired: int
    delivered: int
    recounted: int


def run_daily(at: datetime) -> DailyRun:
    """Do the day's duties of this room one after the other."""
    return DailyRun(
        accepted=accept_silent(at=at),
        lapsed=lapse_overdue(at=at),
        expired=expire_drafts(at=at),
        delivered=track_parcels(at=at),
        recounted=recount_guessed(at=at),
    )


def accept_silent(*, at: datetime) -> int:
    """Accept, by law, what nobody answered in five working days; return how many."""
    silent = Case.objects.filter(status=Status.FILED, notice_due_on__lt=localdate(at))
    return _each(silent.order_by("pk"), accept_by_silence, at)


def lapse_overdue(*, at: datetime) -> int:
    """Let lapse what was accepted on a promise that was not kept; return how many."""
    late = Case.objects.filter(status=Status.ACCEPTED, tolerated=True, follow_on__lt=localdate(at))
    return _each(late.order_by("pk"), lapse, at)


def expire_drafts(*, at: datetime) -> int:
    """Let drafts go that nobody has touched for long; return how many."""
    kept = timedelta(days=int(term("draft_kept_days", on=localdate(at))))
    return _each(Case.objects.filter(status=Status.DRAFT, saved_at__lt=at - kept).order_by("pk"), expire, at)


def recount_guessed(*, at: datetime) -> int:
    """Count anew the limits that were guessed before the notice of the year came out; return how many changed."""
    guessed = Case.objects.filter(status__in=RUNNING, is_provisional=True)
    return sum(recount(case, at=at) for case in guessed.order_by("pk"))


def track_parcels(*, at: datetime) -> int:
    """Ask the courier about every parcel under way; return how many were signed for."""
    state = Delivery.State
    under_way = Delivery.objects.filter(way=Delivery.Way.COURIER).exclude(
        state__in=[state.SIGNED, state.RETURNED, state.LOST]
    )
    return sum(track(sent, at=at).state == state.SIGNED for sent in under_way.select_related("case"))


def _each(cases: Iterable[Case], act: Callable[..., Case], at: datetime) -> int:
    """Do an act on each case in a transaction of its own; one that fails keeps no other waiting, and is told at the end."""
    done, failures = 0, []
    for case in cases:
        try:
            done += _done(act, case, at)
        except Exception as error:
            LOG.exception("%s failed on %s", act.__name__, case.reference)
            failures.append((case.reference, error))
    if failures:
        names = ", ".join(reference for reference, _ in failures[:5])
        raise RuntimeError(f"{act.__name__}: {len(failures)} of the cases failed ({names})") from failures[0][
            1
        ]
    return done


def _done(act: Callable[..., Case], case: Case, at: datetime) -> bool:
    """Return whether the act was done; another run may have done it since."""
    try:
        act(case, at=at)
    except Refused:
        return False
    return True
