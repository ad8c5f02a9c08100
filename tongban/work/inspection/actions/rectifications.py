"""Rectification: ordered from what an evaluation found, answered by the unit within its days, checked."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.files import store
from tongban.ground.law import term
from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_under
from tongban.work.inspection.models import (
    EvaluatedUnit,
    EvaluationRound,
    Rectification,
    StandardIndicator,
)
from tongban.work.inspection.numbers import RECTIFICATIONS
from tongban.work.inspection.states import RECTIFICATIONS as CHART


@transaction.atomic
def order_rectification(
    evaluated: EvaluatedUnit, indicator: StandardIndicator, *, by: User, at: datetime, finding: str
) -> Rectification:
    """Order a unit to put something right within its days, once for each indicator of a round."""
    found = EvaluationRound.objects.select_for_update().get(pk=evaluated.round_id)
    if found.status == EvaluationRound.Status.COLLECTING:
        raise Refused(_("First the round is scored."))
    if Rectification.objects.filter(evaluated=evaluated, indicator=indicator).exists():
        raise Refused(_("This has been ordered already."))
    days = int(term("evaluation_rectification", on=day_of(at)))
    row = Rectification(
        reference=RECTIFICATIONS.next(day_of(at)),
        evaluated=evaluated,
        indicator=indicator,
        finding=_said(finding),
        due_on=last_day(Deadline(day_of(at), days), calendar()),
    )
    CHART.make("order", row, by=by, at=at, payload={"indicator": indicator.code, "due_on": row.due_on})
    row.save(force_insert=True)
    return row


@transaction.atomic
def answer(row: Rectification, *, by: User, at: datetime, text: str, file: Any = None) -> Rectification:
    """Say what the unit has done, with evidence; its head does."""
    row = lock_matter(Rectification, row.pk)
    if row.evaluated.unit_id not in departments_under(by.department_id):
        raise PermissionDenied
    CHART.need("answer", row, by=by)
    kept = None if file is None else store(file, by=by, at=at)
    facts = {"answer": _said(text), "answered_at": at, "file": kept}
    CHART.make("answer", row, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def send_back(row: Rectification, *, by: User, at: datetime, remark: str) -> Rectification:
    """Find that it is not put right: back to the unit; the last day stays."""
    return _check("return", row, remark, by, at)


@transaction.atomic
def finish(row: Rectification, *, by: User, at: datetime, remark: str) -> Rectification:
    """Find that it is put right."""
    return _check("finish", row, remark, by, at)


def _check(move: str, row: Rectification, remark: str, by: User, at: datetime) -> Rectification:
    row = lock_matter(Rectification, row.pk)
    CHART.need(move, row, by=by)
    facts = {"checked_by_id": by.pk, "remark": _said(remark)}
    CHART.make(move, row, by=by, at=at, facts=facts)
    return row


def _said(text: str) -> str:
    if not text.strip():
        raise Refused(_("Please write down why, or what was done; it is kept."))
    return text.strip()
