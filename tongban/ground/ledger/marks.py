"""Marks: signed entries that fix the images written since the last mark, so that none can be changed, added or lost.

Marks are made by each sealing, before the seal, which covers them, and after it for what was committed meanwhile: so
every image of a sealed act is marked. A mark names the ranges of images, a digest over them, and the newest seal before:
an image that is marked later cannot lean on an entry that was sealed before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from tongban.ground.ledger.adoption import BASIS, SUBJECT
from tongban.ground.ledger.chain import sm3
from tongban.ground.ledger.entry_writer import record
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.seals import Range, gaps, read_ranges

MARK = "mark"
WATCHED = timedelta(days=1)
MOST = 500_000
"""How many images one mark covers: marks are checked side by side."""
ISLANDS = """
SELECT min(id), max(id) FROM (
    SELECT id, id - row_number() OVER (ORDER BY id) AS island FROM (
        SELECT image.id FROM unnest(%s::bigint[], %s::bigint[]) AS open (low, high)
        JOIN ledger_row_image AS image ON image.id BETWEEN open.low AND open.high
    ) AS unmarked ORDER BY id LIMIT %s
) AS numbered GROUP BY island ORDER BY 1
"""
DIGESTS = """
SELECT count(*), sha256(string_agg(digest, '' ORDER BY id)) FROM (
    SELECT image.id, sha256(convert_to(concat_ws('|',
        image.id, act, "table", row, change, is_free::int, coalesce(image.image::text, '')), 'UTF8')) AS digest
    FROM unnest(%s::bigint[], %s::bigint[]) AS marked (low, high)
    JOIN ledger_row_image AS image ON image.id BETWEEN marked.low AND marked.high
    OFFSET 0
) AS digests GROUP BY id / 20000 ORDER BY id / 20000
"""
"""Each image is digested before they are put in order (OFFSET keeps it so): whole images would be sorted on disk."""
NO_END = 2**62


@dataclass(frozen=True)
class Mark:
    """What a mark says: which images, the digest over them, and the newest seal before the sealing it belongs to."""

    number: int
    at: datetime
    ranges: tuple[Range, ...]
    count: int
    root: str
    seal: int


def mark(*, at: datetime, seal: int) -> int:
    """Mark the images that no mark covers yet, within the transaction that seals; return how many they were."""
    total = 0
    while ranges := _unmarked(at):
        count, root = root_of(ranges)
        said = {"images": [list(each) for each in ranges], "count": count, "root": root, "seal": seal}
        record(SUBJECT, MARK, by=None, at=at, basis=BASIS, payload=said)
        total += count
    return total


def marks(*, since: datetime | None = None) -> list[Mark]:
    """Return the marks in order; with ``since`` those made from then on and the last one before."""
    rows = Entry.objects.filter(subject=SUBJECT, move=MARK).order_by("number")
    if since is not None:
        before = rows.filter(at__lt=since).order_by("-number").values_list("number", flat=True).first()
        rows = rows.filter(number__gte=before or 0)
    return [_read(*row) for row in rows.values_list("number", "at", "payload")]


def _read(number: int, at: datetime, said: dict[str, Any]) -> Mark:
    ranges = tuple(read_ranges(said.get("images")))
    return Mark(
        number, at, ranges, int(said.get("count", 0)), str(said.get("root", "")), int(said.get("seal", 0))
    )


def root_of(ranges: Sequence[Range]) -> tuple[int, str]:
    """Return how many images lie in these ranges, and the digest over all that they say."""
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    with connection.cursor() as cursor:
        cursor.execute(DIGESTS, [lows, highs])
        rows = cursor.fetchall()
    return sum(count for count, _ in rows), sm3(b"".join(bytes(digest) for _, digest in rows)).hex()


def unmarked_ranges(known: Sequence[Mark], at: datetime | None) -> list[Range]:
    """Return the ranges of ids that may hold images no mark covers; with ``at`` only gaps that may still fill."""
    old = [each for each in known if at is not None and each.at < at - WATCHED]
    after = max((high for each in old for _, high in each.ranges), default=0)
    covered: Iterator[Range] = (covered for each in known for covered in each.ranges if covered[1] > after)
    return [*gaps([*covered, (NO_END, NO_END)], after=after)]


def _unmarked(at: datetime) -> list[Range]:
    ranges = unmarked_ranges(marks(since=at - WATCHED), at)
    with connection.cursor() as cursor:
        cursor.execute(ISLANDS, [[low for low, _ in ranges], [high for _, high in ranges], MOST])
        return [(low, high) for low, high in cursor.fetchall()]
