"""The traffic light of a case in a work list: green, yellow, red on the last day, black when overdue."""

from dataclasses import dataclass
from datetime import date

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.lights import Light, LightRule


@dataclass(frozen=True, slots=True)
class DueStatus:
    """How many working days are left (below 0: how many too late), and the light."""

    light: Light
    days_left: int


def due_status(
    due_on: date, *, total: int, on: date, calendar: Calendar, rule: LightRule | None = None
) -> DueStatus:
    """Return the status of a limit of so many working days on a day."""
    known = calendar.provisional(*range(min(on, due_on).year, max(on, due_on).year + 1))
    left = known.working_between(on, due_on)
    light = (rule or LightRule()).light_on(on, due_on, total=total, left=left)
    return DueStatus(light, -max(known.working_between(due_on, on), 1) if on > due_on else left)
