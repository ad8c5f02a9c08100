"""What the ledger says of a place: its tickets, its windows' hours, its appointments; statistics rest on nothing else."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter

from django.utils.timezone import get_default_timezone, localtime

from tongban.ground.ledger.models import Entry
from tongban.work.hall.models import Appointment, AppointmentStatus, Place, Ticket, Window, WindowStatus
from tongban.work.hall.waiting.figures import AppointmentEnd, OpenTime
from tongban.work.hall.waiting.stretches import TicketEvent

ENDS = (AppointmentStatus.ARRIVED, AppointmentStatus.NO_SHOW)


def midnight(day: date) -> datetime:
    """Return when a day begins here."""
    return datetime.combine(day, time(), get_default_timezone())


def ticket_events(place: Place, first: date, last: date) -> Iterator[TicketEvent]:
    """Yield what the ledger says of the tickets of some days."""
    tickets = Ticket.objects.filter(place=place, day__range=(first, last)).values("reference")
    entries = Entry.objects.filter(subject__in=tickets, kind=Entry.Kind.MOVE).order_by("subject", "number")
    line = window = ""
    for subject, number, status, at, said in entries.values_list(
        "subject", "number", "after", "at", "payload"
    ):
        if number == 1:
            line, window = said["number"][0], ""
        line, window = said.get("line", line), said.get("window", window)
        yield TicketEvent(subject, number, status, localtime(at), line, window)


def open_times(place: Place, first: date, last: date) -> Iterator[OpenTime]:
    """Yield from when to when windows were open on some days; one that was forgotten ends with its day."""
    numbers = dict(Window.objects.filter(place=place).values_list("reference", "number"))
    span = (midnight(first), midnight(last + timedelta(days=1)))
    entries = Entry.objects.filter(
        subject__in=numbers, kind=Entry.Kind.MOVE, at__gte=span[0], at__lt=span[1]
    ).order_by("subject", "number")
    moves = entries.values_list("subject", "after", "at")
    for window, chain in groupby(moves, key=itemgetter(0)):
        began: datetime | None = None
        for _window, status, at in chain:
            if began is not None:
                yield _open_time(numbers[window], began, localtime(at))
            began = localtime(at) if status == WindowStatus.OPEN else None
        if began is not None:
            yield _open_time(numbers[window], began, span[1])


def _open_time(window: str, began: datetime, ended: datetime) -> OpenTime:
    return OpenTime(window, began, min(ended, midnight(began.date() + timedelta(days=1))))


def appointment_ends(place: Place, first: date, last: date) -> Iterator[AppointmentEnd]:
    """Yield which appointments of some days were kept or missed."""
    booked = Appointment.objects.filter(place=place, day__range=(first, last))
    known = {each["reference"]: each for each in booked.values("reference", "day", "group__prefix")}
    entries = Entry.objects.filter(
        subject__in=booked.values("reference"), kind=Entry.Kind.MOVE, after__in=ENDS
    )
    for subject, status in entries.order_by("subject", "number").values_list("subject", "after"):
        row = known[subject]
        yield AppointmentEnd(row["day"], row["group__prefix"], status == AppointmentStatus.ARRIVED)
