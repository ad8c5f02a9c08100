"""Writes entries, the next links of a subject's chain. Writers on different subjects never wait for each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from tongban.ground.law import Citation
from tongban.ground.ledger.chain import Link, Statement, instant, link_all, payload_digest, plain_json
from tongban.ground.ledger.macs import current_key
from tongban.ground.ledger.matter_lock import (
    Change,
    Last,
    build_update,
    chain_end,
    parse_chain_end,
    set_chain_end,
)

if TYPE_CHECKING:
    from tongban.ground.ledger.models import Entry

SYSTEM_NAME = "系统"
LAST_OF = "SELECT number, hash FROM ledger_last_of(%s)"
"""Waits for the subject's other writers; the database's function reads only then."""
STATEMENT_FIELDS = (
    *("subject", "kind", "move", "before", "after", "basis", "by_name", "by_role", "at", "note"),
    "payload_digest",
)
COLUMNS = (*STATEMENT_FIELDS, "by_id", "payload", "number", "previous", "hash", "key_id", "mac")
INTO = f"INSERT INTO ledger_entry ({', '.join(COLUMNS)}) VALUES "  # noqa: S608  (names from the lines above)
ONE = f"({', '.join(['%s'] * len(COLUMNS))})"


class EntryData(NamedTuple):
    """The content of one of several entries about a matter."""

    move: str
    basis: Citation | str
    payload: Mapping[str, object] | None = None
    note: str = ""
    before: str = ""
    after: str = ""


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
) -> "Entry":
    """Record an act that changes no status: a figure edited, a payment posted. ``by`` is None for the system.

    The subject is its text, or a locked matter; only a matter's facts can be saved along.
    """
    said = EntryData(move, basis, payload, note, before, after)
    (entry,) = record_all(subject, [said], by=by, at=at, facts=facts)
    return entry


def record_all(
    subject: Any,
    acts: Sequence[EntryData],
    *,
    by: Any,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> list["Entry"]:
    """Record several acts of one person at one moment, in one statement."""
    for field, value in (facts or {}).items():
        setattr(subject, field, value)
    change = build_update(subject, tuple(facts)) if facts else None
    return write(subject, "act", acts, by=by, at=at, change=change)


@transaction.atomic(savepoint=False)
def write(
    subject: Any, kind: str, acts: Sequence[EntryData], *, by: Any, at: datetime, change: Change | None = None
) -> list["Entry"]:
    """Write the next entries of a subject; whoever writes on the same subject waits until this is committed.

    The chain of a locked matter needs no query; ``change`` is made in the statement that writes the entries.
    """
    if not acts:
        return []
    name = subject if isinstance(subject, str) else subject.reference
    instant(at)
    payloads = [plain_json(said.payload or {}) for said in acts]
    held = chain_end(subject)
    number, previous = held or lock_chain(name)
    said = _statements(name, kind, acts, payloads, by, at)
    links = list(link_all(said, number=number, previous=previous))
    entries = _append(links, payloads, by, change)
    if held:
        set_chain_end(subject, (links[-1].number, links[-1].hash))
    return entries


def lock_chain(subject: str) -> Last:
    """Return the last number and hash of a chain, and keep its other writers waiting until this is committed."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_OF, [subject])
        return parse_chain_end(cursor.fetchone() or (None, None))


def _statements(
    subject: str, kind: str, acts: Sequence[EntryData], payloads: Sequence[Any], by: Any, at: datetime
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
            payload_digest(kept),
        )
        for said, kept in zip(acts, payloads, strict=True)
    ]


def _append(links: Sequence[Link], payloads: Sequence[Any], by: Any, change: Change | None) -> list["Entry"]:
    rows = [_row(each, kept, by) for each, kept in zip(links, payloads, strict=True)]
    updating, changed = change or ("", [])
    inserting = f"{INTO}{', '.join([ONE] * len(rows))} RETURNING id"
    values = [*changed, *(value for row in rows for value in row)]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH changed AS ({updating}) {inserting}" if change else inserting, values)
        keys = sorted(key for (key,) in cursor.fetchall())
    return [_entry(key, row, kept) for key, row, kept in zip(keys, rows, payloads, strict=True)]


def _row(linked: Link, payload: Any, by: Any) -> list[Any]:
    chain = (getattr(by, "pk", None), Jsonb(payload), linked.number, linked.previous, linked.hash)
    key = current_key()
    return [
        *(getattr(linked.statement, name) for name in STATEMENT_FIELDS),
        *chain,
        key.key_id,
        key.mac(linked.hash),
    ]


def _entry(key: int, row: Sequence[Any], payload: Any) -> "Entry":
    values = {**dict(zip(COLUMNS, row, strict=True)), "payload": payload}
    entry: Entry = apps.get_model("ledger", "Entry")(id=key, **values)
    entry._state.adding = False
    return entry


def _key(by: Any) -> str:
    key = getattr(by, "pk", None)
    return "" if key is None else str(key)


def _roles(by: Any, at: datetime) -> str:
    roles_on = getattr(by, "roles_on", None)
    return ", ".join(sorted(roles_on(timezone.localdate(at)))) if roles_on else ""
