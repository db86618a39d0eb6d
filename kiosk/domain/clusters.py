"""Which pins stand on the map by themselves and which are gathered.

Gathered are pins that a finger could not tell apart, and more of them where a terminal without a GPU could not draw them all: no
place is left out. Pure rules; positions are mercator (``kiosk.domain.mercator``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

LIVE_MAX = 100
"""Live markers on the screen: a hundred cost 4 ms a frame, a thousand 60 (measured, qt.md 4)."""

WIDER: Final = 1.25
"""How much wider the squares become until few enough markers are left."""


class Spot(Struct, frozen=True, gc=False):
    """A place to be marked: its number in the list, from 1, and where it lies; ``count`` is one."""

    number: int
    x: float
    y: float
    count: int = 1


class Cluster(Struct, frozen=True, gc=False):
    """One marker: ``number`` of its first place, how many it stands for, and where it stands."""

    number: int
    count: int
    x: float
    y: float


def clusters_of(spots: Iterable[Spot | Cluster], cell: float) -> tuple[Cluster, ...]:
    """Gather spots of the same square of side ``cell``; each marker stands where its first place is.

    A place further down the list never covers one that comes first.
    """
    counts: dict[tuple[int, int], int] = {}
    first: dict[tuple[int, int], Spot | Cluster] = {}
    for spot in spots:
        # Neighbouring squares are looked at as well, or two pins a pixel apart could stand on both sides of a line.
        column, row = int(spot.x / cell), int(spot.y / cell)
        near = (
            (c, r)
            for c in (column, column - 1, column + 1)
            for r in (row, row - 1, row + 1)
            if (c, r) in first and abs(first[c, r].x - spot.x) < cell and abs(first[c, r].y - spot.y) < cell
        )
        at = next(near, None)
        if at is None:
            first[column, row] = spot
            counts[column, row] = spot.count
        else:
            counts[at] += spot.count
    return tuple(Cluster(spot.number, counts[at], spot.x, spot.y) for at, spot in first.items())


def markers_within(
    spots: Iterable[Spot], cell: float, *, left: float, top: float, right: float, bottom: float
) -> tuple[Cluster, ...]:
    """Every spot inside a rectangle, gathered in squares of side ``cell`` and wider ones until ``LIVE_MAX`` markers are left."""
    inside = [spot for spot in spots if left <= spot.x <= right and top <= spot.y <= bottom]
    markers = clusters_of(inside, cell)
    while len(markers) > LIVE_MAX:
        cell *= WIDER
        markers = clusters_of(markers, cell)
    return markers
