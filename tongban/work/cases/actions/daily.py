"""What happens by itself each day: silence accepts, promises lapse, parcels move on, old drafts go, guesses end."""

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


@dataclass(frozen=True, slots=True)
class DailyRun:
    """How many cases each duty of the day moved."""

    accepted: int
    lapsed: int
    expired: int
    delivered: int
    recounted: int


def run_daily(at: datetime) -> DailyRun:
    """Do the day's duties; each case in a transaction of its own, so that running twice or side by side is safe."""
    day = localdate(at)
    kept = timedelta(days=int(term("draft_kept_days", on=day)))
    silent = Case.objects.filter(status=Status.FILED, notice_due_on__lt=day)
    late = Case.objects.filter(status=Status.ACCEPTED, tolerated=True, follow_on__lt=day)
    old = Case.objects.filter(status=Status.DRAFT, saved_at__lt=at - kept)
    guessed = Case.objects.filter(status__in=RUNNING, is_provisional=True)
    return DailyRun(
        accepted=_each(silent.order_by("pk"), accept_by_silence, at),
        lapsed=_each(late.order_by("pk"), lapse, at),
        expired=_each(old.order_by("pk"), expire, at),
        delivered=_track(at),
        recounted=sum(recount(case, at=at) for case in guessed.order_by("pk")),
    )


def _each(cases: Iterable[Case], act: Callable[..., Case], at: datetime) -> int:
    return sum(_done(act, case, at) for case in cases)


def _done(act: Callable[..., Case], case: Case, at: datetime) -> bool:
    """Return whether the act was done; another run may have done it since."""
    try:
        act(case, at=at)
    except Refused:
        return False
    return True


def _track(at: datetime) -> int:
    state = Delivery.State
    under_way = Delivery.objects.filter(way=Delivery.Way.COURIER).exclude(
        state__in=[state.SIGNED, state.RETURNED, state.LOST]
    )
    return sum(track(sent, at=at).state == state.SIGNED for sent in under_way.select_related("case"))
