"""Days, deadlines and how they are counted. Pure Python, no Django; may import law."""

from tongban.ground.clock.arrangement import Arrangement
from tongban.ground.clock.calendar import Calendar, DayReason
from tongban.ground.clock.calendar_days import days_after
from tongban.ground.clock.deadline import PAUSES, UNITS, Deadline, DeadlineExtension, DeadlinePause, Due
from tongban.ground.clock.due_dates import due, provisional_due
from tongban.ground.clock.explanation import DeadlineLine, explain
from tongban.ground.clock.lights import DeadlineStatus, Light, LightRule, deadline_status, light
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.clock.words import BadArrangement, BadDeadline, ClockError, ClockText, NoCalendar

__all__ = [
    "PAUSES",
    "SHIPPED",
    "UNITS",
    "Arrangement",
    "BadArrangement",
    "BadDeadline",
    "Calendar",
    "ClockError",
    "ClockText",
    "DayReason",
    "Deadline",
    "DeadlineExtension",
    "DeadlineLine",
    "DeadlinePause",
    "DeadlineStatus",
    "Due",
    "Light",
    "LightRule",
    "NoCalendar",
    "days_after",
    "deadline_status",
    "due",
    "explain",
    "light",
    "provisional_due",
]
