"""The hash chain, over plain values: what an entry says, its digest and its link to the entry before it.

Every subject has a chain of its own. The hash of an entry is SM3 over the canonical JSON of all that it
says, its number and the hash of the entry before it; the payload counts by its digest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import hashes

START = "0" * 64
"""What the first entry of a chain names as the hash before it."""
EMPTY = hashes.Hash(hashes.SM3())
"""A digest that nothing was put into; copying it is quicker than making one."""
WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Statement:
    """What an entry says; with its number and the hash before it, what its own hash covers."""

    subject: str
    kind: str
    move: str
    before: str
    after: str
    basis: str
    by: str
    by_name: str
    by_role: str
    at: datetime
    note: str
    payload_digest: str


@dataclass(frozen=True)
class Link:
    """A statement in its place of the chain."""

    statement: Statement
    number: int
    previous: str
    hash: str


def sm3(content: bytes) -> bytes:
    """Return the SM3 digest (GB/T 32905) of bytes."""
    digest = EMPTY.copy()
    digest.update(content)
    return digest.finalize()


def canonical(value: Mapping[str, Any] | list[Any]) -> bytes:
    """Return the one way to write plain values as JSON: sorted keys, no spaces, UTF-8."""
    return canonical_text(value).encode()


def canonical_text(value: Any) -> str:
    """Return plain values in their canonical form, as text."""
    return WRITER.encode(value)


def plain_json(value: object) -> Any:
    """Return a payload as plain JSON values; figures are Decimals and never floats."""
    if value is None or isinstance(value, bool | int | str):
        return _clean(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(_clean(str(key))): plain_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_json(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; the ledger keeps figures as Decimal")
    return _clean(str(value))


def payload_digest(payload: Any) -> str:
    """Return the digest of a plain payload; only the empty object has none, so that [] and 0 differ from it."""
    return digest_of(canonical_text(payload))


def digest_of(payload: str) -> str:
    """Return the digest of a payload that is in its canonical form already."""
    return "" if payload == "{}" else sm3(f'{{"payload":{payload}}}'.encode()).hex()


def entry_hash(statement: Statement, number: int, previous: str) -> str:
    """Return the hash of an entry from what it says, its number and the hash of the entry before it."""
    said = {**vars(statement), "at": instant(statement.at), "number": number, "previous": previous}
    return sm3(canonical(said)).hex()


def link(statement: Statement, number: int, previous: str) -> Link:
    """Return a statement in its place of the chain, hashed."""
    return Link(statement, number, previous, entry_hash(statement, number, previous))


def link_all(statements: Iterable[Statement], *, number: int = 0, previous: str = START) -> Iterator[Link]:
    """Continue the chain of one subject after its entry ``number``."""
    for statement in statements:
        number += 1
        linked = link(statement, number, previous)
        previous = linked.hash
        yield linked


@lru_cache(maxsize=256)
def instant(at: datetime) -> str:
    """Return an instant in UTC to the microsecond, as the database keeps it."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone")
    moment = at if at.tzinfo is UTC else at.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


def _clean(value: bool | int | str | None) -> bool | int | str | None:
    if isinstance(value, str) and "\x00" in value:
        return value.replace("\x00", "")
    return value
