"""What stops or lengthens the limits: special procedures, assessments by third parties, the one extension."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.files import store
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused, record
from tongban.ground.matters.draw_seeds import seed_of
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import (
    lock_for_division,
    require_clock_not_behind,
    require_permission,
)
from tongban.work.cases.actions.moves import make, note
from tongban.work.cases.effects import limits as effects
from tongban.work.cases.models import Assessment, Assessor, Case, Hearing, Paper, Pause, Status
from tongban.work.cases.numbers import papers_of
from tongban.work.cases.queries.registers import fee_lines
from tongban.work.cases.states import CHART, NOT_COUNTED


@transaction.atomic
def pause(case: Case, kind: str, *, needed_days: int, reason: str, by: User, at: datetime) -> Case:
    """Begin a special procedure, told in writing with the days it needs; from today they do not count."""
    case = lock_for_division(case, by)
    return stop_limits("pause", case, kind, needed_days=needed_days, reason=reason, by=by, at=at)


def stop_limits(
    move: str, case: Case, kind: str, *, needed_days: int, reason: str, by: User, at: datetime
) -> Case:
    """Stop the limits of a locked case, by a move of the chart that stops them."""
    CHART.need(move, case, by=by)
    require_clock_not_behind(case, at)
    effects.require_reason_to_pause(kind, needed_days, reason)  # before a number is drawn
    document = papers_of(Paper.Kind.SPECIAL).next(localdate(at))
    said: dict[str, Any] = {"kind": kind, "needed_days": needed_days, "reason": reason, "document": document}
    return make(case, move, effects.pause(case, by=by, at=at, **said), by=by, at=at)


@transaction.atomic
def resume(case: Case, *, result: str, by: User, at: datetime) -> Case:
    """End the special procedure with its result; today still does not count, both limits are counted anew."""
    case = lock_for_division(case, by)
    CHART.need("resume", case, by=by)
    effect = effects.resume(case, by=by, at=at, result=result)
    _require_record(effects.open_pause(case))
    return make(case, "resume", effect, by=by, at=at)


def _require_record(ending: Pause) -> None:
    """Refuse to end the time of a hearing whose record is not kept."""
    if ending.kind == Pause.Kind.HEARING and Hearing.objects.filter(pause=ending, recorded_on=None).exists():
        raise Refused(_("The hearing ends with its record: keep the record, and the limits run again."))


@transaction.atomic
def extend(case: Case, days: int, *, reason: str, by: User, at: datetime) -> Case:
    """Extend the limit, once, with the head's approval, before it has passed; the applicant is told why."""
    case = lock_for_division(case, by)
    CHART.need("extend", case, by=by)
    effects.require_extendable(case, days, reason, at)  # before a number is drawn
    document = papers_of(Paper.Kind.EXTENSION).next(localdate(at))
    effect = effects.extend(case, by=by, at=at, days=days, reason=reason, document=document)
    return make(case, "extend", effect, by=by, at=at)


@transaction.atomic
def order_assessment(
    case: Case, field: str, *, by: User, at: datetime, recused: Mapping[str, str] | None = None
) -> Assessment:
    """Draw the firm that assesses, once for each special procedure; whoever is recused is named with the reason."""
    case, open_pause = _paused(case, by)
    if Assessment.objects.filter(pause=open_pause).exists():
        raise Refused(_("A firm was drawn for this procedure already; a draw is not repeated."))
    firms = dict(Assessor.objects.filter(field=field, is_active=True).values_list("credit_code", "pk"))
    occasion = f"{case.reference} P{open_pause.pk}"
    drawing: dict[str, Any] = {"firms": firms, "recused": recused, "occasion": occasion}
    effect = effects.draw_assessor(case, by=by, at=at, seed=seed_of(occasion), **drawing)
    note(case, "draw_assessor", effect, by=by, at=at, basis=NOT_COUNTED)
    assessment: Assessment = effect.rows[0]
    return assessment


@scan_first("upload")
@transaction.atomic
def record_report(
    assessment: Assessment, upload: "UploadedFile[bytes]", *, by: User, at: datetime
) -> Assessment:
    """Keep the firm's report."""
    case, assessment = _assessed(assessment, by)
    if assessment.report_id:
        raise Refused(_("The report is here already."))
    assessment.report = store(upload, by=by, at=at)
    assessment.save(update_fields=["report"])
    _note(case, "record_report", by, at, {"file": assessment.report.digest})
    return assessment


@transaction.atomic
def settle_fee(
    assessment: Assessment, fee_yuan: Decimal, budget_line: str, *, by: User, at: datetime, reason: str = ""
) -> Assessment:
    """Enter what the assessment cost the bureau, and the budget line that paid; the applicant pays nothing.

    A fee that was entered is only corrected with a reason; the ledger keeps what it was.
    """
    case, assessment = _assessed(assessment, by)
    effect = effects.settle_fee(assessment, fee_yuan=fee_yuan, budget_line=budget_line, reason=reason)
    _require_budget_line(case, budget_line.strip(), localdate(at))
    note(case, "settle_fee", effect, by=by, at=at, basis=NOT_COUNTED)
    return assessment


@transaction.atomic
def score_assessor(assessment: Assessment, points: int, *, by: User, at: datetime) -> Assessment:
    """Score the firm's work, 0 to 100, once its report is here."""
    case, assessment = _assessed(assessment, by)
    if not assessment.report_id or not 0 <= points <= 100:
        raise Refused(_("A report that is here is scored from 0 to 100."))
    assessment.score = points
    assessment.save(update_fields=["score"])
    _note(case, "score_assessor", by, at, {"points": points})
    return assessment


def _paused(case: Case, by: User) -> tuple[Case, Pause]:
    require_permission(by, "cases.review")
    case = lock_for_division(case, by)
    if case.status != Status.PAUSED:
        raise Refused(_("An assessment is part of a special procedure; begin one first."))
    return case, case.pauses.get(until=None)


def _assessed(assessment: Assessment, by: User) -> tuple[Case, Assessment]:
    require_permission(by, "cases.review")
    assessment = Assessment.objects.select_related("pause__case").get(pk=assessment.pk)
    case = lock_for_division(assessment.pause.case, by)
    return case, Assessment.objects.select_related("pause__case", "assessor").get(pk=assessment.pk)


def _note(case: Case, move: str, by: User, at: datetime, said: Mapping[str, object]) -> None:
    record(case, move, by=by, at=at, basis=NOT_COUNTED, payload=said)


def _require_budget_line(case: Case, line: str, on: date) -> None:
    """Refuse a fee from a line that the budget of the year does not have."""
    if line not in fee_lines(case, on):
        said = {"line": line, "year": on.year}
        raise Refused(
            _("“%(line)s” is no line of the budget of %(year)s. Choose one, or have it entered first.") % said
        )
