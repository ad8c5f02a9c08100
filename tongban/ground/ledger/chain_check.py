"""Recomputing chains: what differs between the entries as they stand and the hashes they carry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tongban.ground.ledger.chain import START, Link, Statement, entry_hash, payload_digest
from tongban.ground.ledger.problems import Found, Problem

FAR = 200
"""How many places up and down an entry is looked for when its number does not fit its hash."""


@dataclass(frozen=True)
class Kept:
    """An entry as the database keeps it: its link and its payload."""

    link: Link
    payload: Any

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

    def problems(self, entries: Iterable[Kept]) -> Iterator[Problem]:
        """Return the problems of entries that come sorted by subject and number."""
        for kept in entries:
            self.count += 1
            if kept.statement.subject != self._subject:
                self._begin(kept.statement.subject)
            yield from self._problems_of(kept)
            self._number = kept.link.number
            self._hashes = [*self._hashes[-2:], kept.link.hash]

    def _begin(self, subject: str) -> None:
        self.chains += 1
        self._subject, self._number, self._hashes = subject, 0, [START]

    def _problems_of(self, kept: Kept) -> Iterator[Problem]:
        subject, number = kept.statement.subject, kept.link.number
        if number > self._number + 1:
            yield Problem(Found.REMOVED, subject, self._number + 1, f"{self._number + 1}–{number - 1}")
        yield from _content_problems(kept)
        if kept.link.previous == self._hashes[-1] or number > self._number + 1:
            return
        if kept.link.previous in self._hashes:
            yield Problem(Found.INSERTED, subject, self._number)
        else:
            yield Problem(Found.CHANGED, subject, number, self._hashes[-1], kept.link.previous)


def _content_problems(kept: Kept) -> Iterator[Problem]:
    link, subject = kept.link, kept.statement.subject
    digest = payload_digest(kept.payload)
    if digest != link.statement.payload_digest:
        yield Problem(Found.CHANGED, subject, link.number, link.statement.payload_digest, digest)
        return
    present = entry_hash(link.statement, link.number, link.previous)
    if present == link.hash:
        return
    place = _place_of(link)
    if place is None:
        yield Problem(Found.CHANGED, subject, link.number, link.hash, present)
    else:
        yield Problem(Found.RENUMBERED, subject, link.number, str(place), str(link.number))


def _place_of(link: Link) -> int | None:
    near = range(max(1, link.number - FAR), link.number + FAR + 1)
    return next((n for n in near if entry_hash(link.statement, n, link.previous) == link.hash), None)
