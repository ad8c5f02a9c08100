from datetime import UTC, datetime

import pytest

from tongban.ground.exchange import kinds
from tongban.ground.exchange.kinds import Sender

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


class Pigeon:
    """A sender that can be told to fail; it remembers what it carried."""

    def __init__(self):
        self.carried = []
        self.failures = []

    def __call__(self, outgoing):
        self.carried.append((outgoing.key, outgoing.payload))
        if self.failures:
            raise self.failures.pop(0)


@pytest.fixture
def pigeon(monkeypatch):
    kinds.senders()
    pigeon = Pigeon()
    monkeypatch.setitem(kinds._senders, "pigeon", Sender("pigeon", "Pigeon post", pigeon, shown=("number",)))
    return pigeon
