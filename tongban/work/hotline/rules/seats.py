"""How long a call rings at a seat, and how long the work after it may take. Pure functions of values."""

from datetime import datetime, timedelta

from tongban.ground.clock.moments import day_of
from tongban.ground.law import basis, term


@basis("local-practice")
def rings_until(rung_at: datetime) -> datetime:
    """Return until when a call rings at a seat; then it goes back to the queue and the agent has a pause."""
    return rung_at + timedelta(seconds=int(term("hotline_ring", on=day_of(rung_at))))


@basis("local-practice")
def work_after_until(ended_at: datetime) -> datetime:
    """Return until when the work after a call should be done; later it is shown as late, nobody is cut off."""
    return ended_at + timedelta(seconds=int(term("hotline_after_call", on=day_of(ended_at))))
