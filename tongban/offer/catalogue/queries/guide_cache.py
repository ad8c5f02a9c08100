"""Guides kept in memory: what was published is never changed, so each process reads a version once."""

from collections.abc import Iterable, Mapping

from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.versions import with_guide

MOST = 2000
_KEPT: dict[int, ItemVersion] = {}


def guide_of(version_id: int) -> ItemVersion:
    """Return a version with its item, questions, materials and steps, for reading only.

    Its content is what was published; whether it still applies (its status) is asked of the database.
    """
    return guides_of([version_id])[version_id]


def guides_of(version_ids: Iterable[int]) -> Mapping[int, ItemVersion]:
    """Return versions with their guides by key; those not read before cost four queries, however many."""
    asked = set(version_ids)
    found = {key: _KEPT[key] for key in asked if key in _KEPT}
    if missing := asked - found.keys():
        whole = ItemVersion.objects.select_related("item__division", "item__parent__parent", "licence_type")
        read = {version.pk: version for version in with_guide(whole).filter(pk__in=missing)}
        if len(_KEPT) + len(read) > MOST:
            _KEPT.clear()
        _KEPT.update({key: version for key, version in read.items() if version.published_at is not None})
        found |= read
    return found
