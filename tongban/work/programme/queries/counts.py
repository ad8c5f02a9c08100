"""How many likes and viewers a programme has: the sums over what the live servers appended."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from tongban.work.programme.models import Programme

SLOT_SECONDS = 5
"""Viewers are told for so many seconds; a live server that has said nothing for two slots has none."""

LIKES = """
SELECT question.id, coalesce(sum(batch.count), 0)::bigint FROM programme_question AS question
LEFT JOIN programme_likebatch AS batch ON batch.question_id = question.id
WHERE question.programme_id = %s GROUP BY question.id
"""
PRESENT = """
SELECT coalesce(sum(present), 0)::bigint FROM (
    SELECT DISTINCT ON (server) present FROM programme_presence
    WHERE programme_id = %s AND at > %s - make_interval(secs => %s) ORDER BY server, at DESC) AS newest
"""
PEAK = """
SELECT coalesce(max(present), 0)::bigint FROM (
    SELECT sum(present) AS present FROM (
        SELECT DISTINCT ON (slot, server) floor(extract(epoch FROM at) / %s) AS slot, present
        FROM programme_presence WHERE programme_id = %s ORDER BY slot, server, at DESC) AS newest
    GROUP BY slot) AS slots
"""


class Totals(NamedTuple):
    """What a programme's page has counted."""

    likes: int
    viewers_peak: int
    viewers_total: int


def likes_of(programme: Programme) -> dict[int, int]:
    """Return the likes of each question of a programme, by its key."""
    return dict(_rows(LIKES, programme.pk))


def viewers_of(programme: Programme, *, at: datetime) -> int:
    """Return how many watch now, at all live servers together."""
    ((present,),) = _rows(PRESENT, programme.pk, at, 2 * SLOT_SECONDS)
    return int(present)


def totals_of(programme: Programme) -> Totals:
    """Add up what a programme's page has counted."""
    ((peak,),) = _rows(PEAK, SLOT_SECONDS, programme.pk)
    ((total,),) = _rows("SELECT count(*) FROM programme_visitor WHERE programme_id = %s", programme.pk)
    return Totals(sum(likes_of(programme).values()), int(peak), int(total))


def _rows(query: str, *values: int | datetime) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
