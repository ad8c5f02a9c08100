"""The engines a metric runs on: PostgreSQL live, DuckDB over a snapshot, Spark over the same files."""

from tongban.account.insight.engines.duckdb_engine import DuckDBEngine, duckdb_engine
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.engines.protocol import Engine, EngineDown
from tongban.account.insight.engines.spark_engine import SparkEngine, spark_engine

__all__ = [
    "LIVE",
    "DuckDBEngine",
    "Engine",
    "EngineDown",
    "SparkEngine",
    "duckdb_engine",
    "newest_engine",
    "spark_engine",
]


def newest_engine() -> Engine:
    """Return the engine that every page and the API ask: the snapshot's, or the live one while there is none."""
    try:
        return duckdb_engine()
    except EngineDown:
        return LIVE
