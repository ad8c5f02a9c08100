"""The last twelve months of a figure as a small drawing: its line, where it stands now, and the line it is held to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from tongban.account.insight.definitions import Metric
from tongban.account.insight.expressions import MONTH
from tongban.account.insight.rules import Period, month_of
from tongban.doors.desk.figures.compute import compute_by

MONTHS = 12
WIDTH, HEIGHT, EDGE = 132, 36, 3
ADDING = ("count", "sum")
"""What months add up of: a month without any has none, not no value."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Where a month stands in the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Trend:
    """The values of twelve months, the last one perhaps not over, and what a month should reach."""

    months: Sequence[date]
    values: Sequence[Decimal | None]
    target: Decimal | None = None
    is_last_over: bool = True

    @property
    def is_drawn(self) -> bool:
        """Say whether there are two months to draw a line between."""
        return sum(value is not None for value in self.values) > 1

    @cached_property
    def lines(self) -> list[str]:
        """Return the points of each unbroken line; a month without a value breaks it."""
        parts: list[list[str]] = [[]]
        for place, value in enumerate(self.values):
            if value is None:
                parts.append([])
            else:
                point = self._point(place, value)
                parts[-1].append(f"{point.x},{point.y}")
        return [" ".join(part) for part in parts if part]

    @property
    def last(self) -> TrendPoint:
        """Return where the newest value stands."""
        place = max(n for n, value in enumerate(self.values) if value is not None)
        return self._point(place, self.values[place] or Decimal(0))

    @property
    def target_y(self) -> float | None:
        """Return the height of the target's line."""
        return None if self.target is None else self._y(self.target)

    @property
    def last_months(self) -> tuple[Decimal, Decimal] | None:
        """Return the values of the last whole month and of the one before it."""
        then, now = (self.values if self.is_last_over else self.values[:-1])[-2:]
        return None if now is None or then is None else (now, then)

    def _point(self, place: int, value: Decimal) -> TrendPoint:
        step = (WIDTH - 2 * EDGE) / (len(self.values) - 1)
        return TrendPoint(round(EDGE + place * step, 1), self._y(value))

    def _y(self, value: Decimal) -> float:
        low, high = self._bounds
        return round(HEIGHT - EDGE - float((value - low) / ((high - low) or 1)) * (HEIGHT - 2 * EDGE), 1)

    @cached_property
    def _bounds(self) -> tuple[Decimal, Decimal]:
        known = [value for value in (*self.values, self.target) if value is not None]
        return min(known), max(known)


def trend_of(
    metric: Metric, period: Period, *, at: datetime, only: dict[str, str], target: Decimal | None = None
) -> Trend:
    """Return the twelve months up to a period's last; a target of what adds up is told by the month."""
    months = _months_until(period.last)
    whole = Period(months[0], period.last)
    found = {value.group[0]: value.value for value in compute_by(metric, whole, MONTH, at=at, only=only)}
    is_adding = metric.measure in ADDING
    nothing = Decimal(0) if is_adding and found else None
    if target is not None and is_adding:
        target = target / MONTHS
    is_over = period.last == month_of(period.last.year, period.last.month).last
    values = [found.get(month.year * 100 + month.month, nothing) for month in months]
    return Trend(months, values, target, is_over)


def _months_until(day: date) -> list[date]:
    last = day.year * 12 + day.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]
