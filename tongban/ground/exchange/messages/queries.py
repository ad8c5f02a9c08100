"""What one may ask about messages: the inbox, what is unread, and what of it the reader may still see."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from tongban.ground.exchange.messages.choices import is_wanted
from tongban.ground.exchange.messages.kinds import MessageKind, kinds_for
from tongban.ground.exchange.messages.models import Choice, Contact, Message, Simulated
from tongban.ground.exchange.messages.notices import visible_among
from tongban.ground.people.models import User

MOST_COUNTED = 100
MOST_SEARCHED = 2000
MOST_NEWS = 5


def inbox_of(reader: User) -> QuerySet[Message]:
    """Return somebody's messages, the newest first."""
    return Message.objects.filter(reader=reader)


def unread_count(reader: User) -> int:
    """Return how many messages are unread, at most a hundred; an index holds only the unread ones."""
    return inbox_of(reader).filter(read_at=None).order_by()[:MOST_COUNTED].count()


def news_for(reader: User) -> list[Message]:
    """Return the newest unread messages that the reader may still see, for the first page."""
    newest = inbox_of(reader).filter(read_at=None)[:MOST_NEWS]
    return [each for each in with_visibility(list(newest), reader) if each.is_shown]  # type: ignore[attr-defined]


def with_visibility(messages: Sequence[Message], reader: User) -> list[Message]:
    """Return messages marked with whether the reader may still see what they are about (``is_shown``)."""
    told = visible_among(reader, {(each.room, each.subject) for each in messages})
    for each in messages:
        each.is_shown = (each.room, each.subject) in told  # type: ignore[attr-defined]
    return list(messages)


def containing(messages: QuerySet[Message], words: str, reader: User) -> QuerySet[Message]:
    """Return messages in which words stand, of those that the reader may still see."""
    parts = ("title", "text", "title_en", "text_en", "subject")
    found = Q()
    for part in parts:
        found |= Q(**{f"{part}__icontains": words})
    fitting = list(messages.filter(found).only("pk", "room", "subject")[:MOST_SEARCHED])
    return messages.filter(pk__in=[each.pk for each in with_visibility(fitting, reader) if each.is_shown])  # type: ignore[attr-defined]


def is_applicant(reader: User) -> bool:
    """Return whether somebody is told as an applicant, not as an officer."""
    return reader.may("cases.apply")


def choices_of(reader: User) -> list[tuple[MessageKind, dict[str, bool]]]:
    """Return the kinds that a reader gets, each with whether they want it by each of its channels."""
    chosen: dict[str, dict[str, bool]] = {}
    for kind, channel, wanted in Choice.objects.filter(reader=reader).values_list(
        "kind", "channel", "is_wanted"
    ):
        chosen.setdefault(kind, {})[channel] = wanted
    return [
        (kind, {channel: is_wanted(kind, channel, chosen.get(kind.code, {})) for channel in kind.channels})
        for kind in kinds_for(is_applicant=is_applicant(reader))
    ]


def contact_waiting(reader: User, channel: str) -> Contact | None:
    """Return an address whose code was sent and not entered yet."""
    return Contact.objects.filter(reader=reader, channel=channel, verified_at=None).first()


def contact_of(reader: User, channel: str) -> Contact | None:
    """Return the address that a reader confirmed."""
    return Contact.objects.filter(reader=reader, channel=channel, verified_at__isnull=False).first()


def simulated() -> QuerySet[Simulated]:
    """Return what the simulators took, the newest first; the page says who may read it."""
    return Simulated.objects.all()
