"""Times that run backwards because a clock was wrong: an administrator has confirmed the time, and that is an act."""

from datetime import datetime, timedelta

from tongban.ground.ledger.models import Entry

CLOCK, CONFIRMED = "CLOCK", "confirm_clock"
"""The act by which an administrator confirms the time."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""Two servers' clocks may differ by so much."""


def is_confirmed(before: datetime, after: datetime) -> bool:
    """Return whether an administrator confirmed the time after a clock went back from one instant to the other."""
    for said in Entry.objects.filter(subject=CLOCK, move=CONFIRMED).values_list("payload", flat=True):
        known, found = (datetime.fromisoformat(said[name]) for name in ("known", "found"))
        went_back = found - CLOCKS_DIFFER <= after and before <= known + CLOCKS_DIFFER
        was_ahead = known - CLOCKS_DIFFER <= after and found - CLOCKS_DIFFER <= before
        if went_back if said["doubt"] == "behind" else was_ahead:
            return True
    return False
