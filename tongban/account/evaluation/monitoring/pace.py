"""The pace of a metric within a year: its months so far, those to come, and what they let one expect."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from tongban.account.insight import year_forecast
from tongban.account.insight.definitions import Metric
from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.expressions import MONTH
from tongban.account.insight.rules import Period, year_of
from tongban.account.insight.values import Value, value_of, values_by
from tongban.ground.kit.calendars import calendar

ADDING = ("count", "sum")


@dataclass(frozen=True)
class WorkingYear:
    """The working days of a year, month by month."""

    days: Sequence[date]

    @cached_property
    def shares(self) -> list[float]:
        """Return which share of the year each month has."""
        counted = Counter(day.month for day in self.days)
        return [counted[month] / len(self.days) for month in range(1, 13)]

    def passed(self, on: date) -> list[float]:
        """Return which share of each month is over at the end of a day."""
        whole = Counter(day.month for day in self.days)
        sofar = Counter(day.month for day in self.days if day <= on)
        return [sofar[month] / whole[month] for month in range(1, 13)]


def working_year(year: int) -> WorkingYear:
    """Return the working days of a year; Monday to Friday while its notice is not published."""
    return WorkingYear(calendar().provisional(year).working_days(year))


@dataclass(frozen=True)
class Pace:
    """A metric of a year as of a day."""

    metric: Metric
    on: date
    working: WorkingYear
    engine: Engine
    at: datetime

    @property
    def period(self) -> Period:
        """Return the part of the year that has passed."""
        return year_of(self.on.year).until(self.on)

    @cached_property
    def value(self) -> Value:
        """Return the value so far."""
        return value_of(self.metric, self.period, engine=self.engine, at=self.at)

    @cached_property
    def by_month(self) -> dict[int, Value]:
        """Return the value of each month so far, by its number."""
        return self._by_month(self.period)

    @cached_property
    def before(self) -> dict[int, Value]:
        """Return the value of each month of the year before."""
        return self._by_month(year_of(self.on.year - 1))

    @cached_property
    def profile(self) -> list[float] | None:
        """Return each month's share of the year before; nothing where that year cannot tell."""
        if not self.is_adding:
            return None
        values = [float(self.before[month].value or 0) for month in range(1, 13) if month in self.before]
        return year_forecast.profile_of(values, sum(value.rows for value in self.before.values()))

    @property
    def is_adding(self) -> bool:
        """Return whether months add up to the year."""
        return self.metric.measure in ADDING

    @cached_property
    def shares(self) -> list[float]:
        """Return which share of the year each month is expected to bring."""
        return self.profile or self.working.shares

    @cached_property
    def passed(self) -> list[float]:
        """Return of each month the share of it that is over by the day."""
        return self.working.passed(self.on)

    @cached_property
    def months(self) -> list[year_forecast.MonthSoFar]:
        """Return the months that have begun."""
        return [self._month(number) for number in range(1, self.on.month + 1)]

    @cached_property
    def to_come(self) -> list[float]:
        """Return the shares of the year that are still left."""
        return left_of(self.shares, self.passed)

    @property
    def expected_share(self) -> float:
        """Return which share of the year's value should be there by now."""
        return sum(month.share for month in self.months)

    @cached_property
    def forecast(self) -> year_forecast.YearForecast | None:
        """Return what the year will come to; nothing where nothing was counted of what has no zero."""
        if self.is_adding:
            is_count = self.metric.measure == "count"
            return year_forecast.total(
                self.months, self.to_come, is_count=is_count, is_profile=self.profile is not None
            )
        if self.value.value is None:
            return None
        is_of_rows = self.metric.measure == "share"
        return year_forecast.share(self.months, self.to_come, self.value.value, is_of_rows=is_of_rows)

    def _by_month(self, period: Period) -> dict[int, Value]:
        values = values_by(self.metric, period, MONTH, engine=self.engine, at=self.at)
        return {int(value.group[0]) % 100: value for value in values}

    def _month(self, number: int) -> year_forecast.MonthSoFar:
        found = self.by_month.get(number)
        value = 0.0 if found is None or found.value is None else float(found.value)
        part = self.passed[number - 1]
        share = self.shares[number - 1] * part
        return year_forecast.MonthSoFar(share, value, found.rows if found else 0, is_over=part >= 1)


def left_of(shares: Sequence[float], passed: Sequence[float]) -> list[float]:
    """Return the shares of months that are still to come."""
    left = [share * (1 - part) for share, part in zip(shares, passed, strict=True)]
    return [part for part in left if part > 0]
