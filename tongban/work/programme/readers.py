"""Who reads of programmes: those who host them and those who edit them."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import instant
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of
from tongban.work.programme.models import Programme
from tongban.work.programme.queries.programmes import visible_to

NAMES = ("reference", "topic", "planned_start")


def find(reference: str) -> Programme | None:
    """Return a programme."""
    return Programme.objects.filter(reference=reference).first()


def hosts(_programme: Programme, _entry: Entry | None = None) -> list[User]:
    """Return who may go on air."""
    return holders_of("programme.host", localdate())


def editors(_programme: Programme, _entry: Entry | None = None) -> list[User]:
    """Return who looks after questions and answers."""
    return holders_of("programme.edit", localdate())


def words(programme: Programme, _entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about a programme."""
    return {
        "reference": programme.reference,
        "topic": programme.topic,
        "planned_start": instant(programme.planned_start),
    }


def link(programme: Programme, _reader: User) -> str:
    """Return where a reader finds it."""
    return reverse("programme:programme", args=[programme.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these programmes a reader may see."""
    return set(visible_to(reader).filter(reference__in=references).values_list("reference", flat=True))


AUDIENCES = {each.__name__: each for each in (hosts, editors)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
