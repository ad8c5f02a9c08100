"""What a review makes of a case: its steps laid out, opinions given, the next stage opened."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Change, Effect
from tongban.ground.matters.rows import new_row
from tongban.offer.catalogue.models import Step
from tongban.offer.catalogue.queries.guide import steps_for
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, Review, Status
from tongban.work.cases.queries.limits import pauses_of
from tongban.work.cases.queries.reviews import review_rows, rounds_of
from tongban.work.cases.rules import reviews as rules
from tongban.work.cases.rules.limits import step_due

S = Review.State


def new_reviews(case: Case, at: datetime) -> tuple[list[Review], dict[str, object]]:
    """Return the steps that apply with the first stage open, and the facts that follow from them."""
    reviews = [new_review(case, step, 1) for step in steps_for(guide_of(case.version_id), case.answers)]
    divisions = sorted({*case.divisions, case.division_id, *(review.division_id for review in reviews)})
    rounds = rounds_of(reviews)
    opening = [reviews[each.key] for each in rules.opens_next(rounds)]
    _open_new(case, opening, at)
    is_reviewed = not opening and rules.is_reviewed(rounds)
    return reviews, {"divisions": divisions, "is_reviewed": is_reviewed}


def new_review(case: Case, step: Step, number: int) -> Review:
    """Return a step of a case in one of its rounds, waiting."""
    division = step.division_id or case.division_id
    return new_row(Review, case=case, step=step, stage=step.stage, round=number, division_id=division)


def agree(case: Case, *, by: Any, at: datetime, review: Review | None = None, opinion: str = "") -> Effect:
    """Agree; the next stage opens when every step of this one has agreed."""
    return _spoken(case, S.AGREED, opinion, by, at, review)


def object_(case: Case, *, by: Any, at: datetime, opinion: str, review: Review | None = None) -> Effect:
    """Object, with the reason; later stages stay closed and the decision is the head's."""
    require_reason(opinion)
    return _spoken(case, S.OBJECTED, opinion, by, at, review)


def require_reason(text: str) -> None:
    """Refuse what is said without a reason; dots and characters that nobody sees are none."""
    if not any(map(str.isalnum, text)):
        raise Refused(_("Say why, so that the next reader knows what to do."))


def send_back(review: Review, to: Step, *, by: Any, at: datetime, opinion: str) -> Effect:
    """Send the case back to an earlier step, which is opened anew; the steps after it come again."""
    require_reason(opinion)
    if to.stage >= review.stage:
        raise Refused(_("A case goes back to an earlier step."))
    said = _opinion(review, opinion)
    return _reopened(review.case, to, at, said, _finished(review, S.SENT_BACK, opinion, by, at))


def reconsider(case: Case, to: Step, *, at: datetime, reason: str) -> Effect:
    """Give a reviewed case back to one of its steps instead of deciding it."""
    require_reason(reason)
    if case.status != Status.ACCEPTED or not case.is_reviewed:
        raise Refused(_("A case goes back from the decision once it has come there."))
    return _reopened(case, to, at, {"note": reason.strip(), "payload": {"step": to.name}})


def _reopened(
    case: Case, to: Step, at: datetime, said: Mapping[str, Any], spoken: Change | None = None
) -> Effect:
    """Open a step anew and lay out those after it once more; who was still reading waits again."""
    reviews = review_rows(case)
    states = {reviews.index(spoken[0]): str(spoken[1]["state"])} if spoken else {}
    if to.pk not in {each.step_id for each in reviews}:
        raise Refused(_("The case does not go through this step."))
    again, later = rules.reopened_rounds(rounds_of(reviews, states), to.pk)
    waiting = {each.key: S.WAITING for each in later if each.state in (S.OPEN, S.WAITING)}
    past = [again, *(each for each in later if each.key not in waiting)]
    anew = [new_review(case, reviews[each.key].step, each.round + 1) for each in past]
    rows = [*reviews, *anew]
    opening = [rows[each.key] for each in rules.opens_next(rounds_of(rows, states | waiting))]
    _open_new(case, [each for each in opening if each in anew], at)
    changes = [
        *([spoken] if spoken else []),
        *((reviews[key], {"state": S.WAITING, "opened_at": None, "due_on": None}) for key in waiting),
        *_opened(case, [each for each in opening if each not in anew], at),
    ]
    return Effect({"is_reviewed": False}, rows=anew, changes=changes, **said)


def _finished(review: Review, state: str, opinion: str, by: Any, at: datetime) -> Change:
    """Return the change of a step that somebody has spoken on."""
    return review, {"state": state, "opinion": opinion.strip(), "done_at": at, "done_by_id": by.pk}


def _opinion(review: Review, opinion: str) -> dict[str, Any]:
    return {"note": opinion.strip(), "payload": {"step": review.step.name, "round": review.round}}


def _opened(case: Case, reviews: Sequence[Review], at: datetime) -> list[Change]:
    """Return the changes of steps that are opened."""
    return [
        (review, {"state": S.OPEN, "opened_at": at, "due_on": _step_due(case, review, at)})
        for review in reviews
    ]


def _open_new(case: Case, reviews: Sequence[Review], at: datetime) -> None:
    """Open steps that are laid out just now."""
    for review in reviews:
        review.state, review.opened_at, review.due_on = S.OPEN, at, _step_due(case, review, at)


def _spoken(case: Case, state: str, opinion: str, by: Any, at: datetime, review: Review | None) -> Effect:
    reviews = review_rows(case)
    review = review or next((each for each in reviews if each.state == S.OPEN), None)
    if review is None or review.state != S.OPEN or case.status != Status.ACCEPTED:
        raise Refused(_("This step is not open now: it was done, sent back, or the case has moved on."))
    rounds = rounds_of(reviews, {reviews.index(review): state})
    opening = [reviews[each.key] for each in rules.opens_next(rounds)]
    return Effect(
        {"is_reviewed": not opening and rules.is_reviewed(rounds)},
        changes=[_finished(review, state, opinion, by, at), *_opened(case, opening, at)],
        **_opinion(review, opinion),
    )


def _step_due(case: Case, review: Review, at: datetime) -> Any:
    return step_due(day_of(at), review.step.days, calendar_of(case), pauses_of(case))
