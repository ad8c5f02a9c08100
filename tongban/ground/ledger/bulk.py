"""Whole chains at once: the entries of many matters as lines for COPY, hashed exactly as `chain` does.

What many entries repeat (who, which move, on what basis, a payload) is put into its canonical form once; `entry_hash`
stays the definition and a property test compares the two.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from django.apps import apps

from tongban.ground.ledger.bulk_copy import NULL, copy_rows, escape
from tongban.ground.ledger.chain import START, canonical, instant, payload_digest, plain_json, sm3
from tongban.ground.ledger.entry_writer import SYSTEM_NAME, EntryData
from tongban.ground.ledger.macs import EntryKey, current_key

LOG = logging.getLogger(__name__)
MOST = 8192
"""How many repeated parts of each kind are kept."""
SIMPLE = (str, int, bool, type(None))


class BulkEntry(NamedTuple):
    """An entry to be written: a move or an act, what it says, by whom (None: the system), and when."""

    kind: str
    said: EntryData
    by: Any
    at: datetime


def chain_lines(
    subject: str,
    acts: Iterable[BulkEntry],
    *,
    number: int = 0,
    previous: str = START,
    key: EntryKey | None = None,
) -> list[str]:
    """Return the entries of one subject, chained after its entry ``number``, as lines for ``copy_entries``."""
    found, key = [], key or current_key()
    named, ends = escape(subject), f'","subject":{quoted(subject)}}}'
    for kind, (move, basis, payload, note, before, after), by, at in acts:
        number += 1
        deed, who, kept = _deed(kind, move, basis, before, after), _who(by), _payload(payload)
        moment = instant(at)
        content = (
            f"{deed.starts}{moment}{deed.middle}{who.as_json}{deed.ends}{quoted(note)},"
            f'"number":{number},"payload_digest":"{kept.digest}","previous":"{previous}{ends}'
        )
        digest = sm3(content.encode()).hex()
        found.append(
            f"{named}\t{number}\t{deed.as_fields}\t{who.as_fields}\t{moment}\t{escape(note)}\t"
            f"{kept.as_field}\t{kept.digest}\t{previous}\t{digest}\t{key.key_id}\t{key.mac(digest)}"
        )
        previous = digest
    return found


def copy_entries(lines: Iterable[str]) -> None:
    """Copy the lines of new chains into the ledger; a number taken twice refuses them all."""
    copy_rows(apps.get_model("ledger", "Entry"), lines, keyed=False)
    LOG.info("entries loaded in bulk")


class _Deed(NamedTuple):
    """A move or an act with its statuses and its basis: parts of the canonical form, and fields of a line."""

    starts: str
    middle: str
    ends: str
    as_fields: str


class _Part(NamedTuple):
    """Who acts: a part of the canonical form, and fields of a line."""

    as_json: str
    as_fields: str


class _Payload(NamedTuple):
    """A payload in its canonical form, with its digest."""

    as_field: str
    digest: str


@lru_cache(maxsize=MOST)
def _deed(kind: str, move: str, basis: Any, before: Any, after: Any) -> _Deed:
    kind, move, basis, before, after = map(str, (kind, move, basis, before, after))
    return _Deed(
        f'{{"after":{quoted(after)},"at":"',
        f'","basis":{quoted(basis)},"before":{quoted(before)},',
        f'"kind":{quoted(kind)},"move":{quoted(move)},"note":',
        "\t".join(map(escape, (kind, move, before, after, basis))),
    )


def _who(by: Any) -> _Part:
    return _signed("", SYSTEM_NAME, "") if by is None else _signed(str(by.pk), str(by), by.role)


@lru_cache(maxsize=MOST)
def _signed(key: str, name: str, role: str) -> _Part:
    as_json = f'"by":{quoted(key)},"by_name":{quoted(name)},"by_role":{quoted(role)},'
    return _Part(as_json, "\t".join([key or NULL, escape(name), escape(role)]))


def _payload(said: Mapping[str, Any] | None) -> _Payload:
    """Return a payload as it is kept; one of plain values is made once for all entries that say the same."""
    if not said:
        return NO_PAYLOAD
    values = tuple((name, type(value), value) for name, value in said.items())
    if all(kind in SIMPLE for _, kind, _ in values):
        return _repeated(values)
    return _written(said)


@lru_cache(maxsize=MOST)
def _repeated(values: tuple[tuple[str, type, Any], ...]) -> _Payload:
    return _written({name: value for name, _, value in values})


def _written(said: Mapping[str, Any]) -> _Payload:
    kept = plain_json(said)
    return _Payload(escape(canonical(kept).decode()), payload_digest(kept))


NO_PAYLOAD = _written({})
