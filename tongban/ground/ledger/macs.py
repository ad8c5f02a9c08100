"""What only this installation can add to an entry: an HMAC-SM3 over its hash, under a key that the database has not.

The key lies in ``entry.key`` beside the key of seals, readable by its owner alone. It is made once, and never in silence
in the place of one that is lost: older entries would read as foreign. `rotate` puts another in its place; the old one
stays in the folder under its name, so that old entries can still be checked.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes, hmac
from django.db import connection
from django.utils.translation import gettext as _

from tongban.ground.ledger.chain import sm3
from tongban.ground.ledger.keys import KeyMissing, folder, make_folder, write_private

CURRENT, LENGTH = "entry.key", 32
OF_ENTRIES = ("entry*.key", "installation.json", "seals/*.log")
"""What lies in the folder of an installation that has a key of entries, or had one."""
OF_SEALS = ("ledger.key", "ledger-*.pub.pem")
ANY_WITH_MAC = "SELECT EXISTS (SELECT FROM ledger_entry WHERE key_id <> '')"


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


def current_key() -> EntryKey:
    """Return the key that new entries are written with; only where never was one the first call makes it."""
    return _current(folder())


def known_keys() -> dict[str, EntryKey]:
    """Return every key of this installation, retired ones too, by its short name."""
    found = [EntryKey(path.read_bytes()) for path in sorted(folder().glob("entry*.key"))]
    return {key.key_id: key for key in found}


def is_lost() -> bool:
    """Return whether this installation had a key of entries, and it is not in its place."""
    return not (folder() / CURRENT).exists() and _had_one()


def make_first_key() -> None:
    """Make the first key of a new installation; a lost one is not made."""
    if not _has(*OF_ENTRIES):
        _make(folder() / CURRENT)


def replace_lost_key() -> Path:
    """Make a key in the place of one that is lost, on purpose; return where it lies."""
    _make(folder() / CURRENT)
    return folder() / CURRENT


def rotate() -> str:
    """Begin a new key and return its short name; servers that run take it at their next start."""
    path = folder() / CURRENT
    old = current_key()
    path.rename(folder() / f"entry-{old.key_id}.key")
    _make(path)
    _current.cache_clear()
    return current_key().key_id


@lru_cache(maxsize=8)
def _current(folder_of_keys: Path) -> EntryKey:
    path = folder_of_keys / CURRENT
    if not path.exists():
        if _had_one():
            raise KeyMissing(
                _(
                    "The key of entries (%(name)s) is missing, so nothing can be recorded. An administrator puts it "
                    "back into the key folder from a backup, or begins a new one on purpose: tongban keys begin."
                )
                % {"name": CURRENT}
            )
        _make(path)
    return EntryKey(path.read_bytes())


def _had_one() -> bool:
    """Return whether folder or database show that there was a key; where seals were signed, there was."""
    if _has(*OF_ENTRIES, *OF_SEALS):
        return True
    with connection.cursor() as cursor:
        cursor.execute(ANY_WITH_MAC)
        return bool(cursor.fetchone()[0])


def _has(*names: str) -> bool:
    return any(any(folder().glob(name)) for name in names)


def _make(path: Path) -> None:
    make_folder(path.parent)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    write_private(unfinished, secrets.token_bytes(LENGTH))
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return  # another process was first: its key counts
    finally:
        unfinished.unlink()
