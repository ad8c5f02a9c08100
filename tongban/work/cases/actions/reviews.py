"""What reviewers do: give an opinion step by step, send back, check on site."""

from collections.abc import Collection
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
from tongban.work.cases.actions.locks import (
    lock_case,
    lock_for_division,
    require_division,
    require_permission,
)
from tongban.work.cases.actions.moves import note
from tongban.work.cases.effects import reviews as effects
from tongban.work.cases.models import Case, FieldCheck, Review, Status
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.queries.reviews import review_rows
from tongban.work.cases.rules import reviews as rules
from tongban.work.cases.states import REVIEWING

S = Review.State
CHECKING = cite("licensing-law:34")


@transaction.atomic
def agree(review: Review, *, by: User, at: datetime, opinion: str = "") -> Review:
    """Agree; the next stage opens when every step of this one has agreed."""
    return _speak(review, "agree", opinion, by=by, at=at)


@transaction.atomic
def object_(review: Review, *, by: User, at: datetime, opinion: str) -> Review:
    """Object, with the reason; later stages stay closed and the decision is the head's."""
    return _speak(review, "object", opinion, by=by, at=at)


@transaction.atomic
def send_back(review: Review, to: Step, *, by: User, at: datetime, opinion: str) -> Review:
    """Send the case back to an earlier step, which is opened anew; the steps after it come again."""
    case, review = _open_review(review, by)
    effect = effects.send_back(review, to, by=by, at=at, opinion=opinion)
    NOTICES.announce(note(case, "send_back", effect, by=by, at=at, basis=CHECKING))
    return review


@transaction.atomic
def reconsider(case: Case, to: Step, *, by: User, at: datetime, reason: str) -> Case:
    """Give a reviewed case back to one of its steps instead of deciding it."""
    require_permission(by, "cases.decide")
    case = lock_for_division(case, by)
    effect = effects.reconsider(case, to, at=at, reason=reason)
    NOTICES.announce(note(case, "reconsider", effect, by=by, at=at, basis=REVIEWING))
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


def _speak(review: Review, move: str, opinion: str, *, by: User, at: datetime) -> Review:
    case, review = _open_review(review, by)
    if move == "agree":
        _require_site_check(review)
    speak = effects.agree if move == "agree" else effects.object_
    effect = speak(case, by=by, at=at, review=review, opinion=opinion)
    NOTICES.announce(note(case, move, effect, by=by, at=at, basis=CHECKING))
    return review


def _open_review(review: Review, by: User) -> tuple[Case, Review]:
    """Return the case locked and the step, if it waits for this person's division."""
    require_permission(by, "cases.review")
    require_division(review.division_id, by)
    case = lock_case(review.case)
    review = next(each for each in review_rows(case) if each.pk == review.pk)
    if review.state != S.OPEN or case.status != Status.ACCEPTED:
        raise Refused(_("This step is not open now: it was done, sent back, or the case has moved on."))
    return case, review


def _require_site_check(review: Review) -> None:
    """Refuse to agree at a step that needs a check on site while none of this round meets the conditions."""
    if not review.step.on_site:
        return
    passed = FieldCheck.objects.filter(review=review, outcome=FieldCheck.Outcome.PASSED)
    if not passed.exists():
        raise Refused(_("This step needs a check on site that meets the conditions. Enter the check first."))
