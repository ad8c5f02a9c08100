"""Once a day: a snapshot, and the values of this year and the one before."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from tongban.account.insight.engines.duckdb_engine import duckdb_engine
from tongban.account.insight.kept_values import keep_values
from tongban.account.insight.rules import year_of
from tongban.account.insight.snapshot import writer
from tongban.account.insight.snapshot.manifests import CorruptSnapshot, NoSnapshot, current_snapshot

EVERY = timedelta(hours=20)
SUNDAY = 6
"""On which day every month is written anew: what changes without a ledger entry (the name of an item) comes along."""


def refresh(*, at: datetime) -> bool:
    """Make a snapshot and keep the values anew if the last is old; return whether anything was done."""
    if _is_fresh(at):
        return False
    made = writer.make_snapshot(at=at, whole=localdate(at).weekday() == SUNDAY)
    engine, year = duckdb_engine(made), localdate(at).year
    for each in (year - 1, year):
        keep_values(year_of(each), engine=engine, at=at)
    return True


def _is_fresh(at: datetime) -> bool:
    try:
        return at - datetime.fromisoformat(current_snapshot().made_at) < EVERY
    except (NoSnapshot, CorruptSnapshot):
        return False
