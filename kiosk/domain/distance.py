"""How far two points of the city are apart, as the crow flies.

Not here: routes, which need streets. Walking times are an honest guess from the straight line (``walk_min``).
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


WALK_M_PER_MIN = 60.0
"""An older person's unhurried pace with a stick or a bag, 1 m/s. Our assumption, on the slow side on purpose: whoever
arrives early has lost nothing. It is not a measurement, and the screen says 约."""

DETOUR = 1.3
"""Streets are longer than the straight line; a usual planning factor for city blocks. We have no street network."""

WALK_MAX_MIN = 60
"""Beyond an hour nobody is told to walk."""


def walk_min(straight_m: int) -> int | None:
    """Minutes on foot, rounded up, for a distance as the crow flies in metres; None where that is no walk.

    >>> walk_min(450)
    10
    """
    minutes = math.ceil(straight_m * DETOUR / WALK_M_PER_MIN)
    return minutes if minutes <= WALK_MAX_MIN else None
