"""Writes entries, the next links of a subject's chain. Writers on different subjects never wait for each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils.timezone import get_default_timezone

from tongban.ground.law import Citation
from tongban.ground.ledger.chain import (
    Link,
    Statement,
    canonical_text,
    digest_of,
    instant,
    link_all,
    plain_json,
)
from tongban.ground.ledger.macs import EntryKey, current_key
from tongban.ground.ledger.matter_lock import (
    Change,
    Last,
    build_update,
    chain_end,
    parse_chain_end,
    set_chain_end,
)
from tongban.ground.ledger.prepared_statements import run_prepared

SYSTEM_NAME = "系统"
LAST_OF = "SELECT number, hash FROM ledger_last_of(%s)"
"""Waits for the subject's other writers; the database's function reads only then."""
COLUMNS = (
    *("subject", "kind", "move", "before", "after", "basis", "by_id", "by_name", "by_role", "at", "note"),
    *("payload", "payload_digest", "number", "previous", "hash", "key_id", "mac"),
)
INTO = f"INSERT INTO ledger_entry ({', '.join(COLUMNS)}) VALUES "  # noqa: S608  (names from the lines above)
ONE = f"({', '.join(['%s'] * len(COLUMNS))})"
ONE_ENTRY = f"{INTO}{ONE} RETURNING id"


class EntryData(NamedTuple):
    """The content of one of several entries about a matter."""

    move: str
    basis: Citation | str
    payload: Mapping[str, object] | None = None
    note: str = ""
    before: str = ""
    after: str = ""


class Written(NamedTuple):
    """An entry that was written just now; the row itself is read by whoever needs more of it."""

    pk: int
    subject: str
    number: int
    move: str
    before: str
    after: str
    at: datetime
    previous: str
    hash: str


def record(
    subject: Any,
    move: str,
    *,
    by: Any,
    at: datetime,
    basis: Citation | str,
    before: str = "",
    after: str = "",
    note: str = "",
    payload: Mapping[str, object] | None = None,
    facts: Mapping[str, object] | None = None,
) -> Written:
    """Record an act that changes no status: a figure edited, a payment posted. ``by`` is None for the system.

    The subject is its text, or a locked matter; only a matter's facts can be saved along.
    """
    said = EntryData(move, basis, payload, note, before, after)
    (entry,) = record_all(subject, [said], by=by, at=at, facts=facts)
    return entry


@transaction.atomic(savepoint=False)
def record_all(
    subject: Any,
    acts: Sequence[EntryData],
    *,
    by: Any,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> list[Written]:
    """Record several acts of one person at one moment, in one statement."""
    for field, value in (facts or {}).items():
        setattr(subject, field, value)
    change = build_update(subject, tuple(facts)) if facts else None
    return write(subject, "act", acts, by=by, at=at, change=change)


def write(
    subject: Any, kind: str, acts: Sequence[EntryData], *, by: Any, at: datetime, change: Change | None = None
) -> list[Written]:
    """Write the next entries of a subject, in a transaction; who writes on the same subject waits for its end.

    The chain of a locked matter needs no query; ``change`` is made in the statement that writes the entries.
    """
    if not acts:
        return []
    name = subject if isinstance(subject, str) else subject.reference
    instant(at)
    payloads = [canonical_text(plain_json(said.payload)) if said.payload else "{}" for said in acts]
    held = chain_end(subject)
    number, previous = held or lock_chain(name)
    said = _statements(name, kind, acts, payloads, by, at)
    links = list(link_all(said, number=number, previous=previous))
    keys = _append(links, payloads, by, change)
    if held:
        set_chain_end(subject, (links[-1].number, links[-1].hash))
    return [_written(key, each) for key, each in zip(keys, links, strict=True)]


def lock_chain(subject: str) -> Last:
    """Return the last number and hash of a chain, and keep its other writers waiting until this is committed."""
    (last,) = run_prepared(LAST_OF, [subject])
    return parse_chain_end(last)


def _statements(
    subject: str, kind: str, acts: Sequence[EntryData], payloads: Sequence[str], by: Any, at: datetime
) -> list[Statement]:
    who = (_key(by), SYSTEM_NAME if by is None else str(by), _roles(by, at))
    return [
        Statement(
            subject,
            kind,
            said.move,
            str(said.before),
            str(said.after),
            str(said.basis),
            *who,
            at,
            said.note,
            digest_of(kept),
        )
        for said, kept in zip(acts, payloads, strict=True)
    ]


def _append(links: Sequence[Link], payloads: Sequence[str], by: Any, change: Change | None) -> list[int]:
    """Write the entries and what is changed with them in one statement; return the keys in order."""
    by_id, key = getattr(by, "pk", None), current_key()
    rows = [_row(each, kept, by_id, key) for each, kept in zip(links, payloads, strict=True)]
    updating, values = change or ("", [])
    changing = f"WITH changed AS ({updating}) " if change else ""
    if len(rows) == 1:
        return [made for (made,) in run_prepared(changing + ONE_ENTRY, [*values, *rows[0]])]
    with connection.cursor() as cursor:
        inserting = f"{INTO}{', '.join([ONE] * len(rows))} RETURNING id"
        cursor.execute(changing + inserting, [*values, *(value for row in rows for value in row)])
        return sorted(made for (made,) in cursor.fetchall())


def _row(linked: Link, payload: str, by_id: int | None, key: EntryKey) -> list[Any]:
    said = linked.statement
    return [
        *(said.subject, said.kind, said.move, said.before, said.after, said.basis),
        *(by_id, said.by_name, said.by_role, said.at, said.note),
        *(payload, said.payload_digest, linked.number, linked.previous, linked.hash),
        *(key.key_id, key.mac(linked.hash)),
    ]


def _written(key: int, linked: Link) -> Written:
    said = linked.statement
    chain = (linked.previous, linked.hash)
    return Written(key, said.subject, linked.number, said.move, said.before, said.after, said.at, *chain)


def _key(by: Any) -> str:
    key = getattr(by, "pk", None)
    return "" if key is None else str(key)


def _roles(by: Any, at: datetime) -> str:
    roles_on = getattr(by, "roles_on", None)
    return ", ".join(sorted(roles_on(at.astimezone(get_default_timezone()).date()))) if roles_on else ""
