"""Going there, as the public sees it: the map of open points, a ticket on the phone, an item's line."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.account.bulletin.queries.map_drawing import DrawnMap, draw_map
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.hall.queries.nearby import NearbyPlace, position_of
from tongban.work.hotline.models import Area

DISTRICT_DIGITS = 6


@dataclass(frozen=True, slots=True)
class DistrictSpot:
    """A district with how many places are open there now, of how many."""

    code: str
    name: str
    open: int
    count: int

    @property
    def level(self) -> str:
        """Return how it is drawn."""
        return "open" if self.open else "closed" if self.count else "none"


@dataclass(frozen=True, slots=True)
class MapDot:
    """A place on a map that is to scale."""

    x: int
    y: int
    is_open: bool
    name: str


def districts() -> list[Area]:
    """Return the districts of the city."""
    return [area for area in Area.objects.order_by("code") if len(area.code) == DISTRICT_DIGITS]


def map_of(rows: Sequence[NearbyPlace]) -> tuple[DrawnMap, list[MapDot]]:
    """Return the districts drawn with how many places are open, and dots where the office has loaded a map."""
    spots = [
        DistrictSpot(
            area.code,
            area.name,
            sum(row.is_open for row in rows if row.district == area.code),
            sum(row.district == area.code for row in rows),
        )
        for area in districts()
    ]
    drawn = draw_map(spots)
    points = [(row, position_of(row.place)) for row in rows] if drawn.loaded else []
    dots = [MapDot(*drawn.scale.put(point), row.is_open, row.place.name) for row, point in points if point]
    return drawn, dots


def published_items() -> list[Item]:
    """Return the items that somebody may look for, by name."""
    versions = published_versions().select_related("item")
    return sorted((version.item for version in versions), key=lambda item: item.name)
