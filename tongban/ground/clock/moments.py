"""Moments and days on the clocks of China, where the law's days begin and end."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # one time for the country, no summer time since 1991


def local(moment: datetime) -> datetime:
    """Return a moment on China's clocks; one without a zone is taken to be there already."""
    return moment.astimezone(CHINA) if moment.tzinfo else moment


def day_of(at: date | datetime) -> date:
    """Return the day in China that a moment falls on; a day is its own day."""
    return local(at).date() if isinstance(at, datetime) else at
