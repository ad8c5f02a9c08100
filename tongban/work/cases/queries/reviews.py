"""The steps of a case as the rules read them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tongban.ground.ledger.memo import RowMemo
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.lock_cache import rows_at_hand
from tongban.work.cases.models import Case, Review
from tongban.work.cases.rules.reviews import ReviewRound, latest_rounds

REVIEWS: RowMemo[list[Review]] = RowMemo("cases.reviews")


def reviews_shown(case: Case) -> list[Review]:
    """Return every round of every step with who gave the opinion, asked once for each page."""
    return REVIEWS.get(case, lambda: list(case.reviews.select_related("step", "division", "done_by")))


def opinions_shown(case: Case) -> list[ReviewRound]:
    """Return every round of every step as values, asked once for each page."""
    return [
        ReviewRound(each.pk, each.step_id, each.stage, each.round, each.state) for each in reviews_shown(case)
    ]


def review_rows(case: Case) -> list[Review]:
    """Return every round of every step of a case."""
    return rows_at_hand(case, Review, lambda: _review_rows(case))


def _review_rows(case: Case) -> list[Review]:
    steps = {step.pk: step for step in guide_of(case.version_id).steps.all()}
    reviews = list(case.reviews.all())
    for review in reviews:
        review.case, review.step = case, steps[review.step_id]
    return reviews


def rounds_of(
    reviews: Iterable[Review], states: Mapping[int, str] = MappingProxyType({})
) -> list[ReviewRound]:
    """Return steps as the rules read them, each by its place in the sequence; ``states`` are states to come."""
    return [
        ReviewRound(place, each.step_id, each.stage, each.round, states.get(place, each.state))
        for place, each in enumerate(reviews)
    ]


def opinions_of(case: Case) -> list[ReviewRound]:
    """Return every round of every step as values."""
    rows = Review.objects.filter(case=case).values_list("pk", "step_id", "stage", "round", "state")
    return [ReviewRound(*row) for row in rows]


def current_reviews(case: Case) -> list[Review]:
    """Return the latest round of each step in order, with who gave the opinion."""
    reviews = case.reviews.select_related("step", "division", "done_by")
    by_key = {review.pk: review for review in reviews}
    return [by_key[each.key] for each in latest_rounds(opinions_of(case))]
