"""The fifteen-minute circle: which share of residents reaches an open place for each item, by hour of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.ground.kit.calendars import calendar
from tongban.offer.catalogue.models import Item
from tongban.work.hall import rules
from tongban.work.hall.models import OfferedItem, Place, ReachSettings, ResidentGrid
from tongban.work.hall.queries.nearby import position_of
from tongban.work.hall.queries.places import hours_of_all, lasting, lasting_group, places_on
from tongban.work.hall.reach.shares import (
    Cell,
    ReachedPlace,
    ReachLimits,
    is_open,
    places_near,
    reached,
)

LIMITS = tuple(ReachLimits.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Circle:
    """All that decides who reaches what on a day, and how many do."""

    day: date
    grid: ResidentGrid
    limits: ReachLimits
    cells: Sequence[Cell]
    near: Sequence[frozenset[int]]
    places: Sequence[Place]
    points: Sequence[ReachedPlace]
    items: Sequence[Item]
    reached: Mapping[tuple[int, int], int]

    @property
    def residents(self) -> int:
        """Return how many live there."""
        return sum(cell.residents for cell in self.cells)

    def share(self, item: Item, hour: int) -> float:
        """Return the share of residents who reach an open place for an item."""
        return self.reached[item.pk, hour] / self.residents

    def items_in(self, area: int | None) -> Sequence[Item]:
        """Return the items that places of a district offer; all without one."""
        points = [
            point for place, point in zip(self.places, self.points, strict=True) if place.area_id == area
        ]
        offered = frozenset[int]().union(*(point.items for point in points))
        return [item for item in self.items if area is None or item.pk in offered]

    def open_places(self, item: Item, hour: int) -> set[int]:
        """Return the numbers of the places that are open for an item."""
        found = enumerate(self.points)
        return {number for number, point in found if item.pk in point.items and is_open(point, hour)}


def circle_on(day: date) -> Circle | None:
    """Return the circle of a day; nothing without a grid of residents."""
    grid = grid_on(day)
    if grid is None:
        return None
    limits, cells = limits_on(day), [Cell(*row) for row in grid.cells]
    places = [place for place in places_on(day) if position_of(place)]
    offered = OfferedItem.objects.filter(lasting(day), lasting_group(day), group__place__in=places)
    pairs = list(offered.values_list("group__place", "item").distinct())
    points = _points(places, pairs, day)
    near = places_near(cells, points, limits.metres)
    items = list(Item.objects.filter(pk__in={item for _place, item in pairs}).order_by("name"))
    return Circle(day, grid, limits, cells, near, places, points, items, reached(cells, near, points))


def grid_on(day: date) -> ResidentGrid | None:
    """Return the newest grid of residents as of a day."""
    return ResidentGrid.objects.filter(since__lte=day).last()


def limits_on(day: date) -> ReachLimits:
    """Return how far one comes in time, as the office has set it."""
    found = ReachSettings.objects.filter(in_force_on__lte=day).last()
    return ReachLimits(**{name: getattr(found, name) for name in LIMITS}) if found else ReachLimits()


def _points(places: Sequence[Place], pairs: Sequence[tuple[int, int]], day: date) -> list[ReachedPlace]:
    hours, working = hours_of_all(places), calendar()
    return [
        ReachedPlace(
            *(position_of(place) or (0.0, 0.0)),
            tuple((span.opens, span.closes) for span in rules.openings(hours[place.pk], day, working)),
            frozenset(item for at, item in pairs if at == place.pk),
        )
        for place in places
    ]
