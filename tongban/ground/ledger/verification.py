"""Verifying the ledger: every chain, every seal and every status recomputed, and whatever does not fit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection, transaction

from tongban.ground.ledger import witness
from tongban.ground.ledger.chain import Link, Statement
from tongban.ground.ledger.chain_check import ChainCheck, Kept
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import Found, Problem
from tongban.ground.ledger.seal_check import SealCheck
from tongban.ground.ledger.status_check import StatusCheck

SAID = ("kind", "move", "before", "after", "basis", "by_name", "by_role", "at", "note", "payload_digest")
FIELDS = ("subject", "by_id", "number", "previous", "hash", "payload", *SAID)
BATCH = 2000
MOST = 10_000
"""After so many problems a check stops: the ledger is lost, and the memory shall not be."""


@dataclass(frozen=True)
class Verification:
    """The result: what was recomputed, the newest seal, and the problems found."""

    entries: int
    subjects: int
    seals: int
    noted_seals: int
    matters: int
    head: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Return whether nothing was found."""
        return not self.problems


def verify(*, progress: Callable[[int], None] = lambda done: None) -> Verification:
    """Recompute the whole ledger and compare; ``progress`` hears how many entries are done."""
    chains, seals, statuses = ChainCheck(), SealCheck(), StatusCheck()
    with _one_moment():
        checks = (chains.problems(_entries(progress)), seals.problems(), statuses.problems())
        problems = [problem for check in checks for problem in islice(check, MOST)]
        noted = len(witness.noted())
    return Verification(
        entries=chains.count,
        subjects=chains.chains,
        seals=seals.count,
        noted_seals=noted,
        matters=statuses.count,
        head=seals.head,
        problems=problems,
    )


def verify_subject(subject: str) -> list[Problem]:
    """Return the problems of one subject's chain, for its history page."""
    rows = Entry.objects.filter(subject=subject).order_by("number").values_list(*FIELDS)
    return list(ChainCheck().problems(map(_kept, rows)))


def entries_to_verify() -> int:
    """Return how many entries there are, for a progress bar."""
    return Entry.objects.count()


def _entries(progress: Callable[[int], None]) -> Iterator[Kept]:
    rows = Entry.objects.order_by("subject", "number").values_list(*FIELDS).iterator(chunk_size=BATCH)
    for done, row in enumerate(rows, start=1):
        yield _kept(row)
        if done % BATCH == 0:
            progress(done)


def _kept(row: Sequence[Any]) -> Kept:
    subject, by, number, previous, entry_hash, payload, *said = row
    statement = Statement(
        subject=subject, by="" if by is None else str(by), **dict(zip(SAID, said, strict=True))
    )
    return Kept(Link(statement, number, previous, entry_hash), payload)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as of one moment, so that work going on meanwhile is no false alarm."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


__all__ = ["Found", "Problem", "Verification", "entries_to_verify", "verify", "verify_subject"]
