"""A thread that seals right after weighty moves: one for each server process; no act waits for it.

Moves that come close together are sealed together. What fails is told in the log and left to the seal that comes by
itself every few minutes.
"""

import logging
import threading
import time

from django.db import connections, transaction
from django.utils import timezone

TOGETHER, APART = 1.0, 15.0
"""Seconds waited for others to come along, and the least time between two seals."""
LOG = logging.getLogger(__name__)


class Sealer:
    """A thread that seals when it is called, however often that was."""

    def __init__(self, together: float = TOGETHER, apart: float = APART) -> None:
        self.together, self.apart = together, apart
        self._called = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self.is_on = False

    def call_after_commit(self) -> None:
        """Have the entries of this transaction sealed as soon as they are committed."""
        if self.is_on:
            transaction.on_commit(self.call, robust=True)

    def call(self) -> None:
        """Have what is written sealed at once; returns without waiting."""
        with self._starting:
            if self._thread is None or not self._thread.is_alive():  # a forked worker has no thread yet
                self._thread = threading.Thread(target=self._keep_on, name="sealer", daemon=True)
                self._thread.start()
        self._called.set()

    def _keep_on(self) -> None:
        while True:
            self._called.wait()
            time.sleep(self.together)
            self._called.clear()
            self._seal()
            time.sleep(max(0.0, self.apart - self.together))

    def _seal(self) -> None:
        from tongban.ground.ledger.seal_writer import seal

        try:
            seal(at=timezone.now())
        except Exception:
            LOG.exception("sealing at once failed; the next seal takes the entries in")
        finally:
            connections.close_all()


SEALER = Sealer()
