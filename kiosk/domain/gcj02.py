"""WGS-84 ↔ GCJ-02, the shifted coordinates that map apps in mainland China take.

Everything inside the system is WGS-84. Only a link that leaves for somebody's phone is converted, at the very edge, and a
base map an operator supplies in GCJ-02 is placed with it. The shift was never published; the formula is the widely used
public reconstruction (eviltransform, coordtransform), good to a few metres within China.
"""

from __future__ import annotations

import math

from kiosk.domain.distance import Position

_AXIS_M = 6_378_245.0  # semi-major axis of Krasovsky's ellipsoid
_ECCENTRICITY_2 = 0.00669342162296594323


def _wave(value: float) -> float:
    return 20.0 * math.sin(6.0 * value * math.pi) + 20.0 * math.sin(2.0 * value * math.pi)


def _shift(lat: float, lon: float) -> tuple[float, float]:
    x, y = lon - 105.0, lat - 35.0
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += (_wave(x) + 20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    d_lat += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += (_wave(x) + 20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    d_lon += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    radians = math.radians(lat)
    bulge = 1.0 - _ECCENTRICITY_2 * math.sin(radians) ** 2
    d_lat *= 180.0 / (_AXIS_M * (1.0 - _ECCENTRICITY_2) / (bulge * math.sqrt(bulge)) * math.pi)
    d_lon *= 180.0 / (_AXIS_M / math.sqrt(bulge) * math.cos(radians) * math.pi)
    return d_lat, d_lon


def to_gcj02(position: Position) -> Position:
    """WGS-84 degrees as GCJ-02 degrees. Only for places in mainland China: elsewhere nothing is shifted."""
    lat, lon = position
    d_lat, d_lon = _shift(lat, lon)
    return lat + d_lat, lon + d_lon


def to_wgs84(position: Position) -> Position:
    """GCJ-02 degrees as WGS-84 degrees, the inverse of ``to_gcj02`` to a millimetre (fixed-point iteration)."""
    lat, lon = position
    for _ in range(6):
        at_lat, at_lon = to_gcj02((lat, lon))
        lat, lon = lat - (at_lat - position[0]), lon - (at_lon - position[1])
    return lat, lon
