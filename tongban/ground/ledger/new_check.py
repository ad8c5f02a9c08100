"""Verifying what came since everything was proven: new entries and their whole chains, new marks and seals, every row
that was written since, with or without an act, and the number of rows of each table and of old entries.

Not looked at again: old seals' roots, old entries and old images that were proven then. Their number is counted.
"""

from collections.abc import Iterator

from django.db import connection

from tongban.ground.ledger.chain_scan import scan
from tongban.ground.ledger.image_check import Unsigned, mark_problems, row_problems
from tongban.ground.ledger.marks import Mark
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.ledger.proof_record import ProofState as Record
from tongban.ground.ledger.proof_tables import ProvenTable, proven_tables

ALL = 20_000
"""From so many written rows of a table on, the whole table is proven at once."""
WRITTEN = """
SELECT count(*), (array_agg({key}::text) FILTER (
    WHERE age(xmin) <= age((%s %% 4294967296)::text::xid)
))[:%s] FROM "{table}"
"""
CAME = """
SELECT "table", count(*) FILTER (WHERE change = 'I') - count(*) FILTER (WHERE change = 'D'),
    (array_agg(DISTINCT row))[:%s]
FROM ledger_row_image WHERE id > %s GROUP BY "table"
"""


class NewRows:
    """The rows written since, told by their transactions or by images; ``counts`` are the rows of each table."""

    def __init__(self, record: Record, pending: Unsigned) -> None:
        self.record, self.pending = record, pending
        self.counts: dict[str, int] = {}

    def problems(self) -> Iterator[LedgerProblem]:
        """Prove the rows written since, and whole tables whose number of rows differs from what images tell."""
        with connection.cursor() as cursor:
            cursor.execute(CAME, [ALL, self.record.image])
            came = {table: (count, rows) for table, count, rows in cursor.fetchall()}
        for proven in proven_tables().values():
            more, told = came.get(proven.table, (0, []))
            written = self._written(proven)
            rows = sorted({*written, *told})
            is_short = self.counts[proven.table] != self.record.rows.get(proven.table, 0) + more
            if len(rows) >= ALL or is_short:
                yield from row_problems(proven, self.pending)
            elif rows:
                yield from row_problems(proven, self.pending, rows)

    def _written(self, proven: ProvenTable) -> list[str]:
        """Count a table and find the rows written since, in one look at it."""
        question = WRITTEN.format(table=proven.table, key=f'"{proven.key}"')
        with connection.cursor() as cursor:
            cursor.execute(question, [self.record.ended, ALL])
            self.counts[proven.table], rows = cursor.fetchone()
        return rows or []


def new_marks(record: Record, known: list[Mark]) -> Iterator[LedgerProblem]:
    """Prove the images of marks made since."""
    for mark in known:
        if mark.number > record.mark:
            yield from mark_problems(mark)


def new_chains(record: Record) -> tuple[int, list[str]]:
    """Return how many entries the chains hold that moved since, and the subjects of chains that do not fit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT subject FROM ledger_entry WHERE id > %s", [record.entry])
        subjects = [subject for (subject,) in cursor.fetchall()]
    if not subjects:
        return 0, []
    found = scan(subjects=subjects)
    return found.entries, found.faulty


def old_entries(record: Record) -> Iterator[LedgerProblem]:
    """Return whether as many old entries are there as were proven."""
    count = Entry.objects.filter(pk__lte=record.entry).count()
    if count < record.entries:
        yield LedgerProblem(ProblemKind.REMOVED, f"id ≤ {record.entry}", 0, str(record.entries), str(count))
