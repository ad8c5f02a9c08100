"""Where one may go for something: places by district and distance, those that are open now first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate, localtime

from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.distance import metres_between
from tongban.offer.catalogue.models import Item
from tongban.work.hall import rules
from tongban.work.hall.models import Place
from tongban.work.hall.queries.places import hours_of_all, places_offering, places_on

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class NearbyPlace:
    """A place with what decides whether to go there now."""

    place: Place
    today: str
    why_other: str
    is_open: bool
    opens_at: datetime | None
    distance_km: float | None

    @property
    def district(self) -> str:
        """Return the division code of the district, of which a street's is a part."""
        return self.place.area.code[:6]


def nearby_places(item: Item | None, district: str, at: datetime) -> list[NearbyPlace]:
    """Return the places that offer an item, or all: open ones first, those of the district before others by distance."""
    day, local, working = localdate(at), localtime(at), calendar()
    places = list(places_offering(item, day) if item else places_on(day))
    hours = hours_of_all(places)
    origin = _middle(place for place in places if place.area.code.startswith(district)) if district else None
    rows = [
        NearbyPlace(
            place,
            rules.spans_text(rules.openings(hours[place.pk], day, working)),
            rules.reason_for(hours[place.pk], day),
            rules.is_open(hours[place.pk], local, working),
            rules.next_opening(hours[place.pk], local, working),
            distance_km(origin, position_of(place)),
        )
        for place in places
    ]
    return sorted(
        rows, key=lambda row: (not row.is_open, row.district != district, _far(row), row.place.name)
    )


def position_of(place: Place) -> Point | None:
    """Return the longitude and latitude of a place."""
    if place.longitude is None or place.latitude is None:
        return None
    return float(place.longitude), float(place.latitude)


def distance_km(one: Point | None, other: Point | None) -> float | None:
    """Return how far two points lie from each other, in kilometres as the crow flies."""
    if one is None or other is None:
        return None
    return metres_between(one[::-1], other[::-1]) / 1000


def _far(row: NearbyPlace) -> float:
    return float("inf") if row.distance_km is None else row.distance_km


def _middle(places: Iterable[Place]) -> Point | None:
    points: Sequence[Point] = [point for place in places if (point := position_of(place))]
    if not points:
        return None
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
