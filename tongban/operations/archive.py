"""What a backup is: one tar with the database's dump, the files, the keys, and a list with checksums."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from config.database import VAR, VARIABLE
from tongban.operations.start import OperationError, server_version

DUMP = "database.dump"
LIST = "list.json"
FOLDERS = ("files", "keys")
BLOCK = 1 << 20


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            total.update(block)
    return total.hexdigest()


def database_address() -> str:
    """Return the address of the installation's database."""
    return os.environ[VARIABLE]


def backups() -> Path:
    """Return the folder where backups go unless told otherwise."""
    return VAR / "backups"


def run_program(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs, of the server's version where there is one."""
    result = subprocess.run(  # noqa: S603
        [program(name), *arguments], capture_output=True, text=True, check=False, env=_environment()
    )
    if result.returncode != 0:
        raise OperationError(f"{name} 失败：{result.stderr.strip()[-800:]}")


def program(name: str) -> str:
    """Return the path of pg_dump or pg_restore: Debian's of the server's version, the wheel's, or the path's."""
    major = server_version() // 10000
    candidates = [Path(f"/usr/lib/postgresql/{major}/bin/{name}"), *_from_wheel(name)]
    found = next((str(path) for path in candidates if path.exists()), None) or shutil.which(name)
    if found is None:
        raise OperationError(f"找不到 {name}。请安装 postgresql-client-{major}。")
    return found


def _from_wheel(name: str) -> list[Path]:
    try:
        from config.embedded import programs

        return [programs() / name]
    except ImportError:
        return []


def _environment() -> Mapping[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "PGCONNECT_TIMEOUT": "15"}
