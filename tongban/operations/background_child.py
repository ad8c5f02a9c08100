"""The server's children beside its workers: started anew when they end, ended with the server.

The server forks its workers, and a process that forks should have no threads: so the loops of what happens by itself run
in a process of their own (``python -m tongban.operations.background_child PARENT [HOST PORT]``), the live server is
another, and the server looks after them by signals alone.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

from tongban.operations.server_address import print_when_ready
from tongban.operations.start import start_django

LOG = logging.getLogger(__name__)
PROGRAM = (sys.executable, "-m", "tongban.operations.background_child")
WELL_SECONDS = 60.0
SOON_SECONDS, LATER_SECONDS = 1.0, 5.0
"""How long to wait before it is started anew: after it ran well, and after it ended early."""
PATIENCE_SECONDS = 15.0
PARENT_SECONDS = 1.0
"""How often the child looks whether its parent is still there."""


class BackgroundChild:
    """One child process; its end is noticed by SIGCHLD, and SIGALRM starts the next one."""

    def __init__(self, *program: str) -> None:
        self.program = program or PROGRAM
        self.child: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def start(self, *given: str) -> None:
        """Start the child, and look after it from now on; what is given is told to the first one only."""
        CHILDREN.append(self)
        signal.signal(signal.SIGCHLD, lambda *_: _look_after_children())
        signal.signal(signal.SIGALRM, lambda *_: _start_missing())
        self._start(*given)

    def stop(self) -> None:
        """Tell the child to end, and wait until it has."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if self.child is None:
            return
        self.child.terminate()
        try:
            self.child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.child.kill()

    def _start(self, *given: str) -> None:
        command = [*self.program, str(os.getpid()), *given]
        self.child = subprocess.Popen(command, process_group=0)  # noqa: S603 - our own; Ctrl+C is for the server
        self.started = time.monotonic()

    def _look(self) -> None:
        """Have a child that ended started anew, not at once and not in a hurry."""
        if self.child is None or self.child.poll() is None:
            return
        ran, code, self.child = time.monotonic() - self.started, self.child.returncode, None
        LOG.error("background process ended and is started anew", extra={"status": code})
        signal.setitimer(signal.ITIMER_REAL, SOON_SECONDS if ran > WELL_SECONDS else LATER_SECONDS)


CHILDREN: list[BackgroundChild] = []
"""The children that this process looks after."""


def _look_after_children() -> None:
    for each in CHILDREN:
        each._look()


def _start_missing() -> None:
    for each in CHILDREN:
        if each.child is None:
            each._start()


def main(parent: str, *address: str) -> None:
    """Do what happens by itself until told to stop, or until the server that started this process is gone."""
    start_django()
    from tongban.ground.ledger.seal_thread import SEALER
    from tongban.operations import background

    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    SEALER.is_on = True
    stop = background.start()
    if address:
        host, port = address
        threading.Thread(target=print_when_ready, args=(host, int(port)), daemon=True).start()
    while os.getppid() == int(parent) and not told.wait(PARENT_SECONDS):
        pass
    stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
