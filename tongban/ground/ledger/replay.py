"""Replaying entries through their charts: each move known, and made by whom the chart lets.

What the entries of a house say repeats itself: the database tells each way of acting once, with how often and where, and
only ways that no chart and no room knows are looked up entry by entry. That a move begins where the move before it ended
the scan of the chains holds (`chain_scan`).
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from tongban.ground.ledger.chart import CHARTS, SYSTEM, Chart
from tongban.ground.ledger.grants import permissions_of
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.ledger.wording import subject_words

MOST = 10_000
WAYS = """
SELECT DISTINCT substring(subject FROM '^[A-Za-z]+'), kind, move, before, after, by_id IS NULL, by_role
FROM ledger_entry WHERE id > %s
"""
ENTRIES = """
SELECT subject, number, before, after, move, by_name, by_role FROM ledger_entry
WHERE subject ~ ('^' || %s || '([^A-Za-z]|$)') AND (kind, move, before, after, by_id IS NULL, by_role) = (%s, %s, %s, %s, %s, %s)
AND id > %s ORDER BY id LIMIT %s
"""


class Way(NamedTuple):
    """How somebody acts: on which kind of subject, what, from which status to which, and with which roles."""

    prefix: str
    kind: str
    move: str
    before: str
    after: str
    is_system: bool
    roles: str


def replay_problems(*, after: int = 0) -> Iterator[LedgerProblem]:
    """Return the entries with a higher id that no chart allows, and acts that no room knows."""
    known = ReplayRules()
    with connection.cursor() as cursor:
        cursor.execute(WAYS, [after])
        ways = [Way(*row) for row in cursor.fetchall()]
    for way in ways:
        found = known.fault(way)
        if found:
            yield from _entries(way, found, after)


class ReplayRules:
    """The charts and the words of the house, by how subjects begin."""

    def __init__(self) -> None:
        modules_named("states")
        self.charts: dict[str, list[Chart]] = {}
        for chart in CHARTS:
            if chart.subjects:
                self.charts.setdefault(chart.subjects, []).append(chart)
        self.acts = {prefix: frozenset(words.acts) for prefix, words in subject_words().items()}

    def fault(self, way: Way) -> ProblemKind | None:
        """Return what is wrong with a way of acting; of subjects that no room claims nothing is known."""
        if way.prefix not in self.charts and way.prefix not in self.acts:
            return None
        if way.kind != "move":
            return None if way.move in self.acts.get(way.prefix, ()) else ProblemKind.UNKNOWN_MOVE
        charts = self.charts.get(way.prefix, [])
        moves = [chart.moves[way.move] for chart in charts if way.move in chart.moves]
        fitting = [move for move in moves if move.leads(way.before, way.after)]
        if not fitting:
            retired = any((way.move, way.before, way.after) in chart.retired for chart in charts)
            return None if retired else ProblemKind.UNKNOWN_MOVE
        return None if any(self._may(way, move.permission) for move in fitting) else ProblemKind.NO_RIGHT

    def _may(self, way: Way, permission: str) -> bool:
        if way.is_system or permission == SYSTEM:
            return way.is_system and permission == SYSTEM
        return permission in permissions_of(set(filter(None, way.roles.split(", "))))


def _entries(way: Way, found: ProblemKind, after: int) -> Iterator[LedgerProblem]:
    with connection.cursor() as cursor:
        asked: list[Any] = [
            way.prefix,
            way.kind,
            way.move,
            way.before,
            way.after,
            way.is_system,
            way.roles,
            after,
            MOST,
        ]
        cursor.execute(ENTRIES, asked)
        rows = cursor.fetchall()
    for subject, number, before, after_, move, name, roles in rows:
        yield LedgerProblem(
            found, subject, number, "", f"{move}: {before or '—'} → {after_ or '—'}, {name} ({roles or '—'})"
        )
