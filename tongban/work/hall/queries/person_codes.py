"""What a person's code leads to: their visit at a place today, whom an officer may see by having read a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongban.ground.people.models import User
from tongban.ground.people.queries import applicants_of
from tongban.work.cases.models import DECIDED, Case
from tongban.work.cases.models.case import UNDER_WAY
from tongban.work.cases.queries.visibility import visible_to as cases_visible_to
from tongban.work.hall.models import (
    OVER,
    Appointment,
    AppointmentStatus,
    CodeUse,
    Place,
    Ticket,
    TicketStatus,
)
from tongban.work.hall.person_code import HEAD
from tongban.work.hall.queries import appointments, line
from tongban.work.hall.rules import reason_lasts

MOST = 30


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody has at a place on a day: numbers that are not over, appointments that are open."""

    tickets: Sequence[Ticket]
    appointments: Sequence[Appointment]

    def __bool__(self) -> bool:
        return bool(self.tickets or self.appointments)


def visit_of(account: User, place: Place, day: date) -> Visit:
    """Return the visit of a person and of those they act for."""
    own = {"applicant__in": applicants_of(account, day), "place": place, "day": day}
    open_tickets = Ticket.objects.filter(**own).exclude(status__in=OVER)
    booked = Appointment.objects.filter(**own, status=AppointmentStatus.BOOKED, slot__isnull=False)
    return Visit(
        list(open_tickets.select_related(*line.RELATED)),
        list(booked.select_related(*appointments.RELATED).order_by("slot__begins_at")),
    )


def finished_visits(account: User, place: Place, day: date) -> QuerySet[Ticket]:
    """Return the visits of a person at a place that were served to the end on a day, the latest first."""
    own = Ticket.objects.filter(applicant__in=applicants_of(account, day), place=place, day=day)
    return own.filter(status=TicketStatus.FINISHED).order_by("-over_at")


def read_by(user: User, pk: int, at: datetime) -> CodeUse | None:
    """Return a code that an officer has read at a window today, while the visit lasts or what they said why."""
    if not user.may("hall.serve"):
        return None
    uses = CodeUse.objects.select_related("code__account", "place")
    use = uses.filter(pk=pk, by=user, kind=CodeUse.Kind.WINDOW, at__date=localdate(at)).first()
    if use is None or (use.basis and at <= use.at + reason_lasts(localdate(use.at))):
        return use
    return use if visit_of(use.code.account, use.place, localdate(at)) else None


def unfinished_cases(account: User, officer: User, day: date) -> list[tuple[Case, bool]]:
    """Return what a person has under way, lent to the officer by their code; whether the officer may open it, too."""
    cases = list(cases_visible_to(account, day).filter(status__in=UNDER_WAY).order_by("-pk")[:MOST])
    opened = set(
        cases_visible_to(officer, day).filter(pk__in=[case.pk for case in cases]).values_list("pk", flat=True)
    )
    return [(case, case.pk in opened) for case in cases]


def results_of(account: User, day: date) -> list[Case]:
    """Return what a person may pick up, and what is under way: results first."""
    cases = cases_visible_to(account, day).filter(status__in=UNDER_WAY).order_by("-pk")[:MOST]
    return sorted(cases, key=lambda case: case.status not in DECIDED)


def is_person_code(text: str) -> bool:
    """Return whether a text that was read claims to be the code of a person, and not of an appointment."""
    return text.strip().startswith(f"{HEAD}-")


def uses_of(account: User) -> QuerySet[CodeUse]:
    """Return where a person's code was used, the latest first."""
    return CodeUse.objects.select_related("place").filter(code__account=account)
