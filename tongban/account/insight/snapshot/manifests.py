"""The manifest of a snapshot: every file with its digest and rows, the ledger's head, a signature over all of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tongban.ground.kit.fact_views import SQL_TYPES, Fact, published_facts
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.ledger.keys import is_signed
from tongban.ground.ledger.memo import Memo
from tongban.ground.ledger.notes import public_keys

SCHEMA_VERSION = 1
NAME = "manifest.json"
CURRENT = "current"
CHUNK = 1 << 20
MANIFESTS: Memo[tuple[str, int], "Manifest"] = Memo("insight.manifests", 4)


class NoSnapshot(Exception):
    """No snapshot was made yet."""


class CorruptSnapshot(Exception):
    """A snapshot is not what its manifest says."""


@dataclass(frozen=True, slots=True)
class SnapshotPart:
    """One file: its fact, its month (nothing for a fact kept whole), its digest and how many rows it holds."""

    path: str
    fact: str
    area: str
    year: int
    month: int
    rows: int
    size_bytes: int
    sm3: str


@dataclass(frozen=True)
class Manifest:
    """All that a snapshot says of itself; ``folder`` is where its files lie."""

    folder: Path
    made_at: str
    ledger_id: int
    ledger_seal: str
    columns: Mapping[str, list[list[str]]]
    parts: tuple[SnapshotPart, ...]
    previous: str
    key_id: str
    signature: str = ""
    schema_version: int = SCHEMA_VERSION

    @property
    def facts(self) -> list[str]:
        """Return the names of its facts."""
        return sorted(self.columns)

    @cached_property
    def digest(self) -> str:
        """Return the digest by which values name this snapshot."""
        return sm3(self.content).hex()

    @cached_property
    def content(self) -> bytes:
        """Return the bytes that are signed."""
        return canonical(
            {
                "schema_version": self.schema_version,
                "made_at": self.made_at,
                "ledger_id": self.ledger_id,
                "ledger_seal": self.ledger_seal,
                "columns": dict(self.columns),
                "parts": [asdict(part) for part in self.parts],
                "previous": self.previous,
                "key_id": self.key_id,
            }
        )

    def of(self, fact: str) -> Iterator[SnapshotPart]:
        """Return the files of a fact."""
        return (part for part in self.parts if part.fact == fact)

    def select(self, fact: str) -> str:
        """Return SQL by which DuckDB reads a fact; a fact without rows is an empty table of its columns."""
        columns = [(name, SQL_TYPES[kind]) for name, kind in self.columns[fact]]  # type: ignore[index]
        paths = ", ".join(f"'{self.folder / part.path}'" for part in self.of(fact) if part.rows)
        names = ", ".join(f'"{name}"' for name, _kind in columns)
        if not paths:
            empty = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in columns)
            return f"SELECT {empty} WHERE false"
        return f"SELECT {names} FROM read_parquet([{paths}], hive_partitioning = false)"

    def write(self) -> None:
        """Write the manifest beside its files."""
        said = {**json.loads(self.content), "digest": self.digest, "signature": self.signature}
        text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
        (self.folder / NAME).write_text(text, encoding="utf-8")


def snapshots_root() -> Path:
    """Return where snapshots lie."""
    return Path(settings.SNAPSHOTS)


def current_snapshot() -> Manifest:
    """Return the manifest of the newest snapshot, its signature checked; NoSnapshot where there is none."""
    pointer = snapshots_root() / CURRENT
    if not pointer.exists():
        raise NoSnapshot(_("No snapshot has been made yet. Run tongban snapshot."))
    folder = pointer.resolve()
    mark = (str(folder), (folder / NAME).stat().st_mtime_ns if (folder / NAME).exists() else 0)
    return MANIFESTS.get(mark, lambda: read_manifest(folder))


def read_manifest(folder: Path) -> Manifest:
    """Return a manifest whose signature and columns are right; CorruptSnapshot says what is not."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        parts = tuple(SnapshotPart(**part) for part in said.pop("parts"))
        digest = said.pop("digest")
        manifest = Manifest(folder=folder, parts=parts, **said)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CorruptSnapshot(
            f"{folder.name}: the manifest cannot be read ({error}). Make a new snapshot."
        ) from error
    public = public_keys().get(manifest.key_id, "")
    if manifest.digest != digest or not is_signed(manifest.content, manifest.signature, public):
        raise CorruptSnapshot(
            f"{folder.name}: the manifest was changed after it was signed. Make a new snapshot."
        )
    return manifest


def faults_of(manifest: Manifest) -> Iterator[str]:
    """Return what is wrong with a snapshot: files missing or changed, columns that no longer fit. Reads every file."""
    for part in manifest.parts:
        fault = _fault_of_size(manifest, part)
        if fault is None and digest_of(manifest.folder / part.path) != part.sm3:
            fault = _("%s: the file was changed") % part.path
        if fault:
            yield fault
    yield from outdated(manifest, published_facts())


def quick_faults(manifest: Manifest) -> Iterator[str]:
    """Return which files are missing or have another size; no file is read."""
    return filter(None, (_fault_of_size(manifest, part) for part in manifest.parts))


def _fault_of_size(manifest: Manifest, part: SnapshotPart) -> str | None:
    try:
        size = (manifest.folder / part.path).stat().st_size
    except OSError:
        return _("%s: the file is missing") % part.path
    return None if size == part.size_bytes else _("%s: the file was changed") % part.path


def outdated(manifest: Manifest, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Return which facts have other columns today than in the snapshot."""
    for name, fact in facts.items():
        if manifest.columns.get(name) != columns_of(fact):
            yield _("%s: the columns of the fact changed since the snapshot was made") % name


def columns_of(fact: Fact) -> list[list[str]]:
    """Return the columns of a fact as a manifest names them."""
    return [[column.name, column.kind] for column in fact.columns]


def digest_of(path: Path) -> str:
    """Return the SM3 digest of a file, read piece by piece."""
    from cryptography.hazmat.primitives import hashes

    digest = hashes.Hash(hashes.SM3())
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.finalize().hex()
