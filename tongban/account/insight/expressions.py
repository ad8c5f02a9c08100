"""A metric as an Ibis expression over its fact, and as SQL for each engine.

Ibis only writes the SQL here: no backend is loaded, so that nothing but the expression itself takes time.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from tongban.account.insight.definitions import Condition, Metric, metrics
from tongban.account.insight.rules import Period, year_of
from tongban.ground.kit.fact_views import SCHEMA, Fact, Kind, published_facts

IBIS_TYPES: dict[Kind, str] = {
    "text": "string",
    "day": "date",
    "moment": "timestamp(6)",
    "whole": "int64",
    "yuan": "decimal(18, 2)",
    "yes": "boolean",
}
MONTH = "month"
"""The one column every fact can be grouped by without publishing it: year and month of the metric's day."""


@dataclass(frozen=True, slots=True)
class MetricQuery:
    """A metric of a period, perhaps of some rows only, perhaps grouped by columns."""

    metric: Metric
    period: Period
    only: tuple[tuple[str, str], ...] = ()
    by: tuple[str, ...] = ()


def groups_of(fact: Fact) -> tuple[str, ...]:
    """Return the columns by which figures over a fact may be grouped."""
    return (MONTH, *(column.name for column in fact.columns if column.groups))


def figures_sql(question: MetricQuery, dialect: str) -> str:
    """Return SQL for one row a group: the groups, then numerator, denominator and rows counted."""
    names = tuple(name for name, _value in question.only)
    sql = figures_pattern(question.metric, names, question.by, dialect)
    sql = sql.replace(_date_sql(ANY_DAYS.first), _date_sql(question.period.first))
    sql = sql.replace(_date_sql(ANY_DAYS.last), _date_sql(question.period.last))
    given = dict(question.only)
    return ANY_TEXT.sub(lambda found: _text_sql(given[found[1]], dialect), sql)


@lru_cache(maxsize=4096)
def figures_pattern(metric: Metric, only: tuple[str, ...], by: tuple[str, ...], dialect: str) -> str:
    """Return the SQL of figures for any period and any values of groups: writing it takes far longer than filling it in."""
    question = MetricQuery(metric, ANY_DAYS, tuple((name, f"\ue000{name}\ue000") for name in only), by)
    population = _population(question, dialect)
    measured = _measured(metric, population)
    if not by:
        return _sql(population.aggregate(**measured), dialect)
    keys = {name: _group(population, metric, name) for name in by}
    return _sql(population.group_by(**keys).aggregate(**measured).order_by(list(by)), dialect)


ANY_DAYS = Period(date(1111, 11, 11), date(2222, 12, 22))
"""The days that stand in a pattern where those of a period come."""


ANY_TEXT = re.compile("'\ue000(\\w+)\ue000'")
"""What stands in a pattern where the value of a group comes, under the group's name."""


def _date_sql(day: date) -> str:
    return f"MAKE_DATE({day.year}, {day.month}, {day.day})"


def _text_sql(value: str, dialect: str) -> str:
    from sqlglot import exp

    return exp.Literal.string(value).sql(dialect={"pyspark": "spark"}.get(dialect, dialect))


@lru_cache(maxsize=1024)
def rows_sql(question: MetricQuery, dialect: str, limit: int, offset: int, missed_only: bool = False) -> str:
    """Return SQL for the very rows that are counted, with ``is_counted``, ordered by day and reference."""
    metric, population = question.metric, _population(question, dialect)
    counted = _all(population, metric.counted)
    rows = population.mutate(is_counted=counted.fill_null(False) if metric.counted else _yes())
    if missed_only:
        rows = rows.filter(~rows.is_counted)
    ordered = rows.order_by([rows[metric.day], rows.reference])
    return _sql(ordered.limit(limit, offset=offset), dialect)


def table_of(fact: Fact, *, dialect: str) -> Any:
    """Return a fact as a table without rows; Spark knows the views without their schema."""
    schema = {column.name: IBIS_TYPES[column.kind] for column in fact.columns}
    database = None if dialect == "pyspark" else SCHEMA
    return _ibis().table(schema, name=fact.name, database=database)


def _population(question: MetricQuery, dialect: str) -> Any:
    metric, period = question.metric, question.period
    fact = published_facts()[metric.fact]
    table = table_of(fact, dialect=dialect)
    day = table[metric.day]
    kept = table.filter(day.between(_ibis().date(str(period.first)), _ibis().date(str(period.last))))
    for condition in metric.where:
        kept = kept.filter(_holds(kept, condition))
    for name, value in question.only:
        if name not in groups_of(fact):
            raise LookupError(f"figures over {fact.name} are not told apart by {name!r}")
        kept = kept.filter(_group(kept, metric, name).cast("string") == value)
    return kept


def _measured(metric: Metric, rows: Any) -> Mapping[str, Any]:
    ibis = _ibis()
    count = rows.count()
    nothing = ibis.null().cast("int64")
    first = rows[metric.of[0]] if metric.of else count
    match metric.measure:
        case "count":
            numerator, denominator = count, nothing
        case "share":
            numerator, denominator = rows.count(where=_all(rows, metric.counted)).fill_null(0), count
        case "distinct":
            numerator, denominator = first.nunique(), nothing
        case "sum":
            numerator, denominator = first.sum(), nothing
        case "mean":
            numerator, denominator = first.sum(), first.count()
        case "max":
            numerator, denominator = first.max(), nothing
        case "median" | "quantile":
            numerator, denominator = first.quantile(float(metric.quantile or "0.5")), first.count()
        case _:
            second = rows[metric.of[1]]
            both = first.notnull() & second.notnull()
            numerator, denominator = first.sum(where=both), second.sum(where=both)
    return {"numerator": numerator, "denominator": denominator, "counted_rows": count}


def _group(rows: Any, metric: Metric, name: str) -> Any:
    if name == MONTH:
        return rows[metric.day].year() * 100 + rows[metric.day].month()
    return rows[name]


def _all(rows: Any, conditions: tuple[Condition, ...]) -> Any:
    held = _yes()
    for number, condition in enumerate(conditions):
        held = held & _holds(rows, condition) if number else _holds(rows, condition)
    return held


def _holds(rows: Any, condition: Condition) -> Any:
    column = rows[condition.column]
    value = rows[condition.value] if condition.is_column else condition.value
    return HOLDS[condition.comparison](column, value)


HOLDS: dict[str, Callable[[Any, Any], Any]] = {
    "known": lambda column, _: column.notnull(),
    "unknown": lambda column, _: column.isnull(),
    "yes": lambda column, _: column,
    "no": lambda column, _: ~column,
    "in": lambda column, values: column.isin(list(values)),
    "begins": lambda column, start: column.startswith(start),
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""How each comparison of the vocabulary becomes a condition on a column."""


def _yes() -> Any:
    return _ibis().literal(True)


def _sql(expression: Any, dialect: str) -> str:
    return str(_ibis().to_sql(expression, dialect=dialect))


def first_questions(year: int) -> list[str]:
    """Return the SQL of every figure of a year and of its months: what readers ask for first, and all wait for."""
    period = year_of(year)
    return [
        figures_sql(MetricQuery(each, period, by=by), "duckdb")
        for each in metrics().values()
        for by in ((), (MONTH,))
    ]


@cache
def _ibis() -> Any:
    import ibis
    from ibis.config import Config

    class WithoutBackend(Config):
        """What Ibis asks of its Spark backend when it writes SQL: we load none."""

        treat_nan_as_null: bool = False

    ibis.options.pyspark = WithoutBackend()
    return ibis
