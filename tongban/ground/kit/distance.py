"""How far two points of the earth lie from each other, as the crow flies."""

from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_000.0


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the metres between two points, each latitude and longitude in degrees (haversine)."""
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_METRES * asin(min(1.0, sqrt(half)))
