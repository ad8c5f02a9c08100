"""When a duty is due: pure functions of values."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=1)


def is_due(next_at: datetime | None, every: timedelta, at: datetime) -> bool:
    """Return whether a duty is due; a day further away than its interval was set by a clock that has gone back."""
    return next_at is None or next_at <= at or next_at > at + every


def wait_after_failure(failures: int, every: timedelta) -> timedelta:
    """Return the wait after so many failures in a row: doubled each time, never longer than the usual interval."""
    return min(FIRST_WAIT * 2 ** min(failures - 1, 20), every)
