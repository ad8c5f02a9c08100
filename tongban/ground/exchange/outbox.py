"""The outbox: an act puts in what is to leave the house, in its own transaction; rooms say how each kind is sent.

A room's ``senders.py`` holds a function for each kind, marked ``@sender``, and is found by app. What an act puts in
is gone when the act is rolled back, and is sent after its commit by `deliver_due`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from tongban.ground.exchange.delivery import deliver_due
from tongban.ground.exchange.kinds import Rejected, Sender, sender, senders
from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger.chain import plain_json
from tongban.ground.ledger.new_rows import insert_once

__all__ = ["Outgoing", "Rejected", "Sender", "deliver_due", "letter", "put", "put_all", "sender", "senders"]


def put(
    kind: str, payload: Mapping[str, object], *, at: datetime, subject: str = "", key: str = ""
) -> Outgoing:
    """Put something in, in the act's transaction; with a key of one's own it is put in once, however often asked."""
    row = letter(kind, payload, at=at, subject=subject, key=key)
    insert_once(row, ("kind", "key"))
    return row


def letter(
    kind: str, payload: Mapping[str, object], *, at: datetime, subject: str = "", key: str = ""
) -> Outgoing:
    """Return something to be put in together with others by `put_all`."""
    if kind not in senders():
        raise ValueError(f"no senders.py of any room sends the kind {kind!r}")
    return Outgoing(
        kind=kind, key=key or uuid4().hex, subject=subject, payload=plain_json(payload), put_at=at, due_at=at
    )


def put_all(rows: Sequence[Outgoing]) -> list[Outgoing]:
    """Put several in with one statement; what was put in under the same kind and key before stays as it is."""
    once = {(row.kind, row.key): row for row in reversed(rows)}
    Outgoing.objects.bulk_create(
        list(reversed(once.values())),
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["key"],
    )
    return [once[row.kind, row.key] for row in rows]
