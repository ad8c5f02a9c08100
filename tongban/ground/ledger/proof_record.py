"""What was proven, and up to where: a note beside the keys with a MAC, from which the next verification goes on.

It lies outside the database, so that who changes the database cannot also move the place from which on is looked.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hmac import compare_digest
from typing import Any

from django.db import connection

from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.ledger.keys import folder
from tongban.ground.ledger.macs import current_key, known_keys

NAME = "proven.json"
DATABASE = "SELECT system_identifier::text || '-' || current_database() FROM pg_control_system()"
STATE = f"""
SELECT ({DATABASE}),
    coalesce((SELECT max(id) FROM ledger_entry), 0), (SELECT count(*) FROM ledger_entry),
    coalesce((SELECT max(id) FROM ledger_row_image), 0), coalesce((SELECT max(number) FROM ledger_seal), 0),
    coalesce((SELECT max(number) FROM ledger_entry WHERE subject = 'FACTS'), 0),
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint
"""  # noqa: S608  (no value from outside)


@dataclass(frozen=True)
class ProofState:
    """Up to where everything was proven: newest entry, image, seal and mark, rows of each table, transactions ended."""

    database: str
    entry: int
    entries: int
    image: int
    seal: int
    mark: int
    ended: int
    rows: dict[str, int]


def current_state(rows: Mapping[str, int]) -> ProofState:
    """Return where the database stands, as this transaction sees it; the rows of each table were counted."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        database, entry, entries, image, seal, mark, ended = cursor.fetchone()
    return ProofState(database, entry, entries, image, seal, mark, ended, dict(rows))


def save_state(proven: ProofState) -> None:
    """Note what was proven."""
    said = asdict(proven)
    key = current_key()
    note = {"proven": said, "key_id": key.key_id, "mac": key.mac(_digest(said))}
    unfinished = folder() / f".{NAME}"
    unfinished.write_text(json.dumps(note))
    unfinished.chmod(0o600)
    unfinished.rename(folder() / NAME)


def load_state() -> ProofState | None:
    """Return what was proven last; None where nothing was, or where the note is not ours or of another database."""
    path = folder() / NAME
    if not path.exists():
        return None
    note: dict[str, Any] = json.loads(path.read_text())
    key = known_keys().get(note["key_id"])
    if key is None or not compare_digest(key.mac(_digest(note["proven"])), note["mac"]):
        return None
    found = ProofState(**note["proven"])
    with connection.cursor() as cursor:
        cursor.execute(DATABASE)
        (database,) = cursor.fetchone()
    return found if found.database == database else None


def _digest(said: dict[str, Any]) -> str:
    return sm3(canonical(said)).hex()
