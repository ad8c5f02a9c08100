"""Notes of every seal outside the database, kept with the keys: lines, each with the hash of the line before it.

``installation.json`` names the installation and its first key, ``seals/<installation>.log`` holds the lines, and
``ledger.head`` signs how many there are and the hash of the last: so neither lines nor the file can go unnoticed.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tongban.ground.ledger import keys
from tongban.ground.ledger.chain import START, canonical, sm3
from tongban.ground.ledger.keys import Signer, folder, make_folder, signer
from tongban.ground.ledger.succession import trusted_keys

SEAL, OPENED, RESTORED, MOVED, KEY = "seal", "opened", "restored", "moved", "key"


@dataclass
class Notes:
    """What the folder knows: whose it is, which database it was last, every seal, what was lost, which keys follow."""

    installation: str
    first_key: str
    place: str = ""
    seals: dict[int, str] = field(default_factory=dict)
    highest: int = 0
    lost: list[tuple[int, int]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    count: int = 0
    last: str = START
    faults: list[str] = field(default_factory=list)

    def explains(self, low: int, high: int) -> bool:
        """Return whether a restoration lost all seals from the first number to the last."""
        return all(any(first <= n <= last for first, last in self.lost) for n in range(low, high + 1))

    def take(self, line: dict[str, Any]) -> None:
        """Take a line in."""
        kind, number = line["kind"], int(line["number"])
        if kind in (OPENED, RESTORED, MOVED):
            self.place = str(line["place"])
        if kind == KEY:
            self.keys.append(str(line["hash"]))
            return
        if kind == RESTORED and self.highest > number:
            self.lost.append((number + 1, self.highest))
            self.seals = {n: seal for n, seal in self.seals.items() if n <= number}
        if number:
            self.seals.setdefault(number, str(line["hash"]))
        self.highest = max(self.highest, number)


def read() -> Notes | None:
    """Return what the folder knows; None where it knows no installation."""
    path = folder() / "installation.json"
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text(encoding="ascii"))
        notes = Notes(str(said["installation"]), str(said["first_key"]))
    except (ValueError, KeyError, TypeError):
        return Notes("", "", faults=["installation.json cannot be read"])
    lines = list(_lines(notes))
    _compare_with_head(notes, lines)
    return notes


def public_keys() -> dict[str, str]:
    """Return the public keys of this installation as PEM text, by short name; others in the folder are not believed."""
    return {key_id: key.pem for key_id, key in trusted_keys(read()).items()}


def write(kind: str, *, number: int = 0, hash: str = "", place: str = "", at: str = "") -> None:  # noqa: A002
    """Add a line and sign the new count; refused with ValueError while the notes do not fit."""
    with _alone():
        notes = read()
        if notes is None or notes.faults:
            raise ValueError("; ".join(notes.faults) if notes else "no installation.json")
        by = signer()  # before anything is written: without a key nothing is
        said = {"kind": kind, "number": number, "hash": hash, "place": place, "at": at}
        content = canonical({**said, "n": notes.count + 1, "previous": notes.last})
        _append(path_of(notes.installation), content + b"\n")
        _sign_head(by, notes.installation, notes.count + 1, sm3(content).hex())


def begin(installation: str, first_key: str, *, seals: Mapping[int, str], place: str, at: str) -> None:
    """Begin the notes of an installation with the database that it stands on and the seals that it has."""
    with _alone():
        opened = {"kind": OPENED, "number": 0, "hash": "", "place": place, "at": at}
        kept = ({"kind": SEAL, "number": n, "hash": seals[n], "place": "", "at": at} for n in sorted(seals))
        lines, last = [], START
        for count, said in enumerate((opened, *kept), 1):
            lines.append(canonical({**said, "n": count, "previous": last}))
            last = sm3(lines[-1]).hex()
        _replace(path_of(installation), b"".join(line + b"\n" for line in lines))
        _sign_head(signer(), installation, len(lines), last)
        named = canonical({"installation": installation, "first_key": first_key})
        _replace(folder() / "installation.json", named + b"\n")


def path_of(installation: str) -> Path:
    """Return the file of an installation's notes."""
    return folder() / "seals" / f"{installation}.log"


def _lines(notes: Notes) -> Iterator[dict[str, Any]]:
    """Yield the lines in order and take them in; what does not follow ends them."""
    path = path_of(notes.installation)
    if not path.exists():
        return
    for content in path.read_bytes().splitlines():
        try:
            line = json.loads(content)
            follows = line["n"] == notes.count + 1 and line["previous"] == notes.last
            if not follows or canonical(line) != content:
                raise ValueError
            notes.take(line)
        except (ValueError, KeyError, TypeError):
            notes.faults.append(f"{path.name}: line {notes.count + 1} was changed")
            return
        notes.count, notes.last = notes.count + 1, sm3(content).hex()
        yield {**line, "own": notes.last}


def _compare_with_head(notes: Notes, lines: list[dict[str, Any]]) -> None:
    """Only lines about seals may stand after the signed ones: a power cut can leave one."""
    head = _head()
    if head is None:
        notes.faults.append("ledger.head is missing or cannot be read")
        return
    count = head["count"]
    content = canonical({name: head[name] for name in ("installation", "count", "last")})
    public = trusted_keys(notes).get(str(head["key_id"]))
    if head["installation"] != notes.installation or public is None:
        notes.faults.append("ledger.head is of another installation or key")
    elif not keys.is_signed(content, str(head["signature"]), public.pem):
        notes.faults.append("the signature of ledger.head does not fit")
    elif len(lines) < count:
        notes.faults.append(f"{count - len(lines)} of {count} notes were removed")
    elif count and lines[count - 1]["own"] != head["last"]:
        notes.faults.append(f"note {count} is not the one that was signed")
    elif any(line["kind"] != SEAL for line in lines[count:]):
        notes.faults.append(f"the notes after {count} are not signed")


def _head() -> dict[str, Any] | None:
    try:
        head = json.loads((folder() / "ledger.head").read_text(encoding="ascii"))
        return head if isinstance(head["count"], int) and head.keys() >= _HEAD else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


_HEAD = {"installation", "count", "last", "key_id", "signature"}


def _sign_head(by: Signer, installation: str, count: int, last: str) -> None:
    said = {"installation": installation, "count": count, "last": last}
    signed = {**said, "key_id": by.key_id, "signature": by.sign(canonical(said))}
    _replace(folder() / "ledger.head", canonical(signed) + b"\n")


def _append(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    keys.write_private(draft, content)
    draft.replace(path)


@contextmanager
def _alone() -> Iterator[None]:
    """Let nobody else write notes meanwhile."""
    handle = os.open(make_folder(folder() / "seals") / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
