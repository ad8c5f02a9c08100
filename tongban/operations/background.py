"""Loops of the background process: duties, outbox, heartbeat. Each goes on whatever fails."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.timezone import now

from config.database import embedded_data
from tongban.ground.exchange.delivery import deliver_due, kinds_due
from tongban.ground.kit import clock_watch, heartbeat
from tongban.ground.kit.models import ServiceRun
from tongban.ground.kit.request_id import task
from tongban.ground.matters import runs

LOG = logging.getLogger(__name__)
BEAT_SECONDS = 60.0
DUTY_SECONDS = 20.0
DATABASE_SECONDS = 2.0
OUTBOX_SECONDS = 1.0
"""How often the outbox is looked at: one question to a small index."""
PATIENCE_SECONDS = 10.0


def start() -> Callable[[], None]:
    """Start every loop; return what stops them, waits a little for what is being sent, and notes a good end."""
    watch = clock_watch.Stopwatch(now())
    watch.look(now())  # before the new run says that all is well
    run, postman = heartbeat.start_run(at=now()), OutboxSender()
    close_connections()
    loops = [
        _run_every(BEAT_SECONDS, lambda: beat(run, watch, at=now()), "heartbeat"),
        _run_every(OUTBOX_SECONDS, postman.look, "outbox"),
    ]
    data = embedded_data()
    if data:
        loops.append(_run_every(DATABASE_SECONDS, lambda: restart_database(data), "database"))
    if settings.DUTY_MINUTES > 0:
        loops.append(_run_every(DUTY_SECONDS, run_due_duties, "duties"))

    def stop() -> None:
        for each in loops:
            each()
        postman.finish()
        heartbeat.end(run, at=now())
        close_connections()

    return stop


def beat(run: ServiceRun, watch: clock_watch.Stopwatch, *, at: datetime) -> None:
    """Look at the clock, and note that the server is up."""
    watch.look(at)
    heartbeat.beat(run, at=at)


def restart_database(data: Path) -> None:
    """Start the embedded database server again where it was killed."""
    from config import embedded

    try:
        if embedded.keep_running(data):
            LOG.warning("the embedded database server had stopped and was started again")
    except embedded.EmbeddedServerError as error:
        LOG.warning("the embedded database server cannot be started yet", exc_info=error)


def run_due_duties() -> None:
    """Do the duties that are due."""
    runs.run_due(at=now())
    close_connections()


class OutboxSender:
    """Sends what is due, each kind in a thread of its own, so that a slow service delays only its own."""

    def __init__(self) -> None:
        self.under_way: dict[str, threading.Thread] = {}

    def look(self, at: datetime | None = None) -> None:
        """Begin to send every kind that is due and not being sent already."""
        for kind in kinds_due(at or now()):
            if kind not in self.under_way or not self.under_way[kind].is_alive():
                self.under_way[kind] = threading.Thread(target=_send, args=(kind,), name=kind, daemon=True)
                self.under_way[kind].start()

    def finish(self) -> None:
        """Wait for what is being sent; what takes too long is sent again by the next server, with its key."""
        for thread in self.under_way.values():
            thread.join(PATIENCE_SECONDS)


def _send(kind: str) -> None:
    try:
        with task(f"outbox-{kind}"):
            deliver_due(at=now(), kind=kind)
    except Exception:
        LOG.exception("the outbox could not send", extra={"kind": kind})
    finally:
        close_connections()


def close_connections() -> None:
    """Close this thread's connections to the database."""
    from django.db import connections

    connections.close_all()


def _run_every(seconds: float, act: Callable[[], object], name: str) -> Callable[[], None]:
    """Run a function every so many seconds in its own thread; a failure is logged and retried with a new connection."""
    stopped = threading.Event()

    def keep_on() -> None:
        while not stopped.wait(seconds):
            try:
                act()
            except Exception:
                LOG.exception("a loop failed and is tried again", extra={"kind": name})
                close_connections()

    threading.Thread(target=keep_on, name=name, daemon=True).start()
    return stopped.set
