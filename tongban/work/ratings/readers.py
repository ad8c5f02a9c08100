"""Who reads of ratings: the division that was rated, its supervisors, and whoever rated under their name."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import applicants_of, holders_of
from tongban.work.ratings.models import BadRating
from tongban.work.ratings.queries import visible_to

NAMES = (
    "reference",
    "matter",
    "item",
    "contact_due_on",
    "remedy_due_on",
    "appeal",
    "ruling",
    "remedy",
    "call_back",
)


def find(reference: str) -> BadRating | None:
    """Return a bad rating with what its messages name."""
    related = BadRating.objects.select_related("rating__invitation__applicant__account", "division")
    return related.filter(reference=reference).first()


def division(work: BadRating, _entry: Entry | None = None) -> list[User]:
    """Return who answers for the division that was rated; where it has nobody, the supervisors."""
    return holders_of("ratings.handle", localdate(), [work.division_id]) or supervisors(work)


def supervisors(_work: BadRating, _entry: Entry | None = None) -> list[User]:
    """Return who rules on appeals and calls back."""
    return holders_of("ratings.rule", localdate())


def rater(work: BadRating, _entry: Entry | None = None) -> list[User]:
    """Return who rated, if under their name and with an account."""
    applicant = work.rating.invitation.applicant
    account = applicant.account if applicant is not None and work.rating.is_named else None
    return [] if account is None else [account]


def words(work: BadRating, _entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about a bad rating."""
    return {
        "reference": work.reference,
        "matter": work.rating.invitation.matter,
        "item": work.rating.invitation.item_name,
        "contact_due_on": day(work.contact_due_on),
        "remedy_due_on": day(work.remedy_due_on),
        "appeal": work.appeal,
        "ruling": work.ruling,
        "remedy": work.remedy,
        "call_back": work.call_back,
    }


def link(work: BadRating, reader: User) -> str:
    """Return where a reader finds it: whoever rated at their own case, officers at the work item."""
    if reader.may("cases.apply"):
        return reverse("my:case", args=[work.rating.invitation.matter])
    return reverse("ratings:work", args=[work.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these bad ratings a reader may see: officers theirs, whoever rated their own."""
    seen = _own(reader) if reader.may("cases.apply") else visible_to(reader)
    return set(seen.filter(reference__in=references).values_list("reference", flat=True))


def _own(reader: User) -> QuerySet[BadRating]:
    mine = applicants_of(reader, localdate()).values("pk")
    return BadRating.objects.filter(rating__is_named=True, rating__invitation__applicant__in=mine)


AUDIENCES = {each.__name__: each for each in (division, supervisors, rater)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
