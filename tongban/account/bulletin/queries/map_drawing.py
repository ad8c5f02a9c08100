"""The districts drawn as SVG: paths and where their names stand, in the page's own colours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any, Protocol

from tongban.account.bulletin.models import DistrictMap
from tongban.account.bulletin.shapes import Shape, own_shapes

WIDTH = 1000.0
MOST_LATITUDE = 80


class MapSpot(Protocol):
    """What is told of a district, whose code says where it lies."""

    @property
    def code(self) -> str:
        """Return the division code of the district."""


@dataclass(frozen=True, slots=True)
class DrawnDistrict:
    """A district on the map: its path, where its name stands, and what is told of it."""

    path: str
    x: int
    y: int
    spot: Any


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The whole drawing; districts without a shape are only in the table beside it."""

    height: int
    districts: list[DrawnDistrict]
    without_shape: Sequence[MapSpot]
    loaded: DistrictMap | None
    scale: "MapScale"


def draw_map(spots: Sequence[MapSpot]) -> DrawnMap:
    """Return the map of the districts, as the office loaded it or as the product draws it."""
    loaded = DistrictMap.objects.first()
    shapes = loaded.shapes if loaded else own_shapes()
    known = {spot.code: spot for spot in spots}
    shown = [shape for shape in shapes if shape["code"] in known]
    scale = MapScale(shown or shapes, in_degrees=loaded is not None)
    drawn = [_district(shape, known[shape["code"]], scale) for shape in shown]
    codes = {shape["code"] for shape in shown}
    return DrawnMap(scale.height, drawn, [spot for spot in spots if spot.code not in codes], loaded, scale)


class MapScale:
    """Puts degrees, or the units of a drawing, on a sheet 1000 wide; a degree of longitude is shorter in the north."""

    def __init__(self, shapes: Iterable[Shape], *, in_degrees: bool) -> None:
        points = [point for shape in shapes for ring in shape["rings"] for point in ring]
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        self.left, self.top = min(xs), max(ys)
        middle = (max(ys) + min(ys)) / 2
        self.shrink = cos(radians(middle)) if in_degrees and abs(middle) <= MOST_LATITUDE else 1.0
        self.unit = WIDTH / (((max(xs) - self.left) * self.shrink) or 1)
        self.height = round((self.top - min(ys)) * self.unit) or 1

    def put(self, point: Sequence[float]) -> tuple[int, int]:
        """Return where a point lies on the sheet."""
        x = (point[0] - self.left) * self.shrink * self.unit
        return round(x), round((self.top - point[1]) * self.unit)


def _district(shape: Shape, spot: MapSpot, scale: MapScale) -> DrawnDistrict:
    rings = [[scale.put(point) for point in ring] for ring in shape["rings"]]
    path = "".join(f"M{'L'.join(f'{x} {y}' for x, y in ring)}Z" for ring in rings)
    x, y = _middle(max(rings, key=lambda ring: abs(_area(ring))))
    return DrawnDistrict(path, x, y, spot)


def _area(ring: Any) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _middle(ring: Any) -> tuple[int, int]:
    """Return the centre of gravity of a ring, or of its points where it has no area."""
    area = _area(ring)
    if not area:
        return round(sum(p[0] for p in ring) / len(ring)), round(sum(p[1] for p in ring) / len(ring))
    weighed = [
        ((a[0] + b[0]) * cross, (a[1] + b[1]) * cross)
        for a, b in pairwise(ring)
        for cross in (a[0] * b[1] - b[0] * a[1],)
    ]
    return tuple(round(sum(pair[axis] for pair in weighed) / (6 * area)) for axis in (0, 1))
