"""Computing figures: from the newest snapshot if there is one, else live; when neither answers, the last kept value."""

from dataclasses import dataclass
from datetime import datetime

from tongban.account.insight.definitions import Metric
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import Engine, EngineDown
from tongban.account.insight.kept_values import last_values
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value, value_of, values_by


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """A figure for a page; ``fault`` says why it is the kept one and not computed now."""

    value: Value | None
    engine: Engine
    fault: str = ""

    @property
    def is_stale(self) -> bool:
        """Return whether the figure shown was computed before."""
        return bool(self.fault)


def compute(
    metric: Metric, period: Period, *, at: datetime, only: dict[str, str] | None = None
) -> FigureAnswer:
    """Return a figure of a period, or the last kept one with the reason."""
    asked = newest_engine()
    try:
        return FigureAnswer(value_of(metric, period, engine=asked, at=at, only=only), asked)
    except EngineDown as down:
        return FigureAnswer(None if only else last_values(period).get(metric.code), asked, str(down))


def compute_by(
    metric: Metric, period: Period, *by: str, at: datetime, only: dict[str, str] | None = None
) -> list[Value]:
    """Return a figure told apart by columns; nothing while no engine answers."""
    try:
        return values_by(metric, period, *by, engine=newest_engine(), at=at, only=only)
    except EngineDown:
        return []
