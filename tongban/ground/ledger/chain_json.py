"""A chain that left the house as JSON: whether every entry still says what its hash covers. No database."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tongban.ground.ledger.chain import START, Statement, entry_hash, payload_digest

STATEMENT_FIELDS = (
    "kind",
    "move",
    "before",
    "after",
    "basis",
    "by",
    "by_name",
    "by_role",
    "note",
    "payload_digest",
)


def chain_faults(content: bytes) -> list[str]:
    """Return what is wrong with a chain, in plain words."""
    try:
        told = json.loads(content)
        return list(_faults(str(told["subject"]), told["entries"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return [f"台账链无法读取：{error}"]


def _faults(subject: str, entries: list[dict[str, Any]]) -> Iterator[str]:
    previous = START
    for number, entry in enumerate(entries, start=1):
        said = {name: str(entry[name]) for name in STATEMENT_FIELDS}
        statement = Statement(subject=subject, at=datetime.fromisoformat(entry["at"]), **said)
        if entry["number"] != number or entry["previous"] != previous:
            yield f"台账第 {number} 条不与上一条相接"
        if payload_digest(entry["payload"]) != entry["payload_digest"]:
            yield f"台账第 {number} 条的内容已被改动"
        if entry_hash(statement, number, previous) != entry["hash"]:
            yield f"台账第 {number} 条与其哈希不符"
        previous = entry["hash"]
    if not entries:
        yield "台账链为空"
