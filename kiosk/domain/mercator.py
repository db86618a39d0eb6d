"""Web mercator: WGS-84 degrees ↔ a square of side 1 (0, 0 is the north-west corner), and the tiles it is cut into."""

from __future__ import annotations

import math

from msgspec import Struct

from kiosk.domain.distance import Position

_CIRCUMFERENCE_M = 40_075_016.686


class Box(Struct, frozen=True):
    """A rectangle in WGS-84 degrees."""

    west: float
    south: float
    east: float
    north: float


class TileRange(Struct, frozen=True):
    """The tiles of one zoom level that touch a box: columns ``x0`` to ``x1`` and rows ``y0`` to ``y1``, ends included."""

    z: int
    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def count(self) -> int:
        """How many."""
        return (self.x1 - self.x0 + 1) * (self.y1 - self.y0 + 1)


def project(position: Position) -> tuple[float, float]:
    """Where latitude and longitude lie in the square: x east, y south, 0 to 1."""
    lat, lon = position
    y = 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)
    return lon / 360.0 + 0.5, y


def unproject(x: float, y: float) -> Position:
    """The inverse of ``project``."""
    return math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi))), (x - 0.5) * 360.0


def tiles_of(box: Box, z: int) -> TileRange:
    """The tiles of level ``z`` that touch ``box``."""
    last = (1 << z) - 1

    def index(at: float) -> int:
        return min(last, max(0, int(at * (1 << z))))

    x0, y0 = project((box.north, box.west))
    x1, y1 = project((box.south, box.east))
    return TileRange(z, index(x0), index(y0), index(x1), index(y1))


def metres_per_unit(lat: float) -> float:
    """Length on the ground of the square's side at a latitude, in metres."""
    return _CIRCUMFERENCE_M * math.cos(math.radians(lat))
