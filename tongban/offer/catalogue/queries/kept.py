"""Guides kept in memory: what was published is never changed, so each process reads a version once."""

from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.versions import with_guide

MOST = 2000
_KEPT: dict[int, ItemVersion] = {}


def guide_of(version_id: int) -> ItemVersion:
    """Return a version with its item, questions, materials and steps, for reading only.

    Its content is what was published; whether it still applies (its status) is asked of the database.
    """
    if version_id in _KEPT:
        return _KEPT[version_id]
    whole = ItemVersion.objects.select_related("item__division", "item__parent__parent", "licence_type")
    version: ItemVersion = with_guide(whole).get(pk=version_id)
    if version.published_at is not None:
        if len(_KEPT) >= MOST:
            _KEPT.clear()
        _KEPT[version_id] = version
    return version
