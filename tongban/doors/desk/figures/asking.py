"""Asking for figures: from the newest snapshot if there is one, else live; when neither answers, what was kept."""

from dataclasses import dataclass
from datetime import datetime

from tongban.account.insight.queries import (
    Engine,
    EngineDown,
    Metric,
    Period,
    Value,
    kept,
    newest_engine,
    value_of,
    values_by,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure for a page; ``fault`` says why it is the kept one and not computed now."""

    value: Value | None
    engine: Engine
    fault: str = ""

    @property
    def is_stale(self) -> bool:
        """Return whether the figure shown was computed before."""
        return bool(self.fault)


def ask(metric: Metric, period: Period, *, at: datetime, only: dict[str, str] | None = None) -> Answer:
    """Return a figure of a period, or the last kept one with the reason."""
    asked = newest_engine()
    try:
        return Answer(value_of(metric, period, engine=asked, at=at, only=only), asked)
    except EngineDown as down:
        return Answer(None if only else kept(period).get(metric.code), asked, str(down))


def ask_by(
    metric: Metric, period: Period, *by: str, at: datetime, only: dict[str, str] | None = None
) -> list[Value]:
    """Return a figure told apart by columns; nothing while no engine answers."""
    try:
        return values_by(metric, period, *by, engine=newest_engine(), at=at, only=only)
    except EngineDown:
        return []
