"""Notifying: a message in the inbox of every reader, once, and a row in the outbox for each channel they want."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.choices import Wanted, wanted_by
from tongban.ground.exchange.messages.kinds import INBOX, KINDS
from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.notices import Notices, rooms, visible_among
from tongban.ground.exchange.messages.texts import Wording, Words, text_of, texts
from tongban.ground.exchange.outbox import letter, put_all
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of


@dataclass(frozen=True)
class Notification:
    """What people are told: which text with which words, about what; the key makes sure it is told once."""

    text: str
    words: Callable[[], Words]
    key: str
    at: datetime
    room: str = ""
    subject: str = ""
    link: Callable[[User], str] = lambda reader: ""


def notify_of_entry(room: str, key: int) -> None:
    """Notify whoever the room's table names of a committed entry; a second call notifies nobody twice."""
    notices, entry = rooms()[room], Entry.objects.get(pk=key)
    matter = notices.readers.find(entry.subject)
    for notice in notices.about(entry.move) if matter is not None else ():
        people = notices.readers.audiences[notice.audience](matter, entry)
        is_theirs = KINDS[texts()[notice.text].kind].is_for_applicants
        told = [each for each in people if is_theirs or each.pk != entry.by_id]
        notify(
            told,
            notification_of(notices, matter, notice.text, key=f"entry:{entry.pk}", at=entry.at, entry=entry),
        )


def notification_of(
    notices: Notices, matter: object, text: str, *, key: str, at: datetime, entry: Entry | None = None
) -> Notification:
    """Return a notification about a room's matter; without an entry it comes from a duty."""
    readers = notices.readers
    return Notification(
        text=text,
        words=lambda: readers.words(matter, entry),
        key=key,
        at=at,
        room=notices.room,
        subject=getattr(matter, "reference", ""),
        link=lambda reader: readers.link(matter, reader),
    )


@transaction.atomic
def notify(people: Iterable[User], news: Notification) -> list[Message]:
    """Notify people, once each: those who are active, may see what it is about, and want this kind."""
    text = text_of(news.text)
    told = Message.objects.filter(key=news.key, template=news.text)
    before = set(told.values_list("reader_id", flat=True))
    readers = {each.pk: each for each in people if each.pk not in before and _may_read(each, news)}
    wanted = wanted_by(readers.values(), KINDS[text.kind])
    taking = [reader for key, reader in readers.items() if INBOX in wanted[key].channels]
    if not taking:
        return []
    wordings = text.filled(news.words)
    messages = Message.objects.bulk_create(
        Message(
            reader=reader,
            kind=text.kind,
            room=news.room,
            subject=news.subject,
            key=news.key,
            template=news.text,
            link=news.link(reader),
            at=news.at,
            **_worded(wordings),
        )
        for reader in taking
    )
    _put_channels(messages, wanted)
    return messages


def notify_administrators(
    text: str, words: Mapping[str, object], *, key: str, at: datetime, link: str
) -> list[Message]:
    """Tell whoever looks after the system: what could not be sent, a duty that failed, and where to see to it."""
    people = holders_of("people.manage", localdate(at))
    told = {name: str(said) for name, said in words.items()}
    return notify(people, Notification(text, lambda: told, key, at, link=lambda reader: link))


def _may_read(reader: User, news: Notification) -> bool:
    about = (news.room, news.subject)
    return reader.is_active and reader.acts_for_id is None and about in visible_among(reader, [about])


def _worded(wordings: dict[str, Wording]) -> dict[str, str]:
    chinese, english = wordings["zh-hans"], wordings["en"]
    return {
        "title": chinese.title,
        "text": chinese.text,
        "short": chinese.short,
        "title_en": english.title,
        "text_en": english.text,
        "short_en": english.short,
    }


def _put_channels(messages: list[Message], wanted: dict[int, Wanted]) -> None:
    put_all(
        [
            letter(
                f"messages.{channel}",
                {"message": each.pk},
                at=each.at,
                subject=each.subject,
                key=str(each.pk),
            )
            for each in messages
            for channel in wanted[each.reader_id].channels
            if channel != INBOX
        ]
    )
