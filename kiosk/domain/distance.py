"""How far two points of the city are apart, as the crow flies.

Not here: routes and walking times, which need streets.
"""

from __future__ import annotations

import math

_EARTH_RADIUS_M = 6_371_000.0

Position = tuple[float, float]
"""WGS-84 latitude and longitude, degrees."""


def distance_m(start: Position, end: Position) -> int:
    """Great-circle distance in whole metres.

    >>> distance_m((23.0, 113.0), (23.0, 113.0))
    0
    """
    (lat_1, lon_1), (lat_2, lon_2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (start, end))
    half = math.sin((lat_2 - lat_1) / 2) ** 2
    half += math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return round(2 * _EARTH_RADIUS_M * math.asin(math.sqrt(half)))
