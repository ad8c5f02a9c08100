"""The engines a metric runs on: PostgreSQL live, DuckDB over a snapshot, Spark over the same files."""

from tongban.account.insight.engines.asking import Engine, EngineDown
from tongban.account.insight.engines.embedded import Embedded, embedded
from tongban.account.insight.engines.live import LIVE


def on_spark(master: str) -> Engine:
    """Return the engine on a Spark master (``spark://…`` or ``local[2]``); EngineDown where it cannot start."""
    from tongban.account.insight.engines.distributed import Distributed

    return Distributed(master)


__all__ = ["LIVE", "Embedded", "Engine", "EngineDown", "embedded", "on_spark"]
