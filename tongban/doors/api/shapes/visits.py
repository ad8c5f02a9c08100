"""Going there as other systems arrange it: places, free times, appointments, numbers."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import BeforeValidator, Field

from tongban.doors.api.shapes import DAY, Given, written_as
from tongban.doors.api.shapes.cases import Id, Reference
from tongban.doors.api.shapes.catalogue import Code
from tongban.work.hall.models import AppointmentStatus, TicketStatus

PlaceCode = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,12}$")]


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day), written_as(DAY)]


class PlaceQuery(Schema):
    """What narrows the list of places."""

    item: Code | None = Field(None, description=_("Only places that offer this item"))


class PlaceBrief(Schema):
    """A place of service as it is now."""

    code: str
    name: str
    kind: Literal["centre", "sub_centre", "special", "community", "terminal"]
    address: str
    hours: str = Field(description=_("Opening hours of today; empty: closed"))
    is_open: bool
    items: list[str] = Field(description=_("Item codes that are offered here"))


class PlaceList(Schema):
    """All places of service."""

    results: list[PlaceBrief]


class SlotQuery(Schema):
    """For which item, on which day."""

    item: Code
    day: Day


class SlotShown(Schema):
    """A time to book, with how many places are free."""

    id: int
    begins_at: datetime
    ends_at: datetime
    free: int
    free_with_priority: int = Field(description=_("For the elderly and disabled"))


class SlotList(Schema):
    """The times of a day that have not begun."""

    results: list[SlotShown]


class _Visitor(Given):
    """Who comes, for what."""

    item: Code
    applicant: Id = Field(description=_("One of /applicants"))
    case: Reference | None = Field(None, description=_("An own application: what it lacks is told"))
    has_priority: bool = Field(False, description=_("Elderly, disabled, or with a small child"))


class Booking(_Visitor):
    """An appointment to book."""

    slot: Id = Field(description=_("A time of /places/{place}/slots"))


class Changing(Given):
    """Another time."""

    slot: Id


class WaitingFor(_Visitor):
    """A day on which any time would do: the waiting list."""

    place: PlaceCode
    day: Day


class NumberTaken(_Visitor):
    """A number to take now."""

    place: PlaceCode


class AppointmentShown(Schema):
    """An appointment as it stands."""

    reference: str
    status: AppointmentStatus
    status_text: str
    place: str
    item: str
    applicant: int
    case: str
    day: date
    begins_at: datetime | None
    ends_at: datetime | None
    missing: list[str] = Field(description=_("What the application still lacks"))
    address: str = Field(description=_("Where it is shown with its QR code"))


class AppointmentList(Schema):
    """Own appointments, the latest day first; a hundred at most."""

    results: list[AppointmentShown]


class Estimate(Schema):
    """How long somebody still waits: nine times of ten within these minutes; without history no promise."""

    text: str
    minutes: int
    low: int
    high: int
    is_promise: bool
    reasons: list[str]


class TicketShown(Schema):
    """A number as it stands."""

    reference: str
    number: str
    status: TicketStatus
    status_text: str
    place: str
    window: str
    applicant: int | None
    day: date
    taken_at: datetime
    before: int = Field(description=_("How many have their turn earlier"))
    estimate: Estimate | None
    missing: list[str]
    address: str


class TicketList(Schema):
    """Own numbers of today."""

    results: list[TicketShown]
