"""The server's heartbeat: when it was up, told by itself; a gap between two runs is an outage."""

import logging
from datetime import datetime

from tongban.ground.kit.models import ServiceRun

LOG = logging.getLogger(__name__)


def start_run(*, at: datetime) -> ServiceRun:
    """Note that a server has started."""
    run = ServiceRun.objects.create(started_at=at, last_beat_at=at)
    LOG.info("server started", extra={"number": run.pk})
    return run


def beat(run: ServiceRun, *, at: datetime) -> None:
    """Note that it is still up; a clock that went backwards notes nothing."""
    ServiceRun.objects.filter(pk=run.pk, last_beat_at__lt=at).update(last_beat_at=at)
