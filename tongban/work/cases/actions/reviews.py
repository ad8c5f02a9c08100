"""What reviewers do: give an opinion step by step, send back, check on site."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.files import store
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Step
from tongban.offer.catalogue.queries.guide import steps_for
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.actions.locks import (
    lock_case,
    lock_for_division,
    require_division,
    require_permission,
)
from tongban.work.cases.lock_cache import cached_while_locked, calendar_of
from tongban.work.cases.models import Case, FieldCheck, Review, Status
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.queries.limits import pauses_of
from tongban.work.cases.rules import reviews as rules
from tongban.work.cases.rules.limits import step_due
from tongban.work.cases.states import REVIEWING

S = Review.State
CHECKING = cite("licensing-law:34")
CHANGING = ("state", "opinion", "opened_at", "due_on", "done_at", "done_by")


def begin_review(case: Case, *, at: datetime) -> bool:
    """Lay out the steps that apply and open the first stage; return whether there is nothing to review.

    Sets which divisions take part; whoever calls saves the case.
    """
    steps = steps_for(guide_of(case.version_id), case.answers)
    reviews = [_review(case, step, 1) for step in steps]
    case.divisions = sorted({case.division_id, *(review.division_id for review in reviews)})
    opening, is_reviewed = _next_to_open(reviews)
    _open(case, opening, at=at)
    Review.objects.bulk_create(reviews)
    return is_reviewed


@transaction.atomic
def agree(review: Review, *, by: User, at: datetime, opinion: str = "") -> Review:
    """Agree; the next stage opens when every step of this one has agreed."""
    return _give_opinion(review, S.AGREED, opinion, by=by, at=at)


@transaction.atomic
def object_(review: Review, *, by: User, at: datetime, opinion: str) -> Review:
    """Object, with the reason; later stages stay closed and the decision is the head's."""
    _require_reason(opinion)
    return _give_opinion(review, S.OBJECTED, opinion, by=by, at=at)


@transaction.atomic
def send_back(review: Review, to: Step, *, by: User, at: datetime, opinion: str) -> Review:
    """Send the case back to an earlier step, which is opened anew; the steps after it come again."""
    _require_reason(opinion)
    case, review = _open_review(review, by)
    if to.stage >= review.stage:
        raise Refused(_("A case goes back to an earlier step."))
    _finish(review, S.SENT_BACK, opinion, by=by, at=at)
    _reopen(case, to, _reviews_of(case), at=at)
    _note(case, "send_back", review, opinion, by=by, at=at, facts={"is_reviewed": False})
    return review


@transaction.atomic
def reconsider(case: Case, to: Step, *, by: User, at: datetime, reason: str) -> Case:
    """Give a reviewed case back to one of its steps instead of deciding it."""
    _require_reason(reason)
    require_permission(by, "cases.decide")
    case = lock_for_division(case, by)
    if case.status != Status.ACCEPTED or not case.is_reviewed:
        raise Refused(_("A case goes back from the decision once it has come there."))
    _reopen(case, to, _reviews_of(case), at=at)
    said, facts = {"step": to.name}, {"is_reviewed": False}
    note = reason.strip()
    NOTICES.announce(
        record(case, "reconsider", by=by, at=at, basis=REVIEWING, note=note, payload=said, facts=facts)
    )
    return case


@scan_first("record_of_it")
@transaction.atomic
def check_on_site(
    case: Case,
    *,
    officers: Collection[User],
    on: date,
    place: str,
    finding: str,
    by: User,
    at: datetime,
    outcome: str = FieldCheck.Outcome.UNSAID,
    review: Review | None = None,
    record_of_it: "UploadedFile[bytes] | StoredFile | None" = None,
) -> FieldCheck:
    """Enter a check on site; the law wants at least two officers."""
    require_permission(by, "cases.review")
    require_division(review.division_id if review else case.division_id, by)
    case = lock_case(case)
    people = {officer.pk: officer for officer in officers}
    least = rules.officers_needed("check_on_site", on=on)
    if len(people) < least or not all(officer.may("cases.review") for officer in people.values()):
        raise Refused(_("A check on site takes at least %(count)d reviewing officers.") % {"count": least})
    if case.status not in (Status.ACCEPTED, Status.PAUSED) or on > localdate(at):
        raise Refused(_("A check on site is entered after it was made, while the case is in review."))
    kept = store(record_of_it, by=by, at=at) if record_of_it else None
    said = {"on": on, "place": place, "outcome": str(outcome), "finding": finding}
    checked = FieldCheck.objects.create(case=case, review=review, file=kept, by=by, at=at, **said)
    checked.officers.set(people.values())
    told = {"officers": sorted(map(str, people.values())), **said}
    record(case, "check_on_site", by=by, at=at, basis=CHECKING, payload=told)
    return checked


def _give_opinion(review: Review, state: str, opinion: str, *, by: User, at: datetime) -> Review:
    case, review = _open_review(review, by)
    if state == S.AGREED:
        _require_site_check(review)
    _finish(review, state, opinion, by=by, at=at)
    opening, is_reviewed = _next_to_open(_reviews_of(case))
    _open(case, opening, at=at)
    Review.objects.bulk_update([review, *opening], CHANGING)
    move, facts = "agree" if state == S.AGREED else "object", {"is_reviewed": is_reviewed}
    _note(case, move, review, opinion, by=by, at=at, facts=facts)
    return review


def _open_review(review: Review, by: User) -> tuple[Case, Review]:
    """Return the case locked and the step, if it waits for this person's division."""
    require_permission(by, "cases.review")
    require_division(review.division_id, by)
    case = lock_case(review.case)
    review = next(each for each in _reviews_of(case) if each.pk == review.pk)
    if review.state != S.OPEN or case.status != Status.ACCEPTED:
        raise Refused(_("This step is not open now: it was done, sent back, or the case has moved on."))
    return case, review


def _reviews_of(case: Case) -> list[Review]:
    """Return every round of every step of a locked case."""
    return cached_while_locked(case, "reviews", lambda: _load_reviews(case))


def _load_reviews(case: Case) -> list[Review]:
    steps = {step.pk: step for step in guide_of(case.version_id).steps.all()}
    reviews = list(case.reviews.all())
    for review in reviews:
        review.case, review.step = case, steps[review.step_id]
    return reviews


def _finish(review: Review, state: str, opinion: str, *, by: User, at: datetime) -> None:
    review.state, review.opinion, review.done_at, review.done_by = state, opinion.strip(), at, by


def _next_to_open(reviews: Sequence[Review]) -> tuple[list[Review], bool]:
    """Return what is to be opened next, and whether the case has come to the decision."""
    opinions = _opinions(reviews)
    opening = [reviews[each.key] for each in rules.opens_next(opinions)]
    return opening, not opening and rules.is_reviewed(opinions)


def _opinions(reviews: Sequence[Review]) -> list[rules.ReviewRound]:
    """Return steps as the rules read them, each by its place in the sequence."""
    return [
        rules.ReviewRound(place, each.step_id, each.stage, each.round, each.state)
        for place, each in enumerate(reviews)
    ]


def _open(case: Case, reviews: Sequence[Review], *, at: datetime) -> None:
    for review in reviews:
        review.state, review.opened_at = S.OPEN, at
        review.due_on = step_due(localdate(at), review.step.days, calendar_of(case), pauses_of(case))


def _reopen(case: Case, to: Step, reviews: list[Review], *, at: datetime) -> None:
    """Open a step anew and lay out those after it once more; who was still reading waits again."""
    opinions = _opinions(reviews)
    if to.pk not in {each.step_id for each in reviews}:
        raise Refused(_("The case does not go through this step."))
    again, later = rules.reopened_rounds(opinions, to.pk)
    waiting = [each.key for each in later if each.state in (S.OPEN, S.WAITING)]
    for key in waiting:
        reviews[key].state, reviews[key].opened_at, reviews[key].due_on = S.WAITING, None, None
    past = [again, *(each for each in later if each.key not in waiting)]
    anew = [_review(case, reviews[each.key].step, each.round + 1) for each in past]
    opening, _is_over = _next_to_open([*reviews, *anew])
    _open(case, opening, at=at)
    Review.objects.bulk_update(reviews, CHANGING)
    Review.objects.bulk_create(anew)


def _review(case: Case, step: Step, number: int) -> Review:
    division = step.division_id or case.division_id
    return Review(case=case, step=step, stage=step.stage, round=number, division_id=division)


def _require_reason(text: str) -> None:
    if not text.strip():
        raise Refused(_("Say why, so that the next reader knows what to do."))


def _note(
    case: Case,
    move: str,
    review: Review,
    opinion: str,
    *,
    by: User,
    at: datetime,
    facts: Mapping[str, object],
) -> None:
    said, note = {"step": review.step.name, "round": review.round}, opinion.strip()
    NOTICES.announce(record(case, move, by=by, at=at, basis=CHECKING, note=note, payload=said, facts=facts))


def _require_site_check(review: Review) -> None:
    """Refuse to agree at a step that needs a check on site while none of this round meets the conditions."""
    if not review.step.on_site:
        return
    passed = FieldCheck.objects.filter(review=review, outcome=FieldCheck.Outcome.PASSED)
    if not passed.exists():
        raise Refused(_("This step needs a check on site that meets the conditions. Enter the check first."))
