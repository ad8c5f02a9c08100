"""Making a snapshot: only the months in which something happened are written anew, all others are linked.

A snapshot is made in a folder of its own and becomes the current one by a single rename: a reader never meets half
of it, a maker that was killed leaves a folder that the next one removes, and two makers wait for one another.
"""

import errno
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

from tongban.account.insight.snapshot.manifests import (
    CURRENT,
    CorruptSnapshot,
    Manifest,
    NoSnapshot,
    SnapshotPart,
    columns_of,
    current_snapshot,
    digest_of,
    quick_faults,
    read_manifest,
    snapshots_root,
)
from tongban.ground.kit.fact_views import SQL_TYPES, Fact, published_facts
from tongban.ground.ledger.chain import instant
from tongban.ground.ledger.keys import signer

LOG = logging.getLogger(__name__)

LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('tongban.snapshot', 0))"
"""The server frees it when its holder ends, a killed one too, but only once it has noticed."""
PATIENCE_SECONDS, BETWEEN_SECONDS = 5.0, 0.1
UNFINISHED = ".unfinished"
KEPT = 3
"""How many snapshots are kept; older ones are removed."""

PartKey = tuple[str, int, int]
"""Area, year and month of a part."""


class SnapshotBusy(Exception):
    """Another snapshot is being made."""


class DiskFull(Exception):
    """The disk is full."""


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """Where the ledger stood: its last entry and its last seal."""

    entry: int
    seal: str


def make_snapshot(
    *, at: datetime, whole: bool = False, progress: Callable[[str], None] = lambda fact: None
) -> Manifest:
    """Make a snapshot and return its manifest; ``whole`` writes every month anew. SnapshotBusy while another is made."""
    with _consistent_read():
        before = None if whole else _before()
        head = _head()
        _clear_unfinished()
        with _unfinished_folder(at) as folder:
            parts: list[SnapshotPart] = []
            for fact in published_facts().values():
                progress(fact.name)
                parts += _parts(fact, folder, before, head)
            manifest = _signed(folder, parts, at, head, before)
            _let_group_read(folder)
    LOG.info("snapshot written", extra={"count": len(parts), "digest": manifest.digest})
    return _make_current(manifest)


@contextmanager
def _unfinished_folder(at: datetime) -> Iterator[Path]:
    """Make a folder for a new snapshot, and remove it when the snapshot fails; DiskFull where there is no room."""
    folder = snapshots_root() / f"{at:%Y%m%dT%H%M%S%f}{UNFINISHED}"
    try:
        snapshots_root().mkdir(mode=0o750, parents=True, exist_ok=True)
        folder.mkdir(mode=0o750)
        yield folder
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if is_disk_full(error):
            raise DiskFull(
                _(
                    "The disk is full: no snapshot was made, and what was begun is removed. Make room and run it again."
                )
            ) from error
        raise


def is_disk_full(error: BaseException) -> bool:
    """Return whether an error of the system or of an engine says that there is no room left."""
    full = {errno.ENOSPC, errno.EDQUOT}
    return getattr(error, "errno", None) in full or "No space left on device" in str(error)


def _let_group_read(folder: Path) -> None:
    """Workers of a cluster may read snapshots in the group of the folder; nobody else."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o750 if path.is_dir() else 0o640)


@contextmanager
def _consistent_read() -> Iterator[None]:
    """Read all facts as of one moment, and alone; CorruptSnapshot where a view is not as its room publishes it."""
    until = time.monotonic() + PATIENCE_SECONDS
    with _views_as_published():
        while True:
            with transaction.atomic():
                if _is_alone():
                    yield
                    return
            if time.monotonic() > until:
                raise SnapshotBusy(_("Another snapshot is being made. Wait until it is finished."))
            time.sleep(BETWEEN_SECONDS)


def _is_alone() -> bool:
    """Take the lock; a transaction begun anew for each try sees what the holder before has left."""
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(LOCK)
        return bool(cursor.fetchone()[0])


@contextmanager
def _views_as_published() -> Iterator[None]:
    try:
        yield
    except (ProgrammingError, psycopg.ProgrammingError) as error:
        said = str(error).partition("\n")[0]
        raise CorruptSnapshot(
            _("The views of the facts are not as they are published: %s. Run tongban migrate.") % said
        ) from error


def _before() -> Manifest | None:
    try:
        found = current_snapshot()
    except (NoSnapshot, CorruptSnapshot):
        return None
    return None if any(quick_faults(found)) else found


def _head() -> LedgerHead:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM ledger_entry),"
            " (SELECT coalesce((SELECT hash FROM ledger_seal ORDER BY number DESC LIMIT 1), ''))"
        )
        return LedgerHead(*cursor.fetchone())


def _parts(fact: Fact, folder: Path, before: Manifest | None, head: LedgerHead) -> list[SnapshotPart]:
    """Return the files of a fact: linked where nothing happened since, written where something did."""
    old = _usable(fact, before)
    if before is None or not old or not fact.subjects:
        counted, kept = _counted(fact), set[PartKey]()
    else:
        touched = _touched(fact, before.ledger_id)
        counted, kept = _counted(fact, touched) if touched else {}, old.keys() - touched
    parts = _written(fact, folder, counted, everything=not kept) if counted else []
    return [*parts, *(_linked(old[key], folder, before) for key in sorted(kept))]


def _usable(fact: Fact, before: Manifest | None) -> dict[PartKey, SnapshotPart]:
    if before is None or before.columns.get(fact.name) != columns_of(fact):
        return {}
    return {(part.area, part.year, part.month): part for part in before.of(fact.name)}


def _counted(fact: Fact, keys: set[PartKey] | None = None) -> dict[PartKey, int]:
    rows = _ask(f"SELECT {_key(fact)}, count(*) FROM {fact.view}{_where(fact, keys)} GROUP BY 1, 2, 3")
    return {(area, year, month): count for area, year, month, count in rows}


def _touched(fact: Fact, since: int) -> set[PartKey]:
    """Return the months of the rows whose ledger chain grew since an entry."""
    grown = f"(SELECT subject FROM ledger_entry WHERE id > {int(since)})"
    touched = " OR ".join(f"{subject} IN {grown}" for subject in fact.subjects)
    sql = f"SELECT DISTINCT {_key(fact)} FROM {fact.view} WHERE {touched}"
    return {tuple(row) for row in _ask(sql)}


def _key(fact: Fact) -> str:
    day = fact.day
    return f"area, extract(year FROM {day})::int AS year, extract(month FROM {day})::int AS month"


def _ask(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _linked(part: SnapshotPart, folder: Path, before: Manifest | None) -> SnapshotPart:
    if before is None:
        raise ValueError("nothing to link to")
    path = folder / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    os.link(before.folder / part.path, path)
    return part


def _written(
    fact: Fact, folder: Path, counted: dict[PartKey, int], *, everything: bool
) -> list[SnapshotPart]:
    """Write some months of a fact, each into a file of its own; their rows were counted as of the same moment."""
    rows = folder / f"{fact.name}.csv"
    _copy_out(fact, rows, None if everything else set(counted))
    written = _to_parquet(fact, rows, folder / fact.name)
    if written != sum(counted.values()):
        raise CorruptSnapshot(
            f"{fact.name}: {written} rows were written of {sum(counted.values())}. Make it again."
        )
    rows.unlink()
    paths = {_key_of(path): path for path in (folder / fact.name).glob("*/*/*/*.parquet")}
    return [_part(fact, folder, paths[key], key, counted[key]) for key in sorted(counted)]


def _copy_out(fact: Fact, rows: Path, keys: set[PartKey] | None) -> None:
    columns = ", ".join(column.name for column in fact.columns)
    query = f"SELECT {columns} FROM {fact.view}{_where(fact, keys)} ORDER BY {fact.day}, reference"
    command = f"COPY ({query}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"
    with connection.cursor() as cursor, rows.open("wb") as file, cursor.copy(command) as copy:
        for piece in copy:
            file.write(piece)


def _where(fact: Fact, keys: set[PartKey] | None) -> str:
    return "" if keys is None else f" WHERE ({_months(fact)}) IN ({', '.join(map(_literal, sorted(keys)))})"


def _months(fact: Fact) -> str:
    return f"area, extract(year FROM {fact.day})::int, extract(month FROM {fact.day})::int"


def _literal(key: PartKey) -> str:
    area, year, month = key
    quoted = area.replace("'", "''")
    return f"('{quoted}', {int(year)}, {int(month)})"


def _to_parquet(fact: Fact, rows: Path, folder: Path) -> int:
    """Turn rows into one file a month, and return how many they were."""
    import duckdb

    types = ", ".join(f"'{column.name}': '{SQL_TYPES[column.kind]}'" for column in fact.columns)
    form = """header = false, quote = '"', escape = '"', allow_quoted_nulls = false"""
    read_csv = f"read_csv('{rows}', {form}, columns = {{{types}}})"
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        written = database.execute(
            f"COPY (SELECT *, year({fact.day}) AS year, month({fact.day}) AS month FROM {read_csv}) TO '{folder}'"
            " (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (area, year, month), WRITE_PARTITION_COLUMNS true)"
        ).fetchone()
    return int(written[0]) if written else 0


def _part(fact: Fact, folder: Path, path: Path, key: PartKey, rows: int) -> SnapshotPart:
    area, year, month = key
    return SnapshotPart(
        path=path.relative_to(folder).as_posix(),
        fact=fact.name,
        area=area,
        year=year,
        month=month,
        rows=rows,
        size_bytes=path.stat().st_size,
        sm3=digest_of(path),
    )


def _key_of(path: Path) -> PartKey:
    area, year, month = (step.partition("=")[2] for step in path.parts[-4:-1])
    return area, int(year), int(month)


def _signed(
    folder: Path, parts: list[SnapshotPart], at: datetime, head: LedgerHead, before: Manifest | None
) -> Manifest:
    key = signer()
    manifest = Manifest(
        folder=folder,
        made_at=instant(at),
        ledger_id=head.entry,
        ledger_seal=head.seal,
        columns={name: columns_of(fact) for name, fact in published_facts().items()},
        parts=tuple(parts),
        previous=before.digest if before else "",
        key_id=key.key_id,
    )
    signed = replace(manifest, signature=key.sign(manifest.content()))
    signed.write()
    return signed


def _make_current(manifest: Manifest) -> Manifest:
    """Let readers see the finished snapshot, and remove those nobody reads any more."""
    finished = manifest.folder.with_name(manifest.folder.name.removesuffix(UNFINISHED))
    manifest.folder.rename(finished)
    pointer = snapshots_root() / f"{CURRENT}.{os.getpid()}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(finished.name)
    pointer.replace(snapshots_root() / CURRENT)
    for old in sorted(path for path in snapshots_root().iterdir() if path.is_dir() and not path.is_symlink())[
        :-KEPT
    ]:
        shutil.rmtree(old)
    return read_manifest(finished)


def _clear_unfinished() -> None:
    for path in snapshots_root().glob(f"*{UNFINISHED}"):
        shutil.rmtree(path)
