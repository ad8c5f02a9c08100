"""Who reads of versions: legal officers, whoever sent one in, and whoever publishes."""

import re
from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.access import may_read_drafts

REFERENCE = re.compile(r"ITEM-(.+)-V(\d+)")
NAMES = ("item", "number", "former", "division", "by", "reason")


def find(reference: str) -> ItemVersion | None:
    """Return a version by how the ledger names it."""
    found = REFERENCE.fullmatch(reference)
    versions = ItemVersion.objects.select_related("item__division")
    return versions.filter(item__code=found[1], number=int(found[2])).first() if found else None


def approvers(_version: ItemVersion, _entry: Entry | None = None) -> list[User]:
    """Return the legal officers."""
    return holders_of("catalogue.approve", localdate())


def publishers(version: ItemVersion, entry: Entry) -> list[User]:
    """Return who publishes and did not send this version in: they are told apart."""
    senders = {each.pk for each in sender(version, entry)}
    return [each for each in holders_of("catalogue.publish", localdate()) if each.pk not in senders]


def sender(version: ItemVersion, entry: Entry) -> list[User]:
    """Return who last sent the version to legal review."""
    sent = Entry.objects.filter(subject=version.reference, move="submit", number__lt=entry.number)
    last = sent.select_related("by").order_by("-number").first()
    return [] if last is None or last.by is None else [last.by]


def words(version: ItemVersion, entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about a version."""
    return {
        "item": version.item.name,
        "number": str(version.number),
        "former": str(version.number - 1) if version.number > 1 else "",
        "division": version.item.division.name,
        "by": entry.by_name if entry is not None else "",
        "reason": entry.note if entry is not None else "",
    }


def link(version: ItemVersion, _reader: User) -> str:
    """Return the page of the version."""
    return reverse("catalogue:version", args=[version.pk])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these versions a reader may see: with the right to read drafts all, else none."""
    return set(references) if may_read_drafts(reader) else set()


AUDIENCES = {each.__name__: each for each in (approvers, publishers, sender)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
