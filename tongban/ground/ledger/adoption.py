"""Adopting rows as they stand, and saying so in a signed entry: nothing else makes an unexplained row explained.

After a change of structure tables and columns that were never told are taken over by themselves, and columns that went
are told no more; what was told of the others stays proven across it. Whatever else differs only an administrator adopts,
with a reason; so are entries whose key was lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tongban.ground.ledger import macs
from tongban.ground.ledger.chain_scan import adopted_entries
from tongban.ground.ledger.entry_writer import Written, record
from tongban.ground.ledger.proof_tables import ProvenTable, standing_tables
from tongban.ground.ledger.row_images import ACT, image_of

SUBJECT, ADOPT = "FACTS", "adopt"
BASIS = "online-service-rules:12"
INTO = 'INSERT INTO ledger_row_image (act, "table", row, change, image, is_free) '
TOLD = (
    "SELECT row, ledger_last_image(change::text, image ORDER BY id) AS image FROM ledger_row_image "
    "WHERE \"table\" = '{table}' AND id <> ALL(%(unproven)s::bigint[]) GROUP BY row"
)
STANDS = 'SELECT it.{key}::text AS row, {image} AS image FROM "{table}" AS it'
# the names in these questions come from the models
EVERY_ROW = INTO + "SELECT {act}, '{table}', row, 'I', image, false FROM ({stands}) AS stands"  # noqa: S608
OTHER_COLUMNS = INTO + (  # noqa: S608
    "SELECT {act}, '{table}', row, 'I', (SELECT jsonb_object_agg(key, CASE WHEN told.image ? key THEN told.image -> key "
    "ELSE value END) FROM jsonb_each(stands.image)), false "
    "FROM ({stands}) AS stands JOIN ({told}) AS told USING (row) WHERE NOT ("
    "told.image ?& ARRAY(SELECT jsonb_object_keys(stands.image)) "
    "AND stands.image ?& ARRAY(SELECT jsonb_object_keys(told.image)))"
)
WHAT_DIFFERS = INTO + (  # noqa: S608
    "SELECT {act}, '{table}', row, CASE WHEN stands.image IS NULL THEN 'D' ELSE 'I' END, stands.image, false "
    "FROM ({stands}) AS stands FULL JOIN ({told}) AS told USING (row) WHERE stands.image IS DISTINCT FROM told.image"
)
KEYS = "SELECT key_id, count(*), max(id) FROM ledger_entry GROUP BY key_id ORDER BY max(id)"
NEWEST = "SELECT coalesce((SELECT max(id) FROM ledger_row_image), 0), coalesce((SELECT max(id) FROM ledger_entry), 0)"


@transaction.atomic
def adopt(reason: str, rows: Mapping[str, int], *, by: Any, at: datetime) -> Written:
    """Take everything as it stands, changes that no act explains too; the entry says how many ``rows`` of which table.

    Rows that differ from their images get new ones; where only an act was missing, the images count from now on.
    """
    taken = _took(dict.fromkeys(standing_tables(), WHAT_DIFFERS))
    images, _ = _newest()
    return _say(reason, {"rows": {**taken, **rows}, "images": images}, by, at)


@transaction.atomic
def adopt_structure(unproven: Sequence[int], *, at: datetime) -> Written | None:
    """Take tables and columns that were never told as they stand, and tell no more of columns that went.

    ``unproven`` are the images that no act explains: they count for nothing, so that what they hide is still found.
    """
    told = _told_tables()
    takings = {each: OTHER_COLUMNS if each.table in told else EVERY_ROW for each in standing_tables()}
    taken = _took(takings, unproven)
    return _say("", {"rows": taken}, None, at) if taken else None


def foreign_keys() -> dict[str, int]:
    """Return how many entries there are of each key that is not here and was not given up; "" is those without MAC."""
    here, adopted = macs.known_keys(), adopted_entries()
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        return {
            key: count
            for key, count, last in cursor.fetchall()
            if key not in here and last > adopted.get(key, 0)
        }


@transaction.atomic
def adopt_entries(reason: str, keys: Iterable[str], *, by: Any, at: datetime) -> Written:
    """Take the entries of keys that were lost as they stand: from now on their seals alone prove them."""
    _, entries = _newest()
    return _say(reason, {"keys": sorted(keys), "entries": entries}, by, at)


def _took(takings: dict[ProvenTable, str], unproven: Sequence[int] = ()) -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        for proven, taking in takings.items():
            stands = STANDS.format(table=proven.table, key=f'"{proven.key}"', image=image_of(proven, "it"))
            told = TOLD.format(table=proven.table)
            question = taking.format(act=ACT, table=proven.table, stands=stands, told=told)
            cursor.execute(question, {"unproven": list(unproven)})
            if cursor.rowcount:
                found[proven.table] = cursor.rowcount
    return found


def _told_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute('SELECT DISTINCT "table" FROM ledger_row_image')
        return {table for (table,) in cursor.fetchall()}


def _newest() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        images, entries = cursor.fetchone()
    return images, entries


def _say(reason: str, payload: dict[str, Any], by: Any, at: datetime) -> Written:
    return record(SUBJECT, ADOPT, by=by, at=at, basis=BASIS, note=reason, payload=payload)
