"""The engines a metric runs on: PostgreSQL live, DuckDB over a snapshot, Spark over the same files."""

from tongban.account.insight.engines.asking import Engine, EngineDown
from tongban.account.insight.engines.embedded import Embedded, embedded
from tongban.account.insight.engines.live import LIVE

__all__ = ["LIVE", "Embedded", "Engine", "EngineDown", "embedded"]
