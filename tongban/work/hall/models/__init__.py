"""Places and their hours, windows, tickets, appointments, the codes of persons."""

from tongban.work.hall.models.appointments import Appointment, AppointmentStatus, Slot, SlotPlan
from tongban.work.hall.models.circle import ReachSettings, ResidentGrid
from tongban.work.hall.models.figures import KeptFigures, ReachShare
from tongban.work.hall.models.person_codes import CodeUse, PersonCode
from tongban.work.hall.models.places import (
    Equipment,
    ExceptionDay,
    HallSettings,
    Kiosk,
    OfferedItem,
    Place,
    ServiceGroup,
    WeekPlan,
)
from tongban.work.hall.models.promises import GivenPromise
from tongban.work.hall.models.staffing import WindowPlan
from tongban.work.hall.models.tickets import (
    IN_LINE,
    OVER,
    Errand,
    Priority,
    Source,
    Ticket,
    TicketStatus,
)
from tongban.work.hall.models.windows import Window, WindowPeriod, WindowStatus

__all__ = [
    "IN_LINE",
    "OVER",
    "Appointment",
    "AppointmentStatus",
    "CodeUse",
    "Equipment",
    "Errand",
    "ExceptionDay",
    "GivenPromise",
    "HallSettings",
    "KeptFigures",
    "Kiosk",
    "OfferedItem",
    "PersonCode",
    "Place",
    "Priority",
    "ReachSettings",
    "ReachShare",
    "ResidentGrid",
    "ServiceGroup",
    "Slot",
    "SlotPlan",
    "Source",
    "Ticket",
    "TicketStatus",
    "WeekPlan",
    "Window",
    "WindowPeriod",
    "WindowPlan",
    "WindowStatus",
]
