"""The grid of residents drawn as SVG: a square for each cell, in the colour of whether an open place is within reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from tongban.offer.catalogue.models import Item
from tongban.work.hall.queries.reach import Circle
from tongban.work.hall.reach.shares import Cell

WIDTH = 1000.0
MARGIN = 20
DENSITIES = 4
SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell: its corner, whether its residents reach an open place, how densely it is settled (1 to 4)."""

    x: int
    y: int
    is_reached: bool
    density: int
    residents: int


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place that offers the item."""

    x: int
    y: int
    is_open: bool
    name: str


@dataclass(frozen=True, slots=True)
class DrawnGrid:
    """The whole drawing."""

    width: int
    height: int
    cell_width: int
    cell_height: int
    cells: list[DrawnCell]
    places: list[DrawnPlace]


class _Scale:
    """Puts degrees on a sheet 1000 wide; a degree of longitude is shorter in the north."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        xs, ys = sorted({cell.longitude for cell in cells}), sorted({cell.latitude for cell in cells})
        self.left, self.top = xs[0], ys[-1]
        self.shrink = cos(radians((ys[0] + ys[-1]) / 2))
        step_x, step_y = _step(xs), _step(ys)
        self.unit = WIDTH / ((xs[-1] - xs[0] + step_x) * self.shrink)
        self.cell = self.length(step_x * self.shrink), self.length(step_y)
        self.height = self.length(ys[-1] - ys[0] + step_y)

    def length(self, degrees: float) -> int:
        return max(1, round(degrees * self.unit))

    def put(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Return where the middle of something lies."""
        x = (longitude - self.left) * self.shrink * self.unit + self.cell[0] / 2
        return round(x), round((self.top - latitude) * self.unit + self.cell[1] / 2)


def draw_grid(circle: Circle, item: Item, hour: int) -> DrawnGrid:
    """Return the grid drawn for an item at an hour."""
    scale, there = _Scale(circle.cells), circle.open_places(item, hour)
    width, height = scale.cell
    most = max(cell.residents for cell in circle.cells)
    cells = []
    for cell, near in zip(circle.cells, circle.near, strict=True):
        x, y = scale.put(cell.longitude, cell.latitude)
        density = min(DENSITIES, 1 + DENSITIES * cell.residents // (most + 1))
        cells.append(DrawnCell(x - width // 2, y - height // 2, bool(near & there), density, cell.residents))
    places = [
        DrawnPlace(*scale.put(point.longitude, point.latitude), number in there, circle.places[number].name)
        for number, point in enumerate(circle.points)
        if item.pk in point.items
    ]
    return DrawnGrid(round(WIDTH) + 2 * MARGIN, scale.height + 2 * MARGIN, width, height, cells, places)


def _step(values: Sequence[float]) -> float:
    """Return the distance of neighbouring centres; of a single one a hundredth of a degree."""
    gaps = [after - before for before, after in pairwise(values) if after - before > SMALLEST]
    return min(gaps, default=0.01)
