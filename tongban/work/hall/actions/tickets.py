"""Taking a number, coming back after being skipped, leaving; what is missing is told when the number is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.figures import instant
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.matters.effects import make_move
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.offer.catalogue.models import Item
from tongban.work.hall import effects, rules
from tongban.work.hall.actions.announce import announce
from tongban.work.hall.actions.promises import give_promises
from tongban.work.hall.models import (
    OVER,
    Appointment,
    Errand,
    Place,
    Priority,
    ServiceGroup,
    Source,
    Ticket,
)
from tongban.work.hall.models.tickets import MAY_LEAVE
from tongban.work.hall.numbers import TICKETS, new_visit_code, slips_of
from tongban.work.hall.queries.line import calls_since, missing_of, open_tickets, waiting_in
from tongban.work.hall.queries.places import group_for, is_open, next_opening, settings_on
from tongban.work.hall.queries.waits import waiting_model
from tongban.work.hall.states import HALL, TICKET_CHART

ONE_BEHIND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing somebody comes for: an item, or a case whose number they showed to be theirs."""

    item: Item | None = None
    case_reference: str = ""


@transaction.atomic
def take(
    group: ServiceGroup,
    wishes: Sequence[Wish],
    *,
    source: str,
    at: datetime,
    by: User | None = None,
    priority: str = Priority.NONE,
    applicant: Applicant | None = None,
    appointment: Appointment | None = None,
    slip: str = "",
    is_example: bool = False,
) -> Ticket:
    """Take a number in a line: at a machine, by phone, or from an officer; several errands are one visit."""
    number = slip or _next_slip(group, by, at)
    ticket = effects.new_ticket(
        group,
        number,
        reference=TICKETS.next(localdate(at)),
        code=new_visit_code(),
        at=at,
        turn_at=_turn_of(group.place, at, priority, appointment),
        source=source,
        priority=priority,
        applicant=applicant,
        appointment=appointment,
        is_example=is_example,
    )
    make_move(TICKET_CHART, "hand_out" if by else "take", ticket, effects.take(ticket), by=by, at=at)
    for wish in wishes:
        _add(ticket, wish)
    if not slip:  # a machine that was cut off hands its numbers in late
        give_promises(ticket, at=at)
    announce(group.place)
    return ticket


@transaction.atomic
def take_from_afar(
    place: Place,
    item: Item | None,
    applicant: Applicant,
    *,
    by: User,
    at: datetime,
    case_reference: str = "",
    has_priority: bool = False,
) -> Ticket:
    """Take a number by phone or through a system, for oneself or a principal: one at a place at a time."""
    if not applicants_of(by, localdate(at), item.code if item else "").filter(pk=applicant.pk).exists():
        raise PermissionDenied
    group = group_for(place, item, localdate(at)) if item else None
    if group is None:
        raise Refused(_("This place does not offer what you want to get done."))
    Applicant.objects.select_for_update().get(pk=applicant.pk)  # of two at once the second sees the first
    if open_tickets(localdate(at)).filter(applicant=applicant, place=place).exists():
        raise Refused(_("You have a number here already; you find it under my appointments."))
    priority = Priority.OTHER if has_priority else Priority.NONE
    wish = Wish(item, case_reference)
    return take(group, [wish], source=Source.PORTAL, at=at, applicant=applicant, priority=priority)


@transaction.atomic
def add_errand(ticket: Ticket, wish: Wish, *, by: User, at: datetime) -> Errand:
    """Note one more thing that somebody came for."""
    ticket = _locked(ticket, by)
    if ticket.over_at is not None:
        raise Refused(_("The visit is over: hand out a new number."))
    errand = _add(ticket, wish)
    record(ticket, "add_errand", by=by, at=at, basis=HALL, payload={"errand": str(errand)})
    return errand


@transaction.atomic
def let_back(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Let somebody who was skipped back into the line, behind the next few, if not too many were called since."""
    ticket = lock_matter(Ticket, ticket.pk)
    TICKET_CHART.need("let_back", ticket, by=by)
    settings = settings_on(ticket.place, ticket.day)
    if calls_since(ticket) > settings.return_within:
        raise Refused(
            _("More than %(count)d numbers were called since: a new number is needed.")
            % {"count": settings.return_within}
        )
    facts = {
        "turn_at": _behind(ticket, settings.return_behind, at),
        "waits_since": at,
        "window": None,
        "calls": 0,
    }
    return _make("let_back", ticket, by=by, at=at, facts=facts)


@transaction.atomic
def leave(ticket: Ticket, *, at: datetime, by: User | None = None, note: str = "") -> Ticket:
    """Note that somebody left: they said so on their phone, an officer saw it, or the day ended."""
    ticket = lock_matter(Ticket, ticket.pk)
    make_move(
        TICKET_CHART, "note_left" if by else "leave", ticket, effects.leave(at=at, note=note), by=by, at=at
    )
    announce(ticket.place)
    return ticket


@transaction.atomic
def give_back(ticket: Ticket, *, at: datetime) -> Ticket:
    """Give one's own number back before it was called."""
    ticket = lock_matter(Ticket, ticket.pk)
    if ticket.status not in MAY_LEAVE:
        raise Refused(_("This number was called already, or is over."))
    return leave(ticket, at=at)


@transaction.atomic
def send_back(ticket: Ticket, *, by: User, at: datetime, note: str = "") -> Ticket:
    """Send somebody from the back office to the windows again, in their old place in time."""
    ticket = lock_matter(Ticket, ticket.pk)
    if ticket.back_office_id != by.department_id:
        raise Refused(_("This number does not wait for your division."))
    facts = {"back_office": None, "waits_since": at}
    return _make("send_back", ticket, by=by, at=at, note=note, facts=facts)


def end_day(*, at: datetime) -> int:
    """Close the tickets of days that are over; return how many."""
    stale = Ticket.objects.filter(day__lt=localdate(at)).exclude(status__in=OVER)
    for ticket in stale:
        leave(ticket, at=at, note="the day ended")
    return len(stale)


def _next_slip(group: ServiceGroup, by: User | None, at: datetime) -> str:
    """Return the next number of a line; without an officer only while the place is open."""
    if by is None:
        _need_open(group.place, at)
    waiting_model(group.place, at)  # what is learnt once a day is learnt before the series is locked
    return slips_of(group.place.code, group.prefix, localdate(at)).next(localdate(at))


def _turn_of(place: Place, at: datetime, priority: str, booked: Appointment | None) -> datetime:
    """Return the moment by which a new ticket is put in order."""
    return rules.turn_at(
        at,
        settings_on(place, localdate(at)),
        has_priority=bool(priority) or bool(booked and booked.has_priority),
        appointed_at=booked.slot.begins_at if booked and booked.slot else None,
    )


def _add(ticket: Ticket, wish: Wish) -> Errand:
    missing = missing_of(wish.case_reference) if wish.case_reference else []
    return Errand.objects.create(
        ticket=ticket, item=wish.item, case_reference=wish.case_reference, missing=missing
    )


def _behind(ticket: Ticket, count: int, at: datetime) -> datetime:
    """Return a place in time behind so many who wait; behind all where fewer do."""
    turns = list(waiting_in(ticket.group, ticket.day).order_by("turn_at").values_list("turn_at", flat=True))
    return (
        turns[count - 1] + ONE_BEHIND
        if 0 < count <= len(turns)
        else min([at, *turns[:1]])
        if not count
        else at
    )


def _need_open(place: Place, at: datetime) -> None:
    if is_open(place, at):
        return
    opens = next_opening(place, at)
    if opens is None:
        raise Refused(_("This place is closed, and no opening hours are told for the coming weeks."))
    raise Refused(_("This place is closed now; it opens on %(at)s.") % {"at": instant(localtime(opens))})


def _locked(ticket: Ticket, by: User) -> Ticket:
    if not by.may("hall.serve"):
        raise Refused(_("Only who serves in the hall may do this."))
    return lock_matter(Ticket, ticket.pk)


def _make(
    move: str, ticket: Ticket, *, by: User | None, at: datetime, facts: dict[str, Any], note: str = ""
) -> Ticket:
    TICKET_CHART.make(move, ticket, by=by, at=at, note=note, facts=facts)
    announce(ticket.place)
    return ticket
