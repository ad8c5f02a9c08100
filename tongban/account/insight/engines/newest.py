"""The engine that pages and the API ask."""

from tongban.account.insight.engines.duckdb_engine import duckdb_engine
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.engines.protocol import Engine, EngineDown


def newest_engine() -> Engine:
    """Return the snapshot's engine, or the live one while no snapshot tells every fact as it is told today."""
    try:
        engine = duckdb_engine()
    except EngineDown:
        return LIVE
    return engine if engine.is_current else LIVE
