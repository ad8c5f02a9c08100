"""Searching the published items by citizens' words."""

from dataclasses import dataclass

from tongban.ground.kit.search.matches import best_matches
from tongban.offer.catalogue.models import Audience, ItemVersion, SearchText
from tongban.offer.catalogue.queries.versions import published_versions


@dataclass(frozen=True)
class Hit:
    """A version that was found, how well it fits, and why."""

    version: ItemVersion
    score: float
    why: str


def search(text: str, audience: str | None = None, limit: int = 20) -> list[Hit]:
    """Return the published versions that fit a citizen's words, the best first, each with the reason."""
    rows = SearchText.objects.all()
    if audience in (Audience.PERSON, Audience.ENTERPRISE):
        rows = rows.filter(version__audience__in=[audience, Audience.BOTH])
    found = best_matches(text, rows, limit)
    versions = published_versions().in_bulk([each.key for each in found]) if found else {}
    return [Hit(versions[each.key], each.score, each.why) for each in found if each.key in versions]
