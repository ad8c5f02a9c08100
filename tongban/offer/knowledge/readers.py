"""Who reads of entries and of questions without an answer: the unit, its checkers, the centre, whoever wrote or asked."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of
from tongban.offer.knowledge.models import EntryVersion, Gap
from tongban.offer.knowledge.queries.access import gaps_visible_to, visible_to

NAMES = ("reference", "title", "unit", "due_on", "by", "reason", "to", "count")
Matter = EntryVersion | Gap


def find(reference: str) -> Matter | None:
    """Return the version or the question that the ledger names so."""
    if reference.startswith("GAP-"):
        return Gap.objects.select_related("unit", "reported_by").filter(reference=reference).first()
    versions = EntryVersion.objects.select_related("entry__owner", "drafted_by")
    return versions.filter(reference=reference).first()


def unit(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who writes for the unit, or checks where nobody writes; the centre where there is neither."""
    owner = [_unit_of(matter)]
    found = holders_of("knowledge.edit", localdate(), owner) or holders_of(
        "knowledge.check", localdate(), owner
    )
    return found or centre(matter)


def checkers(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who checks for the unit."""
    return holders_of("knowledge.check", localdate(), [_unit_of(matter)])


def centre(_matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return the knowledge officers of the centre."""
    return holders_of("knowledge.release", localdate())


def writer(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who wrote the version, or asked the question."""
    person = matter.reported_by if isinstance(matter, Gap) else matter.drafted_by
    return [] if person is None else [person]


def heads(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who says in the unit who keeps what; the centre where nobody does."""
    return checkers(matter) or centre(matter)


def keepers(matter: Matter, entry: Entry) -> list[User]:
    """Return who keeps entries that were handed over, and who kept them until then."""
    told = [entry.payload["to"], *entry.payload["from"]]
    return list(User.objects.filter(pk__in=told, is_active=True).order_by("pk"))


def words(matter: Matter, entry: Entry | None) -> dict[str, str]:
    """Return the words of a message."""
    owner = matter.unit if isinstance(matter, Gap) else matter.entry.owner
    return {
        "reference": matter.reference,
        "title": str(matter),
        "unit": "" if owner is None else owner.name,
        "due_on": day(matter.due_on) if matter.due_on else "",
        "by": entry.by_name if entry is not None else "",
        "reason": entry.note if entry is not None else "",
        "to": entry.after if entry is not None else "",
        "count": str(entry.payload.get("count", "")) if entry is not None else "",
    }


def link(matter: Matter, _reader: User) -> str:
    """Return the page of the version or of the question."""
    name = "knowledge:gap" if isinstance(matter, Gap) else "knowledge:version"
    return reverse(name, args=[matter.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see."""
    versions = visible_to(reader).filter(reference__in=references).values_list("reference", flat=True)
    gaps = gaps_visible_to(reader).filter(reference__in=references).values_list("reference", flat=True)
    return {*versions, *gaps}


def _unit_of(matter: Matter) -> int:
    found = matter.unit_id if isinstance(matter, Gap) else matter.entry.owner_id
    return found or 0


AUDIENCES = {each.__name__: each for each in (unit, checkers, heads, keepers, centre, writer)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
