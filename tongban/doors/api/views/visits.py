"""Going there: free times, appointments booked, changed and cancelled, numbers taken and followed."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from ninja.responses import Status

from tongban.doors.api.admission import ClientRequest
from tongban.doors.api.idempotency import IdempotencyKey, do_once
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.queries import cases
from tongban.doors.api.queries import visits as told
from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import visits as shapes
from tongban.doors.api.views.requirements import requires_scopes
from tongban.ground.people.models import Applicant
from tongban.offer.catalogue.models import Item
from tongban.work.hall.actions import appointments, tickets
from tongban.work.hall.models import Place, Slot
from tongban.work.hall.queries import places

router = Router(tags=["visits"])
VISITS = requires_scopes("visits")
PlaceCode = Annotated[shapes.PlaceCode, Path()]
Reference = Annotated[shapes.Reference, Path()]


@router.get(
    "/places",
    response=shapes.PlaceList,
    summary=gettext_noop("List places of service"),
    **VISITS,
)
def list_places(request: ClientRequest, asked: Query[shapes.PlaceQuery]) -> shapes.PlaceList:
    return told.places_on(localdate(), now(), asked.item)


@router.get(
    "/places/{place}/slots",
    response=shapes.SlotList,
    summary=gettext_noop("Times of a day with free places"),
    **VISITS,
)
def list_slots(request: ClientRequest, place: PlaceCode, asked: Query[shapes.SlotQuery]) -> shapes.SlotList:
    found = told.slots(place, asked, now())
    if found is None:
        raise Http404
    return found


@router.get(
    "/appointments",
    response=shapes.AppointmentList,
    summary=gettext_noop("List own appointments"),
    **VISITS,
)
def list_appointments(request: ClientRequest) -> shapes.AppointmentList:
    return told.appointment_list(request.user, localdate())


@router.post(
    "/appointments",
    response={201: shapes.AppointmentShown},
    summary=gettext_noop("Book an appointment"),
    **VISITS,
)
def book(request: ClientRequest, given: shapes.Booking, key: IdempotencyKey) -> Status[Any]:
    def act() -> shapes.AppointmentShown:
        slot, item = _slot(given.slot), _item(given.item)
        if not told.is_for(slot, item):
            raise _wrong("item", _("This place does not offer what you want to get done."))
        who = _visitor(request, given, item)
        return told.appointment(appointments.book(slot, by=request.user, at=now(), item=item, **who))

    return do_once(request, key, given, act, 201)


@router.post(
    "/waiting-list",
    response={201: shapes.AppointmentShown},
    summary=gettext_noop("Wait for a place on a day that is full"),
    **VISITS,
)
def wait(request: ClientRequest, given: shapes.WaitingFor, key: IdempotencyKey) -> Status[Any]:
    def act() -> shapes.AppointmentShown:
        item = _item(given.item)
        group = places.group_for(_place(given.place), item, given.day)
        if group is None:
            raise _wrong("item", _("This place does not offer what you want to get done."))
        who = _visitor(request, given, item)
        return told.appointment(
            appointments.join(group, given.day, by=request.user, at=now(), item=item, **who)
        )

    return do_once(request, key, given, act, 201)


@router.get(
    "/appointments/{reference}",
    response=shapes.AppointmentShown,
    summary=gettext_noop("Read an own appointment"),
    **VISITS,
)
def read_appointment(request: ClientRequest, reference: Reference) -> shapes.AppointmentShown:
    return told.appointment(_own(request, reference))


@router.post(
    "/appointments/{reference}/change",
    response=shapes.AppointmentShown,
    summary=gettext_noop("Take another time"),
    **VISITS,
)
def change(
    request: ClientRequest, reference: Reference, given: shapes.Changing, key: IdempotencyKey
) -> Status[Any]:
    def act(own: Any) -> Any:
        return appointments.change(own, _slot(given.slot), by=request.user, at=now())

    return _done(request, reference, key, act, given)


@router.post(
    "/appointments/{reference}/cancellation",
    response=shapes.AppointmentShown,
    summary=gettext_noop("Cancel an own appointment"),
    **VISITS,
)
def cancel(request: ClientRequest, reference: Reference, key: IdempotencyKey) -> Status[Any]:
    return _done(
        request, reference, key, lambda own: appointments.cancel(own, by=request.user, at=now()), None
    )


@router.get(
    "/tickets", response=shapes.TicketList, summary=gettext_noop("List own numbers of today"), **VISITS
)
def list_tickets(request: ClientRequest) -> shapes.TicketList:
    return told.ticket_list(request.user, now())


@router.post(
    "/tickets",
    response={201: shapes.TicketShown},
    summary=gettext_noop("Take a number now"),
    **VISITS,
)
def take_number(request: ClientRequest, given: shapes.NumberTaken, key: IdempotencyKey) -> Status[Any]:
    def act() -> shapes.TicketShown:
        place, item = _place(given.place), _item(given.item)
        who = _visitor(request, given, item)
        return told.ticket(tickets.take_from_afar(place, item, by=request.user, at=now(), **who), now())

    return do_once(request, key, given, act, 201)


@router.get(
    "/tickets/{reference}",
    response=shapes.TicketShown,
    summary=gettext_noop("Read an own number and how long it still waits"),
    **VISITS,
)
def read_ticket(request: ClientRequest, reference: Reference) -> shapes.TicketShown:
    own = told.own_tickets(request.user, localdate())
    return told.ticket(get_object_or_404(own, reference=reference), now())


@router.post(
    "/tickets/{reference}/leave",
    response=shapes.TicketShown,
    summary=gettext_noop("Give an own number back"),
    **VISITS,
)
def leave(request: ClientRequest, reference: Reference, key: IdempotencyKey) -> Status[Any]:
    own = get_object_or_404(told.own_tickets(request.user, localdate()), reference=reference)
    return do_once(request, key, None, lambda: told.ticket(tickets.give_back(own, at=now()), now()))


def _own(request: ClientRequest, reference: str) -> Any:
    return get_object_or_404(told.own_appointments(request.user, localdate()), reference=reference)


def _done(
    request: ClientRequest, reference: str, key: str, act: Callable[[Any], Any], given: Any
) -> Status[Any]:
    own = _own(request, reference)
    return do_once(request, key, given, lambda: told.appointment(act(own)))


def _visitor(request: ClientRequest, given: Any, item: Item) -> dict[str, Any]:
    """Return who comes for which own application, as the actions take it."""
    day = localdate()
    applicant: Applicant | None = cases.applicant(request.user, day, given.applicant, "")
    if applicant is None:
        raise _wrong("applicant", _("The system has no authority to act for this applicant."))
    if given.case and not told.is_own_case(request.user, day, given.case, item):
        raise _wrong("case", _("This is none of your applications for this item."))
    return {
        "applicant": applicant,
        "case_reference": given.case or "",
        "has_priority": given.has_priority,
    }


def _slot(pk: int) -> Slot:
    found = told.slot_of(pk)
    if found is None:
        raise _wrong("slot", _("This time cannot be booked."))
    return found


def _item(code: str) -> Item:
    found = told.item_of(code)
    if found is None:
        raise _wrong("item", _("This item is not offered."))
    return found


def _place(code: str) -> Place:
    found = places.place_of(code, localdate())
    if found is None:
        raise _wrong("place", _("There is no such place."))
    return found


def _wrong(at: str, detail: str) -> ApiProblem:
    return ApiProblem("invalid", errors=[Fault(at=at, detail=detail)])
