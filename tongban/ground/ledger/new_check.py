"""Verifying what came since everything was proven: new entries and their whole chains, new marks and seals, every row
that was written since, with or without an act, and the number of rows of each table and of old entries.

Not looked at again: old seals' roots, old entries and old images that were proven then. Their number is counted.
"""

from collections.abc import Iterator
from typing import Any

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
SELECT {key}::text FROM "{table}" WHERE age(xmin) <= age((%(ended)s %% 4294967296)::text::xid)
UNION SELECT row FROM ledger_row_image WHERE id > %(image)s AND "table" = %(table)s
LIMIT %(most)s
"""
CAME = """
SELECT count(*) FILTER (WHERE change = 'I') - count(*) FILTER (WHERE change = 'D')
FROM ledger_row_image WHERE id > %s AND "table" = %s
"""


def new_rows(record: Record, pending: Unsigned) -> Iterator[LedgerProblem]:
    """Prove the rows written since, and whole tables whose number of rows differs from what images tell."""
    for proven in proven_tables().values():
        rows = _written(proven, record)
        if len(rows) >= ALL or _is_short(proven, record):
            yield from row_problems(proven, pending)
        elif rows:
            yield from row_problems(proven, pending, rows)


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


def _written(proven: ProvenTable, record: Record) -> list[str]:
    question = WRITTEN.format(table=proven.table, key=f'"{proven.key}"')
    values: dict[str, Any] = {
        "ended": record.ended,
        "image": record.image,
        "table": proven.table,
        "most": ALL,
    }
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [row for (row,) in cursor.fetchall()]


def _is_short(proven: ProvenTable, record: Record) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(CAME, [record.image, proven.table])
        (came,) = cursor.fetchone()
        cursor.execute(f'SELECT count(*) FROM "{proven.table}"')  # noqa: S608  (a name from the models)
        (count,) = cursor.fetchone()
    return bool(count != record.rows.get(proven.table, 0) + came)
