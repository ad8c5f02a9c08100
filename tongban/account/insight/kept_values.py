"""Values that are kept: what the house last computed of each metric, so that a page shows it without computing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from tongban.account.insight.definitions import Metric, metrics
from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.expressions import MetricQuery
from tongban.account.insight.models import KeptValue
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value, values_of
from tongban.ground.law import cite
from tongban.ground.ledger import record

MEASURE_PREFIX = "MEASURE-"
"""How the ledger names the values of a period: MEASURE-2022."""
BASIS = cite("mof-2021-101")
SAME = ("numerator", "denominator", "rows", "engine", "definition", "manifest")


@transaction.atomic
def keep_values(
    period: Period, *, engine: Engine, at: datetime, codes: Iterable[str] | None = None
) -> dict[str, Value]:
    """Compute metrics of a period and keep what is new; return all by code. A corrupt snapshot is refused."""
    engine.check()
    chosen = [metric for code, metric in metrics().items() if codes is None or code in set(codes)]
    found = values_of(chosen, period, engine=engine, at=at)
    known = last_values(period)
    new = [value for code, value in found.items() if not _is_same(value, known.get(code))]
    if new:
        KeptValue.objects.bulk_create(map(_row, new))
        said = {
            value.metric.code: [value.value, value.rows, value.definition, value.manifest] for value in new
        }
        record(f"{MEASURE_PREFIX}{period.name}", "measure", by=None, at=at, basis=BASIS, payload=said)
    return found


def last_values(period: Period) -> dict[str, Value]:
    """Return the last kept value of each metric of a period, by code."""
    return last_values_of([period])[period]


def last_values_of(periods: Sequence[Period]) -> dict[Period, dict[str, Value]]:
    """Return the last kept values of several periods, in one query."""
    found: dict[Period, dict[str, Value]] = {period: {} for period in periods}
    wanted = reduce(or_, (Q(first=period.first, last=period.last) for period in periods), Q(pk=None))
    rows = KeptValue.objects.filter(wanted).order_by("code", "first", "last", "-computed_at", "-pk")
    for row in rows.distinct("code", "first", "last"):
        period = Period(row.first, row.last)
        if row.code in metrics():
            found[period][row.code] = _value(row, period)
    return found


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


def _is_same(value: Value, known: Value | None) -> bool:
    return known is not None and all(getattr(known, name) == getattr(value, name) for name in SAME)


def _value(row: KeptValue, period: Period) -> Value:
    metric: Metric = metrics()[row.code]
    return Value(
        question=MetricQuery(metric, period),
        group=(),
        numerator=row.numerator,
        denominator=row.denominator,
        rows=row.rows,
        engine=row.engine,
        definition=row.definition,
        manifest=row.manifest,
        computed_at=row.computed_at,
    )
