"""The server's heartbeat: when it was up, told by itself; a gap between two runs is an outage."""

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet

from tongban.ground.kit.models import ServiceRun

LOG = logging.getLogger(__name__)
SILENT = timedelta(minutes=3)
"""How long no beat is heard of a run before it counts as dead: one beat a minute, and two that may be lost."""


def start_run(*, at: datetime) -> ServiceRun:
    """Note that a server has started."""
    run = ServiceRun.objects.create(started_at=at, last_beat_at=at)
    LOG.info("server started", extra={"number": run.pk})
    return run


def beat(run: ServiceRun, *, at: datetime) -> None:
    """Note that it is still up; a clock that went backwards notes nothing."""
    ServiceRun.objects.filter(pk=run.pk, last_beat_at__lt=at).update(last_beat_at=at)


def end(run: ServiceRun, *, at: datetime) -> None:
    """Note that a run ended because it was told to."""
    ServiceRun.objects.filter(pk=run.pk).update(ended_at=at)


def newest_run() -> ServiceRun | None:
    """Return the run that began last."""
    return ServiceRun.objects.filter(is_simulated=False).order_by("-started_at").first()


def broken_off(*, since: datetime, at: datetime) -> QuerySet[ServiceRun]:
    """Return the runs since a time that ended without having been told to, the last one first."""
    silent = ServiceRun.objects.filter(ended_at=None, last_beat_at__lt=at - SILENT, is_simulated=False)
    return silent.filter(last_beat_at__gte=since).order_by("-last_beat_at")
