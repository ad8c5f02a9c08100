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
from tongban.ground.ledger.chain_scan import MOST, Range, Scan, ranges, scan
from tongban.ground.ledger.forking import in_processes
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import Found, Problem
from tongban.ground.ledger.seal_check import SealCheck
from tongban.ground.ledger.status_check import StatusCheck

SAID = ("kind", "move", "before", "after", "basis", "by_name", "by_role", "at", "note", "payload_digest")
FIELDS = ("subject", "by_id", "number", "previous", "hash", "payload", *SAID)
BATCH = 2000
RANGES = 16
"""Into how many parts the chains are divided among processes."""


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


def verify(*, progress: Callable[[int], None] = lambda done: None, processes: int = 1) -> Verification:
    """Recompute the whole ledger and compare; ``progress`` hears how many entries are done.

    Several processes read as of the same moment; they see only what is committed.
    """
    with _one_moment():
        parts = _in_turn(progress) if processes == 1 else _side_by_side(processes, progress)
        scanned = [part for part in parts if isinstance(part, Scan)]
        checked = {part.name: part for part in parts if isinstance(part, Checked)}
        chains = (
            problem for part in scanned for subject in part.faulty for problem in verify_subject(subject)
        )
        problems = [*islice(chains, MOST), *checked["seals"].problems, *checked["statuses"].problems]
        noted = len(witness.noted())
    return Verification(
        entries=sum(part.entries for part in scanned),
        subjects=sum(part.chains for part in scanned),
        seals=checked["seals"].count,
        noted_seals=noted,
        matters=checked["statuses"].count,
        head=checked["seals"].head,
        problems=problems,
    )


def verify_subject(subject: str) -> list[Problem]:
    """Return the problems of one subject's chain, for its history page."""
    rows = Entry.objects.filter(subject=subject).order_by("number").values_list(*FIELDS)
    return list(ChainCheck().problems(map(_kept, rows)))


def entries_to_verify() -> int:
    """Return how many entries there are, for a progress bar."""
    return Entry.objects.count()


@dataclass(frozen=True)
class Checked:
    """What a check of the seals or of the statuses found."""

    name: str
    count: int
    problems: list[Problem]
    head: str = ""


def _check(name: str) -> Checked:
    check = SealCheck() if name == "seals" else StatusCheck()
    problems = list(islice(check.problems(), MOST))
    return Checked(name, check.count, problems, getattr(check, "head", ""))


def _in_turn(progress: Callable[[int], None]) -> list[Scan | Checked]:
    return [scan(each=BATCH, progress=progress), _check("seals"), _check("statuses")]


def _side_by_side(processes: int, progress: Callable[[int], None]) -> list[Scan | Checked]:
    """Do the checks in child processes that all see what this transaction sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
    works: list[str | Range] = ["seals", "statuses", *ranges(RANGES)]
    parts: list[Scan | Checked] = []
    for part in in_processes(_at_moment, [(moment, work) for work in works], processes):
        parts.append(part)
        progress(sum(each.entries for each in parts if isinstance(each, Scan)))
    return sorted(parts, key=lambda part: part.faulty if isinstance(part, Scan) else [])


def _at_moment(task: tuple[str, str | Range]) -> Scan | Checked:
    moment, work = task
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET TRANSACTION SNAPSHOT %s", [moment])
        return _check(work) if isinstance(work, str) else scan(work)


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
