"""The SQL of a figure is written once for all periods and values, and filled in."""

import pytest

from tongban.account.insight import expressions
from tongban.account.insight.definitions import metric
from tongban.account.insight.expressions import MONTH, MetricQuery, figures_pattern, figures_sql
from tongban.account.insight.rules import read_period

ODD = (("area", "O'x\ue000item\ue000' OR 1=1 --\\"), (MONTH, "202207"))
PERIODS = ("2022", "2023-02", "2022-07-14", "2022-01-01..2022-06-30")


def written_anew(question, dialect):
    """Write a question's SQL for itself, as Ibis does."""
    rows = expressions._population(question, dialect)
    keys = {name: expressions._group(rows, question.metric, name) for name in question.by}
    measured = expressions._measured(question.metric, rows)
    return expressions._sql(rows.group_by(**keys).aggregate(**measured).order_by(list(question.by)), dialect)


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "pyspark"])
@pytest.mark.parametrize("code", ["hall-cases", "satisfaction"])
def test_what_is_filled_in_is_what_would_be_written(code, dialect):
    question = MetricQuery(metric(code), read_period(PERIODS[3]), ODD, (MONTH,))

    assert figures_sql(question, dialect) == written_anew(question, dialect)


def test_another_period_is_not_written_anew():
    for period in PERIODS:
        figures_sql(MetricQuery(metric("lawsuits"), read_period(period)), "duckdb")
    written = figures_pattern.cache_info().misses

    texts = {figures_sql(MetricQuery(metric("lawsuits"), read_period(each)), "duckdb") for each in PERIODS}

    assert figures_pattern.cache_info().misses == written
    assert len(texts) == len(PERIODS)
