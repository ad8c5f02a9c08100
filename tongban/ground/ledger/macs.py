"""What only this installation can add to an entry: an HMAC-SM3 over its hash, under a key that the database has not.

The key lies in ``entry.key`` beside the key of seals, readable by its owner alone. `rotate` puts another in its place;
the old one stays in the folder under its name, so that old entries can still be checked.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes, hmac

from tongban.ground.ledger.chain import sm3
from tongban.ground.ledger.keys import folder

CURRENT, LENGTH = "entry.key", 32


class EntryKey:
    """A key and its short name; copying the keyed state is quicker than making it."""

    __slots__ = ("_keyed", "key_id")

    def __init__(self, secret: bytes) -> None:
        self.key_id = sm3(b"tongban entry key" + secret).hex()[:8]
        self._keyed = hmac.HMAC(secret, hashes.SM3())

    def mac(self, entry_hash: str) -> str:
        """Return the MAC of an entry's hash, in hexadecimal."""
        keyed = self._keyed.copy()
        keyed.update(entry_hash.encode())
        return keyed.finalize().hex()


def current() -> EntryKey:
    """Return the key that new entries are written with; the first call makes it."""
    return _current(folder() / CURRENT)


def known() -> dict[str, EntryKey]:
    """Return every key of this installation, retired ones too, by its short name."""
    found = [EntryKey(path.read_bytes()) for path in sorted(folder().glob("entry*.key"))]
    return {key.key_id: key for key in found}


def rotate() -> str:
    """Begin a new key and return its short name; servers that run take it at their next start."""
    path = folder() / CURRENT
    old = current()
    path.rename(folder() / f"entry-{old.key_id}.key")
    _current.cache_clear()
    return current().key_id


@lru_cache(maxsize=8)
def _current(path: Path) -> EntryKey:
    if not path.exists():
        _make(path)
    return EntryKey(path.read_bytes())


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return  # another process was first: its key counts
    finally:
        unfinished.unlink()
