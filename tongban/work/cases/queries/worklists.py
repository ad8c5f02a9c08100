"""Work lists of cases: each on an index of its own, the rows of a page with their lights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.lights import DueStatus
from tongban.ground.matters.worklists import WorkKind, WorkLists, calendar_for, status_on
from tongban.ground.people.models import User
from tongban.ground.people.places import line_around
from tongban.offer.catalogue.queries.guide_cache import guides_of
from tongban.work.cases.models import RUNNING, Case, Review, Status
from tongban.work.cases.queries.limits import promised_length
from tongban.work.cases.queries.visibility import visible_to

S = Status
READING = ("cases.read", "cases.read_all", "cases.supervise")
UNDER_REVIEW = Q(status__in=RUNNING)
NOTICE_DAYS, HAND_OVER_DAYS = 5, 10
LISTED = (
    *(
        "reference",
        "version_id",
        "applicant__name",
        "division__name",
        "status",
        "mode",
        "filed_at",
        "tolerated",
    ),
    *("notice_due_on", "due_on", "follow_on", "issue_due_on", "is_provisional"),
)


def _waits_for_review(user: User, day: date) -> Q:
    return Q(status=S.ACCEPTED, pk__in=_open_steps(user).values("case"))


def _waits_for_applicant(user: User, day: date) -> Q:
    return Q(status=S.INCOMPLETE) | Q(status=S.ACCEPTED, tolerated=True, follow_on__isnull=False)


def _open_steps(user: User) -> QuerySet[Review]:
    reviews = Review.objects.filter(state=Review.State.OPEN)
    if user.may("cases.review"):
        return reviews.filter(division__in=line_around(user))
    return reviews


def _handled(user: User, **where: object) -> Q:
    """Return the condition that the line of an officer handles a case: who only has a step in it does not act on it."""
    return Q(division__in=line_around(user), **where)


# fmt: off
LISTS: WorkLists[Case] = WorkLists(
    visible_to,
    WorkKind("to_accept", _("To accept"), ("cases.intake",),
             lambda user, day: _handled(user, status__in=[S.FILED, S.COMPLETED]), "notice_due_on", is_claimed=True),
    WorkKind("to_review", _("To review"), ("cases.review",), _waits_for_review, is_claimed=True),
    WorkKind("to_decide", _("To decide"), ("cases.decide",),
             lambda user, day: _handled(user, status=S.ACCEPTED, is_reviewed=True), is_claimed=True),
    WorkKind("to_issue", _("To issue"), ("cases.issue",),
             lambda user, day: _handled(user, status=S.GRANTED), "issue_due_on", is_claimed=True),
    WorkKind("to_deliver", _("To hand over"), ("cases.issue",),
             lambda user, day: _handled(user, status__in=[S.ISSUED, S.REFUSED]), "issue_due_on", is_claimed=True),
    WorkKind("waiting_for_applicant", _("Waiting for the applicant"), ("cases.intake", "cases.apply"),
             _waits_for_applicant, "follow_on"),
    WorkKind("overdue", _("Overdue"), READING, lambda user, day: UNDER_REVIEW & Q(due_on__lt=day)),
    WorkKind("due_today", _("Due today"), READING, lambda user, day: UNDER_REVIEW & Q(due_on=day)),
)
# fmt: on
BY_PROMISE = "due_on"
"""The day of the promise, by which lists go that name no other."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line of a work list: the case, by when, and its light (None while no limit runs)."""

    case: Case
    due_on: date | None
    standing: DueStatus | None
    step: str = ""

    @property
    def is_provisional(self) -> bool:
        """Return whether the day rests on a year whose notice is not out."""
        return self.case.is_provisional


def load_page(cases: QuerySet[Case]) -> list[Case]:
    """Load a page of a list with the columns that lists show; items come from the guide cache."""
    found = Case.objects.filter(pk__in=cases.values("pk")).order_by(*cases.query.order_by)
    page = list(found.select_related("applicant", "division").only(*LISTED))
    guides = guides_of(case.version_id for case in page)
    for case in page:
        case.version = guides[case.version_id]
    return page


def work_rows(cases: Iterable[Case], kind: str, day: date, user: User | None = None) -> list[WorkRow]:
    """Return a page of a work list with lights; two queries more, however long the page."""
    found, due = list(cases), LISTS.lists[kind].due
    days = calendar_for((getattr(case, due) for case in found), day)
    steps = _steps(found, user) if kind == "to_review" else {}
    return [_row(case, due, day, days, steps.get(case.pk, "")) for case in found]


def due_status_of(case: Case, day: date, days: Calendar) -> DueStatus | None:
    """Return the status of the promised limit of a case; None while no limit runs."""
    if case.status not in RUNNING:
        return None
    return status_on(case.due_on, max(promised_length(case).length, 1), day, days)


def _steps(cases: Sequence[Case], user: User | None) -> dict[int, str]:
    """Return the names of the open steps by the keys of the cases."""
    reviews = _open_steps(user) if user else Review.objects.filter(state=Review.State.OPEN)
    return dict(reviews.filter(case__in=[case.pk for case in cases]).values_list("case", "step__name"))


def _row(case: Case, due: str, day: date, days: Calendar, step: str) -> WorkRow:
    if due == BY_PROMISE:
        return WorkRow(case, case.due_on, due_status_of(case, day, days), step)
    total = {"notice_due_on": NOTICE_DAYS, "follow_on": case.version.tolerance_days or 1}
    due_on: date | None = getattr(case, due)
    return WorkRow(case, due_on, status_on(due_on, total.get(due, HAND_OVER_DAYS), day, days), step)
