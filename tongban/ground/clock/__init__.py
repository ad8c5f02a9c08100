"""Days, deadlines and how they are counted. Pure Python, no Django; may import law."""

from tongban.ground.clock.arrangement import Arrangement
from tongban.ground.clock.calendar import Calendar, Reason
from tongban.ground.clock.calendar_days import days_after
from tongban.ground.clock.counting import due, provisional_due
from tongban.ground.clock.deadline import PAUSES, UNITS, Deadline, Due, Extension, Pause
from tongban.ground.clock.explaining import Line, explain
from tongban.ground.clock.lights import Light, LightRule, Standing, light, standing
from tongban.ground.clock.shipped import SHIPPED
from tongban.ground.clock.words import BadArrangement, BadDeadline, ClockError, NoCalendar, Words

__all__ = [
    "PAUSES",
    "SHIPPED",
    "UNITS",
    "Arrangement",
    "BadArrangement",
    "BadDeadline",
    "Calendar",
    "ClockError",
    "Deadline",
    "Due",
    "Extension",
    "Light",
    "LightRule",
    "Line",
    "NoCalendar",
    "Pause",
    "Reason",
    "Standing",
    "Words",
    "days_after",
    "due",
    "explain",
    "light",
    "provisional_due",
    "standing",
]
