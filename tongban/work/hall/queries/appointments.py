"""Slots with room, one's own appointments, the waiting list, who did not come."""

from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.work.hall.models import Appointment, AppointmentStatus, Place, ServiceGroup, Slot
from tongban.work.hall.queries.places import settings_on

RELATED = ("place", "group", "slot", "item", "applicant")


def visible_to(user: User) -> QuerySet[Appointment]:
    """Return the appointments this person may see: the hall's staff all, others their own and their principals'."""
    appointments = Appointment.objects.select_related(*RELATED)
    if user.may("hall.read"):
        return appointments
    return appointments.filter(applicant__in=applicants_of(user, localdate()))


def appointment_of(code: str) -> Appointment | None:
    """Return the appointment of a code, as its QR tells it."""
    return Appointment.objects.select_related(*RELATED).filter(code=code).first()


def slots_of(group: ServiceGroup, day: date, at: datetime) -> QuerySet[Slot]:
    """Return the open slots of a day that have not begun."""
    slots = Slot.objects.filter(group=group, begins_at__date=day, begins_at__gt=at, is_open=True)
    return slots.order_by("begins_at")


def room_for(has_priority: bool) -> Q:
    """Return the condition of a slot that has room for somebody."""
    room = Q(taken__lt=F("capacity"))
    return room if has_priority else room & Q(ordinary__lt=F("capacity") - F("kept"))


def has_room(group: ServiceGroup, day: date, at: datetime, *, has_priority: bool) -> bool:
    """Return whether a day has a time left for somebody."""
    return slots_of(group, day, at).filter(room_for(has_priority)).exists()


def days_to_book(place: Place, at: datetime) -> list[date]:
    """Return the days for which appointments are given."""
    today = localdate(at)
    return [today + timedelta(days=n) for n in range(settings_on(place, today).book_days + 1)]


def wait_list(group: ServiceGroup, day: date) -> QuerySet[Appointment]:
    """Return who waits for a place on a day: priority first, then who came first."""
    listed = Appointment.objects.filter(group=group, day=day, status=AppointmentStatus.LISTED)
    return listed.order_by("-has_priority", "booked_at", "pk")


def misses_of(applicant: Applicant, since: date) -> int:
    """Return how many appointments somebody has not kept since a day."""
    return Appointment.objects.filter(
        applicant=applicant, day__gte=since, status=AppointmentStatus.NO_SHOW
    ).count()


def displaced() -> QuerySet[Appointment]:
    """Return the appointments whose time is no longer an opening hour."""
    held = Appointment.objects.filter(status=AppointmentStatus.BOOKED, slot__is_open=False)
    return held.select_related(*RELATED)


def appointments_on(place: Place, day: date) -> QuerySet[Appointment]:
    """Return who is expected at a place on a day."""
    rows = Appointment.objects.filter(place=place, day=day).exclude(status=AppointmentStatus.CANCELLED)
    return rows.select_related(*RELATED).order_by("slot__begins_at", "pk")
