"""What tests commit is taken back: tables that were written to are emptied, and what migrations wrote stands there again.

In place of Django's flush, which empties every table and makes permissions and views anew: seconds for each such test.
"""

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

NEVER_DELETED = ("ledger_entry", "ledger_seal", "ledger_installation", "ledger_row_image")
"""The ledger lets no row go; its tables can be emptied only as a whole, and only here."""


class TableReset:
    """Every table as the run found it, to be brought back to that."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            for table in NEVER_DELETED:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_never_emptied")
            self.rows = {table: _rows(cursor, table) for table in _filled(cursor)}

    @transaction.atomic
    def put_back(self) -> None:
        """Leave every table as it was found."""
        with connection.cursor() as cursor:
            written = self._written(cursor)
            if not written:
                return
            cursor.execute("SET LOCAL session_replication_role = replica")  # no check of keys, no trigger
            for table in written - {*NEVER_DELETED}:
                cursor.execute(f'DELETE FROM "{table}"')
            cursor.execute(f"TRUNCATE {', '.join(NEVER_DELETED)}")  # last: images of the rows just deleted
            for table in written & self.rows.keys():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(self.rows[table])

    def _written(self, cursor: CursorWrapper) -> set[str]:
        filled = _filled(cursor)
        return {
            table
            for table in filled | self.rows.keys()
            if table not in self.rows or _rows(cursor, table) != self.rows[table]
        }


def _filled(cursor: CursorWrapper) -> set[str]:
    asked = (
        f"""SELECT '{table}' WHERE EXISTS (SELECT FROM "{table}")"""
        for table in connection.introspection.table_names(cursor)
    )
    cursor.execute(" UNION ALL ".join(asked))
    return {table for (table,) in cursor.fetchall()}


def _rows(cursor: CursorWrapper, table: str) -> bytes:
    with cursor.copy(f'COPY (SELECT * FROM "{table}" ORDER BY 1) TO STDOUT') as copy:
        return b"".join(copy)
