"""The steps of a case as the rules read them."""

from tongban.ground.ledger.memo import RowMemo
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


def opinions_of(case: Case) -> list[ReviewRound]:
    """Return every round of every step as values."""
    rows = Review.objects.filter(case=case).values_list("pk", "step_id", "stage", "round", "state")
    return [ReviewRound(*row) for row in rows]


def current_reviews(case: Case) -> list[Review]:
    """Return the latest round of each step in order, with who gave the opinion."""
    reviews = case.reviews.select_related("step", "division", "done_by")
    by_key = {review.pk: review for review in reviews}
    return [by_key[each.key] for each in latest_rounds(opinions_of(case))]
