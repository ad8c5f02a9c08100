"""Steps that need a check on site: which wait for one, and what the checks came to."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from tongban.ground.people.models import User
from tongban.work.cases.models import Case, FieldCheck, Review
from tongban.work.cases.queries.officers import open_reviews
from tongban.work.cases.queries.visibility import visible_to


def steps_to_visit(case: Case, user: User) -> list[Review]:
    """Return the open steps of a case that this person's division has to see on site."""
    return [review for review in open_reviews(case, user) if review.step.on_site]


def visits_visible_to(user: User) -> QuerySet[Review]:
    """Return the steps that need a check on site, those still open first, each with its last check."""
    checks = FieldCheck.objects.filter(review=OuterRef("pk")).order_by("-on", "-pk")
    found = Review.objects.filter(
        step__on_site=True, opened_at__isnull=False, case__in=visible_to(user).values("pk")
    )
    found = found.select_related("case__version__item", "case__applicant", "step", "division")
    return found.annotate(
        visited_on=Subquery(checks.values("on")[:1]), outcome=Subquery(checks.values("outcome")[:1])
    ).order_by(F("done_at").asc(nulls_first=True), "due_on", "pk")
