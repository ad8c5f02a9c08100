"""Verifying the ledger: chains and seals recomputed, moves replayed, rows proven; whatever does not fit is told."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.module_loading import import_string

from tongban.ground.ledger import proof_record, witness
from tongban.ground.ledger.chain import Link, Statement
from tongban.ground.ledger.chain_check import ChainCheck, StoredEntry
from tongban.ground.ledger.chain_scan import MOST, Macs, Scan, ranges, scan
from tongban.ground.ledger.image_check import (
    Unsigned,
    former_problems,
    mark_problems,
    row_problems,
    rows_of,
    unsigned,
)
from tongban.ground.ledger.marks import Mark, marks
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.new_check import NewRows, new_chains, new_marks, old_entries
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.ledger.processes import run_in_processes
from tongban.ground.ledger.proof_tables import ProvenTable, proven_tables, room_checks
from tongban.ground.ledger.replay import replay_problems
from tongban.ground.ledger.seal_check import SealCheck
from tongban.ground.ledger.status_check import StatusCheck

LOG = logging.getLogger(__name__)

SAID = ("kind", "move", "before", "after", "basis", "by_name", "by_role", "at", "note", "payload_digest")
FIELDS = ("id", "key_id", "mac", "subject", "by_id", "number", "previous", "hash", "payload", *SAID)
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
    rows: int
    problems: list[LedgerProblem] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Return whether nothing was found."""
        return not self.problems


def verify(*, progress: Callable[[int], None] = lambda done: None, processes: int = 1) -> Verification:
    """Recompute the whole ledger, replay it and prove every fact; ``progress`` hears how many entries are done.

    Several processes read as of the same moment; they see only what is committed.
    """
    with _read_snapshot():
        known = marks()
        pending = unsigned(known)
        works: list[Any] = ["seals", "statuses", "ways", *room_checks(), *proven_tables().values(), *known]
        parts = _in_turn(works, pending, progress, processes)
        scanned = [part for part in parts if isinstance(part, Scan)]
        checked = [part for part in parts if isinstance(part, CheckOutcome)]
        chains = (
            problem for part in scanned for subject in part.faulty for problem in verify_subject(subject)
        )
        found = (each for part in checked for each in part.problems)
        problems = [*islice(chains, MOST), *found, *islice(former_problems(pending), MOST)]
        noted = len(witness.read_seal_notes())
        rows = {part.name: part.count for part in checked if part.name in proven_tables()}
        present = proof_record.current_state(rows)
    _tell(problems)
    if not problems:
        proof_record.save_state(present)
    seals, statuses = (next(part for part in checked if part.name == name) for name in ("seals", "statuses"))
    return Verification(
        entries=sum(part.entries for part in scanned),
        subjects=sum(part.chains for part in scanned),
        seals=seals.count,
        noted_seals=noted,
        matters=statuses.count,
        head=seals.head,
        rows=sum(rows.values()),
        problems=problems,
    )


def verify_new() -> Verification:
    """Verify what came since everything was proven; where nothing was, everything. What is proven then is noted."""
    record = proof_record.load_state()
    if record is None:
        return verify()
    with _read_snapshot():
        known = marks()
        pending = unsigned(known, after=record.mark)
        seals, statuses = SealCheck(), StatusCheck()
        entries, faulty = new_chains(record)
        rows = NewRows(record, pending)
        problems = [
            *(problem for subject in faulty for problem in verify_subject(subject)),
            *old_entries(record),
            *seals.problems(after=record.seal),
            *statuses.problems(),
            *replay_problems(after=record.entry),
            *(problem for path in room_checks() for problem in import_string(path)(after=record.entry)),
            *new_marks(record, known),
            *rows.problems(),
            *former_problems(pending),
        ][:MOST]
        present = proof_record.current_state(rows.counts)
        result = Verification(
            entries=entries,
            subjects=0,
            seals=seals.count,
            noted_seals=len(witness.read_seal_notes()),
            matters=statuses.count,
            head=seals.head,
            rows=sum(present.rows.values()),
            problems=problems,
        )
    _tell(problems)
    if result.is_whole:
        proof_record.save_state(present)
    return result


def _tell(problems: Sequence[LedgerProblem]) -> None:
    if problems:
        LOG.error("the ledger is not whole", extra={"count": len(problems)})
    else:
        LOG.info("ledger verified")


def verify_subject(subject: str) -> list[LedgerProblem]:
    """Return the problems of one subject's chain, for its history page."""
    rows, macs = Entry.objects.filter(subject=subject).order_by("number").values_list(*FIELDS), Macs()
    return list(ChainCheck().problems(_kept(row, macs) for row in rows))


def entries_to_verify() -> int:
    """Return how many entries there are, for a progress bar."""
    return Entry.objects.count()


@dataclass(frozen=True)
class CheckOutcome:
    """What a check found: of the seals, the statuses, the ways of acting, the rows of a table, a mark."""

    name: str
    count: int
    problems: list[LedgerProblem]
    head: str = ""


def _check(work: Any, pending: Unsigned) -> CheckOutcome:
    if isinstance(work, ProvenTable):
        return CheckOutcome(work.table, rows_of(work), list(islice(row_problems(work, pending), MOST)))
    if isinstance(work, Mark):
        return CheckOutcome("mark", 1, list(mark_problems(work)))
    if work == "ways":
        return CheckOutcome(work, 0, list(islice(replay_problems(), MOST)))
    if work not in ("seals", "statuses"):
        return CheckOutcome(work, 0, list(islice(import_string(work)(), MOST)))
    check = SealCheck() if work == "seals" else StatusCheck()
    problems = list(islice(check.problems(), MOST))
    return CheckOutcome(work, check.count, problems, getattr(check, "head", ""))


def _in_turn(
    works: list[Any], pending: Unsigned, progress: Callable[[int], None], processes: int
) -> list[Scan | CheckOutcome]:
    """Scan the chains and do the checks, here or in child processes that all see what this transaction sees."""
    if processes == 1:
        return [scan(each=BATCH, progress=progress), *(_check(work, pending) for work in works)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
    parts: list[Scan | CheckOutcome] = []
    tasks = [(moment, pending, work) for work in (*works, *ranges(RANGES))]
    for part in run_in_processes(_check_in_snapshot, tasks, processes):
        parts.append(part)
        progress(sum(each.entries for each in parts if isinstance(each, Scan)))
    return sorted(parts, key=lambda part: part.faulty if isinstance(part, Scan) else [])


def _check_in_snapshot(task: tuple[str, Unsigned, Any]) -> Scan | CheckOutcome:
    moment, pending, work = task
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET TRANSACTION SNAPSHOT %s", [moment])
        cursor.execute("SET LOCAL work_mem = '128MB'")
        return scan(work) if isinstance(work, tuple) else _check(work, pending)


def _kept(row: Sequence[Any], macs: Macs) -> StoredEntry:
    entry, key_id, mac, subject, by, number, previous, entry_hash, payload, *said = row
    statement = Statement(
        subject=subject, by="" if by is None else str(by), **dict(zip(SAID, said, strict=True))
    )
    is_ours = macs.fit(entry_hash, key_id, mac, entry)
    return StoredEntry(Link(statement, number, previous, entry_hash), payload, is_ours, bool(mac))


@contextmanager
def _read_snapshot() -> Iterator[None]:
    """Read everything as of one moment, so that work going on meanwhile is no false alarm."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


__all__ = ["LedgerProblem", "ProblemKind", "Verification", "entries_to_verify", "verify", "verify_subject"]
