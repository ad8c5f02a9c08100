"""Writing entries: the next link of a subject's chain. Writers on different subjects never wait for each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from tongban.ground.law import Citation
from tongban.ground.ledger.chain import START, Statement, instant, link, payload_digest, plain

if TYPE_CHECKING:
    from tongban.ground.ledger.models import Entry

SYSTEM_NAME = "系统"
LAST_OF = "SELECT number, hash FROM ledger_last_of(%s)"
"""Waits for the subject's other writers; the database's function reads only then."""
SAID = (
    *("subject", "kind", "move", "before", "after", "basis", "by_name", "by_role", "at", "note"),
    "payload_digest",
)
COLUMNS = (*SAID, "by_id", "payload", "number", "previous", "hash")
INSERT = (
    f"INSERT INTO ledger_entry ({', '.join(COLUMNS)}) "  # noqa: S608  (names from the lines above)
    f"VALUES ({', '.join(['%s'] * len(COLUMNS))}) RETURNING id"
)

Last = tuple[int, str]
"""Number and hash of the last entry of a chain; (0, START) before the first."""
Change = tuple[str, list[Any]]
"""An UPDATE with its values, made in the same statement as the entry."""


def record(
    subject: str,
    move: str,
    *,
    by: Any,
    at: datetime,
    basis: Citation | str,
    before: str = "",
    after: str = "",
    note: str = "",
    payload: Mapping[str, object] | None = None,
) -> "Entry":
    """Record an act that changes no status: a figure edited, a payment posted. ``by`` is None for the system."""
    return write(
        subject,
        "act",
        move,
        by=by,
        at=at,
        basis=basis,
        before=before,
        after=after,
        note=note,
        payload=payload,
    )


@transaction.atomic(savepoint=False)
def write(
    subject: str,
    kind: str,
    move: str,
    *,
    by: Any,
    at: datetime,
    basis: Citation | str,
    before: str,
    after: str,
    note: str,
    payload: Mapping[str, object] | None,
    last: Last | None = None,
    change: Change | None = None,
) -> "Entry":
    """Write the next entry of a subject; whoever writes on the same subject waits until this is committed.

    ``last`` spares the look at the chain to who has locked it by `last_of`; ``change`` is made with the entry.
    """
    kept = plain(payload or {})
    statement = Statement(
        subject=subject,
        kind=kind,
        move=move,
        before=str(before),
        after=str(after),
        basis=str(basis),
        by=_key(by),
        by_name=SYSTEM_NAME if by is None else str(by),
        by_role=_roles(by, at),
        at=at,
        note=note,
        payload_digest=payload_digest(kept),
    )
    instant(at)
    return _append(statement, kept, by, last or last_of(subject), change)


def last_of(subject: str) -> Last:
    """Return the last number and hash of a chain, and keep its other writers waiting until this is committed."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_OF, [subject])
        return read_last(cursor.fetchone() or (None, None))


def read_last(row: Sequence[Any]) -> Last:
    """Return what ``ledger_last_of`` answered."""
    number, last_hash = row
    return (0, START) if number is None else (number, last_hash)


def _append(
    statement: Statement, payload: dict[str, Any], by: Any, last: Last, change: Change | None
) -> "Entry":
    linked = link(statement, last[0] + 1, last[1])
    chain = (getattr(by, "pk", None), Jsonb(payload), linked.number, linked.previous, linked.hash)
    values = [*(getattr(statement, name) for name in SAID), *chain]
    updating, changed = change or ("", [])
    with connection.cursor() as cursor:
        cursor.execute(f"WITH changed AS ({updating}) {INSERT}" if change else INSERT, [*changed, *values])
        (key,) = cursor.fetchone() or (None,)
    entry = apps.get_model("ledger", "Entry")(
        id=key, **{**dict(zip(COLUMNS, values, strict=True)), "payload": payload}
    )
    entry._state.adding = False
    return entry


def _key(by: Any) -> str:
    key = getattr(by, "pk", None)
    return "" if key is None else str(key)


def _roles(by: Any, at: datetime) -> str:
    roles_on = getattr(by, "roles_on", None)
    return ", ".join(sorted(roles_on(timezone.localdate(at)))) if roles_on else ""
