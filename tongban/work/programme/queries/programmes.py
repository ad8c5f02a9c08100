"""What one may ask about programmes; every page for staff begins with `visible_to`, every public one with `announced`."""

from django.db.models import Count, Q, QuerySet

from tongban.ground.people.models import User
from tongban.work.programme.models import (
    PUBLIC,
    PlatformFigures,
    Programme,
    ProgrammeStatus,
    Question,
    QuestionStatus,
)

READING = ("programme.read",)
NOT_ANNOUNCED = (ProgrammeStatus.PLANNED, ProgrammeStatus.CANCELLED, "")


def visible_to(user: User) -> QuerySet[Programme]:
    """Return the programmes this person may see."""
    return Programme.objects.all() if user.may("programme.read") else Programme.objects.none()


def questions_visible_to(user: User) -> QuerySet[Question]:
    """Return the questions this person may see: not taken ones and telephone numbers are for the editors."""
    seen = Question.objects.select_related("programme", "unit")
    if user.may("programme.edit"):
        return seen
    return seen.filter(status__in=PUBLIC) if user.may("programme.read") else seen.none()


def with_numbers(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Add how many questions came, how many wait to be looked at, and how many are still unanswered."""
    return programmes.annotate(
        asked=Count("questions"),
        waiting=Count("questions", filter=Q(questions__status=QuestionStatus.RECEIVED)),
        owed=Count(
            "questions",
            filter=Q(questions__status__in=(QuestionStatus.ACCEPTED, QuestionStatus.ANSWERED)),
        ),
    ).order_by("-planned_start", "-pk")


def announced() -> QuerySet[Programme]:
    """Return the programmes that everybody may see."""
    return Programme.objects.exclude(status__in=NOT_ANNOUNCED)


def is_public(reference: str) -> bool:
    """Return whether everybody may see the programme of this number."""
    return announced().filter(reference=reference).exists()


def run_down(programme: Programme) -> QuerySet[Question]:
    """Return the questions of a programme that may go on air or went, in their order."""
    public = Question.objects.filter(programme=programme, status__in=PUBLIC).select_related("unit")
    return public.order_by("place", "asked_at", "pk")


def figures_with(digest: str) -> QuerySet[PlatformFigures]:
    """Return the platform figures that have this file as evidence."""
    return PlatformFigures.objects.filter(evidence=digest)
