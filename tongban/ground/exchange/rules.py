"""How long to wait before the next attempt: pure functions of values."""

from datetime import timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
FURTHEST_WAIT = timedelta(days=1)
SPREAD = 0.2
"""By which share a wait is longer or shorter, so that what failed together does not come back together."""


def wait_after(attempts: int, chance: float) -> timedelta:
    """Return the wait after so many failures: doubled each time, up to six hours, spread by a chance in [0, 1)."""
    doubled = FIRST_WAIT * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_WAIT) * (1 - SPREAD + 2 * SPREAD * chance)
