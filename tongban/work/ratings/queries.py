"""What one may ask about ratings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.lights import DueStatus
from tongban.ground.law import term
from tongban.ground.matters.worklists import WorkKind, WorkLists, calendar_for, status_on
from tongban.ground.people.models import User
from tongban.work.ratings.models import BadRating, Invitation, Status

WORKED_ON = ("open", "contacted", "appealed", "remedied")
READING = ("ratings.handle", "ratings.rule", "cases.read_all")
LIMITS = {
    Status.OPEN: ("contact_due_on", "bad_rating_contact"),
    Status.CONTACTED: ("remedy_due_on", "bad_rating_remedy"),
}
"""The day that runs while work stands somewhere, and the term that set it."""


def visible_to(user: User, day: date | None = None) -> QuerySet[BadRating]:
    """Return the bad ratings this person may see: the own division's, all for a supervisor."""
    works = BadRating.objects.select_related("rating__invitation__applicant", "division")
    if user.may("ratings.rule") or user.may("cases.read_all"):
        return works
    if user.may("ratings.handle") and user.department_id:
        return works.filter(division=user.department_id)
    return works.none()


def _overdue(user: User, day: date) -> Q:
    late = Q(status=Status.OPEN, contact_due_on__lt=day)
    return late | Q(status=Status.CONTACTED, remedy_due_on__lt=day)


# fmt: off
LISTS: WorkLists[BadRating] = WorkLists(
    visible_to,
    WorkKind("to_contact", Status.OPEN.label, ("ratings.handle",),
             lambda user, day: Q(division=user.department_id, status=Status.OPEN), "contact_due_on"),
    WorkKind("to_remedy", _("To be remedied"), ("ratings.handle",),
             lambda user, day: Q(division=user.department_id, status=Status.CONTACTED), "remedy_due_on"),
    WorkKind("to_rule", _("To be ruled on"), ("ratings.rule",),
             lambda user, day: Q(status=Status.APPEALED), "remedy_due_on"),
    WorkKind("to_call_back", Status.REMEDIED.label, ("ratings.rule",),
             lambda user, day: Q(status=Status.REMEDIED), "remedy_due_on"),
    WorkKind("overdue", _("Overdue"), READING, _overdue, "remedy_due_on"),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A line of a work list: the work, by when, and its light (None while no limit runs)."""

    work: BadRating
    due_on: date | None
    standing: DueStatus | None


def rating_rows(works: Iterable[BadRating], day: date) -> list[RatingRow]:
    """Return a page of bad ratings with their lights."""
    found = list(works)
    days = calendar_for((due_of(work) for work in found), day)
    return [RatingRow(work, due_of(work), status_on(due_of(work), _total(work), day, days)) for work in found]


def due_of(work: BadRating) -> date | None:
    """Return the day by which something is to be done now."""
    limit = LIMITS.get(Status(work.status))
    return getattr(work, limit[0]) if limit else None


def _total(work: BadRating) -> int:
    """Return how many working days the limit that runs was given."""
    limit = LIMITS.get(Status(work.status))
    return int(term(limit[1], on=localdate(work.rating.at))) if limit else 0


def count_open(user: User) -> int:
    """Return how many bad ratings are not closed yet, of those this person may see."""
    return visible_to(user).filter(status__in=WORKED_ON).count()


def invitation_by_code(code: str) -> Invitation | None:
    """Return the invitation that a link leads to, with its rating if there is one."""
    return (
        Invitation.objects.select_related("division", "rating__work", "rating__follow_up")
        .filter(code=code)
        .first()
    )


def invitation_for(matter: str) -> Invitation | None:
    """Return the invitation to rate a case or visit, if there is one."""
    return (
        Invitation.objects.select_related("rating__work", "rating__follow_up").filter(matter=matter).first()
    )
