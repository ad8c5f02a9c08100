"""What reviewers do: say an opinion step by step, send back, check on site."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.files import keep
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Step
from tongban.offer.catalogue.queries import steps_for
from tongban.work.cases.actions.holding import held, held_by_office, need, need_office
from tongban.work.cases.models import Case, FieldCheck, Review, Status
from tongban.work.cases.queries.limits import not_counted
from tongban.work.cases.queries.reviews import opinions_of
from tongban.work.cases.rules import reviewing as rules
from tongban.work.cases.rules.limits import step_due
from tongban.work.cases.states import REVIEWING

S = Review.State
CHECKING = cite("licensing-law:34")


def begin_review(case: Case, *, at: datetime) -> bool:
    """Lay out the steps that apply and open the first stage; return whether there is nothing to review.

    Sets which divisions take part; whoever calls saves the case.
    """
    reviews = [_review(case, step, 1) for step in steps_for(case.version, case.answers)]
    case.divisions = sorted({case.division_id, *(review.division_id for review in reviews)})
    Review.objects.bulk_create(reviews)
    return _pass_on(case, at=at)


@transaction.atomic
def agree(review: Review, *, by: User, at: datetime, opinion: str = "") -> Review:
    """Agree; the next stage opens when every step of this one has agreed."""
    return _speak(review, S.AGREED, opinion, by=by, at=at)


@transaction.atomic
def object_(review: Review, *, by: User, at: datetime, opinion: str) -> Review:
    """Object, with the reason; later stages stay closed and the decision is the head's."""
    _need_reason(opinion)
    return _speak(review, S.OBJECTED, opinion, by=by, at=at)


@transaction.atomic
def send_back(review: Review, to: Step, *, by: User, at: datetime, opinion: str) -> Review:
    """Send the case back to an earlier step, which is opened anew; the steps after it come again."""
    _need_reason(opinion)
    case, review = _open_review(review, by)
    if to.stage >= review.stage:
        raise Refused(_("A case goes back to an earlier step."))
    _finish(review, S.SENT_BACK, opinion, by=by, at=at)
    _reopen(case, to, at=at)
    _note(case, "send_back", review, opinion, by=by, at=at)
    return review


@transaction.atomic
def reconsider(case: Case, to: Step, *, by: User, at: datetime, reason: str) -> Case:
    """Give a reviewed case back to one of its steps instead of deciding it."""
    _need_reason(reason)
    need(by, "cases.decide")
    case = held_by_office(case, by)
    if case.status != Status.ACCEPTED or not case.is_reviewed:
        raise Refused(_("A case goes back from the decision once it has come there."))
    _reopen(case, to, at=at)
    record(
        case.reference,
        "reconsider",
        by=by,
        at=at,
        basis=REVIEWING,
        note=reason.strip(),
        payload={"step": to.name},
    )
    return case


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
    review: Review | None = None,
    record_of_it: UploadedFile | None = None,
) -> FieldCheck:
    """Enter a check on site; the law wants at least two officers."""
    need(by, "cases.review")
    case = held_by_office(case, by)
    people = {officer.pk: officer for officer in officers}
    least = rules.officers_needed("check_on_site", on=on)
    if len(people) < least or not all(officer.may("cases.review") for officer in people.values()):
        raise Refused(_("A check on site takes at least %(count)d reviewing officers.") % {"count": least})
    if case.status not in (Status.ACCEPTED, Status.PAUSED) or on > localdate(at):
        raise Refused(_("A check on site is entered after it was made, while the case is in review."))
    kept = keep(record_of_it, by=by, at=at) if record_of_it else None
    checked = FieldCheck.objects.create(
        case=case, review=review, on=on, place=place, finding=finding, file=kept, by=by, at=at
    )
    checked.officers.set(people.values())
    said = {"officers": sorted(map(str, people.values())), "on": on, "place": place, "finding": finding}
    record(case.reference, "check_on_site", by=by, at=at, basis=CHECKING, payload=said)
    return checked


def _speak(review: Review, state: str, opinion: str, *, by: User, at: datetime) -> Review:
    case, review = _open_review(review, by)
    _finish(review, state, opinion, by=by, at=at)
    case.is_reviewed = _pass_on(case, at=at)
    case.save(update_fields=["is_reviewed"])
    _note(case, "agree" if state == S.AGREED else "object", review, opinion, by=by, at=at)
    return review


def _open_review(review: Review, by: User) -> tuple[Case, Review]:
    """Return the case locked and the step, if it waits for this person's division."""
    need(by, "cases.review")
    need_office(review.division_id, by)
    case = held(review.case)
    review = Review.objects.select_related("step", "case").get(pk=review.pk)
    if review.state != S.OPEN or case.status != Status.ACCEPTED:
        raise Refused(_("This step is not open now: it was done, sent back, or the case has moved on."))
    return case, review


def _finish(review: Review, state: str, opinion: str, *, by: User, at: datetime) -> None:
    review.state, review.opinion, review.done_at, review.done_by = state, opinion.strip(), at, by
    review.save(update_fields=["state", "opinion", "done_at", "done_by"])


def _pass_on(case: Case, *, at: datetime) -> bool:
    """Open what comes next; return whether the case has come to the decision."""
    opinions = opinions_of(case)
    opening = [each.key for each in rules.opens_next(opinions)]
    if not opening:
        return rules.is_reviewed(opinions)
    pauses, days = not_counted(case.pauses.all()), calendar()
    for review in case.reviews.filter(pk__in=opening).select_related("step"):
        review.state, review.opened_at = S.OPEN, at
        review.due_on = step_due(localdate(at), review.step.days, days, pauses)
        review.save(update_fields=["state", "opened_at", "due_on"])
    return False


def _reopen(case: Case, to: Step, *, at: datetime) -> None:
    """Open a step anew and lay out those after it once more; who was still reading waits again."""
    opinions = opinions_of(case)
    if to.pk not in {each.step for each in opinions}:
        raise Refused(_("The case does not go through this step."))
    again, later = rules.goes_back(opinions, to.pk)
    waiting = [each.key for each in later if each.state in (S.OPEN, S.WAITING)]
    case.reviews.filter(pk__in=waiting).update(state=S.WAITING, opened_at=None, due_on=None)
    anew = [again, *(each for each in later if each.key not in waiting)]
    steps = Step.objects.in_bulk([each.step for each in anew])
    Review.objects.bulk_create(_review(case, steps[each.step], each.round + 1) for each in anew)
    _pass_on(case, at=at)
    case.is_reviewed = False
    case.save(update_fields=["is_reviewed"])


def _review(case: Case, step: Step, number: int) -> Review:
    division = step.division_id or case.division_id
    return Review(case=case, step=step, stage=step.stage, round=number, division_id=division)


def _need_reason(text: str) -> None:
    if not text.strip():
        raise Refused(_("Say why, so that the next reader knows what to do."))


def _note(case: Case, move: str, review: Review, opinion: str, *, by: User, at: datetime) -> None:
    said = {"step": review.step.name, "round": review.round}
    record(case.reference, move, by=by, at=at, basis=CHECKING, note=opinion.strip(), payload=said)
