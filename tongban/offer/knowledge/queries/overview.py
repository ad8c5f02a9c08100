"""How each unit keeps its answers: how many, how many carry a warning, what is late, what helped."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from tongban.ground.people.models import Department, User
from tongban.offer.knowledge.models import AccuracyCheck, EntryVersion, EntryVote, Gap, Status
from tongban.offer.knowledge.models.entries import LIVE
from tongban.offer.knowledge.models.gaps import UNFINISHED
from tongban.offer.knowledge.queries.access import visible_to


@dataclass(frozen=True, slots=True)
class UnitKeeping:
    """A unit with its counts."""

    unit: str
    shown: int
    stale: int
    late: int
    gaps: int
    late_gaps: int


def keeping_by_unit(day: date) -> list[UnitKeeping]:
    """Return the units that keep answers or are asked for some, by their code."""
    answers = _counted(
        EntryVersion.objects.filter(status__in=LIVE).values("entry__owner"),
        stale=Q(status=Status.STALE),
        late=Q(status=Status.STALE, due_on__lt=day),
    )
    gaps = _counted(Gap.objects.filter(status__in=UNFINISHED).values("unit"), late=Q(due_on__lt=day))
    units = Department.objects.filter(pk__in=[key for key in {*answers, *gaps} if key])
    return [_keeping(unit, answers.get(unit.pk, {}), gaps.get(unit.pk, {})) for unit in units]


def reports_for(user: User) -> list[EntryVote]:
    """Return the reports of errors that nobody has looked at, on entries that this person sees."""
    seen = visible_to(user).order_by().values("pk")
    waiting = EntryVote.objects.filter(due_on__isnull=False, settled_at__isnull=True, version__in=seen)
    return list(
        waiting.select_related("version__entry__owner").order_by(
            F("due_at").asc(nulls_last=True), "due_on", "pk"
        )[:200]
    )


def votes_on(version: EntryVersion) -> tuple[int, int, list[EntryVote]]:
    """Return how often an entry helped and did not, and the latest that was said of it, in all its versions."""
    votes = EntryVote.objects.filter(version__entry=version.entry_id)
    counts = votes.aggregate(helped=Count("pk", filter=Q(is_helpful=True)), all=Count("pk"))
    latest = votes.filter(is_helpful=False).select_related("settled_by", "version")
    return counts["helped"], counts["all"] - counts["helped"], list(latest[:20])


def samples() -> list[AccuracyCheck]:
    """Return the sampled answers, the latest first."""
    return list(AccuracyCheck.objects.select_related("version", "checked_by")[:200])


def _counted(rows: object, **conditions: Q) -> dict[int, dict[str, int]]:
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    annotated = rows.annotate(all=Count("pk"), **counts).order_by()  # type: ignore[attr-defined]
    return {row.get("entry__owner", row.get("unit")): row for row in annotated}


def _keeping(unit: Department, answers: dict[str, int], gaps: dict[str, int]) -> UnitKeeping:
    return UnitKeeping(
        unit.name,
        shown=answers.get("all", 0),
        stale=answers.get("stale", 0),
        late=answers.get("late", 0),
        gaps=gaps.get("all", 0),
        late_gaps=gaps.get("late", 0),
    )
