"""Places, free times, own appointments and numbers told to another system."""

from collections import defaultdict
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from tongban.doors.api.shapes import visits as shapes
from tongban.ground.people.models import User
from tongban.ground.people.queries import applicants_of
from tongban.offer.catalogue.models import Item
from tongban.work.cases.queries.visibility import case_of
from tongban.work.hall.models import Appointment, OfferedItem, Slot, Ticket
from tongban.work.hall.queries import appointments, line, places
from tongban.work.hall.queries.wait_words import wait_in_words
from tongban.work.hall.queries.waits import estimate_of

MOST = 100


def item_of(code: str) -> Item | None:
    """Return an item by its code."""
    return Item.objects.filter(code=code).first()


def places_on(day: date, at: datetime, item: str | None) -> shapes.PlaceList:
    """Return the places of a day, or those that offer an item then."""
    found = list(places.places_on(day).order_by("code"))
    codes: defaultdict[int, list[str]] = defaultdict(list)
    offered = OfferedItem.objects.filter(places.lasting(day), places.lasting_group(day))
    for place, code in offered.order_by("item__code").values_list("group__place", "item__code"):
        codes[place].append(code)
    shown = [
        shapes.PlaceBrief(
            code=place.code,
            name=place.name,
            kind=place.kind,  # type: ignore[arg-type]
            address=place.address,
            hours=places.hours_text(place, day),
            is_open=places.is_open(place, at),
            items=codes[place.pk],
        )
        for place in found
        if item is None or item in codes[place.pk]
    ]
    return shapes.PlaceList(results=shown)


def slots(code: str, asked: shapes.SlotQuery, at: datetime) -> shapes.SlotList | None:
    """Return the times of a day in the line where one waits for an item; None where there is no such line."""
    place, item = places.place_of(code, localdate(at)), item_of(asked.item)
    group = places.group_for(place, item, asked.day) if place and item else None
    if group is None:
        return None
    return shapes.SlotList(results=[_slot(each) for each in appointments.slots_of(group, asked.day, at)])


def _slot(each: Slot) -> shapes.SlotShown:
    free = each.capacity - each.taken
    return shapes.SlotShown(
        id=each.pk,
        begins_at=each.begins_at,
        ends_at=each.ends_at,
        free=max(0, min(free, each.capacity - each.kept - each.ordinary)),
        free_with_priority=free,
    )


def slot_of(pk: int) -> Slot | None:
    """Return a time by its key."""
    return Slot.objects.select_related("group__place").filter(pk=pk).first()


def is_for(slot: Slot, item: Item) -> bool:
    """Return whether one waits for an item in the line of a time."""
    return places.group_for(slot.group.place, item, localdate(slot.begins_at)) == slot.group


def is_own_case(user: User, day: date, reference: str, item: Item) -> bool:
    """Return whether an application is one's own and for that item."""
    found = case_of(user, reference, day)
    return found is not None and found.version.item_id == item.pk


def own_appointments(user: User, day: date) -> QuerySet[Appointment]:
    """Return the appointments of those for whom a system acts."""
    return appointments.visible_to(user).filter(applicant__in=applicants_of(user, day))


def own_tickets(user: User, day: date) -> QuerySet[Ticket]:
    """Return the numbers of those for whom a system acts."""
    return line.tickets_visible_to(user).filter(applicant__in=applicants_of(user, day))


def appointment_list(user: User, day: date) -> shapes.AppointmentList:
    """Return one's own appointments, the latest day first."""
    rows = own_appointments(user, day).order_by("-day", "-pk")[:MOST]
    return shapes.AppointmentList(results=[appointment(each) for each in rows])


def appointment(each: Appointment) -> shapes.AppointmentShown:
    """Return an appointment as it stands."""
    return shapes.AppointmentShown(
        reference=each.reference,
        status=shapes.AppointmentStatus(each.status),
        status_text=each.get_status_display(),
        place=each.place.code,
        item=each.item.code if each.item else "",
        applicant=each.applicant_id,
        case=each.case_reference,
        day=each.day,
        begins_at=each.slot.begins_at if each.slot else None,
        ends_at=each.slot.ends_at if each.slot else None,
        missing=line.missing_of(each.case_reference) if each.case_reference else [],
        address=f"{settings.PUBLIC_ADDRESS}{reverse('visit:appointment', args=[each.reference])}",
    )


def ticket_list(user: User, at: datetime) -> shapes.TicketList:
    """Return one's own numbers of today."""
    rows = own_tickets(user, localdate(at)).filter(day=localdate(at)).order_by("-pk")[:MOST]
    return shapes.TicketList(results=[ticket(each, at) for each in rows])


def ticket(each: Ticket, at: datetime) -> shapes.TicketShown:
    """Return a number as it stands: how many are before, and how long it still waits."""
    return shapes.TicketShown(
        reference=each.reference,
        number=each.number,
        status=shapes.TicketStatus(each.status),
        status_text=each.get_status_display(),
        place=each.place.code,
        window=each.window.number if each.window else "",
        applicant=each.applicant_id,
        day=each.day,
        taken_at=each.taken_at,
        before=line.line_before(each),
        estimate=_estimate(each, at),
        missing=[text for errand in each.errands.all() for text in errand.missing],
        address=f"{settings.PUBLIC_ADDRESS}{reverse('visit:ticket', args=[each.code])}",
    )


def _estimate(ticket: Ticket, at: datetime) -> shapes.Estimate | None:
    told = estimate_of(ticket, at)
    if told is None or told.promise is None:
        return None
    said, promise = wait_in_words(told), told.promise
    return shapes.Estimate(
        text=said.text,
        minutes=promise.point,
        low=promise.low,
        high=promise.high,
        is_promise=said.is_promise,
        reasons=list(said.reasons),
    )
