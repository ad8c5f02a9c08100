"""A review that several bodies hold together: opened, opinions, one merged opinion, one correction, the end."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.files import store
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused, lock_matter, start_chain
from tongban.ground.ledger.chain import payload_digest
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import tree_around
from tongban.ground.people.queries import applicants_of
from tongban.work.construction.models import (
    AskedBody,
    CorrectedSet,
    Kind,
    MergedOpinion,
    Opinion,
    Review,
    Stage,
)
from tongban.work.construction.numbers import REVIEWS, papers_of
from tongban.work.construction.papers import content_of
from tongban.work.construction.queries.reviews import may_be_reviewed, outcome_now, remarks_before
from tongban.work.construction.rules import may_remark
from tongban.work.construction.states import REVIEW

Remark = dict[str, str]
"""A remark: its text, and the provision that it rests on, if it rests on one."""


@transaction.atomic
def open_review(
    stage: Stage, bodies: Sequence[Department], *, by: User, at: datetime, visit_on: date | None = None
) -> Review:
    """Ask all bodies at once about what this stage reviews together; an acceptance has one visit for all of them."""
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
    of = stage.project.of.stages.get(number=stage.number)
    _require_lead(stage, by)
    if not of.review:
        raise Refused(_("Nothing is reviewed together in this stage."))
    if not may_be_reviewed(stage):
        raise Refused(_("Only an application that is with the bodies is reviewed, and once at a time."))
    if len({each.pk for each in bodies}) < 2:
        raise Refused(_("Ask at least two bodies."))
    on = localdate(at)
    due_on = last_day(Deadline(on, of.review_days), calendar())
    if of.review == Kind.ACCEPTANCE:
        _check_visit(visit_on, on, due_on)
    review = Review(
        reference=REVIEWS.next(on),
        stage=stage,
        kind=of.review,
        days=of.review_days,
        due_on=due_on,
        visit_on=visit_on if of.review == Kind.ACCEPTANCE else None,
        opened_at=at,
    )
    start_chain(review)
    told = {"project": stage.project.reference, "kind": of.review, "bodies": [each.name for each in bodies]}
    REVIEW.make("open_review", review, by=by, at=at, payload=told)
    review.save()
    AskedBody.objects.bulk_create(AskedBody(review=review, body=each) for each in bodies)
    return review


@transaction.atomic
def give_opinion(
    review: Review,
    body: Department,
    *,
    by: User,
    at: datetime,
    still: Collection[int] = (),
    remarks: Sequence[Remark] = (),
) -> Opinion:
    """Give the opinion of one's body: nothing against it, or remarks. ``still``: which of its remarks before stand on."""
    review = lock_matter(Review, review.pk)
    REVIEW.need("give_opinion", review, by=by)
    if body.pk not in tree_around(by) or not review.asked.filter(body=body).exists():
        raise PermissionDenied
    if review.opinions.filter(round=review.round, body=body).exists():
        raise Refused(_("This body has given its opinion in this round."))
    if review.visit_on and localdate(at) < review.visit_on:
        raise Refused(
            _("The visit is on %(day)s; opinions follow it.") % {"day": review.visit_on.isoformat()}
        )
    before = remarks_before(review, body)
    if not set(still) <= set(range(len(before))):
        raise Refused(_("Only remarks of the round before can stand on."))
    new = [_cleaned(each) for each in remarks]
    if not all(may_remark(review.round, stood_before=False, provision=each["provision"]) for each in new):
        raise Refused(
            _(
                "All remarks are made at once in the first round. A new one now must rest on a mandatory provision: name it."
            )
        )
    said = [before[place] for place in sorted(still)] + new
    opinion = Opinion.objects.create(review=review, round=review.round, body=body, remarks=said, by=by, at=at)
    told = {"body": body.name, "round": review.round, "remarks": said}
    REVIEW.make("give_opinion", review, by=by, at=at, facts={}, payload=told)
    return opinion


def _cleaned(remark: Remark) -> Remark:
    text = remark.get("text", "").strip()
    if not text:
        raise Refused(_("A remark says what is to be corrected."))
    return {"text": text, "provision": remark.get("provision", "").strip()}


@transaction.atomic
def merge(review: Review, *, by: User, at: datetime) -> MergedOpinion:
    """Make one paper of all opinions of the round; what follows is the rule's: passed, corrected, not passed."""
    review = lock_matter(Review, review.pk)
    _require_lead(review.stage, by)
    move = {
        "passes": "pass_review",
        "corrects": "return_remarks",
        "fails": "fail_review",
        "waits": "pass_review",
    }
    found = outcome_now(review, localdate(at))
    REVIEW.need(move[found], review, by=by)
    if found == "waits":
        raise Refused(_("Not every body has spoken yet."))
    number = papers_of(review.kind).next(localdate(at))
    content = content_of(review, number, found, on=localdate(at))
    merged = MergedOpinion.objects.create(
        review=review,
        round=review.round,
        number=number,
        content=content,
        digest=payload_digest(content),
        by=by,
        at=at,
    )
    facts = {} if found == "corrects" else {"ended_on": localdate(at)}
    told = {"number": number, "digest": merged.digest, "round": review.round}
    REVIEW.make(move[found], review, by=by, at=at, facts=facts, payload=told)
    return merged


@scan_first("upload")
@transaction.atomic
def hand_in_again(review: Review, upload: "UploadedFile[bytes]", *, by: User, at: datetime) -> CorrectedSet:
    """Hand in the corrected set; the bodies look at it within the same limit, counted anew."""
    review = lock_matter(Review, review.pk)
    enterprise = review.stage.project.enterprise_id
    if not applicants_of(by, localdate(at)).filter(pk=enterprise).exists():
        raise PermissionDenied
    REVIEW.need("hand_in_again", review, by=by)
    stored = store(upload, by=by, at=at)
    round_ = review.round + 1
    due_on = last_day(Deadline(localdate(at), review.days), calendar())
    facts = {"round": round_, "due_on": due_on}
    if review.kind == Kind.ACCEPTANCE:
        facts["visit_on"] = due_on
    REVIEW.make("hand_in_again", review, by=by, at=at, facts=facts, payload={"file": stored.digest})
    return CorrectedSet.objects.create(
        review=review, round=round_, file=stored, name=(upload.name or stored.name)[:200], by=by, at=at
    )


@transaction.atomic
def allow_again(review: Review, reason: str, *, by: User, at: datetime) -> Review:
    """Allow one more correction, once, with the reason: otherwise what still has remarks does not pass."""
    review = lock_matter(Review, review.pk)
    _require_lead(review.stage, by)
    REVIEW.need("allow_again", review, by=by)
    if review.round < 2 or review.is_again:
        raise Refused(_("One more correction is allowed once, after the first one."))
    if not reason.strip():
        raise Refused(_("Say why."))
    REVIEW.make("allow_again", review, by=by, at=at, facts={"is_again": True}, note=reason.strip())
    return review


@transaction.atomic
def move_visit(review: Review, day: date, *, by: User, at: datetime) -> Review:
    """Set another day for the one visit."""
    review = lock_matter(Review, review.pk)
    _require_lead(review.stage, by)
    REVIEW.need("move_visit", review, by=by)
    if review.kind != Kind.ACCEPTANCE:
        raise Refused(_("Only an acceptance has a visit."))
    _check_visit(day, localdate(at), review.due_on)
    REVIEW.make("move_visit", review, by=by, at=at, facts={"visit_on": day}, payload={"day": day})
    return review


@transaction.atomic
def stop_review(review: Review, reason: str, *, by: User, at: datetime) -> Review:
    """Stop a review, for instance because the application was withdrawn."""
    review = lock_matter(Review, review.pk)
    _require_lead(review.stage, by)
    REVIEW.need("stop_review", review, by=by)
    if not reason.strip():
        raise Refused(_("Say why."))
    REVIEW.make("stop_review", review, by=by, at=at, facts={"ended_on": localdate(at)}, note=reason.strip())
    return review


def _check_visit(day: date | None, on: date, due_on: date) -> None:
    if day is None or not on <= day <= due_on or not calendar().provisional(day.year).is_working(day):
        raise Refused(_("The visit is on a working day from today to %(day)s.") % {"day": due_on.isoformat()})


def _require_lead(stage: Stage, by: User) -> None:
    """Refuse whoever is not of the body that leads the stage."""
    if stage.joint.version.lead_id not in tree_around(by):
        raise PermissionDenied
