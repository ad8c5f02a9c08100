"""Rows that move to another table stay proven: what acts left of them is told once more under the new name.

The migration that moves a table names it in ``moved_rows``. Told is what signed acts left of each row, never how it
stands: a row that was changed past any act before the move is still found after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from tongban.ground.ledger.adoption import ADOPT, BASIS, INTO, SUBJECT, TOLD
from tongban.ground.ledger.entry_writer import Written, record
from tongban.ground.ledger.proof_tables import proven_tables
from tongban.ground.ledger.row_images import ACT

# the names and the values in this question come from migrations and models
MOVE = INTO + (
    "SELECT {act}, '{table}', row, 'I', (told.image - ARRAY("
    "SELECT jsonb_object_keys(told.image) EXCEPT SELECT unnest(%(columns)s::text[]))) || jsonb_build_object({values}), false "
    "FROM ({told}) AS told WHERE told.image IS NOT NULL"
)
COLUMNS = (
    "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
)


@dataclass(frozen=True, slots=True)
class MovedRows:
    """Rows that went to another table; ``values`` gives new columns as SQL over what was told of the row (``told.image``)."""

    former: str
    table: str
    values: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def carry_over(moved: Iterable[MovedRows], unproven: Sequence[int], *, at: datetime) -> Written | None:
    """Tell under the new names what acts left of rows that moved, in one signed entry; ``unproven`` images were no act's."""
    proven = proven_tables()
    taken = {each.table: _carry(each, unproven) for each in moved if each.table in proven}
    rows = {table: count for table, count in taken.items() if count}
    return record(SUBJECT, ADOPT, by=None, at=at, basis=BASIS, payload={"rows": rows}) if rows else None


def _carry(moved: MovedRows, unproven: Sequence[int]) -> int:
    told = TOLD.format(table=moved.former)
    values = ", ".join(f"'{name}', {value}" for name, value in moved.values.items())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        cursor.execute(COLUMNS, [moved.table])
        columns = [name for (name,) in cursor.fetchall()]
        question = MOVE.format(act=ACT, table=moved.table, told=told, values=values)
        cursor.execute(question, {"columns": columns, "unproven": list(unproven)})
        return cursor.rowcount
