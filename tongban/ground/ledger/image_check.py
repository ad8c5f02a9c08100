"""Proving rows: each equals what signed acts left of it, and every image of a row stands beside a signed entry."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models

from tongban.ground.ledger.adoption import ADOPT, SUBJECT
from tongban.ground.ledger.marks import Mark, marks, root_of, unmarked_ranges
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.ledger.proof_tables import ProvenTable, proven_tables
from tongban.ground.ledger.row_images import image_of
from tongban.ground.ledger.seals import Range, read_ranges

MOST = 10_000
"""How many rows of a table are named."""
LEANING = """
SELECT DISTINCT image.act FROM unnest(%s::bigint[], %s::bigint[]) AS asked (low, high)
JOIN ledger_row_image AS image ON image.id BETWEEN asked.low AND asked.high
WHERE NOT image.is_free AND image.id > %s
AND NOT EXISTS (SELECT FROM ledger_entry WHERE ledger_entry.act = image.act AND ledger_entry.id > %s)
"""
OF_ACTS = """
SELECT image.id, "table", row FROM unnest(%s::bigint[], %s::bigint[]) AS asked (low, high)
JOIN ledger_row_image AS image ON image.id BETWEEN asked.low AND asked.high
WHERE image.act = ANY(%s) AND NOT image.is_free AND image.id > %s ORDER BY image.id LIMIT %s
"""
TOLD = """
WITH stands AS (SELECT it.{key}::text AS row, {image} AS image FROM "{table}" AS it {where_it}),
suspects AS MATERIALIZED (
    SELECT row, stands.image FROM stands
    FULL JOIN (SELECT row, image FROM ledger_row_image WHERE "table" = %(table)s AND change = 'I' {where}) AS told USING (row)
    WHERE stands.image IS DISTINCT FROM told.image OR row = ANY(%(rows)s)
),
told AS (
    SELECT row, ledger_last_image(change::text, image.image ORDER BY image.id) AS image
    FROM ledger_row_image AS image JOIN (SELECT DISTINCT row FROM suspects) AS suspected USING (row)
    WHERE "table" = %(table)s AND image.id <> ALL(%(unsigned)s) GROUP BY row
)
SELECT DISTINCT suspects.row, told.image::text, suspects.image::text
FROM suspects LEFT JOIN told USING (row)
WHERE told.image IS DISTINCT FROM suspects.image LIMIT %(most)s
"""
SHOWN = 200
LABELS = ("reference", "number", "code", "name", "username", "matter")


class Unsigned:
    """Images that stand beside no signed entry: their ids, and the rows they are about by table."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.rows: dict[str, set[str]] = {}

    def add(self, found: Iterable[tuple[int, str, str]]) -> None:
        """Add images, each told by its id, table and row."""
        for image, table, row in found:
            self.ids.append(image)
            self.rows.setdefault(table, set()).add(row)


def unsigned(marks: Sequence[Mark], *, after: int = 0) -> Unsigned:
    """Return the images without a signed act: of the marks with a higher number, and in no mark at all."""
    found, floor = Unsigned(), adopted_images()
    for each in (mark for mark in marks if mark.number > after):
        found.add(_leaning(each.ranges, each.seal, floor))
    last = Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0
    found.add(_leaning(unmarked_ranges(marks, None), last, floor))
    return found


def adopted_images() -> int:
    """Return the id up to which an administrator took all images as they stand."""
    said = Entry.objects.filter(subject=SUBJECT, move=ADOPT).values_list("payload", flat=True)
    return max((int(payload.get("images", 0)) for payload in said), default=0)


def mark_problems(mark: Mark) -> Iterator[LedgerProblem]:
    """Return whether the images that a mark covers still say what they said."""
    count, root = root_of(mark.ranges)
    if (count, root) != (mark.count, mark.root):
        expected, present = f"{mark.count} · {mark.root}", f"{count} · {root}"
        yield LedgerProblem(ProblemKind.IMAGES, SUBJECT, mark.number, expected, present)


def row_problems(
    proven: ProvenTable, found: Unsigned, rows: Sequence[str] | None = None
) -> Iterator[LedgerProblem]:
    """Return the rows of a table that differ from what acts left of them, or that were changed past any act."""
    by_hand = found.rows.get(proven.table, set())
    named = set()
    for row, told, stands in _differing(proven, by_hand, found.ids, rows):
        named.add(row)
        yield _differs(proven.table, row, _read(told), _read(stands))
    for row in sorted(by_hand - named):
        if rows is None or row in rows:
            yield LedgerProblem(ProblemKind.BY_HAND, f"{_title(proven.table)} {row}", 0)


def former_problems(found: Unsigned) -> Iterator[LedgerProblem]:
    """Return the rows that were changed past any act in tables that are proven no more, under their former name."""
    for table in sorted(found.rows.keys() - proven_tables().keys()):
        for row in sorted(found.rows[table]):
            yield LedgerProblem(ProblemKind.BY_HAND, f"{table} {row}", 0)


def unexplained_rows() -> dict[str, list[LedgerProblem]]:
    """Return by table the rows that no act explains."""
    pending = unsigned(marks())
    found = {name: list(row_problems(table, pending)) for name, table in proven_tables().items()}
    return {name: problems for name, problems in found.items() if problems}


def rows_of(proven: ProvenTable) -> int:
    """Return how many rows a table has."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{proven.table}"')  # noqa: S608  (a name from the models)
        (count,) = cursor.fetchone()
    return int(count)


def _differing(
    proven: ProvenTable, by_hand: set[str], ids: Sequence[int], rows: Sequence[str] | None
) -> list[tuple[str, str | None, str | None]]:
    question = TOLD.format(
        table=proven.table,
        key=f'"{proven.key}"',
        image=image_of(proven, "it"),
        where_it=f'WHERE it."{proven.key}" = ANY(%(keys)s)' if rows is not None else "",
        where="AND row = ANY(%(asked)s)" if rows is not None else "",
    )
    values: dict[str, Any] = {
        "table": proven.table,
        "rows": sorted(by_hand),
        "unsigned": list(ids),
        "most": MOST,
    }
    if rows is not None:
        values |= {"asked": list(rows), "keys": [_key(row) for row in rows]}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        cursor.execute(question, values)
        return cursor.fetchall()


def _key(row: str) -> Any:
    return int(row) if row.isdecimal() and len(row) < 19 else row


def _leaning(ranges: Sequence[Range], seal: int, floor: int) -> list[tuple[int, str, str]]:
    """Return the images in these ranges whose act has no entry, or only one that this seal or an earlier one covers."""
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    limit = Seal.objects.filter(number=seal).values_list("last_id", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(LEANING, [lows, highs, floor, limit])
        acts = [act for (act,) in cursor.fetchall()]
        late = _late_acts(acts, seal) if acts and limit else set()
        acts = [act for act in acts if act not in late]
        if not acts:
            return []
        cursor.execute(OF_ACTS, [lows, highs, acts, floor, MOST])
        return cursor.fetchall()


def _late_acts(acts: Sequence[int], seal: int) -> set[int]:
    """Return the acts with an entry that was committed late: below the seal's last id, and in no seal up to it."""
    asked = list(Entry.objects.filter(act__in=acts).values_list("act", "id"))
    if not asked:
        return set()
    covered = [
        each
        for ranges in Seal.objects.filter(number__lte=seal).values_list("ranges", flat=True).iterator()
        for each in read_ranges(ranges)
    ]
    return {act for act, entry in asked if not any(low <= entry <= high for low, high in covered)}


def _differs(
    table: str, row: str, told: dict[str, Any] | None, stands: dict[str, Any] | None
) -> LedgerProblem:
    named = next(
        (str(either[name]) for either in (told or {}, stands or {}) for name in LABELS if either.get(name)),
        "",
    )
    subject = f"{_title(table)} {named} ({table} {row})" if named else f"{_title(table)} ({table} {row})"
    if stands is None:
        return LedgerProblem(ProblemKind.ROW_GONE, subject, 0, _shown(told or {}), "")
    if told is None:
        return LedgerProblem(ProblemKind.ROW_CAME, subject, 0, "", _shown(stands))
    names = [name for name in stands if stands[name] != told.get(name, ...)]
    return LedgerProblem(
        ProblemKind.FACT,
        subject,
        0,
        _shown({name: told.get(name) for name in names}),
        _shown({name: stands[name] for name in names}),
    )


def _shown(values: dict[str, Any]) -> str:
    words = ", ".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)[:SHOWN]}" for name, value in values.items()
    )
    return words[: 4 * SHOWN]


def _read(image: str | None) -> dict[str, Any] | None:
    return None if image is None else json.loads(image)


def _title(table: str) -> str:
    model: type[models.Model] | None = next(
        (each for each in apps.get_models(include_auto_created=True) if each._meta.db_table == table), None
    )
    return str(model._meta.verbose_name) if model else table
