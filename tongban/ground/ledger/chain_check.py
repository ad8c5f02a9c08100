"""Recomputing chains: what differs between the entries as they stand and the hashes they carry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tongban.ground.ledger import status_check
from tongban.ground.ledger.chain import START, Link, Statement, entry_hash, instant, payload_digest
from tongban.ground.ledger.clock_acts import is_confirmed
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind

WAITED = timedelta(minutes=10)
"""How long an act may have waited for another on the same subject: its time is that of the request."""
FAR = 200
"""How many places up and down an entry is looked for when its number does not fit its hash."""


@dataclass(frozen=True)
class StoredEntry:
    """An entry as the database keeps it: its link, its payload, whether its MAC is ours, and whether it has one."""

    link: Link
    payload: Any
    is_ours: bool = True
    has_mac: bool = True

    @property
    def statement(self) -> Statement:
        """Return what the entry says."""
        return self.link.statement


class ChainCheck:
    """Walks over the entries of every subject in order, one in memory at a time."""

    def __init__(self) -> None:
        self.count = 0
        self.chains = 0
        self._subject: str | None = None
        self._number = 0
        self._hashes: list[str] = [START]
        self._status: str | None = None
        self._at: datetime | None = None

    def problems(self, entries: Iterable[StoredEntry]) -> Iterator[LedgerProblem]:
        """Return the problems of entries that come sorted by subject and number."""
        for kept in entries:
            self.count += 1
            if kept.statement.subject != self._subject:
                self._begin(kept.statement.subject)
            yield from self._problems_of(kept)
            yield from self._way_problems(kept)
            self._number = kept.link.number
            self._hashes = [*self._hashes[-2:], kept.link.hash]

    def _begin(self, subject: str) -> None:
        self.chains += 1
        self._subject, self._number, self._hashes = subject, 0, [START]
        self._status, self._at = None, None

    def _way_problems(self, kept: StoredEntry) -> Iterator[LedgerProblem]:
        """Return whether a move begins where the last one ended, and whether time runs forward.

        Nobody held to the order of times before entries had MACs: those of that time stand as they were written. A
        clock that was wrong explains the order once an administrator has confirmed the time.
        """
        said, number = kept.statement, kept.link.number
        went_back = self._at is not None and kept.has_mac and is_backwards(self._at, said.at)
        if self._at and went_back and not is_confirmed(self._at, said.at):
            yield LedgerProblem(
                ProblemKind.BACKWARDS, said.subject, number, instant(self._at), instant(said.at)
            )
        self._at = said.at
        if said.kind == "move":
            if not follows(said.before, self._status):
                yield LedgerProblem(
                    ProblemKind.OUT_OF_ORDER, said.subject, number, self._status or "", said.before
                )
            self._status = said.after

    def _problems_of(self, kept: StoredEntry) -> Iterator[LedgerProblem]:
        subject, number = kept.statement.subject, kept.link.number
        if number > self._number + 1:
            yield LedgerProblem(
                ProblemKind.REMOVED, subject, self._number + 1, f"{self._number + 1}–{number - 1}"
            )
        yield from _content_problems(kept)
        if kept.link.previous == self._hashes[-1] or number > self._number + 1:
            return
        if kept.link.previous in self._hashes:
            yield LedgerProblem(ProblemKind.INSERTED, subject, self._number)
        else:
            yield LedgerProblem(ProblemKind.CHANGED, subject, number, self._hashes[-1], kept.link.previous)


def is_backwards(before: datetime, at: datetime) -> bool:
    """Return whether time runs backwards between two entries of a subject."""
    return at < before - WAITED


def follows(before: str, status: str | None) -> bool:
    """Return whether a move may begin there: where the last one ended, or, the first, where a chart begins."""
    return before == status if status is not None else not before or before in _beginnings()


def _beginnings() -> set[str]:
    """Return the statuses in which matters come into being without a move."""
    charts = status_check.CHARTS
    return {chart.begins for chart in charts if all(move.from_ for move in chart.moves.values())}


def _content_problems(kept: StoredEntry) -> Iterator[LedgerProblem]:
    link, subject = kept.link, kept.statement.subject
    if not kept.is_ours:
        yield LedgerProblem(ProblemKind.FOREIGN, subject, link.number, "", kept.statement.by_name)
    digest = payload_digest(kept.payload)
    if digest != link.statement.payload_digest:
        yield LedgerProblem(ProblemKind.CHANGED, subject, link.number, link.statement.payload_digest, digest)
        return
    present = entry_hash(link.statement, link.number, link.previous)
    if present == link.hash:
        return
    place = _place_of(link)
    if place is None:
        yield LedgerProblem(ProblemKind.CHANGED, subject, link.number, link.hash, present)
    else:
        yield LedgerProblem(ProblemKind.RENUMBERED, subject, link.number, str(place), str(link.number))


def _place_of(link: Link) -> int | None:
    near = range(max(1, link.number - FAR), link.number + FAR + 1)
    return next((n for n in near if entry_hash(link.statement, n, link.previous) == link.hash), None)
