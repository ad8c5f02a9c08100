"""What one may ask about items and their versions; every page starts from `visible_to(user)`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from tongban.ground.law import basis
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.rooms import modules_named
from tongban.offer.catalogue.models import Item, ItemVersion, Material, Status, Step
from tongban.offer.catalogue.queries.access import may_read_drafts

OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)


def visible_to(user: Any) -> QuerySet[ItemVersion]:
    """Return the versions this person may see: the public what is published, the bureau's staff all."""
    found = ItemVersion.objects.select_related("item__division", "item__parent", "licence_type")
    return found if may_read_drafts(user) else found.filter(status=Status.PUBLISHED)


def items_visible_to(user: Any) -> QuerySet[Item]:
    """Return the items this person may see: the public those with a published version."""
    found = Item.objects.select_related("division", "parent")
    return found if may_read_drafts(user) else found.filter(versions__status=Status.PUBLISHED)


@basis("licensing-law:30")
def published_versions() -> QuerySet[ItemVersion]:
    """Return what is published: each item in its one public version, with its guide for everybody to read."""
    found = ItemVersion.objects.filter(status=Status.PUBLISHED)
    return found.select_related("item__division", "item__parent", "licence_type").order_by("item__code")


def withdrawn_since(moment: datetime) -> list[tuple[Item, datetime]]:
    """Return the items that were withdrawn since and are not offered again, with when."""
    moves = Entry.objects.filter(move="withdraw", subject__startswith="ITEM-", at__gte=moment).order_by("at")
    codes = {entry.subject.split("-")[1]: entry.at for entry in moves}
    offered = published_versions().filter(item__code__in=codes).values("item")
    gone = Item.objects.filter(code__in=codes).exclude(pk__in=offered).order_by("code")
    return [(item, codes[item.code]) for item in gone]


def with_guide(versions: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
    """Prefetch questions, materials and steps: three queries, however many versions."""
    materials = Material.objects.select_related("licence_type", "template", "sample")
    return versions.prefetch_related(
        "situations",
        Prefetch("materials", queryset=materials),
        Prefetch("steps", queryset=Step.objects.select_related("division")),
    )


def load_whole(version: ItemVersion) -> ItemVersion:
    """Return a version with its item and guide, read from the database at once; as it is when already read."""
    if {"situations", "materials", "steps"} <= getattr(version, "_prefetched_objects_cache", {}).keys():
        return version
    whole = ItemVersion.objects.select_related("item__division", "item__parent__parent", "licence_type")
    return with_guide(whole).get(pk=version.pk)


def current_version(item: Item) -> ItemVersion | None:
    """Return the published version of an item, or None."""
    return published_versions().filter(item=item).first()


def open_version(item: Item) -> ItemVersion | None:
    """Return the version of an item that is being worked on, or None."""
    return item.versions.filter(status__in=OPEN).first()


def version_before(version: ItemVersion) -> ItemVersion | None:
    """Return the version that was published before this one."""
    earlier = version.item.versions.filter(number__lt=version.number, published_at__isnull=False)
    return earlier.order_by("-number").first()


@dataclass(frozen=True)
class VersionUse:
    """What uses a version, how often, and where to see it."""

    label: str
    count: int
    url: str = ""


def uses_of(version: ItemVersion) -> list[VersionUse]:
    """Return what a change of this version touches, as the rooms above tell it (``item_uses.py``)."""
    return [VersionUse(*told) for room in modules_named("item_uses") for told in room.uses(version)]
