"""What fixtures build is built once for each worker; later tests get the same rows and files poured in.

Rows are poured into the test's own transaction, so nothing a test writes is seen by another. Sequences never
go back, so the ids that rows were first given are free in every test.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from tongban.ground.ledger import memo
from tongban.ground.office import values

Rows = dict[str, list[bytes]]
IMAGES = "ledger_row_image"
"""Written by the database itself when the rows are poured in."""


@dataclass(frozen=True)
class Built:
    """What an act left behind: by table the keys that went and the rows that came, and the files it kept."""

    gone: dict[str, list[str]]
    came: dict[str, bytes]
    files: dict[Path, bytes]


class Once:
    """One test's acts: each is done for the first test that comes to it, and poured in for later ones."""

    def __init__(self, known: dict[tuple[str, ...], Built]) -> None:
        self.known = known
        self.done: tuple[str, ...] = ()

    def __call__(self, act: Callable[..., object], *given: object) -> None:
        """Do an act that stands on the acts before it and on nothing else, or pour in what it left behind."""
        self.done += (f"{act.__module__}.{act.__qualname__}",)
        if self.done in self.known:
            _pour(self.known[self.done])
        else:
            rows, files = _rows(), _files()
            act(*given)
            self.known[self.done] = _difference(rows, _rows(), dict(_files().items() - files.items()))
        memo.clear_all()  # ids and stamps stand for another state in another test
        values.values()  # as in a process that serves: no page asks for settings


def _difference(before: Rows, after: Rows, files: dict[Path, bytes]) -> Built:
    gone = {table: _without(before[table], rows) for table, rows in after.items()}
    came = {table: _without(rows, before[table]) for table, rows in after.items()}
    return Built(
        {table: [row.split(b"\t", 1)[0].decode() for row in rows] for table, rows in gone.items() if rows},
        {table: b"".join(rows) for table, rows in came.items() if rows},
        files,
    )


def _without(rows: list[bytes], others: list[bytes]) -> list[bytes]:
    known = set(others)
    return [row for row in rows if row not in known]


def _rows() -> Rows:
    """Return the rows of every table as PostgreSQL copies them out; their first column is the key."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == IMAGES:
                continue
            with cursor.copy(f"COPY {_columns(table)} TO STDOUT") as copy:
                found[table] = b"".join(copy).splitlines(keepends=True)
    return found


@transaction.atomic
def _pour(built: Built) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # these rows were checked when they were made
        for table, keys in built.gone.items():
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f'DELETE FROM "{table}" WHERE "{key}"::text = ANY(%s)', [keys])
        for table, rows in built.came.items():
            with cursor.copy(f"COPY {_columns(table)} FROM STDIN") as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    for path, content in built.files.items():
        kept = Path(settings.FILES_ROOT) / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)


def let_rows_go(tables: Iterable[str]) -> None:
    """Let rows be changed of tables whose rows otherwise stay, until this test's transaction is taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # no table can be altered while checks of its rows are owed
        for table in tables:
            cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = %s", [f"{table}_stays"])
            if cursor.fetchone():
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{table}_stays"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # tables are poured in in the order of their names


@cache
def _columns(table: str) -> str:
    """Return a table with its columns, but for the transaction of an entry: that is the one that pours it in."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    names = [column.name for column in described if (table, column.name) != ("ledger_entry", "act")]
    listed = ", ".join(f'"{name}"' for name in names)
    return f'"{table}" ({listed})'


def _files() -> dict[Path, bytes]:
    root = Path(settings.FILES_ROOT)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
