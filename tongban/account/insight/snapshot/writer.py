"""Making a snapshot: only the months in which something happened are written anew, all others are linked (`parts`).

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
    quick_faults,
    read_manifest,
    snapshots_root,
)
from tongban.account.insight.snapshot.parts import PartWriter, changed_since
from tongban.ground.kit.fact_views import published_facts
from tongban.ground.ledger.chain import instant
from tongban.ground.ledger.keys import signer

LOG = logging.getLogger(__name__)

LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('tongban.snapshot', 0))"
"""The server frees it when its holder ends, a killed one too, but only once it has noticed."""
PATIENCE_SECONDS, BETWEEN_SECONDS = 5.0, 0.1
UNFINISHED = ".unfinished"
KEPT = 3
"""How many snapshots are kept; older ones are removed."""


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
            parts = _parts(folder, before, progress)
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


def _parts(folder: Path, before: Manifest | None, progress: Callable[[str], None]) -> list[SnapshotPart]:
    import duckdb

    parts: list[SnapshotPart] = []
    changed = changed_since(before) if before else None
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        writer = (
            PartWriter(folder, database) if changed is None else PartWriter(folder, database, before, changed)
        )
        for fact in published_facts().values():
            progress(fact.name)
            parts += writer.parts_of(fact)
    return parts


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
    signed = replace(manifest, signature=key.sign(manifest.content))
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
