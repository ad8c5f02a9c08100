"""The calendar days of the Budget Law: every day counts, the first does not, and the last never moves."""

from datetime import date, timedelta


def days_after(start: date, days: int) -> date:
    """Return the last day of a period of calendar days; the day it begins on is not counted."""
    if days < 0:
        raise ValueError(f"a period has no negative number of days: {days}")
    return start + timedelta(days=days)
