"""By when a question to a programme is answered in writing. No database, no current time."""

from datetime import date

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day


def answer_due_on(accepted_on: date, programme_on: date, days: int, calendar: Calendar) -> date:
    """Return the last day to answer: so many working days after the broadcast, or after it was accepted if later."""
    return last_day(Deadline(max(accepted_on, programme_on), days), calendar)
