"""The calendar days of the Budget Law: every day counts, the first does not."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Day:
    """One day of a period: its number, 0 on the day the period begins."""

    on: date
    number: int


def days_after(start: date, days: int) -> date:
    """Return the last day of a period of calendar days; the day it begins on is not counted."""
    if days < 0:
        raise ValueError(f"a period has no negative number of days: {days}")
    return start + timedelta(days=days)


def explain(start: date, days: int) -> list[Day]:
    """Return a period day by day, from the day it begins on to its last day."""
    last = days_after(start, days)
    return [Day(start + timedelta(days=number), number) for number in range((last - start).days + 1)]
