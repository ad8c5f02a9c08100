"""Which entries answer a question: the search of the desk, of the public, and as one types."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.kit.search.matches import best_matches
from tongban.offer.knowledge.models import EntryText, EntryVersion
from tongban.offer.knowledge.queries.access import shown_to
from tongban.offer.knowledge.queries.freshness import Freshness, freshness_of

USUAL = 20
NOT_LISTED = ("long_answer", "questions")
"""What no list shows: thousands of characters a row."""


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry that fits what was typed, how well and why, and whether it is fresh."""

    version: EntryVersion
    score: float
    why: str
    freshness: Freshness


def search(query: str, *, user: Any = None, limit: int = USUAL) -> list[FoundEntry]:
    """Return the entries that fit, the best first; nobody finds what they may not read."""
    day = localdate()
    shown = shown_to(user, day)
    found = best_matches(query, EntryText.objects.filter(version__in=shown.order_by().values("pk")), limit)
    if not found:
        return []
    listed = shown.order_by().select_related(None).select_related("entry__owner").defer(*NOT_LISTED)
    versions = listed.in_bulk([each.key for each in found])
    fresh = freshness_of(versions.values(), day)
    return [
        FoundEntry(versions[each.key], each.score, each.why, fresh[each.key])
        for each in found
        if each.key in versions
    ]
