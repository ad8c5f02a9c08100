"""Work lists: what waits for whom, in the order in which it falls due, each list on an index of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from django.core.cache import caches
from django.db.models import F, Q, QuerySet

from tongban.ground.clock.calendar import Calendar
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger.chain import sm3
from tongban.ground.ledger.queries import newest_id
from tongban.ground.people.models import User
from tongban.ground.people.places import line_around
from tongban.offer.catalogue.queries.guide_cache import guides_of
from tongban.work.cases.models import Case, Review, Status
from tongban.work.cases.queries.limits import promised_length
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.cases.rules.lights import DueStatus, due_status

S = Status
Kind = Literal[
    "to_accept",
    "to_review",
    "to_decide",
    "to_issue",
    "to_deliver",
    "waiting_for_applicant",
    "overdue",
    "due_today",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
RUNNING = Q(status__in=[S.ACCEPTED, S.PAUSED])
LIMITS: dict[Kind, str] = {
    "to_accept": "notice_due_on",
    "to_issue": "issue_due_on",
    "to_deliver": "issue_due_on",
    "waiting_for_applicant": "follow_on",
}
"""Which day a list goes by; every other one by the promised day."""
NOTICE_DAYS, HAND_OVER_DAYS = 5, 10
MOST_COUNTED = 999
KEPT_SECONDS = 60
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


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line of a work list: the case, by when, and its light (None while no limit runs)."""

    case: Case
    due_on: date | None
    standing: DueStatus | None
    review: Review | None = None

    @property
    def is_provisional(self) -> bool:
        """Return whether the day rests on a year whose notice is not out."""
        return self.case.is_provisional


def worklist(user: User, kind: Kind, day: date) -> QuerySet[Case]:
    """Return what waits, the most urgent first: what falls due soonest, then the oldest."""
    cases = visible_to(user, day).filter(_condition(user, kind, day))
    return cases.order_by(F(LIMITS.get(kind, "due_on")).asc(nulls_last=True), "pk")


def load_page(cases: QuerySet[Case]) -> list[Case]:
    """Load a page of a list with the columns that lists show; items come from the guide cache."""
    found = Case.objects.filter(pk__in=cases.values("pk")).order_by(*cases.query.order_by)
    page = list(found.select_related("applicant", "division").only(*LISTED))
    guides = guides_of(case.version_id for case in page)
    for case in page:
        case.version = guides[case.version_id]
    return page


def picked_cases(user: User, kind: Kind, day: date, references: Sequence[str]) -> QuerySet[Case]:
    """Return those of a work list that were picked from it; what no longer waits there is left out."""
    return worklist(user, kind, day).filter(reference__in=references)


def work_rows(
    cases: Sequence[Case] | QuerySet[Case], kind: Kind, day: date, user: User | None = None
) -> list[WorkRow]:
    """Return a page of a work list with lights; two queries more, however long the page."""
    found = list(cases)
    days = _calendar_for(found, kind, day)
    steps = _steps(found, user) if kind == "to_review" else {}
    return [_row(case, kind, day, days, steps.get(case.pk)) for case in found]


def due_status_of(case: Case, day: date, days: Calendar) -> DueStatus | None:
    """Return the status of the promised limit of a case; None while no limit runs."""
    if case.due_on is None or case.status not in (S.ACCEPTED, S.PAUSED):
        return None
    return due_status(case.due_on, total=max(promised_length(case).length, 1), on=day, calendar=days)


def worklist_counts(user: User, day: date) -> dict[Kind, int]:
    """Return how much waits in each list that this person works on: the tiles of the home page."""
    cases = visible_to(user, day)
    return {
        kind: count_capped(cases.filter(_condition(user, kind, day)), user, day, kind)
        for kind in kinds_of(user)
    }


def count_capped(cases: QuerySet[Case], user: User, day: date, name: str) -> int:
    """Return how many there are, at most MOST_COUNTED + 1; cached until the next entry of the ledger."""
    stamp = vars(user).get("_stamp")
    if stamp is None:
        stamp = vars(user)["_stamp"] = newest_id()
    key = sm3(
        f"{user.pk} {user.department_id} {sorted(user.permissions)} {day} {stamp} {name}".encode()
    ).hex()
    found: int | None = caches["template_fragments"].get_or_set(
        key, lambda: cases.order_by()[: MOST_COUNTED + 1].count(), KEPT_SECONDS
    )
    return found or 0


def kinds_of(user: User) -> list[Kind]:
    """Return the lists that this person works on."""
    asked: dict[Kind, tuple[str, ...]] = {
        "to_accept": ("cases.intake",),
        "to_review": ("cases.review",),
        "to_decide": ("cases.decide",),
        "to_issue": ("cases.issue",),
        "to_deliver": ("cases.issue",),
        "waiting_for_applicant": ("cases.intake", "cases.apply"),
        "overdue": ("cases.read", "cases.read_all", "cases.supervise"),
        "due_today": ("cases.read", "cases.read_all", "cases.supervise"),
    }
    return [kind for kind in KINDS if any(user.may(permission) for permission in asked[kind])]


def _condition(user: User, kind: Kind, day: date) -> Q:
    conditions: dict[Kind, Callable[[], Q]] = {
        "to_accept": lambda: Q(status__in=[S.FILED, S.COMPLETED]),
        "to_review": lambda: Q(status=S.ACCEPTED, pk__in=_open_steps(user).values("case")),
        "to_decide": lambda: Q(status=S.ACCEPTED, is_reviewed=True),
        "to_issue": lambda: Q(status=S.GRANTED),
        "to_deliver": lambda: Q(status__in=[S.ISSUED, S.REFUSED]),
        "waiting_for_applicant": lambda: (
            Q(status=S.INCOMPLETE) | Q(status=S.ACCEPTED, tolerated=True, follow_on__isnull=False)
        ),
        "overdue": lambda: RUNNING & Q(due_on__lt=day),
        "due_today": lambda: RUNNING & Q(due_on=day),
    }
    return conditions[kind]()


def _open_steps(user: User) -> QuerySet[Review]:
    reviews = Review.objects.filter(state=Review.State.OPEN)
    if user.may("cases.review"):
        return reviews.filter(division__in=line_around(user))
    return reviews


def _steps(cases: Sequence[Case], user: User | None) -> dict[int, Review]:
    reviews = _open_steps(user) if user else Review.objects.filter(state=Review.State.OPEN)
    return {review.case_id: review for review in reviews.filter(case__in=cases).select_related("step")}


def _calendar_for(cases: Sequence[Case], kind: Kind, day: date) -> Calendar:
    """Return the calendar with every year of a page; those without a notice are counted Monday to Friday."""
    field = LIMITS.get(kind, "due_on")
    years = [due_on.year for case in cases if (due_on := getattr(case, field))]
    return calendar().provisional(*range(min([*years, day.year]), max([*years, day.year]) + 1))


def _row(case: Case, kind: Kind, day: date, days: Calendar, review: Review | None) -> WorkRow:
    if kind in LIMITS:
        due_on: date | None = getattr(case, LIMITS[kind])
        total = {"to_accept": NOTICE_DAYS, "waiting_for_applicant": case.version.tolerance_days or 1}
        length = total.get(kind, HAND_OVER_DAYS)
        light = due_status(due_on, total=length, on=day, calendar=days) if due_on else None
        return WorkRow(case, due_on, light, review)
    return WorkRow(case, case.due_on, due_status_of(case, day, days), review)
