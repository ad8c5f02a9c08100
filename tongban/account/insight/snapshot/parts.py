"""The files of a fact, one for each month: linked where nothing happened since, else written.

Where few rows changed since the snapshot before, only these are asked for: they take the place of what was said of them
in the files that stand there already. Where many did, or nothing stands there, the whole fact is written.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

from tongban.account.insight.snapshot.manifests import (
    CorruptSnapshot,
    Manifest,
    SnapshotPart,
    columns_of,
    digest_of,
)
from tongban.ground.kit.fact_views import SQL_TYPES, Fact

if TYPE_CHECKING:
    import duckdb

MANY = 50_000
"""From so many changed subjects on, everything is written anew."""
OVERLAP = 1000
"""An act under way when the snapshot before was made has an entry with a lower number than the last one it saw."""
GROWN = "SELECT DISTINCT subject FROM ledger_entry WHERE id > %s"

BY_BYTES = ' COLLATE "C"'
"""How DuckDB compares texts."""

PartKey = tuple[str, int, int]
"""Area, year and month of a part."""


@dataclass(frozen=True)
class PartWriter:
    """Writes the files of facts into the folder of a new snapshot; ``changed`` are the subjects that did since the one before."""

    folder: Path
    database: "duckdb.DuckDBPyConnection"
    before: Manifest | None = None
    changed: frozenset[str] = frozenset()

    def parts_of(self, fact: Fact) -> list[SnapshotPart]:
        """Return the files of a fact."""
        old = self._old(fact)
        if not old:
            return self._whole(fact)
        if fact.subjects:
            touched = self._touched(fact, old, _all_subjects(fact, self.changed))
            stood = [old[key] for key in touched & old.keys()]
        else:
            touched, stood = self._differing(fact, old), []
        written = self._merged(fact, stood) if touched else []
        linked = [self._linked(part) for key, part in old.items() if key not in touched]
        return sorted([*written, *linked], key=_key)

    def _old(self, fact: Fact) -> dict[PartKey, SnapshotPart]:
        """Return the files of the snapshot before by month; none where one of them is not what its manifest says."""
        if self.before is None or self.before.columns.get(fact.name) != columns_of(fact):
            return {}
        parts = list(self.before.of(fact.name))
        is_whole = all(digest_of(self._before(part)) == part.sm3 for part in parts)
        return {(part.area, part.year, part.month): part for part in parts} if is_whole else {}

    def _before(self, part: SnapshotPart) -> Path:
        if self.before is None:
            raise ValueError("no snapshot before")
        return self.before.folder / part.path

    def _linked(self, part: SnapshotPart) -> SnapshotPart:
        path = self.folder / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(self._before(part), path)
        return part

    def _whole(self, fact: Fact) -> list[SnapshotPart]:
        """Write every month of a fact, in the order in which the database gives its rows."""
        with self._rows(f"{_select(fact)} {_order(fact, BY_BYTES)}", fact) as (rows, count):
            return self._written(fact, rows, count)

    def _touched(
        self, fact: Fact, old: dict[PartKey, SnapshotPart], subjects: frozenset[str]
    ) -> set[PartKey]:
        """Put what changed beside what stands there, and return the months of either."""
        if not subjects:
            return set()
        ask = self.database.execute
        ask("CREATE OR REPLACE TEMP TABLE changed AS SELECT unnest(?) AS subject", [sorted(subjects)])
        with self._rows(_of_subjects(fact, subjects), fact) as (rows, _count):
            ask(f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT * FROM {rows}")
        month = f"SELECT {_month(fact)}"
        stood = f"{_read(map(self._before, old.values()))} WHERE {_is_changed(fact)}"
        return {*ask(f"{month} FROM {stood} UNION {month} FROM fresh").fetchall()}

    def _differing(self, fact: Fact, old: dict[PartKey, SnapshotPart]) -> set[PartKey]:
        """Compare a fact of few rows, whose changes no chain tells, with what stands there; return the months that differ."""
        ask = self.database.execute
        with self._rows(_select(fact), fact) as (rows, _count):
            ask(f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT * FROM {rows}")
        now = f"(SELECT {_names(fact.kinds)} FROM fresh)"
        stood = f"(SELECT {_names(fact.kinds)} FROM {_read(map(self._before, old.values()))})"
        either = f"({now} EXCEPT ALL {stood}) UNION ALL ({stood} EXCEPT ALL {now})"
        ask(f"CREATE OR REPLACE TEMP TABLE differing AS SELECT DISTINCT {_month(fact)} FROM ({either})")
        ask(f"DELETE FROM fresh WHERE ({_month(fact)}) NOT IN (FROM differing)")
        return {*ask("FROM differing").fetchall()}

    def _merged(self, fact: Fact, old: Sequence[SnapshotPart]) -> list[SnapshotPart]:
        """Write some months: the rows that stood there and did not change, and those that did."""
        rows = f"SELECT {_names(fact.kinds)} FROM fresh"
        if old:
            stood = f"{_read(map(self._before, old))} WHERE NOT ({_is_changed(fact)})"
            rows = f"SELECT {_names(fact.kinds)} FROM {stood} UNION ALL {rows}"
        return self._written(fact, f"(FROM ({rows}) {_order(fact)})")

    def _written(self, fact: Fact, rows: str, count: int | None = None) -> list[SnapshotPart]:
        """Write rows into one file a month; CorruptSnapshot where they were not as many as the database gave."""
        files = self.database.execute(
            f"COPY (SELECT *, year({_quoted(fact.day)}) AS year, month({_quoted(fact.day)}) AS month FROM {rows})"
            f" TO '{self.folder / fact.name}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (area, year, month),"
            " WRITE_PARTITION_COLUMNS true, RETURN_STATS)"
        ).fetchall()
        written = sum(file[1] for file in files)
        if count not in (None, written):
            raise CorruptSnapshot(f"{fact.name}: {written} rows were written of {count}. Make it again.")
        return sorted((self._part(fact, Path(name), held) for name, held, *_ in files), key=_key)

    def _part(self, fact: Fact, path: Path, rows: int) -> SnapshotPart:
        area, year, month = (step.partition("=")[2] for step in path.parts[-4:-1])
        return SnapshotPart(
            path=path.relative_to(self.folder).as_posix(),
            fact=fact.name,
            area=area,
            year=int(year),
            month=int(month),
            rows=rows,
            size_bytes=path.stat().st_size,
            sm3=digest_of(path),
        )

    @contextmanager
    def _rows(self, query: str, fact: Fact) -> Iterator[tuple[str, int]]:
        """Give what DuckDB reads the rows of a query from, and how many they are."""
        path = self.folder / f"{fact.name}.csv"
        command = f"COPY ({query}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"
        with connection.cursor() as cursor, path.open("wb") as file:
            with cursor.copy(command) as copy:
                for piece in copy:
                    file.write(piece)
            count = cursor.rowcount
        yield (_read_csv(fact, path) if count else _nothing(fact)), count
        path.unlink()


def changed_since(before: Manifest) -> frozenset[str] | None:
    """Return the subjects whose ledger chain grew since a snapshot was made; None where they are too many."""
    with connection.cursor() as cursor:
        cursor.execute(f"{GROWN} LIMIT %s", [before.ledger_id - OVERLAP, MANY])
        subjects = [subject for (subject,) in cursor.fetchall()]
    return frozenset(subjects) if len(subjects) < MANY else None


def _all_subjects(fact: Fact, changed: frozenset[str]) -> frozenset[str]:
    """Return these subjects and the others of their rows: a row may have stood under fewer of them before."""
    if len(fact.subjects) == 1 or not changed:
        return changed
    with connection.cursor() as cursor:
        cursor.execute(_of_subjects(fact, changed, fact.subjects))
        return changed.union(*cursor.fetchall()) - {None}


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    """Return the name of a column, which may be a word of SQL, quoted."""
    return f'"{name}"'


def _month(fact: Fact) -> str:
    return f"area, year({_quoted(fact.day)}), month({_quoted(fact.day)})"


def _select(fact: Fact, names: Iterable[str] = ()) -> str:
    return f"SELECT {_names(names or fact.kinds)} FROM {fact.view}"


def _of_subjects(fact: Fact, subjects: frozenset[str], names: Iterable[str] = ()) -> str:
    """Return the query of the rows of these subjects: one for each column that holds one, so that an index helps."""
    wanted = _array(subjects)
    queries, before = [], ""
    for subject in fact.subjects:
        queries.append(f"{_select(fact, names)} WHERE {_quoted(subject)} = ANY({wanted}){before}")
        before += f" AND ({_quoted(subject)} = ANY({wanted})) IS NOT TRUE"
    return " UNION ALL ".join(queries)


def _array(subjects: Iterable[str]) -> str:
    quoted = ("'" + subject.replace("'", "''") + "'" for subject in sorted(subjects))
    return f"ARRAY[{', '.join(quoted)}]::text[]"


def _is_changed(fact: Fact) -> str:
    """Return the condition by which DuckDB finds rows of subjects that changed."""
    return " OR ".join(
        f"coalesce({_quoted(subject)} IN (SELECT subject FROM changed), false)" for subject in fact.subjects
    )


def _order(fact: Fact, collation: str = "") -> str:
    """Return the one order of the rows of a fact: by day and reference, then by all they say."""
    names = dict.fromkeys((fact.day, "reference", *fact.kinds))
    told = (f"{_quoted(name)}{collation if fact.kinds[name] == 'text' else ''}" for name in names)
    return f"ORDER BY {', '.join(told)}"


def _read_csv(fact: Fact, path: Path) -> str:
    types = ", ".join(f"'{column.name}': '{SQL_TYPES[column.kind]}'" for column in fact.columns)
    form = """header = false, quote = '"', escape = '"', allow_quoted_nulls = false"""
    return f"read_csv('{path}', {form}, columns = {{{types}}})"


def _nothing(fact: Fact) -> str:
    empty = ", ".join(f'NULL::{SQL_TYPES[column.kind]} AS "{column.name}"' for column in fact.columns)
    return f"(SELECT {empty} WHERE false)"


def _read(paths: Iterable[Path]) -> str:
    quoted = ", ".join(f"'{path}'" for path in paths)
    return f"read_parquet([{quoted}], hive_partitioning = false)"


def _key(part: SnapshotPart) -> Any:
    return part.area, part.year, part.month
