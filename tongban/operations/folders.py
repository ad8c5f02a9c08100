"""The folders of an installation that hold what is not everybody's: who may look into them, whatever the umask is."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from config.database import VAR

RIGHTS = {"keys": 0o700, "files": 0o700, "backups": 0o700, "snapshots": 0o750}
"""Snapshots may be read in their group, by the workers of a cluster."""
OTHERS = 0o077


def tighten(var: Path = VAR) -> None:
    """Close the folders that are there to all others."""
    for path, mode in _present(var):
        if path.stat().st_mode & OTHERS & ~mode:
            with suppress(PermissionError):
                path.chmod(mode)


def loose(var: Path = VAR) -> list[tuple[Path, int]]:
    """Return the folders and backups that others may read, each with the rights it should have."""
    return [(path, mode) for path, mode in _present(var) if path.stat().st_mode & OTHERS & ~mode]


def _present(var: Path) -> Iterator[tuple[Path, int]]:
    for name, mode in RIGHTS.items():
        if (var / name).is_dir():
            yield var / name, mode
    for private in (
        *sorted((var / "backups").glob("*.tar")),
        *sorted((var / "keys" / "seals").glob("*.txt")),
    ):
        yield private, 0o600
