"""A chart of moves: the only writer of a status. Read top to bottom it is the state diagram of a matter."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.transaction import TransactionManagementError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import Citation
from tongban.ground.ledger.entry_writer import EntryData, Written, write
from tongban.ground.ledger.matter_lock import build_update
from tongban.ground.ledger.seal_thread import SEALER

LOG = logging.getLogger(__name__)
SYSTEM = "system"
"""The permission of a move that only the system itself makes (``by=None``)."""


class Matter(Protocol):
    """What moves through a chart: it has a status and is known by its reference ("EVAL-2022-000001")."""

    status: str

    @property
    def reference(self) -> str:
        """Return the text that names the matter in the ledger."""


class Refused(Exception):
    """What was asked cannot be done now; the reason is in plain words (the page answers 409)."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


@dataclass(frozen=True)
class Move:
    """One row of a chart: from which statuses to which, who may make it, on what basis."""

    name: str
    from_: tuple[str, ...]
    to: str
    permission: str
    basis: Citation
    label: str | Promise = ""

    def leads(self, before: str, after: str) -> bool:
        """Return whether the move leads from one status to the other."""
        return str(self.to) == after and (before in self.from_ if self.from_ else not before)

    def __str__(self) -> str:
        return str(self.label or self.name)


class Chart:
    """The moves of one kind of matter. ``model`` lets `verify` compare statuses with the ledger.

    ``announce`` is called with the entry of each move, in the transaction that wrote it.
    ``subjects`` says how the ledger's names of these matters begin ("CASE"), so that `verify` replays their entries;
    ``retired`` lists moves of earlier charts (name, before, after), which old entries still tell. After ``weighty``
    moves the ledger is sealed at once. ``reference`` is SQL by which the database tells the references of a model that
    keeps none; for a model of few rows it is not needed.
    """

    def __init__(
        self,
        *moves: Move,
        model: str = "",
        begins: str = "",
        announce: Callable[[Written], object] | None = None,
        subjects: str = "",
        retired: Iterable[tuple[str, str, str]] = (),
        weighty: Collection[str] = (),
        reference: str = "",
    ) -> None:
        self.moves = {move.name: move for move in moves}
        if len(self.moves) < len(moves):
            raise ValueError("a chart names each move once")
        self.announce = announce
        self.model, self.subjects, self.retired = model, subjects, frozenset(retired)
        self.weighty, self.reference = frozenset(weighty), reference
        if self.weighty - self.moves.keys():
            raise ValueError(f"weighty, but no move: {sorted(self.weighty - self.moves.keys())}")
        self.begins = str(begins or _first_status(moves))
        CHARTS.append(self)

    @property
    def states(self) -> list[str]:
        """Return every status the chart knows, in the order of its rows."""
        rows = (status for move in self.moves.values() for status in (*move.from_, move.to))
        return list(dict.fromkeys([self.begins, *map(str, rows)]))

    def open_to(self, matter: Matter, user: Any) -> list[Move]:
        """Return the moves this person may make now: the buttons of the page."""
        leading = (move for move in self.moves.values() if _leads_out(move, matter))
        return [move for move in leading if _may(user, move)]

    def make(
        self,
        name: str,
        matter: Matter,
        *,
        by: Any,
        at: datetime,
        note: str = "",
        payload: Mapping[str, object] | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> Written:
        """Make a move: change the status and write the entry. The action holds the lock, and saves the matter.

        Facts given here are set and saved with the status, in the statement that writes the entry.
        """
        move = self.need(name, matter, by=by)
        if not connection.in_atomic_block:
            raise TransactionManagementError(f"{name}: a move and its facts belong in one transaction")
        before = str(matter.status or "")
        matter.status = move.to
        for field, value in (facts or {}).items():
            setattr(matter, field, value)
        change = None if facts is None else build_update(matter, ("status", *facts))
        said = EntryData(name, move.basis, payload, note, before, str(move.to))
        (entry,) = write(matter, "move", [said], by=by, at=at, change=change)
        if self.announce is not None:
            self.announce(entry)
        if name in self.weighty:
            SEALER.call_after_commit()
        return entry

    def need(self, name: str, matter: Matter, *, by: Any) -> Move:
        """Return a move that this person may make now; refuse any other, before its facts are worked out."""
        move = self.moves[name]
        if not _may(by, move):
            LOG.warning("move refused", extra=_asked(move, matter) | {"reason": "no right"})
            raise PermissionDenied
        if not _leads_out(move, matter):
            LOG.info("move refused", extra=_asked(move, matter) | {"reason": "not at this status"})
            raise Refused(_not_now(move, matter))
        return move

    def lead(self, move: Move, matter: Matter) -> str:
        """Lead a matter in memory on by a move that was asked for with `need`; return the status before."""
        before, matter.status = str(matter.status or ""), str(move.to)
        return before

    def find(self, reference: str) -> models.Model | None:
        """Return the matter of this reference; only where references are kept as a column."""
        model = apps.get_model(self.model)
        is_column = any(field.name == "reference" for field in model._meta.concrete_fields)
        return model._base_manager.filter(reference=reference).first() if is_column else None

    def as_mermaid(self) -> str:
        """Return the chart as a Mermaid state diagram, for the documents."""
        rows = ["stateDiagram-v2", f"    [*] --> {self.begins}"]
        for move in self.moves.values():
            rows += [f"    {before} --> {move.to}: {move.name} ({move.permission})" for before in move.from_]
        return "\n".join(rows) + "\n"


CHARTS: list[Chart] = []
"""Every chart of the house, as its room loads it."""


def _first_status(moves: tuple[Move, ...]) -> str:
    if not moves:
        raise ValueError("a chart has at least one move")
    return moves[0].from_[0] if moves[0].from_ else moves[0].to


def _asked(move: Move, matter: Matter) -> dict[str, str]:
    return {"subject": matter.reference, "move": move.name, "status": str(matter.status)}


def _leads_out(move: Move, matter: Matter) -> bool:
    return matter.status in move.from_ if move.from_ else not matter.status


def _may(user: Any, move: Move) -> bool:
    if user is None or move.permission == SYSTEM:
        return user is None and move.permission == SYSTEM
    return bool(user.may(move.permission))


def _not_now(move: Move, matter: Matter) -> Promise:
    shown = getattr(matter, "get_status_display", lambda: matter.status)()
    return format_lazy(
        _("“{move}” is not possible now: {matter} is at “{status}”."),
        move=move.label or move.name,
        matter=matter.reference,
        status=shown,
    )
