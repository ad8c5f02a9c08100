"""A round of evaluation: opened, values entered by two and ruled on where they differ, scored, reported, put right."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.files import store
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.matters.papers import write_paper
from tongban.ground.people.models import Department, User
from tongban.work.inspection.models import (
    EvaluatedUnit,
    EvaluationPaper,
    EvaluationRound,
    EvaluationStandard,
    IndicatorResult,
    StandardIndicator,
    ValueEntry,
    ValueRuling,
)
from tongban.work.inspection.numbers import ROUNDS, reports
from tongban.work.inspection.papers import report_of
from tongban.work.inspection.queries.rounds import MeasuredValue, ValueState, measured, unsettled
from tongban.work.inspection.rules.standard import points_of, ranks, total_of
from tongban.work.inspection.states import ROUNDS as CHART
from tongban.work.inspection.states import STANDARD

SHOWN_FAULTS = 8


@transaction.atomic
def open_round(
    name: str,
    units: Sequence[Department],
    *,
    since: date,
    until: date,
    by: User,
    at: datetime,
    is_example: bool = False,
) -> EvaluationRound:
    """Open a round over a period by the standard in force."""
    standard = EvaluationStandard.objects.filter(status=EvaluationStandard.Status.IN_FORCE).first()
    if standard is None:
        raise Refused(_("No evaluation standard is in force yet."))
    if not units or until < since:
        raise Refused(_("Choose at least one unit, and a period that ends after it begins."))
    found = EvaluationRound(
        reference=ROUNDS.next(day_of(at)),
        name=name,
        standard=standard,
        since=since,
        until=until,
        is_example=is_example,
    )
    said = {"units": [unit.code for unit in units], "standard": standard.reference}
    CHART.make("open", found, by=by, at=at, payload=said)
    found.save(force_insert=True)
    EvaluatedUnit.objects.bulk_create(EvaluatedUnit(round=found, unit=unit) for unit in units)
    return found


@transaction.atomic
def enter_value(
    evaluated: EvaluatedUnit,
    indicator: StandardIndicator,
    number: Decimal | None,
    of: Decimal | None = None,
    *,
    by: User,
    at: datetime,
    note: str = "",
    file: Any = None,
) -> ValueEntry:
    """Enter a value with its evidence; two persons do, neither of whom sees what the other entered."""
    found = _collecting(evaluated, by, "inspection.evaluate")
    _need_value(indicator, number, of)
    if by.department_id == evaluated.unit_id:
        raise PermissionDenied
    known = ValueEntry.objects.filter(evaluated=evaluated, indicator=indicator)
    if known.filter(by=by).exists():
        raise Refused(_("You have entered this value; somebody else enters it the second time."))
    if known.count() > 1:
        raise Refused(_("Two have entered this value already."))
    kept = None if file is None else store(file, by=by, at=at)
    values = {"number": number, "of": of, "note": note.strip(), "file": kept}
    entry = ValueEntry.objects.create(evaluated=evaluated, indicator=indicator, by=by, at=at, **values)
    _tell(found, "enter_value", evaluated, indicator, number, of, by, at)
    return entry


@transaction.atomic
def rule_on_value(
    evaluated: EvaluatedUnit,
    indicator: StandardIndicator,
    number: Decimal | None,
    of: Decimal | None = None,
    *,
    by: User,
    at: datetime,
    reason: str,
) -> ValueRuling:
    """Decide, as a third person, which value holds where two entries differ."""
    found = _collecting(evaluated, by, "inspection.decide")
    _need_value(indicator, number, of)
    value = next(each for each in measured(evaluated) if each.indicator.pk == indicator.pk)
    if value.state != ValueState.DIFFERS:
        raise Refused(_("These values do not differ, or have been ruled on."))
    if by.pk in {entry.by_id for entry in value.entries}:
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Please write down why; it is kept."))
    said = {"number": number, "of": of, "reason": reason.strip()}
    ruling = ValueRuling.objects.create(evaluated=evaluated, indicator=indicator, by=by, at=at, **said)
    _tell(found, "rule_on_value", evaluated, indicator, number, of, by, at, reason)
    return ruling


@transaction.atomic
def score_round(found: EvaluationRound, *, by: User, at: datetime) -> EvaluationRound:
    """Work out points, scores and ranks, each calculation kept step by step; refused while a value is missing."""
    found = lock_matter(EvaluationRound, found.pk)
    CHART.need("score", found, by=by)
    missing = unsettled(found)
    if missing:
        told = "\n".join(f"· {unit}：{value.indicator}" for unit, value in missing[:SHOWN_FAULTS])
        said = {"count": len(missing), "values": told}
        raise Refused(_("%(count)d values are missing, entered once or differ:\n%(values)s") % said)
    units = list(found.units.select_related("unit"))
    IndicatorResult.objects.filter(evaluated__in=units).delete()
    scores = {str(unit.pk): _score(unit) for unit in units}
    places = ranks(scores)
    for unit in units:
        unit.score, unit.rank = scores[str(unit.pk)], places.get(str(unit.pk))
    EvaluatedUnit.objects.bulk_update(units, ["score", "rank"])
    said = {unit.unit.code: str(unit.score) for unit in units}
    CHART.make("score", found, by=by, at=at, facts={"scored_at": at}, payload={"scores": said})
    return found


@transaction.atomic
def reopen(found: EvaluationRound, *, by: User, at: datetime, reason: str) -> EvaluationRound:
    """Go back to collecting, with the reason; the scores are worked out anew."""
    found = lock_matter(EvaluationRound, found.pk)
    CHART.need("reopen", found, by=by)
    if not reason.strip():
        raise Refused(_("Please write down why; it is kept."))
    CHART.make("reopen", found, by=by, at=at, facts={}, note=reason.strip())
    return found


@transaction.atomic
def report(found: EvaluationRound, *, by: User, at: datetime) -> EvaluationPaper:
    """Issue the report as a numbered paper; from then on nothing of the round changes."""
    found = lock_matter(EvaluationRound, found.pk)
    CHART.make("report", found, by=by, at=at, facts={})
    paper = EvaluationPaper(round=found, by=by, at=at)
    return write_paper(paper, reports(), report_of, basis=STANDARD)


def _score(unit: EvaluatedUnit) -> Decimal | None:
    values = measured(unit)
    results = [_result(unit, value) for value in values]
    IndicatorResult.objects.bulk_create(results)
    return total_of(
        [(value.indicator.weight, result.points) for value, result in zip(values, results, strict=True)]
    )


def _result(unit: EvaluatedUnit, value: MeasuredValue) -> IndicatorResult:
    counted = points_of(value.indicator.rule, value.number, value.of)
    return IndicatorResult(
        evaluated=unit,
        indicator=value.indicator,
        number=value.number,
        of=value.of,
        points=counted.points,
        steps=list(counted.steps),
    )


def _collecting(evaluated: EvaluatedUnit, by: User, permission: str) -> EvaluationRound:
    if not by.may(permission):
        raise PermissionDenied
    found = lock_matter(EvaluationRound, evaluated.round_id)
    if found.status != EvaluationRound.Status.COLLECTING:
        raise Refused(_("Values are entered only while they are being collected."))
    return found


def _need_value(indicator: StandardIndicator, number: Decimal | None, of: Decimal | None) -> None:
    if indicator.source == StandardIndicator.Source.SYSTEM:
        raise Refused(_("This value comes from the hotline's own figures; nobody enters it."))
    if number is None or number < 0 or (of is not None and of < 0):
        raise Refused(_("Enter a number that is not below 0."))
    if of is not None and number > of:
        raise Refused(_("So many of so many: the first number is not above the second."))


def _tell(
    found: EvaluationRound,
    act: str,
    evaluated: EvaluatedUnit,
    indicator: StandardIndicator,
    number: Decimal | None,
    of: Decimal | None,
    by: User,
    at: datetime,
    note: str = "",
) -> None:
    said = {"unit": evaluated.unit.code, "indicator": indicator.code, "number": str(number), "of": str(of)}
    record(found, act, by=by, at=at, basis=STANDARD, payload=said, note=note.strip())
