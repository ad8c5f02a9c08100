"""Guides kept in memory: what was published is never changed, so each process reads a version once."""

from collections.abc import Iterable, Mapping

from tongban.ground.ledger.memo import Memo
from tongban.ground.matters.rows import copy_of
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.versions import with_guide

GUIDES: Memo[int, ItemVersion] = Memo("catalogue.guides", 2000, copy=copy_of)
"""Each reader gets a version of its own; the questions, materials and steps under it are shared."""


def guide_of(version_id: int) -> ItemVersion:
    """Return a version with its item, questions, materials and steps, for reading only.

    Its content is what was published; whether it still applies (its status) is asked of the database.
    """
    return guides_of([version_id])[version_id]


def guides_of(version_ids: Iterable[int]) -> Mapping[int, ItemVersion]:
    """Return versions with their guides by key; those not read before cost four queries, however many."""
    asked = set(version_ids)
    found = {key: version for key in asked if (version := GUIDES.peek(key))}
    if missing := asked - found.keys():
        whole = ItemVersion.objects.select_related("item__division", "item__parent__parent", "licence_type")
        for version in with_guide(whole).filter(pk__in=missing):
            is_final = version.published_at is not None
            found[version.pk] = GUIDES.put(version.pk, version) if is_final else version
    return found
