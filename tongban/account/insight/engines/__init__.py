"""The engines a metric runs on: PostgreSQL live, DuckDB over a snapshot, Spark over the same files."""

from tongban.account.insight.engines.asking import Engine, EngineDown
from tongban.account.insight.engines.distributed import Distributed, on_spark
from tongban.account.insight.engines.embedded import Embedded, embedded
from tongban.account.insight.engines.live import LIVE

__all__ = ["LIVE", "Distributed", "Embedded", "Engine", "EngineDown", "embedded", "newest_engine", "on_spark"]


def newest_engine() -> Engine:
    """Return the engine that every page and the API ask: the snapshot's, or the live one while there is none."""
    try:
        return embedded()
    except EngineDown:
        return LIVE
