"""The negative list of the hall: every published item is offered at some place, or stands on the list of those outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tongban.offer.catalogue.models import Item, ItemList, ListVersion
from tongban.offer.catalogue.queries.lists import entries_in_force
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.hall.models import OfferedItem
from tongban.work.hall.queries.places import lasting, lasting_group


@dataclass(frozen=True, slots=True)
class HallCoverage:
    """Which published items are neither offered nor listed, which are both, and by which version of the list."""

    offered: int
    listed: int
    neither: Sequence[Item]
    both: Sequence[Item]
    list_version: ListVersion | None

    @property
    def is_complete(self) -> bool:
        """Return whether each item is either offered or listed."""
        return not self.neither and not self.both


def hall_coverage(day: date) -> HallCoverage:
    """Compare the published items with what places offer and what may stay outside."""
    published = {version.item_id: version.item for version in published_versions().select_related("item")}
    there = (Q(group__place__until=None) | Q(group__place__until__gte=day)) & Q(group__place__since__lte=day)
    rows = OfferedItem.objects.filter(lasting(day), lasting_group(day), there)
    offered = set(rows.values_list("item", flat=True)) & published.keys()
    version = _list_in_force()
    listed = set(entries_in_force(version).values_list("item", flat=True)) if version else set()
    listed &= published.keys()
    return HallCoverage(
        len(offered),
        len(listed),
        _sorted(published[key] for key in published.keys() - offered - listed),
        _sorted(published[key] for key in offered & listed),
        version,
    )


def _list_in_force() -> ListVersion | None:
    versions = ListVersion.objects.filter(
        list__kind=ItemList.Kind.OUTSIDE, status=ListVersion.Status.PUBLISHED
    )
    return versions.select_related("list").order_by("-published_on").first()


def _sorted(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.code)
