"""The desks beside the case page: special procedures, supervision, remedies, parcels, and how long steps take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils.timezone import localdate

from tongban.ground.clock.calendar import Calendar
from tongban.ground.matters.offered import choices_for
from tongban.ground.people.models import User
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import under_way, with_failed_orders
from tongban.work.cases.models import (
    OPEN,
    RUNNING,
    Assessment,
    Assessor,
    Case,
    Pause,
    Remedy,
    Review,
    Status,
    Urging,
)
from tongban.work.cases.queries.visibility import visible_to

SOON_DAYS = 2
MOST_TRACKED = 200
NEVER_SHOWN = (Status.DRAFT, Status.DISCARDED)


def pauses_visible_to(user: User) -> QuerySet[Pause]:
    """Return the special procedures of the cases this person may see, those running first."""
    found = Pause.objects.filter(case__in=visible_to(user).values("pk"))
    found = found.select_related("case__version__item", "case__applicant", "assessment__assessor")
    return found.order_by(F("until").asc(nulls_first=True), "since", "pk")


def assessments_visible_to(user: User) -> QuerySet[Assessment]:
    """Return the assessments of the cases this person may see."""
    cases = visible_to(user).values("pk")
    return Assessment.objects.filter(pause__case__in=cases).select_related(
        "pause__case", "assessor", "report"
    )


def assessors() -> QuerySet[Assessor]:
    """Return the firms on the list."""
    return Assessor.objects.filter(is_active=True).order_by("field", "name")


def fee_lines(case: Case, on: date) -> list[str]:
    """Return the lines of the year's budget that may pay an assessment, as a room above offers them."""
    return choices_for("budget line", case.division_id, on)


def remedies_visible_to(user: User) -> QuerySet[Remedy]:
    """Return the remedies against decisions this person may see."""
    cases = visible_to(user).values("pk")
    return Remedy.objects.filter(case__in=cases).select_related("case__version__item", "case__applicant")


def parcels_visible_to(user: User) -> QuerySet[Delivery]:
    """Return the parcels of the cases this person may see."""
    cases = visible_to(user).values("reference")
    parcels = Delivery.objects.filter(way=Delivery.Way.COURIER, matter__in=cases)
    return with_failed_orders(parcels.order_by("-ordered_at", "-pk"))


def parcels_under_way(user: User) -> list[Delivery]:
    """Return the parcels that the courier has not handed over, returned or lost."""
    return list((parcels_visible_to(user) & under_way())[:MOST_TRACKED])


def urgings_visible_to(user: User) -> QuerySet[Urging]:
    """Return the orders to hurry on the cases this person may see, those without reply first."""
    found = Urging.objects.filter(case__in=visible_to(user).values("pk"))
    found = found.select_related("case__division", "case__version__item", "by", "replied_by")
    return found.order_by(F("replied_at").asc(nulls_first=True), "reply_due_on", "pk")


def count_unanswered_urgings(user: User) -> int:
    """Return how many orders to hurry wait for a reply."""
    return urgings_visible_to(user).filter(replied_at__isnull=True).count()


def late_or_soon(user: User, day: date, days: Calendar) -> QuerySet[Case]:
    """Return the running cases that are overdue or fall due within two working days."""
    until = days.provisional(day.year, day.year + 1).after(day, SOON_DAYS)
    running = visible_to(user).filter(status__in=RUNNING, due_on__lte=until)
    return running.order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class DivisionLoad:
    """How many cases of a division stand where, and how they stand with the promise."""

    division: str
    division_id: int
    open: int
    over: int
    today: int
    ahead: int
    paused: int


def division_loads(user: User, day: date) -> list[DivisionLoad]:
    """Return the open cases of each division by their lights."""
    running = Q(status__in=RUNNING)
    rows = (
        visible_to(user)
        .filter(status__in=OPEN)
        .order_by("division__code")
        .values("division__name", "division_id", "division__code")
        .annotate(
            open=Count("pk"),
            over=Count("pk", filter=running & Q(due_on__lt=day)),
            today=Count("pk", filter=running & Q(due_on=day)),
            ahead=Count("pk", filter=running & Q(due_on__gt=day)),
            paused=Count("pk", filter=Q(status=Status.PAUSED)),
        )
    )
    return [
        DivisionLoad(row["division__name"], row["division_id"], row["open"], row["over"], row["today"], row["ahead"],
             row["paused"])
        for row in rows
    ]  # fmt: skip


def by_status(user: User) -> list[tuple[str, str, int]]:
    """Return how many cases stand at each status: its code, its name, the number."""
    found = (
        visible_to(user)
        .exclude(status__in=NEVER_SHOWN)
        .order_by()
        .values_list("status")
        .annotate(Count("pk"))
    )
    counted = dict(found)
    return [(str(code), str(label), counted[code]) for code, label in Status.choices if code in counted]


@dataclass(frozen=True, slots=True)
class StepDuration:
    """How long a step took, on average over so many, against the days the item gives it."""

    item: str
    step: str
    division: str
    count: int
    took: timedelta
    days: int

    @property
    def hours(self) -> float:
        """Return the mean in hours."""
        return self.took.total_seconds() / 3600


def step_times(user: User, since: date) -> Sequence[StepDuration]:
    """Return the mean time of each step done since a day, the slowest against its days first."""
    took = ExpressionWrapper(F("done_at") - F("opened_at"), output_field=DurationField())
    rows = (
        Review.objects.filter(
            case__in=visible_to(user).values("pk"), done_at__date__gte=since, opened_at__isnull=False
        )
        .order_by()
        .values("step__name", "step__days", "division__name", "case__version__item__name")
        .annotate(count=Count("pk"), took=Avg(took))
    )
    found = [
        StepDuration(row["case__version__item__name"], row["step__name"], row["division__name"], row["count"],
                 row["took"], row["step__days"])
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.took / max(each.days, 1), reverse=True)


def year_before(day: date | None = None) -> date:
    """Return the day a year ago."""
    return (day or localdate()) - timedelta(days=365)
