"""Verifying one matter, for its pages: its chain, its way through the chart, its own row and the rows that belong to it."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from tongban.ground.ledger.chart import CHARTS
from tongban.ground.ledger.image_check import Unsigned, adopted_images, row_problems
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import LedgerProblem
from tongban.ground.ledger.proof_tables import proven_models
from tongban.ground.ledger.replay import ReplayRules, Way
from tongban.ground.ledger.verification import verify_subject
from tongban.ground.ledger.wording import prefix_of

WITHOUT_ACT = """
SELECT id, "table", row FROM ledger_row_image AS image
WHERE "table" = %s AND row = ANY(%s) AND NOT is_free AND id > %s
AND NOT EXISTS (SELECT FROM ledger_entry WHERE ledger_entry.act = image.act)
"""


def verify_matter(subject: str) -> list[LedgerProblem]:
    """Return what does not fit in a chain, in the moves it tells and in the rows of its matter."""
    return [*verify_subject(subject), *_way_problems(subject), *_row_problems(subject)]


def _way_problems(subject: str) -> Iterator[LedgerProblem]:
    known = ReplayRules()
    for entry in Entry.objects.filter(subject=subject).order_by("number"):
        told = (entry.kind, entry.move, entry.before, entry.after, entry.by_id is None, entry.by_role)
        fault = known.fault(Way(prefix_of(subject), *told))
        if fault:
            yield LedgerProblem(fault, subject, entry.number, "", f"{entry.move}: {entry.by_name}")


def _row_problems(subject: str) -> Iterator[LedgerProblem]:
    matter = _matter_of(subject)
    if matter is None:
        return
    floor = adopted_images()
    for model, proven in proven_models().items():
        keys = [str(key) for key in _rows_of(model, matter, subject)]
        if keys:
            pending = Unsigned()
            with connection.cursor() as cursor:
                cursor.execute(WITHOUT_ACT, [proven.table, keys, floor])
                pending.add(cursor.fetchall())
            yield from row_problems(proven, pending, keys)


def _matter_of(subject: str) -> models.Model | None:
    for chart in CHARTS:
        if chart.model and chart.subjects == prefix_of(subject):
            found = chart.find(subject)
            if found is not None:
                return found
    return None


def _rows_of(model: type[models.Model], matter: models.Model, subject: str) -> list[Any]:
    """Return the keys of the matter itself, or of the rows that point to it or name it by its reference."""
    if model is type(matter):
        return [matter.pk]
    pointing = [
        field.name
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.model is type(matter)
    ]
    found = {**dict.fromkeys(pointing, matter), **dict.fromkeys(_naming(model), subject)}
    return [
        key
        for name, value in found.items()
        for key in model._base_manager.filter(**{name: value}).values_list("pk", flat=True)
    ]


def _naming(model: type[models.Model]) -> list[str]:
    """Return the field by which rooms hold a matter that they know by its reference alone."""
    return [
        each.name
        for each in model._meta.concrete_fields
        if each.name == "matter" and isinstance(each, models.CharField)
    ]
