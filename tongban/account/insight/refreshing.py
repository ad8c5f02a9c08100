"""Once a day: a snapshot, and the values of this year and the one before."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from tongban.account.insight.engines import embedded
from tongban.account.insight.keeping import keep
from tongban.account.insight.rules import year_of
from tongban.account.insight.snapshot import writing
from tongban.account.insight.snapshot.manifest import NoSnapshot, Spoiled, current

EVERY = timedelta(hours=20)
SUNDAY = 6
"""On which day every month is written anew: what changes without a ledger entry (the name of an item) comes along."""


def refresh(*, at: datetime) -> bool:
    """Make a snapshot and keep the values anew if the last is old; return whether anything was done."""
    if _is_fresh(at):
        return False
    made = writing.make(at=at, whole=localdate(at).weekday() == SUNDAY)
    engine, year = embedded(made), localdate(at).year
    for each in (year - 1, year):
        keep(year_of(each), engine=engine, at=at)
    return True


def _is_fresh(at: datetime) -> bool:
    try:
        return at - datetime.fromisoformat(current().made_at) < EVERY
    except (NoSnapshot, Spoiled):
        return False
