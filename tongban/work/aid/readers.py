"""Who reads of enterprise aid: the specialists of the line, and the accounts of the enterprise."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import instant
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above
from tongban.ground.people.queries import holders_of
from tongban.work.aid.models import EnterpriseDemand, Meeting, PolicyNews
from tongban.work.aid.queries.demands import accounts_of, own_demands, own_news, visible_to
from tongban.work.aid.queries.meetings import meetings_visible_to

Matter = EnterpriseDemand | Meeting | PolicyNews
NAMES = ("reference", "kind", "policy", "topic", "held_at", "minutes")


def find(reference: str) -> Matter | None:
    """Return a demand, a meeting or the news of a policy by its subject."""
    if reference.startswith("AID"):
        return EnterpriseDemand.objects.select_related("order__line").filter(reference=reference).first()
    if reference.startswith("MTG"):
        return Meeting.objects.filter(reference=reference).first()
    return PolicyNews.objects.select_related("version", "policy").filter(reference=reference).first()


def specialists(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who works for enterprises in the centre of the line."""
    if isinstance(matter, PolicyNews):
        return []
    centre = matter.centre_id if isinstance(matter, Meeting) else matter.order.line.centre_id
    return holders_of("aid.work", localdate(), departments_above(centre))


def enterprise(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return the accounts of the enterprise."""
    return [] if isinstance(matter, Meeting) else accounts_of(matter.credit_code, localdate())


def words(matter: Matter, _entry: Entry | None) -> dict[str, str]:
    """Return the words of a message; no enterprise and no person is named."""
    said = dict.fromkeys(NAMES, "")
    if isinstance(matter, EnterpriseDemand):
        last = matter.sent.select_related("version").last()
        return said | {
            "reference": matter.order.reference,
            "kind": str(matter.get_kind_display()),
            "policy": last.version.title if last else "",
        }
    if isinstance(matter, PolicyNews):
        return said | {"reference": matter.policy.reference, "policy": matter.version.title}
    return said | {
        "reference": matter.reference,
        "topic": matter.topic,
        "held_at": instant(matter.held_at),
        "minutes": matter.minutes_number,
    }


def link(matter: Matter, reader: User) -> str:
    """Return where a reader finds it: officers at their desk, enterprises on their own pages."""
    if isinstance(matter, Meeting):
        return reverse("aid:meeting", args=[matter.reference])
    if isinstance(matter, PolicyNews):
        return reverse("enterprise:demands")
    page = "aid:demand" if reader.may("aid.read") else "enterprise:demand"
    return reverse(page, args=[matter.order.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see today."""
    day = localdate()
    seen = (
        visible_to(reader),
        own_demands(reader, day),
        meetings_visible_to(reader),
        own_news(reader, day),
    )
    found = (
        rows.order_by().filter(reference__in=references).values_list("reference", flat=True) for rows in seen
    )
    return {reference for rows in found for reference in rows}


AUDIENCES = {each.__name__: each for each in (specialists, enterprise)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
