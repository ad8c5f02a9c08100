"""Whole chains at once: the entries of many matters as lines for COPY, hashed exactly as `chain` does.

What a chain repeats (who, which move, on what basis) is put into its canonical form once; `entry_hash` stays the
definition and a property test compares the two.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from tongban.ground.ledger.bulk_copy import NULL, copy_rows, escape
from tongban.ground.ledger.chain import START, canonical, instant, payload_digest, plain_json, sm3
from tongban.ground.ledger.entry_writer import SYSTEM_NAME
from tongban.ground.ledger.macs import current_key

LOG = logging.getLogger(__name__)

COLUMNS = (
    *("subject", "kind", "move", "before", "after", "basis", "by_id", "by_name", "by_role", "at", "note"),
    *("payload", "payload_digest", "number", "previous", "hash", "key_id", "mac"),
)


class Actor:
    """Who acts, under the name and the roles of that time; without a key it is the system."""

    __slots__ = ("as_fields", "as_json", "key", "name", "roles")

    def __init__(self, key: int | None, name: str, roles: Iterable[str]) -> None:
        self.key, self.name, self.roles = key, name, tuple(sorted(roles))
        by, role = "" if key is None else str(key), ", ".join(self.roles)
        self.as_json = f'"by":{quoted(by)},"by_name":{quoted(name)},"by_role":{quoted(role)},'
        self.as_fields = "\t".join([by or NULL, escape(name), escape(role)])


SYSTEM_ACTOR = Actor(None, SYSTEM_NAME, ())


class EntryTemplate:
    """What many entries share: a move with its statuses or an act, and its basis."""

    __slots__ = ("as_fields", "ends", "middle", "move", "starts")

    def __init__(self, kind: str, move: str, basis: object, before: str = "", after: str = "") -> None:
        self.move = move
        self.starts = f'{{"after":{quoted(after)},"at":"'
        self.middle = f'","basis":{quoted(str(basis))},"before":{quoted(before)},'
        self.ends = f'"kind":{quoted(kind)},"move":{quoted(move)},"note":'
        self.as_fields = "\t".join(map(escape, (kind, move, before, after, str(basis))))


class Payload:
    """A payload in its canonical form, with its digest."""

    __slots__ = ("as_field", "digest")

    def __init__(self, payload: Mapping[str, Any] | None = None) -> None:
        kept = plain_json(payload or {})
        self.as_field = escape(canonical(kept).decode())
        self.digest = payload_digest(kept)


NO_PAYLOAD = Payload()


class BulkEntry(NamedTuple):
    """An entry to be written: what was done, by whom, when, and its payload."""

    deed: EntryTemplate
    by: Actor
    at: datetime
    note: str = ""
    said: Payload = NO_PAYLOAD


def chain_lines(
    subject: str, acts: Iterable[BulkEntry], *, number: int = 0, previous: str = START
) -> list[str]:
    """Return the entries of one subject, chained after its entry ``number``, as lines of COLUMNS."""
    found, key = [], current_key()
    named, ends = escape(subject), f'","subject":{quoted(subject)}}}'
    for deed, by, at, note, said in acts:
        number += 1
        moment = instant(at)
        content = (
            f"{deed.starts}{moment}{deed.middle}{by.as_json}{deed.ends}{quoted(note)},"
            f'"number":{number},"payload_digest":"{said.digest}","previous":"{previous}{ends}'
        )
        digest = sm3(content.encode()).hex()
        found.append(
            f"{named}\t{deed.as_fields}\t{by.as_fields}\t{moment}\t{escape(note)}\t{said.as_field}\t"
            f"{said.digest}\t{number}\t{previous}\t{digest}\t{key.key_id}\t{key.mac(digest)}"
        )
        previous = digest
    return found


def copy_entries(lines: Iterable[str]) -> None:
    """Copy the lines of new chains into the ledger; a number taken twice refuses them all."""
    copy_rows("ledger_entry", COLUMNS, lines)
    LOG.info("entries loaded in bulk")
