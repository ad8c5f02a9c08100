"""What a year will come to, from what was reached by a day. Pure functions of numbers.

Counts and sums: reached ÷ the share of the year that has passed. The share is that of the year before by the same day,
else the working days passed of all (ratio estimate; Cochran 1977, chapter 6). Shares: the share so far, carried on.

Interval, 95 %: months scatter around the pace by a part that grows with them, and each count has its own noise
(variance σ²·m² + u·m, method of moments; McCullagh and Nelder 1989, section 6.2). It covers what is still to come and
the error of the pace; a profile taken from the year before brings its own scatter once more. Student's t with one degree
less than whole months known. Shares of rows: the score interval of Wilson (1927) for what is still to come, widened by
what months scatter beyond it. Below three whole months nothing is said of the interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from tongban.account.insight.rules import rounded
from tongban.ground.matters.counted import Z_95, score_interval

FEWEST_MONTHS = 3
FEWEST_ROWS = 48
"""So many rows a year before must have for its months to be a profile: four a month."""


@dataclass(frozen=True, slots=True)
class MonthSoFar:
    """A month that has begun: the share of the year it is, its value, the rows behind it, whether it is over."""

    share: float
    value: float
    rows: int
    is_over: bool = True


@dataclass(frozen=True, slots=True)
class YearForecast:
    """A value for the end of the year; no interval while too little is known."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    method: str = ""

    @property
    def is_known_within(self) -> bool:
        """Return whether it has an interval."""
        return self.low is not None and self.high is not None


def profile_of(before: Sequence[int | float], rows: int) -> list[float] | None:
    """Return the share of each of twelve months from the year before; None where that year is too thin."""
    whole = sum(before)
    if len(before) != 12 or rows < FEWEST_ROWS or min(before) <= 0:
        return None
    return [value / whole for value in before]


def total(
    months: Sequence[MonthSoFar], to_come: Sequence[float], *, is_count: bool, is_profile: bool = False
) -> YearForecast | None:
    """Return the forecast of a count or sum; ``to_come``: the shares of the year still left, month by month."""
    passed, reached = sum(month.share for month in months), sum(month.value for month in months)
    method = "profile" if is_profile else "working_days"
    if not to_come:
        return YearForecast(_exact(reached), _exact(reached), _exact(reached), "reached")
    if passed <= 0:
        return None
    level, whole = reached / passed, [month for month in months if month.is_over and month.share > 0]
    forecast = _exact(reached + level * sum(to_come), is_count)
    if len(whole) < FEWEST_MONTHS:
        return YearForecast(forecast, method=method)
    rows = sum(month.rows for month in months)
    unit = 1.0 if is_count else 2 * reached / rows if rows else 0.0
    spread = _spread(whole, level, unit) * (2 if is_profile else 1)
    left, noisy = sum(to_come), level + unit / (2 * passed)
    ahead = spread * level**2 * sum(part**2 for part in to_come) + unit * noisy * left
    of_pace = spread * level**2 * sum(month.share**2 for month in months) + unit * noisy * passed
    error = student_t(len(whole) - 1) * sqrt(ahead + of_pace * (left / passed) ** 2)
    centre = reached + level * left
    return YearForecast(
        forecast, _exact(max(reached, centre - error), is_count), _exact(centre + error, is_count), method
    )


def share(
    months: Sequence[MonthSoFar], to_come: Sequence[float], value: Decimal, *, is_of_rows: bool
) -> YearForecast:
    """Return the forecast of a share in percent, or of a median: each month's value with the rows it rests on."""
    if not to_come:
        return YearForecast(value, value, value, "reached")
    whole = [month for month in months if month.is_over and month.rows]
    rows, passed = sum(month.rows for month in months), sum(month.share for month in months)
    if len(whole) < FEWEST_MONTHS or passed <= 0:
        return YearForecast(value, method="carried")
    left, mean = sum(to_come), float(value)
    parts = [month.rows / rows for month in whole]
    noise = mean * (100 - mean) if is_of_rows else 0.0
    scatter = _scatter(whole, mean, noise)
    ahead = sum(part**2 for part in to_come) / left**2 + sum(part**2 for part in parts)
    beyond = student_t(len(whole) - 1) * (left / (left + passed)) * sqrt(scatter * ahead)
    low = high = mean
    if is_of_rows:
        weight = (left / (left + passed)) ** 2 * (1 / rows + passed / (rows * left))
        low, high = (bound * 100 for bound in score_interval(mean / 100, 1 / weight))
    low, high = mean - _joined(mean - low, beyond), mean + _joined(high - mean, beyond)
    top = 100.0 if is_of_rows else float("inf")
    return YearForecast(value, _exact(max(low, 0.0)), _exact(min(high, top)), "carried")


def student_t(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's t (Abramowitz and Stegun 1964, 26.7.5)."""
    z, n = Z_95, max(freedom, 1)
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )


def _spread(months: Sequence[MonthSoFar], level: float, unit: float) -> float:
    """Return the relative variance of months around the pace, beyond what counting alone brings."""
    squares = 0.0
    for month in months:
        expected = level * month.share
        squares += ((month.value - expected) ** 2 - unit * expected) / expected**2 if expected else 0.0
    return max(0.0, squares / (len(months) - 1))


def _scatter(months: Sequence[MonthSoFar], mean: float, noise: float) -> float:
    squares = sum((month.value - mean) ** 2 - noise / month.rows for month in months)
    return max(0.0, squares / (len(months) - 1))


def _joined(first: float, second: float) -> float:
    return sqrt(first**2 + second**2)


def _exact(value: float, is_count: bool = False) -> Decimal:
    found = rounded(Decimal(repr(value)))
    return found.quantize(Decimal(1)) if is_count else found
