"""The lists of work: a helper to be named, one's own, offered to me, without authorisation, with late tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.lights import DueStatus
from tongban.ground.matters.worklists import WorkKind, WorkLists, calendar_for, status_on
from tongban.ground.people.models import User
from tongban.work.assistance.models import OPEN, Assistance, HandOver, Status, Task
from tongban.work.assistance.queries.assistances import visible_to

S = Status
USUAL_DAYS = 5


def _late(day: date) -> Q:
    return Q(Exists(Task.objects.filter(assistance=OuterRef("pk"), closed_at=None, due_on__lt=day)))


def _offered_to(user: User) -> Q:
    return Q(Exists(HandOver.objects.filter(assistance=OuterRef("pk"), taker=user, ended_at=None)))


# fmt: off
LISTS: WorkLists[Assistance] = WorkLists(
    visible_to,
    WorkKind("to_assign", _("A helper is to be named"), ("assistance.lead",), lambda user, day: Q(status=S.ASKED),
             "assign_due_on"),
    WorkKind("mine", _("I help"), ("assistance.help",), lambda user, day: Q(helper=user, status__in=OPEN),
             "asked_at"),
    WorkKind("offered_to_me", _("Offered to me"), ("assistance.help",),
             lambda user, day: _offered_to(user), "asked_at"),
    WorkKind("unsigned", _("Without authorisation"), ("assistance.read",), lambda user, day: Q(status=S.ASSIGNED),
             "asked_at"),
    WorkKind("late", _("With late tasks"), ("assistance.read",),
             lambda user, day: Q(status__in=OPEN) & _late(day) | Q(status=S.ASKED, assign_due_on__lt=day),
             "asked_at"),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class AssistanceRow:
    """A line of a work list: the help, what is due next, and its light."""

    matter: Assistance
    due_on: date | None
    standing: DueStatus | None


def assistance_rows(matters: Iterable[Assistance], day: date) -> list[AssistanceRow]:
    """Return a page of help with lights: a helper to be named, then the task that is due first."""
    found = list(matters)
    open_tasks = Task.objects.filter(assistance__in=found, closed_at=None).values_list("assistance")
    first = dict(open_tasks.annotate(first=Min("due_on")))
    dues = [
        each.assign_due_on if each.status == S.ASKED else first.get(each.pk) if each.status in OPEN else None
        for each in found
    ]
    days = calendar_for(dues, day)
    return [
        AssistanceRow(each, due_on, status_on(due_on, USUAL_DAYS, day, days))
        for each, due_on in zip(found, dues, strict=True)
    ]
