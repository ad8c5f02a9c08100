"""The line: whose turn it is at a window, who waits before whom, and what a ticket's case still lacks."""

from datetime import date

from django.db.models import Q, QuerySet

from tongban.ground.people.models import User
from tongban.work.cases.models import Case, Status
from tongban.work.cases.queries.needs import lacking_in_words, materials_to_follow
from tongban.work.hall.models import IN_LINE, OVER, ServiceGroup, Ticket, TicketStatus, Window
from tongban.work.hall.models.tickets import AT_A_WINDOW

UNFILED = (Status.DRAFT, Status.INCOMPLETE)
RELATED = ("place", "group", "window", "officer", "applicant", "appointment__slot")


def tickets_visible_to(user: User) -> QuerySet[Ticket]:
    """Return the tickets this person may see: whoever works in the hall sees all."""
    tickets = Ticket.objects.select_related(*RELATED)
    return tickets if user.may("hall.read") else tickets.none()


def line_of(window: Window, day: date) -> QuerySet[Ticket]:
    """Return who waits for this window, in order: the groups it takes, and who was sent to it."""
    tickets = Ticket.objects.filter(place=window.place_id, day=day, status__in=IN_LINE, back_office=None)
    anybody = (
        Q(window=None)
        if window.kind == Window.Kind.COMPREHENSIVE
        else Q(window=None, group__in=window.groups.all())
    )
    return tickets.filter(anybody | Q(window=window)).order_by("turn_at", "pk")


def line_before(ticket: Ticket) -> int:
    """Return how many people of the same group have their turn earlier."""
    if ticket.status not in IN_LINE:
        return 0
    return (
        waiting_in(ticket.group, ticket.day)
        .filter(Q(turn_at__lt=ticket.turn_at) | Q(turn_at=ticket.turn_at, pk__lt=ticket.pk))
        .count()
    )


def waiting_in(group: ServiceGroup, day: date) -> QuerySet[Ticket]:
    """Return who waits in a group."""
    return Ticket.objects.filter(group=group, day=day, status__in=IN_LINE, back_office=None)


def person_at(window: Window) -> Ticket | None:
    """Return who was called to a window or is served there."""
    return Ticket.objects.select_related(*RELATED).filter(window=window, status__in=AT_A_WINDOW).first()


def held_at(window: Window) -> QuerySet[Ticket]:
    """Return who is on hold at a window."""
    return Ticket.objects.select_related(*RELATED).filter(window=window, status=TicketStatus.ON_HOLD)


def skipped_at(window: Window, day: date) -> QuerySet[Ticket]:
    """Return who was skipped today at the window's place and may come back."""
    found = Ticket.objects.select_related(*RELATED).filter(place=window.place_id, day=day)
    return found.filter(status=TicketStatus.MISSED).order_by("-called_at")


def calls_since(ticket: Ticket) -> int:
    """Return how many numbers of the line were called after somebody was skipped."""
    later = Ticket.objects.filter(place=ticket.place_id, day=ticket.day, group=ticket.group_id)
    return later.filter(first_called_at__gt=ticket.called_at).count()


def open_tickets(day: date) -> QuerySet[Ticket]:
    """Return the tickets of a day that are not over."""
    return Ticket.objects.filter(day=day).exclude(status__in=OVER)


def sent_to_back_office(user: User, day: date) -> QuerySet[Ticket]:
    """Return the tickets that wait for the officer's division."""
    found = Ticket.objects.select_related(*RELATED).filter(day=day, status=TicketStatus.TRANSFERRED)
    return found.filter(back_office=user.department_id) if user.department_id else found.none()


def missing_of(reference: str) -> list[str]:
    """Return what a case still lacks, in words that can be said at the door; nothing for one that is complete."""
    case = Case.objects.select_related("version").filter(reference=reference).first()
    if case is None:
        return []
    if case.status not in UNFILED:
        return [entry.material.name for entry in materials_to_follow(case)]
    return lacking_in_words(case)
