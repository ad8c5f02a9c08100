"""By when a bad rating must be answered. No database, no current time."""

from datetime import date

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.law import basis, term


@basis("state-council-office-2019-51")
def contact_due_on(rated_on: date, calendar: Calendar) -> date:
    """Return the last day to contact somebody who rated badly."""
    return last_day(Deadline(rated_on, int(term("bad_rating_contact", on=rated_on))), calendar)


@basis("state-council-office-2019-51")
def remedy_due_on(rated_on: date, calendar: Calendar) -> date:
    """Return the last day to remedy what was rated badly."""
    return last_day(Deadline(rated_on, int(term("bad_rating_remedy", on=rated_on))), calendar)
