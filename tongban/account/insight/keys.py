"""Which figure, and which of its rows: what a room hands to a door, which alone knows the address of the page."""

from dataclasses import dataclass

from tongban.account.insight.definitions import Metric
from tongban.account.insight.rules import Period


@dataclass(frozen=True, slots=True)
class FigureKey:
    """A metric of a period, narrowed to groups (column, value), perhaps grouped by a column."""

    code: str
    period: str
    only: tuple[tuple[str, str], ...] = ()
    by: str = ""


def key_of(metric: Metric | str, period: Period, *, by: str = "", **only: object) -> FigureKey:
    """Return the key of a figure and of its rows."""
    code = metric if isinstance(metric, str) else metric.code
    return FigureKey(code, period.name, tuple((name, str(value)) for name, value in only.items()), by)
