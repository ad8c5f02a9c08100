"""Comparing the status of every matter with its last move: this finds the end of a chain cut off."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from tongban.ground.ledger.chart import CHARTS, Chart
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import Found, Problem

BATCH = 500


class StatusCheck:
    """Walks over the matters of every chart that names its model."""

    def __init__(self) -> None:
        self.count = 0

    def problems(self) -> Iterator[Problem]:
        """Return the matters whose status is not the one of their last move, and those that are gone."""
        autodiscover_modules("states")
        for chart in CHARTS:
            if chart.model:
                yield from self._problems_of(chart)

    def _problems_of(self, chart: Chart) -> Iterator[Problem]:
        matters = apps.get_model(chart.model)._base_manager.order_by("pk").iterator(chunk_size=BATCH)
        while batch := list(islice(matters, BATCH)):
            self.count += len(batch)
            last = _last_moves([matter.reference for matter in batch])
            for matter in batch:
                yield from _problem_of(matter, last.get(matter.reference), chart)


def _last_moves(subjects: list[str]) -> dict[str, tuple[int, str]]:
    moves = Entry.objects.filter(subject__in=subjects, kind=Entry.Kind.MOVE)
    rows = moves.order_by("subject", "-number").distinct("subject").values_list("subject", "number", "after")
    return {subject: (number, after) for subject, number, after in rows}


def _problem_of(matter: Any, last: tuple[int, str] | None, chart: Chart) -> Iterator[Problem]:
    status = str(matter.status)
    if last is None:
        if status != chart.begins:
            yield Problem(Found.CUT_OFF, matter.reference, 0, status, "")
        return
    number, after = last
    if status != after:
        yield Problem(Found.STATUS, matter.reference, number, after, status)
