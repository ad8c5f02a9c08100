"""Periods, rounding and intervals: what a value is once its rows are counted. Pure functions of values."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tongban.ground.matters.counted import score_interval

HUNDRED = Decimal(100)
TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from the first to the last, both counted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends on {self.last} before it begins on {self.first}")

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """Return the period as one reads it: 2022, 2022-07, or its two ends."""
        first, last = self.first, self.last
        if self == year_of(first.year):
            return str(first.year)
        if self == month_of(first.year, first.month):
            return f"{first:%Y-%m}"
        return str(first) if first == last else f"{first} – {last}"

    @property
    def name(self) -> str:
        """Return the text by which addresses and commands name it; ``read_period`` reads it back."""
        return self.label if " " not in self.label else str(self)

    def until(self, day: date) -> "Period":
        """Return the part of the period that had passed on a day."""
        return Period(self.first, max(self.first, min(self.last, day)))

    def a_year_before(self) -> "Period":
        """Return the same period of the year before."""
        return Period(_year_before(self.first), _year_before(self.last))


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_of(year: int, month: int) -> Period:
    """Return a calendar month."""
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def months_of(period: Period) -> list[Period]:
    """Return the months that a period touches, each cut to it."""
    months, day = [], period.first
    while day <= period.last:
        whole = month_of(day.year, day.month)
        months.append(Period(max(whole.first, period.first), min(whole.last, period.last)))
        day = whole.last + timedelta(days=1)
    return months


def read_period(text: str) -> Period:
    """Return the period that a text names: 2022, 2022-07, 2022-07-14 or 2022-01-01..2022-06-30."""
    first, _, last = text.partition("..")
    try:
        if last:
            return Period(date.fromisoformat(first), date.fromisoformat(last))
        parts = [int(part) for part in first.split("-")]
        if len(parts) == 1:
            return year_of(parts[0])
        return month_of(*parts) if len(parts) == 2 else Period(date(*parts), date(*parts))
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"{text!r} is not a period: write 2022, 2022-07 or 2022-01-01..2022-06-30"
        ) from error


def share(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Return a share in percent with two places, half up; of nothing there is no share."""
    return rounded(numerator * HUNDRED / denominator) if denominator else None


def rounded(value: Decimal) -> Decimal:
    """Return a value with two places, half up."""
    return value.quantize(TWO_PLACES, ROUND_HALF_UP)


def interval(numerator: Decimal, denominator: Decimal) -> tuple[Decimal, Decimal] | None:
    """Return the 95 % interval of a share in percent (Wilson 1927, score interval); none of nothing."""
    if not denominator:
        return None
    n = float(denominator)
    low, high = (bound * 100 for bound in score_interval(float(numerator) / n, n))
    return rounded(Decimal(max(low, 0.0))), rounded(Decimal(min(high, 100.0)))


def _year_before(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else min(day.day, last))
