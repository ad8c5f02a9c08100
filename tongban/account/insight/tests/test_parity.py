"""A figure does not depend on the engine; the SQL for every engine is written without any of them."""

import subprocess
import sys

from tongban.account.insight import definitions, values
from tongban.account.insight.engines import postgres_engine
from tongban.account.insight.engines.duckdb_engine import duckdb_engine
from tongban.account.insight.expressions import MONTH, MetricQuery, figures_sql, groups_of
from tongban.account.insight.rules import year_of
from tongban.account.insight.tests.conftest import NOW
from tongban.ground.kit.fact_views import published_facts

YEAR, EMPTY = year_of(2022), year_of(2019)


def test_every_metric_is_the_same_live_and_over_the_snapshot(snapshot):
    live = dict(answers(postgres_engine.LIVE, _questions()))

    embedded = dict(answers(duckdb_engine(), _questions()))

    assert embedded == live
    assert sum(numerator is not None for found in live.values() for numerator, *_ in found.values()) > 600


def test_of_nothing_there_is_no_figure(snapshot):
    codes = ("online-share", "budget-execution", "time-saved", "worked-days-median", "budget-spent")
    engines = (postgres_engine.LIVE, duckdb_engine())

    found = [
        values.value_of(definitions.metric(code), EMPTY, engine=e, at=NOW) for code in codes for e in engines
    ]

    assert {(value.value, value.rows, value.text, value.interval) for value in found} == {
        (None, 0, "—", None)
    }


def test_sql_for_spark_is_written_where_spark_is_not_installed():
    hidden = "import sys; sys.modules['pyspark'] = sys.modules['pandas'] = None"
    script = f"""{hidden}
import django; django.setup()
from {figures_sql.__module__} import figures_sql, MetricQuery
from {definitions.__name__} import metrics
from {year_of.__module__} import year_of
print(sum("SELECT" in figures_sql(MetricQuery(m, year_of(2022)), "pyspark") for m in metrics().values()))"""

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert int(told.stdout) == len(definitions.metrics())


def test_a_percentile_on_spark_is_exact():
    sql = figures_sql(MetricQuery(definitions.metric("worked-days-p90"), YEAR), "pyspark")

    assert "PERCENTILE(`t1`.`worked_days`, 0.9)" in sql


def answers(engine, questions):
    """Give what an engine answers: by question and group the numerator, denominator, value and rows."""
    for metric, period, by in questions:
        found = values.values_by(metric, period, *by, engine=engine, at=NOW)
        yield (
            (metric.code, period, by),
            {value.group: (value.numerator, value.denominator, value.value, value.rows) for value in found},
        )


def groups_of_fact(metric):
    return groups_of(published_facts()[metric.fact])


def _questions():
    for metric in definitions.metrics().values():
        yield metric, EMPTY, ()
        yield metric, YEAR, ()
        yield metric, YEAR, (MONTH,)
        if "division" in groups_of_fact(metric):
            yield metric, YEAR, ("division",)
