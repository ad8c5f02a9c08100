"""The shapes of the districts: what the product draws by itself, and GeoJSON that an office loads; checked, then kept plain.

Kept is a list of ``{"code", "name", "rings"}`` with each ring a list of (x, y). The product's own is a drawing of where
the districts lie to each other, no map: the office answers for what it loads, by the map's review number.
"""

import json
from collections.abc import Iterator
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Ring = list[list[float]]
Shape = dict[str, Any]
OWN = Path(__file__).with_name("districts.json")
MOST_BYTES, MOST_POINTS, MOST_SHAPES = 1024 * 1024, 50_000, 200
PLACES = 5
LEAST_POINTS = 4
"""A ring of GeoJSON closes where it begins: a triangle has four points."""


@cache
def own_shapes() -> tuple[Shape, ...]:
    """Return the drawing that the product brings along."""
    return tuple(json.loads(OWN.read_text("utf-8")))


def normalized_shapes(text: bytes) -> list[Shape]:
    """Return the shapes of a GeoJSON text; ValidationError says what is wrong and where."""
    if len(text) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB: simplify the borders first."))
    try:
        said = json.loads(text)
        features = said["features"]
        is_collection = said.get("type") == "FeatureCollection" and isinstance(features, list)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValidationError(
            _("This is no GeoJSON: a FeatureCollection with features is expected.")
        ) from error
    if not is_collection or not 0 < len(features) <= MOST_SHAPES:
        raise ValidationError(_("A FeatureCollection with 1 to 200 features is expected."))
    shapes = [_shape(number, feature) for number, feature in enumerate(features, 1)]
    codes = [shape["code"] for shape in shapes]
    if len(set(codes)) < len(codes):
        raise ValidationError(_("Two features have the same division code."))
    if sum(len(ring) for shape in shapes for ring in shape["rings"]) > MOST_POINTS:
        raise ValidationError(_("The borders have more than 50,000 points: simplify them first."))
    return shapes


def _shape(number: int, feature: Any) -> Shape:
    try:
        properties, geometry = feature["properties"], feature["geometry"]
        code, name = str(properties["code"]).strip(), str(properties.get("name", "")).strip()
        rings = list(_rings(geometry))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise _wrong(number) from error
    if not (code.isdecimal() and len(code) <= 12) or len(name) > 60 or not rings:
        raise _wrong(number)
    return {"code": code, "name": name, "rings": rings}


def _rings(geometry: Any) -> Iterator[Ring]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(kind)
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        for ring in polygon:
            points = [[round(float(x), PLACES), round(float(y), PLACES)] for x, y, *_ in ring]
            if len(points) < LEAST_POINTS or not all(isfinite(part) for point in points for part in point):
                raise ValueError("ring")
            yield points


def _wrong(number: int) -> ValidationError:
    return ValidationError(
        _(
            "Feature %d: a Polygon or MultiPolygon is expected, with the division code in the property “code” (digits) "
            "and its name in “name”."
        )
        % number
    )
