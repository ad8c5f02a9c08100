"""Who reads of enquiries: the division that answers, and whoever took the question in."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate
from tongban.work.enquiries.models import Enquiry
from tongban.work.enquiries.queries import visible_to

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of

NAMES = ("reference", "due_on")


def find(reference: str) -> Enquiry | None:
    """Return an enquiry with what its messages name."""
    related = Enquiry.objects.select_related("division", "taken_by")
    return related.filter(reference=reference).first()


def division(enquiry: Enquiry, _entry: Entry | None = None) -> list[User]:
    """Return who answers for the division."""
    return holders_of("enquiries.answer", localdate(), [enquiry.division_id])


def window(enquiry: Enquiry, _entry: Entry | None = None) -> list[User]:
    """Return who took the question in, and hands the answer over."""
    return [enquiry.taken_by]


def words(enquiry: Enquiry, _entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about an enquiry."""
    return {"reference": enquiry.reference, "due_on": day(enquiry.due_on)}


def link(enquiry: Enquiry, _reader: User) -> str:
    """Return where a reader finds it."""
    return reverse("enquiries:enquiry", args=[enquiry.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these enquiries a reader may see."""
    return set(visible_to(reader).filter(reference__in=references).values_list("reference", flat=True))


READERS = Readers(find, {each.__name__: each for each in (division, window)}, NAMES, words, link, visible)
