"""Whether the clock may be believed: what cannot be undone is not done by a clock that jumped."""

from datetime import datetime

from tongban.ground.kit import clock_watch


def clock_is_trusted(at: datetime) -> bool:
    """Return whether duties that cannot be undone may be done at this instant."""
    return clock_watch.check_time(at) is None
