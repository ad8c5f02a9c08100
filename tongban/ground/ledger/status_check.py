"""Comparing the status of every matter with its last move: this finds the end of a chain cut off."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection

from tongban.ground.ledger.chart import CHARTS, Chart
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.ledger.rooms import modules_named

BATCH = 2000
MOST = 10_000
"""How many matters that differ are named."""


class StatusCheck:
    """Walks over the matters of every chart that names its model."""

    def __init__(self) -> None:
        self.count = 0

    def problems(self) -> Iterator[LedgerProblem]:
        """Return the matters whose status is not the one of their last move, and those that are gone."""
        modules_named("states")
        for chart in CHARTS:
            if chart.model:
                yield from self._problems_of(chart)

    def _problems_of(self, chart: Chart) -> Iterator[LedgerProblem]:
        model = apps.get_model(chart.model)
        self.count += model._base_manager.count()
        is_column = any(field.name == "reference" for field in model._meta.concrete_fields)
        if is_column or chart.reference:
            yield from _told_apart(model._meta.db_table, chart)
        else:
            yield from _one_by_one(model, chart)


def _told_apart(table: str, chart: Chart) -> Iterator[LedgerProblem]:
    """Let the database find the matters that differ, where it knows their references."""
    last = (
        "SELECT number, after FROM ledger_entry WHERE subject = matter.reference AND kind = 'move'"
        " ORDER BY number DESC LIMIT 1"
    )
    question = (
        "SELECT matter.reference, matter.status, last.number, last.after FROM "  # noqa: S608
        f'(SELECT id, status, {chart.reference or "reference"} AS reference FROM "{table}") AS matter '
        f"LEFT JOIN LATERAL ({last}) AS last ON true "
        "WHERE matter.status IS DISTINCT FROM coalesce(last.after, %s) ORDER BY matter.id LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [chart.begins, MOST])
        found = cursor.fetchall()
    for reference, status, number, after in found:
        yield _differing(reference, status, (number, after) if number else None)


def _one_by_one(model: Any, chart: Chart) -> Iterator[LedgerProblem]:
    matters = model._base_manager.order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(matters, BATCH)):
        last = _last_moves([matter.reference for matter in batch])
        for matter in batch:
            known, status = last.get(matter.reference), str(matter.status)
            if status != (known[1] if known else chart.begins):
                yield _differing(matter.reference, status, known)


def _last_moves(subjects: list[str]) -> dict[str, tuple[int, str]]:
    moves = Entry.objects.filter(subject__in=subjects, kind=Entry.Kind.MOVE)
    rows = moves.order_by("subject", "-number").distinct("subject").values_list("subject", "number", "after")
    return {subject: (number, after) for subject, number, after in rows}


def _differing(reference: str, status: str, last: tuple[int, str] | None) -> LedgerProblem:
    if last is None:
        return LedgerProblem(ProblemKind.CUT_OFF, reference, 0, status, "")
    number, after = last
    return LedgerProblem(ProblemKind.STATUS, reference, number, after, status)
