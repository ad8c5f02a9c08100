"""Values of metrics: what an engine answered, with all that is needed to recompute it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from tongban.account.insight import expressions, rules
from tongban.account.insight.definitions import Metric
from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.expressions import MetricQuery
from tongban.account.insight.rules import Period

PLACES = 6
"""How many places a value keeps."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure: its question, what was counted, on which engine and from which state of the facts."""

    question: MetricQuery
    group: tuple[Any, ...]
    numerator: Decimal | None
    denominator: Decimal | None
    rows: int
    engine: str
    definition: str
    manifest: str
    computed_at: datetime

    @property
    def metric(self) -> Metric:
        """Return the definition."""
        return self.question.metric

    @property
    def value(self) -> Decimal | None:
        """Return the figure in the metric's unit; nothing counted is no value, not zero."""
        return _value(self.metric, self.numerator, self.denominator)

    @property
    def is_of_parts(self) -> bool:
        """Return whether the value is a numerator ÷ a denominator; a median is one value of all that were measured."""
        return self.metric.is_share and self.denominator is not None

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """Return the 95 % interval of a share of rows."""
        if self.metric.measure != "share" or self.numerator is None or self.denominator is None:
            return None
        return rules.interval(self.numerator, self.denominator)

    @property
    def text(self) -> str:
        """Return the figure as it is written, with its unit."""
        if self.value is None:
            return "—"
        unit = self.metric.unit
        return f"{self.value:.2f}%" if unit == "%" else f"{self.value.normalize():f}{unit}"


def value_of(
    metric: Metric, period: Period, *, engine: Engine, at: datetime, only: dict[str, str] | None = None
) -> Value:
    """Return one figure of a period; EngineDown where the engine cannot answer."""
    question = MetricQuery(metric, period, tuple(sorted((only or {}).items())))
    (found,) = _values(question, engine, at)
    return found


def values_by(
    metric: Metric,
    period: Period,
    *by: str,
    engine: Engine,
    at: datetime,
    only: dict[str, str] | None = None,
) -> list[Value]:
    """Return the figures of a period, one for each group, in the groups' order."""
    return list(_values(MetricQuery(metric, period, tuple(sorted((only or {}).items())), by), engine, at))


def values_of(metrics: Iterable[Metric], period: Period, *, engine: Engine, at: datetime) -> dict[str, Value]:
    """Return the figures of a period by code."""
    return {metric.code: value_of(metric, period, engine=engine, at=at) for metric in metrics}


def rows_of(value: Value, *, engine: Engine, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Return the very rows that a figure counts, by day and reference, with ``is_counted``."""
    return engine.ask(expressions.rows_sql(value.question, engine.dialect, limit, offset))


def sql_of(value: Value, *, engine: Engine) -> str:
    """Return the SQL by which an engine computes a figure."""
    return expressions.figures_sql(value.question, engine.dialect)


def _values(question: MetricQuery, engine: Engine, at: datetime) -> Iterator[Value]:
    for row in engine.ask(expressions.figures_sql(question, engine.dialect)):
        yield Value(
            question=question,
            group=tuple(row[name] for name in question.by),
            numerator=exact_decimal(row["numerator"]),
            denominator=exact_decimal(row["denominator"]),
            rows=int(row["counted_rows"]),
            engine=engine.name,
            definition=question.metric.digest,
            manifest=engine.manifest,
            computed_at=at,
        )


def exact_decimal(number: Any) -> Decimal | None:
    """Return a number of an engine exactly: a quantile between two whole values has few places, the rest is noise."""
    if number is None:
        return None
    return round(Decimal(number), PLACES).normalize() + 0 if isinstance(number, float) else Decimal(number)


def _value(metric: Metric, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    match metric.measure:
        case "count" | "distinct":
            return numerator
        case "sum":
            return None if numerator is None else rules.rounded(numerator / metric.per)
        case "median" | "quantile" | "max":
            return None if numerator is None else rules.rounded(numerator)
        case "mean":
            return rules.rounded(numerator / denominator) if numerator is not None and denominator else None
        case _ if numerator is None or denominator is None:
            return None
        case "compression":
            left = rules.share(numerator, denominator)
            return None if left is None else rules.HUNDRED - left
        case _:
            return rules.share(numerator, denominator)
