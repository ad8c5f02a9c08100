"""By when an enquiry is answered. No database, no current time."""

from datetime import date
from typing import Protocol

ANSWER_DAYS = 5
"""The office's own promise, in working days; the law sets none."""


class WorkingDays(Protocol):
    """A calendar, as far as needed here."""

    def after(self, day: date, days: int) -> date:
        """Return the working day that many working days after a day."""
        ...


def answer_due_on(asked_on: date, calendar: WorkingDays) -> date:
    """Return the last day to answer what was asked on a day."""
    return calendar.after(asked_on, ANSWER_DAYS)
