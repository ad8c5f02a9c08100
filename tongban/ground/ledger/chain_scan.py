"""Reading every chain at full speed: each entry is hashed anew as the database copies it out, and only subjects in
which something does not fit are looked at closely (`chain_check`)."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest
from itertools import pairwise
from json.encoder import encode_basestring as quoted

from django.db import connection

from tongban.ground.ledger.bulk_copy import unescape
from tongban.ground.ledger.chain import START, payload_digest, sm3
from tongban.ground.ledger.chain_check import follows, is_backwards
from tongban.ground.ledger.macs import known_keys

WHEN = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""
SELECT = f"""
SELECT subject, number, kind, move, before, after, basis, coalesce(by_id::text, ''), by_name, by_role, {WHEN}, note,
  payload, payload_digest, previous, hash, key_id, mac, id
FROM ledger_entry
"""  # noqa: S608  (no value from outside)
REMEMBERED, SHORT = 20_000, 200
"""How many payloads' digests are remembered, and up to which length: most entries say what others say."""
MOST = 10_000
"""After so many faulty subjects a scan stops."""

WITHOUT_MAC = ""
ADOPTIONS = (
    "SELECT payload::text, key_id, mac, hash FROM ledger_entry "
    "WHERE subject = 'FACTS' AND move = 'adopt' AND payload ? 'entries'"
)
Range = tuple[str | None, str | None]
"""The subjects from the first on, up to before the second; None is open."""
WHOLE: Range = (None, None)


@dataclass
class Scan:
    """What was read: entries, chains, and the subjects whose chains do not fit."""

    entries: int = 0
    chains: int = 0
    faulty: list[str] = field(default_factory=list)


def scan(
    within: Range = WHOLE,
    *,
    subjects: list[str] | None = None,
    each: int = 2000,
    progress: Callable[[int], None] | None = None,
) -> Scan:
    """Hash the entries of a range of subjects, or of these, anew and compare."""
    found, digests, macs = Scan(), Digests(), Macs()
    subject, number, last, status, at = None, 0, START, None, ""
    for row in _rows(within, subjects):
        found.entries += 1
        if row[0] != subject:
            subject, number, last, status, at = row[0], 0, START, None, ""
            found.chains += 1
        number += 1
        in_time = (
            row[10] >= at
            or not row[17]
            or not is_backwards(datetime.fromisoformat(at), datetime.fromisoformat(row[10]))
        )
        is_next = in_time and (row[2] != "move" or row[4] == status or follows(row[4], status))
        fits = is_next and macs.fit(row[15], *row[16:]) and _fits(row, number, last, digests)
        if not fits and unescape(subject) not in found.faulty[-1:]:
            found.faulty.append(unescape(subject))
            if len(found.faulty) >= MOST:
                break
        number, last, at = int(row[1]), row[15], row[10]
        status = row[5] if row[2] == "move" else status
        if progress and found.entries % each == 0:
            progress(found.entries)
    return found


def ranges(count: int) -> list[Range]:
    """Return about so many ranges of subjects with about equally many entries."""
    shares = [step / count for step in range(1, count)]
    sample = "SELECT subject FROM ledger_entry TABLESAMPLE SYSTEM (2) REPEATABLE (1)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT percentile_disc(%s::float[]) WITHIN GROUP (ORDER BY subject) FROM ({sample}) AS sampled",  # noqa: S608
            [shares],
        )
        (marks,) = cursor.fetchone()
    bounds = [None, *dict.fromkeys(marks or ()), None]
    return list(pairwise(bounds))


class Digests:
    """Digests of payloads as the database tells them; those of short ones are remembered."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of(self, told: str) -> str:
        """Return the digest of a payload."""
        found = self.known.get(told)
        if found is None:
            found = payload_digest(json.loads(unescape(told)))
            if len(told) < SHORT and len(self.known) < REMEMBERED:
                self.known[told] = found
        return found


class Macs:
    """Whether entries carry the MAC of a key of this installation; those from before MACs, and those of a key that was
    lost and given up, stand under their seals alone."""

    def __init__(self) -> None:
        self.keys, self.adopted = known_keys(), adopted_entries()

    def fit(self, entry_hash: str, key_id: str, mac: str, entry_id: int | str) -> bool:
        """Return whether an entry was written by this installation."""
        key = self.keys.get(key_id)
        if key is None:
            return bool(key_id or not mac) and int(entry_id) <= self.adopted.get(key_id, 0)
        return compare_digest(key.mac(entry_hash), mac)


def adopted_entries() -> dict[str, int]:
    """Return up to which id entries of a key that is not here count, as signed adoptions say; "" is those without MAC."""
    with connection.cursor() as cursor:
        cursor.execute(ADOPTIONS)
        rows = cursor.fetchall()
    keys, found = known_keys(), dict[str, int]()
    for payload, key_id, mac, entry_hash in rows:
        said, key = json.loads(payload), keys.get(key_id)
        if key and compare_digest(key.mac(entry_hash), mac):
            for name in said.get("keys", [WITHOUT_MAC]):
                found[name] = max(found.get(name, 0), int(said["entries"]))
    return found


def _rows(within: Range, subjects: list[str] | None) -> Iterator[list[str]]:
    low, high = within
    conditions = [("subject >= %s", low), ("subject < %s", high), ("subject = ANY(%s)", subjects)]
    asked = [(condition, value) for condition, value in conditions if value is not None]
    where = f" WHERE {' AND '.join(condition for condition, _ in asked)}" if asked else ""
    question = f"COPY ({SELECT}{where} ORDER BY subject, number) TO STDOUT"
    with connection.cursor() as cursor:
        # composed here: the cursor of TONGBAN_DEBUG takes no values with a copy
        composed = connection.ops.compose_sql(question, [value for _, value in asked])  # type: ignore[attr-defined]
        with cursor.copy(composed) as copy:
            for told in copy:
                yield bytes(told).decode()[:-1].split("\t")


def _fits(row: list[str], number: int, last: str, digests: Digests) -> bool:
    """Return whether an entry is the next one and says what its hash says."""
    if row[1] != str(number) or row[14] != last or digests.of(row[12]) != row[13]:
        return False
    if any("\\" in text for text in row):
        row = [unescape(text) for text in row]
    (
        subject,
        _number,
        kind,
        move,
        before,
        after,
        basis,
        by,
        name,
        role,
        at,
        note,
        _payload,
        digest,
        previous,
        kept,
        *_written,
    ) = row
    content = (
        f'{{"after":{quoted(after)},"at":"{at}","basis":{quoted(basis)},"before":{quoted(before)},'
        f'"by":{quoted(by)},"by_name":{quoted(name)},"by_role":{quoted(role)},"kind":{quoted(kind)},'
        f'"move":{quoted(move)},"note":{quoted(note)},"number":{number},"payload_digest":{quoted(digest)},'
        f'"previous":{quoted(previous)},"subject":{quoted(subject)}}}'
    )
    return sm3(content.encode()).hex() == kept
