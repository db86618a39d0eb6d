"""Which pins stand on the map by themselves and which are gathered.

Gathered are pins that a finger could not tell apart; drawn are no more than a terminal without a GPU can draw. Pure rules;
positions are mercator (``kiosk.domain.mercator``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

LIVE_MAX = 100
"""Live markers on the screen: a hundred cost 4 ms a frame, a thousand 60 (measured, qt.md 4)."""


class Spot(Struct, frozen=True, gc=False):
    """A place to be marked: its number in the list, from 1, and where it lies."""

    number: int
    x: float
    y: float


class Cluster(Struct, frozen=True, gc=False):
    """One marker: ``number`` of its first place, how many it stands for, and where it stands."""

    number: int
    count: int
    x: float
    y: float


def clusters_of(spots: Iterable[Spot], cell: float) -> tuple[Cluster, ...]:
    """Gather spots of the same square of side ``cell``; each marker stands where its first place is.

    A place further down the list never covers one that comes first.
    """
    counts: dict[tuple[int, int], int] = {}
    first: dict[tuple[int, int], Spot] = {}
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
            counts[column, row] = 1
        else:
            counts[at] += 1
    return tuple(Cluster(spot.number, counts[at], spot.x, spot.y) for at, spot in first.items())


def within(clusters: Sequence[Cluster], left: float, top: float, right: float, bottom: float) -> tuple[Cluster, ...]:
    """Those inside a rectangle, at most ``LIVE_MAX``, the first of the list before the others."""
    inside = [c for c in clusters if left <= c.x <= right and top <= c.y <= bottom]
    return tuple(sorted(inside, key=lambda c: c.number)[:LIVE_MAX])
