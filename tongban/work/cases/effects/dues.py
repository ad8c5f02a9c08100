"""The days of a case as they follow from its facts."""

from collections.abc import Sequence
from datetime import datetime

from tongban.ground.clock.deadline import DeadlineExtension, DeadlinePause
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case
from tongban.work.cases.queries.limits import extension_of, limits_from, pauses_of
from tongban.work.cases.rules.limits import due_of


def dues_of(
    case: Case,
    *,
    accepted_at: datetime | None = None,
    mode: str = "",
    pauses: Sequence[DeadlinePause] | None = None,
    extension: DeadlineExtension | None = None,
) -> dict[str, object]:
    """Return both limits of a case counted anew under what changes; no day while a special procedure is open."""
    since = accepted_at or case.accepted_at
    if since is None:
        return {}
    stopped = pauses_of(case) if pauses is None else list(pauses)
    limits = limits_from(case, since, mode or case.mode, stopped, extension or extension_of(case))
    days = calendar_of(case)
    promised, statutory = due_of(limits.promised, days), due_of(limits.statutory, days)
    return {
        "due_on": promised.on,
        "statutory_due_on": statutory.on,
        "is_provisional": bool(promised.assumed_years or statutory.assumed_years),
    }
