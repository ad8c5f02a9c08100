"""Whether the machine's clock may be believed: a jump is told, and stays told until an administrator confirms the time.

The server looks at the clock with every heartbeat. Ahead: far after the last heartbeat, or further than the machine
itself has been running since. Behind: before the last heartbeat or the newest entry of the ledger.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from tongban.ground.kit.models import ClockWatch, ServiceRun
from tongban.ground.ledger import record
from tongban.ground.ledger.clock_acts import CLOCK, CLOCKS_DIFFER, CONFIRMED
from tongban.ground.ledger.models import Entry

LOG = logging.getLogger(__name__)

MAY_CONFIRM = "duties.manage"
Doubt = ClockWatch.Doubt


def check_time(at: datetime) -> ClockWatch | None:
    """Compare a time with the last one believed; return the doubt, which is stored until answered, or None."""
    watch = ClockWatch.objects.first()
    if watch and watch.doubt:
        return watch
    kind, known_at = _jump(watch, at)
    return _keep(kind, known_at, at) if kind and known_at else None


def open_doubt() -> ClockWatch | None:
    """Return the doubt that nobody has answered yet."""
    return ClockWatch.objects.exclude(doubt="").first()


def doubt_for(user: Any) -> ClockWatch | None:
    """Return the doubt for a page of somebody who may answer it."""
    may = getattr(user, "is_authenticated", False) and user.may(MAY_CONFIRM)
    return open_doubt() if may else None


def note_time(at: datetime) -> None:
    """Store this time as the last one believed."""
    if check_time(at) is None:
        ClockWatch.objects.update_or_create(pk=1, defaults={"seen_at": at})


@transaction.atomic
def confirm(*, by: Any, at: datetime) -> bool:
    """Confirm that it is this time now; duties go on. Return whether it had been in doubt. ``by`` is None on the console."""
    watch = ClockWatch.objects.select_for_update().exclude(doubt="").first()
    if watch is None:
        return False
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    said = {"doubt": watch.doubt, "known": watch.known_at, "found": watch.found_at}
    watch.doubt, watch.known_at, watch.found_at = "", None, None
    watch.seen_at, watch.entries_until = at, newest
    watch.save()
    record(CLOCK, CONFIRMED, by=by, at=at, basis="", payload=said)
    return True


class Stopwatch:
    """Compares the clock with how long the machine has been running: a clock that is set is found at once."""

    def __init__(self, at: datetime) -> None:
        self._at, self._ran = at, _running_seconds()

    def look(self, at: datetime) -> None:
        """Look at the clock: doubt it, or note that it was believed."""
        ran = _running_seconds()
        jump = (at - self._at) - timedelta(seconds=ran - self._ran)
        before, self._at, self._ran = self._at, at, ran
        if abs(jump) > CLOCKS_DIFFER and open_doubt() is None:
            _keep(Doubt.AHEAD if jump > timedelta() else Doubt.BEHIND, before, at)
        note_time(at)


def _jump(watch: ClockWatch | None, at: datetime) -> tuple[str, datetime | None]:
    """Return in which direction this time is far from the last one that was believed, and that one."""
    until = watch.entries_until if watch else 0
    entry = Entry.objects.filter(pk__gt=until).order_by("-at").values_list("at", flat=True).first()
    beat = (watch and watch.seen_at) or _last_beat()
    if beat and at - beat > timedelta(hours=settings.CLOCK_GAP_HOURS):
        return Doubt.AHEAD, beat
    known = max((each for each in (entry, beat) if each), default=None)
    return (Doubt.BEHIND, known) if known and at < known - CLOCKS_DIFFER else ("", None)


def _last_beat() -> datetime | None:
    runs = ServiceRun.objects.filter(is_simulated=False).order_by("-last_beat_at")
    return runs.values_list("last_beat_at", flat=True).first()


def _keep(kind: str, known_at: datetime, at: datetime) -> ClockWatch:
    said = {"doubt": kind, "known_at": known_at, "found_at": at}
    LOG.error("the clock is in doubt", extra={"reason": kind})
    watch, _ = ClockWatch.objects.update_or_create(pk=1, defaults=said)
    return watch


def _running_seconds() -> float:
    """Return a count of seconds that nobody sets, sleep included where the system counts it."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
