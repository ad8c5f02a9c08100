"""What a backup is: one tar of a signed list and exactly the members it names: dump, files, notes of seals, keys.

The secrets among the keys leave the machine only under a passphrase, as one member.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.database import VAR, VARIABLE, owner_address
from tongban.operations.start import OperationError, server_version

DUMP, LIST, SIGNATURE, SECRETS = "database.dump", "list.json", "list.sig", "keys.sealed"
FILES, KEYS = "files", "keys"
OPEN_KEYS = ("installation.json", "ledger.head", "*.pub.pem", "*.cert.json", "seals/*.log", "seals/*.tsr")
"""What of the keys is no secret."""
OF_THE_MOMENT = ("seals/lock", "proven.json")
"""What of the keys is of this database at this moment: never carried over to another."""
PREFIX = b"tongban backup\0"
"""Begins what is signed, so that a signature of a backup is one of nothing else."""
BLOCK = 1 << 20


@dataclass(frozen=True)
class Signature:
    """Who signed a list, and the signature."""

    pem: str
    signature: str

    def content(self) -> bytes:
        """Return it as the member of a backup."""
        return json.dumps({"pem": self.pem, "signature": self.signature}, indent=1).encode()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            total.update(block)
    return total.hexdigest()


def database_address() -> str:
    """Return the address of the installation's database, as the serving role reaches it."""
    return os.environ[VARIABLE]


def owners_address() -> str:
    """Return the same database's address, as the owner of its tables reaches it."""
    return owner_address()


def backups() -> Path:
    """Return the folder where backups go unless told otherwise."""
    return VAR / "backups"


def open_keys(folder: Path) -> Iterator[Path]:
    """Return the files of a key folder that are no secret."""
    for pattern in OPEN_KEYS:
        yield from sorted(path for path in folder.glob(pattern) if path.is_file())


def secret_keys(folder: Path) -> list[Path]:
    """Return the secret files of a key folder."""
    known = {*open_keys(folder), *(folder / name for name in OF_THE_MOMENT)}
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path not in known]


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
