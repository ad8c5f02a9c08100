"""Keeping values: what the house last computed of each metric, so that a page shows it without computing."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from tongban.account.insight.definitions import Metric, metrics
from tongban.account.insight.engines.asking import Engine
from tongban.account.insight.expressions import Question
from tongban.account.insight.models import KeptValue
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value, all_of

SAME = ("numerator", "denominator", "rows", "engine", "definition", "manifest")


@transaction.atomic
def keep(
    period: Period, *, engine: Engine, at: datetime, codes: Iterable[str] | None = None
) -> dict[str, Value]:
    """Compute metrics of a period and keep what is new; return all by code."""
    chosen = [metric for code, metric in metrics().items() if codes is None or code in set(codes)]
    found = all_of(chosen, period, engine=engine, at=at)
    known = _rows(period)
    KeptValue.objects.bulk_create(
        _row(value) for code, value in found.items() if not _is_same(value, known.get(code))
    )
    return found


def kept(period: Period) -> dict[str, Value]:
    """Return the last kept value of each metric of a period, by code; one query."""
    return {code: _value(row, period) for code, row in _rows(period).items() if code in metrics()}


def _rows(period: Period) -> Mapping[str, KeptValue]:
    rows = KeptValue.objects.filter(first=period.first, last=period.last)
    return {row.code: row for row in rows.order_by("code", "-computed_at", "-pk").distinct("code")}


def _row(value: Value) -> KeptValue:
    return KeptValue(
        code=value.metric.code,
        first=value.question.period.first,
        last=value.question.period.last,
        numerator=value.numerator,
        denominator=value.denominator,
        value=value.value,
        rows=value.rows,
        engine=value.engine,
        definition=value.definition,
        manifest=value.manifest,
        computed_at=value.computed_at,
    )


def _is_same(value: Value, row: KeptValue | None) -> bool:
    return row is not None and all(getattr(row, name) == getattr(value, name) for name in SAME)


def _value(row: KeptValue, period: Period) -> Value:
    metric: Metric = metrics()[row.code]
    return Value(
        question=Question(metric, period),
        group=(),
        numerator=row.numerator,
        denominator=row.denominator,
        rows=row.rows,
        engine=row.engine,
        definition=row.definition,
        manifest=row.manifest,
        computed_at=row.computed_at,
    )
