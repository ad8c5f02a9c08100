"""The web server: granian's workers over config.wsgi; beside them a process for what happens by itself, and the live server."""

import ctypes
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable
from typing import Any

from granian.server.mp import MPServer

from config import embedded
from config.database import embedded_data
from tongban.operations.background_child import BackgroundChild

THREADS_PER_WORKER = 4
LIVE = (sys.executable, "-m", "tongban.operations.live_server")
END_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
COMES_UP_SECONDS = 10.0
PAUSE_SECONDS = 0.5


class Server(MPServer):
    """Granian's server, which stops when a worker ends twice within seconds, only while it comes up.

    A wrong setting is told at once, but once the office is at work no worker's end may close it for everybody.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.began = time.monotonic()

    def _respawn_workers(self, workers: Any, *given: Any, **named: Any) -> None:
        time.sleep(
            PAUSE_SECONDS
        )  # the threads that saw the end have written it; a fork would keep their locks
        super()._respawn_workers(workers, *given, **named)
        if time.monotonic() - self.began > COMES_UP_SECONDS:
            self.respawned_wrks.clear()


def serve(host: str, port: int, workers: int, *, access_log: bool) -> None:
    """Serve until told to stop; returns when every worker has ended."""
    from django.conf import settings
    from django.db import connections
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from tongban.ground.ledger.seal_thread import SEALER
    from tongban.operations.preload import preload

    server = Server(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_PER_WORKER,
        workers_kill_timeout=15,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
        log_access=access_log,
    )
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    preload()
    SEALER.is_on = True
    connections.close_all()  # the workers are forks and open their own
    background = BackgroundChild()
    background.start(host, str(port))
    children = [background]
    if settings.LIVE_PORT:
        children.append(BackgroundChild(*LIVE, host, str(settings.LIVE_PORT)))
        children[-1].start()
    try:
        server.serve(target_loader=_in_worker, wrap_loader=False)
    finally:
        _stop(children)


def _stop(children: Iterable[BackgroundChild]) -> None:
    """End the children, undisturbed, and let go of what was frozen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in children:
        child.stop()
    if data := embedded_data():
        embedded.hold(data)
    gc.unfreeze()  # libraries count at the end what was not let go


def _in_worker() -> Any:
    """Return the application to a worker: only its parent stops it, at any moment, and it never outlives it."""
    from config.wsgi import application
    from tongban.operations.preload import ask_again, ask_first_figures

    for handled_by_parent in (signal.SIGTERM, signal.SIGCHLD, signal.SIGALRM):
        signal.signal(handled_by_parent, signal.SIG_DFL)
    os.setpgid(0, 0)  # Ctrl+C is for the parent; a worker told twice to stop would hang
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    ask_first_figures()
    threading.Thread(target=ask_again, name="figures", daemon=True).start()
    return application
