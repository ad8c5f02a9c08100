"""What one may ask about the lists: their versions, what changed between two, where an item stands."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from tongban.ground.law import basis
from tongban.offer.catalogue.models import Item, ItemList, ListEntry, ListVersion, PowerType
from tongban.offer.catalogue.models.lists import POWER_OF
from tongban.offer.catalogue.queries.access import may_read_drafts

LIVE = ListVersion.Status.PUBLISHED
SHOWN = (ListVersion.Status.PUBLISHED, ListVersion.Status.SUPERSEDED)


def lists_visible_to(user: object) -> QuerySet[ItemList]:
    """Return the lists this person may see: the public those that were published."""
    found = ItemList.objects.all()
    return found if may_read_drafts(user) else found.filter(versions__status__in=SHOWN).distinct()


def list_versions_visible_to(user: object) -> QuerySet[ListVersion]:
    """Return the versions of lists this person may see, with the number of their entries."""
    found = ListVersion.objects.select_related("list").annotate(size=Count("entries"))
    return found if may_read_drafts(user) else found.filter(status__in=SHOWN)


def entries_of(version: ListVersion) -> QuerySet[ListEntry]:
    """Return the entries of a version with their items."""
    return version.entries.select_related("item__division", "item__parent")


def entry_of(version: ListVersion, item_id: int) -> ListEntry | None:
    """Return how an item stands on a version, or None."""
    return entries_of(version).filter(item=item_id).first()


def entries_in_force(version: ListVersion) -> QuerySet[ListEntry]:
    """Return the entries that are in force: what was cancelled stands in the version only to say so."""
    return entries_of(version).exclude(change__in=GONE)


GONE = (ListEntry.Change.REMOVED, ListEntry.Change.HANDED_DOWN)


def lists_with(item: Item) -> QuerySet[ListEntry]:
    """Return where an item stands, or what it is part of, on published lists."""
    on_published = ListEntry.objects.filter(item__in=_line_of(item), version__status=LIVE)
    foreign = [kind for kind, power in POWER_OF.items() if power != item.power_type]
    found = on_published.exclude(change__in=GONE).exclude(version__list__kind__in=foreign)
    return found.select_related("version__list").order_by("version__list")


def _line_of(item: Item) -> list[int]:
    line: list[Item] = [item]
    while line[-1].parent is not None:
        line.append(line[-1].parent)
    return [each.pk for each in line]


@basis("business-environment-regulation:40")
def is_licence_off_the_list(item: Item) -> bool:
    """Return whether a licence stands outside the published list: licensing outside the list is unlawful."""
    if item.power_type != PowerType.LICENCE:
        return False
    here = ListEntry.objects.filter(version=OuterRef("pk"), item__in=_line_of(item)).exclude(change__in=GONE)
    of_licences = ListVersion.objects.filter(list__kind=ItemList.Kind.LICENCES, status=LIVE)
    stands = of_licences.annotate(has=Exists(here)).values_list("has", flat=True)
    return bool(stands) and not any(stands)


@dataclass(frozen=True)
class ListChange:
    """One difference between two versions of a list."""

    item: Item
    change: str
    basis: str
    note: str


def list_differences(before: ListVersion | None, after: ListVersion) -> list[ListChange]:
    """Return what a version of a list changed against another, with basis and note."""
    old = {entry.item_id: entry for entry in entries_in_force(before)} if before else {}
    new = {entry.item_id: entry for entry in entries_of(after)}
    found = [_changed(entry, old) for entry in new.values()]
    gone = [ListChange(entry.item, str(_("Cancelled")), "", "") for pk, entry in old.items() if pk not in new]
    return [*filter(None, found), *gone]


def _changed(entry: ListEntry, old: dict[int, ListEntry]) -> ListChange | None:
    if entry.change:
        return ListChange(entry.item, str(entry.get_change_display()), entry.basis, entry.note)
    if entry.item_id not in old:
        return ListChange(entry.item, str(_("Added")), entry.basis, entry.note)
    if entry.note != old[entry.item_id].note:
        return ListChange(entry.item, str(_("Changed")), entry.basis, entry.note)
    return None


def list_before(version: ListVersion) -> ListVersion | None:
    """Return the version that was published before this one."""
    earlier = version.list.versions.filter(number__lt=version.number, status__in=SHOWN)
    return earlier.order_by("-number").first()
