"""By when a bad rating must be answered. No database, no current time."""

from datetime import date
from typing import Protocol

from tongban.ground.law import basis, term


class WorkingDays(Protocol):
    """A calendar, as far as needed here."""

    def after(self, day: date, days: int) -> date:
        """Return the working day that many working days after a day."""
        ...


@basis("state-council-office-2019-51")
def contact_due_on(rated_on: date, calendar: WorkingDays) -> date:
    """Return the last day to contact somebody who rated badly."""
    return calendar.after(rated_on, int(term("bad_rating_contact", on=rated_on)))


@basis("state-council-office-2019-51")
def remedy_due_on(rated_on: date, calendar: WorkingDays) -> date:
    """Return the last day to remedy what was rated badly."""
    return calendar.after(rated_on, int(term("bad_rating_remedy", on=rated_on)))
