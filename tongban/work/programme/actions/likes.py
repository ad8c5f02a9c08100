"""Likes and viewers: appended in batches, and never counted under a row's lock.

A like is known by its question and its visitor's digest. That key is what makes it count once, however often it is
sent and whichever server writes it: so a batch may be written again whenever it is not known whether it was kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from tongban.ground.exchange.live_topics import announce_change
from tongban.work.programme.models import Presence, Programme
from tongban.work.programme.queries.live import TOPIC

# Sorted, so that two servers that write the same likes wait for each other in one order. The key-share lock lets
# batches of all servers pass together; it only waits for the move that ends the programme, which adds them up.
KEEP_LIKES = """
WITH open AS MATERIALIZED (
    SELECT question.id, programme.reference FROM programme_question AS question
    JOIN programme_programme AS programme ON programme.id = question.programme_id
    WHERE question.id = ANY(%(questions)s) AND programme.status IN ('open', 'live')
      AND question.status IN ('accepted', 'on_air', 'answered')
    FOR KEY SHARE OF programme
), given AS (
    SELECT DISTINCT question_id, visitor FROM unnest(%(questions)s::bigint[], %(visitors)s::uuid[])
      AS given (question_id, visitor) WHERE question_id IN (SELECT id FROM open)
), fresh AS (
    INSERT INTO programme_like (question_id, visitor)
    SELECT question_id, visitor FROM given ORDER BY question_id, visitor
    ON CONFLICT DO NOTHING RETURNING question_id
), counted AS (
    INSERT INTO programme_likebatch (question_id, at, count)
    SELECT question_id, %(at)s, count(*) FROM fresh GROUP BY question_id RETURNING question_id
)
SELECT open.id, CASE WHEN counted.question_id IS NOT NULL THEN open.reference END
FROM open LEFT JOIN counted ON counted.question_id = open.id
"""
KEEP_VISITORS = """
INSERT INTO programme_visitor (programme_id, visitor)
SELECT programme.id, given.visitor FROM unnest(%(references)s::text[], %(visitors)s::uuid[]) AS given (reference, visitor)
JOIN programme_programme AS programme ON programme.reference = given.reference AND programme.status = 'live'
ORDER BY programme.id, given.visitor FOR KEY SHARE OF programme ON CONFLICT DO NOTHING
"""


class GivenLike(NamedTuple):
    """A visitor likes a question."""

    question: int
    visitor: UUID


@transaction.atomic
def keep_likes(likes: Sequence[GivenLike], *, at: datetime) -> set[int]:
    """Keep a batch of likes, each once; return the questions that may be liked now: of others nothing is kept."""
    given: dict[str, Any] = {
        "questions": [like.question for like in likes],
        "visitors": [like.visitor for like in likes],
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP_LIKES, given)
        rows = cursor.fetchall()
    for reference in {reference for _, reference in rows if reference}:
        announce_change(TOPIC, reference)
    return {question for question, _ in rows}


def keep_visitors(seen: Iterable[tuple[str, UUID]]) -> None:
    """Keep who watched which programme (reference, digest), each once."""
    rows = sorted(set(seen))
    given: dict[str, Any] = {"references": [row[0] for row in rows], "visitors": [row[1] for row in rows]}
    with connection.cursor() as cursor:
        cursor.execute(KEEP_VISITORS, given)


@transaction.atomic
def note_presence(server: str, present: Mapping[str, int], *, at: datetime) -> None:
    """Append how many watch each programme on air, by its number, at one live server."""
    known = Programme.objects.filter(reference__in=present, status="live")
    Presence.objects.bulk_create(
        Presence(programme_id=pk, server=server, at=at, present=present[reference])
        for pk, reference in known.values_list("pk", "reference")
    )
    for reference in present:
        announce_change(TOPIC, reference)
