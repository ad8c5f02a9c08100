"""What every engine can do: answer SQL in its dialect, and say which state of the facts it answers from."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.utils.translation import gettext as _


class EngineDown(Exception):
    """An engine cannot answer now; the message says why and what to do."""


class Engine(Protocol):
    """An engine: its name, its SQL dialect, the digest of the manifest it reads (empty: live)."""

    @property
    def name(self) -> str:
        """Return the engine's name as values keep it."""

    @property
    def dialect(self) -> str:
        """Return the dialect in which Ibis writes its SQL."""

    @property
    def manifest(self) -> str:
        """Return the digest of the snapshot's manifest, or nothing where the facts are live."""

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Return rows as dicts by column name; EngineDown where it cannot."""

    def check(self) -> None:
        """Refuse with EngineDown where what it reads is not what its manifest says; reads every file."""


def refuse_faults(faults: Iterable[str]) -> None:
    """Refuse to answer from a snapshot with faults: EngineDown names the first."""
    for fault in faults:
        raise EngineDown(_("%s. Make a new snapshot: tongban snapshot --whole.") % fault)
