"""When a name has failed to sign in too often, and until when it must wait. No database, no current time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

FAILURES_ALLOWED = 5
WAIT = timedelta(minutes=15)
IDLE = timedelta(minutes=30)
WHOLE_DAY = timedelta(hours=8)
SIGN_INS_KEPT = timedelta(days=366)  # the law asks for six months; auditors come once a year


def wait_until(failed_at: Sequence[datetime], at: datetime) -> datetime | None:
    """Return until when a name must wait after these failures (since it last signed in), or None."""
    recent = sorted(moment for moment in failed_at if moment > at - WAIT)
    return recent[-FAILURES_ALLOWED] + WAIT if len(recent) >= FAILURES_ALLOWED else None


def session_is_over(started_at: datetime, seen_at: datetime, at: datetime) -> bool:
    """Return whether a session has been idle, or has lasted, for too long."""
    return at - seen_at >= IDLE or at - started_at >= WHOLE_DAY
