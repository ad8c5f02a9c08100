"""Who reads of a review: the bodies that are asked, and the enterprise."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of
from tongban.work.construction.models import Review
from tongban.work.construction.queries.projects import visible_to

NAMES = ("reference", "kind", "project", "due_on", "visit_on")


def find(reference: str) -> Review | None:
    """Return a review by its subject."""
    return (
        Review.objects.select_related("stage__project__enterprise__account")
        .filter(reference=reference)
        .first()
    )


def bodies(review: Review, _said: Entry | None = None) -> list[User]:
    """Return who may speak for the bodies that are asked."""
    return holders_of("construction.opine", localdate(), list(review.asked.values_list("body", flat=True)))


def applicant(review: Review, _said: Entry | None = None) -> list[User]:
    """Return the account of the enterprise, or of who filed the stage for it."""
    account = review.stage.project.enterprise.account or review.stage.joint.filed_by
    return [account] if account else []


def words(review: Review, _said: Entry | None) -> dict[str, str]:
    """Return the words of a message."""
    return {
        "reference": review.reference,
        "kind": str(review.get_kind_display()),
        "project": review.stage.project.name,
        "due_on": day(review.due_on),
        "visit_on": day(review.visit_on) if review.visit_on else "",
    }


def link(review: Review, reader: User) -> str:
    """Return where a reader finds it."""
    if reader.may("construction.read"):
        return reverse("construction:review", args=[review.reference])
    return reverse("projects:project", args=[review.stage.project.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see today."""
    seen = Review.objects.filter(stage__project__in=visible_to(reader), reference__in=references)
    return set(seen.values_list("reference", flat=True))


AUDIENCES = {each.__name__: each for each in (bodies, applicant)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
