"""How a review stands: who has spoken, what stood before, what merging would lead to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from tongban.ground.people.models import Department, User
from tongban.ground.people.places import tree_around
from tongban.work.cases.models import JointStatus
from tongban.work.construction.models import AskedBody, MergedOpinion, Opinion, Review, ReviewStatus, Stage
from tongban.work.construction.rules import Outcome, outcome_of_round

LIVING = (ReviewStatus.ASKED, ReviewStatus.CORRECTING, ReviewStatus.PASSED)


@dataclass(frozen=True, slots=True)
class BodyShown:
    """A body in a round, and its opinion if it has given one."""

    body: Department
    opinion: Opinion | None


def may_be_reviewed(stage: Stage) -> bool:
    """Return whether the bodies may be asked about a stage: it is filed, and no review of it runs or has passed."""
    is_filed = stage.joint.status in (JointStatus.UNDER_WAY, JointStatus.SETTLED)
    return is_filed and not stage.reviews.filter(status__in=LIVING).exists()


def bodies_of(review: Review) -> list[Department]:
    """Return the bodies that are asked."""
    return [each.body for each in review.asked.select_related("body")]


def bodies_shown(review: Review) -> list[BodyShown]:
    """Return the bodies with what they say in the round that runs."""
    given = {each.body_id: each for each in review.opinions.filter(round=review.round)}
    return [BodyShown(each, given.get(each.pk)) for each in bodies_of(review)]


def silent_bodies(review: Review) -> list[Department]:
    """Return who has not spoken in this round."""
    return [each.body for each in bodies_shown(review) if each.opinion is None]


def bodies_to_speak(review: Review, user: User) -> list[Department]:
    """Return for which silent bodies somebody may speak."""
    own = tree_around(user)
    return [each for each in silent_bodies(review) if each.pk in own]


def count_to_speak(user: User) -> int:
    """Return in how many running reviews a body of this person is asked and silent."""
    running = Q(review__status=ReviewStatus.ASKED, body__in=tree_around(user))
    given = Opinion.objects.filter(
        review=OuterRef("review"), body=OuterRef("body"), round=OuterRef("review__round")
    )
    return AskedBody.objects.filter(running & ~Exists(given)).values("review").distinct().count()


def remarks_before(review: Review, body: Department) -> list[dict[str, str]]:
    """Return what a body remarked in the round before."""
    found = review.opinions.filter(round=review.round - 1, body=body).first()
    return list(found.remarks) if found else []


def outcome_now(review: Review, on: date) -> Outcome:
    """Return what merging today would lead to."""
    given = list(review.opinions.filter(round=review.round))
    return outcome_of_round(
        review.kind,
        review.round,
        silent=len(silent_bodies(review)),
        remarks=sum(len(each.remarks) for each in given),
        is_over=on > review.due_on,
        is_again=review.is_again,
    )


def merged_of(review: Review) -> list[MergedOpinion]:
    """Return the papers of a review, the last one first."""
    return list(review.merged.select_related("by").order_by("-round"))
