"""Positions: web mercator and its tiles, the shift of Chinese map apps, walking minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.distance import Position, distance_m, walk_min
from kiosk.domain.gcj02 import to_gcj02, to_wgs84
from kiosk.domain.mercator import Box, metres_per_unit, project, tiles_of, unproject

IN_CHINA = st.tuples(st.floats(20, 45), st.floats(100, 122))
IN_CITY = st.tuples(st.floats(22.5, 24.0), st.floats(112.9, 114.1))


@pytest.mark.parametrize(
    ("wgs", "gcj"),
    [
        # Published by other implementations as their examples (eviltransform, coordtransform).
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ],
)
def test_known_points_are_shifted_as_phone_maps_shift_them(wgs: Position, gcj: Position) -> None:
    assert to_gcj02(wgs) == pytest.approx(gcj, abs=2e-6)


@given(IN_CHINA)
def test_there_and_back_is_the_same_point(point: Position) -> None:
    assert to_wgs84(to_gcj02(point)) == pytest.approx(point, abs=1e-8)


@given(IN_CITY)
def test_in_the_city_the_shift_is_some_hundred_metres(point: Position) -> None:
    assert 300 < distance_m(point, to_gcj02(point)) < 900


@given(IN_CITY)
def test_projecting_there_and_back_is_the_same_point(point: Position) -> None:
    assert unproject(*project(point)) == pytest.approx(point, abs=1e-9)


@given(IN_CITY, st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
def test_lengths_on_the_map_are_lengths_on_the_ground(start: Position, d_lat: float, d_lon: float) -> None:
    end = (start[0] + d_lat, start[1] + d_lon)
    (x0, y0), (x1, y1) = project(start), project(end)
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 * metres_per_unit((start[0] + end[0]) / 2)
    assert length == pytest.approx(distance_m(start, end), rel=0.004, abs=2)


def test_tiles_are_those_of_the_common_scheme() -> None:
    # x = floor((113.2592 + 180) / 360 · 8192); y from the usual formula with ln(tan φ + sec φ).
    point = Box(113.2592, 23.1166, 113.2592, 23.1166)
    found = tiles_of(point, 13)
    assert (found.x0, found.y0, found.count) == (6673, 3555, 1)
    assert tiles_of(Box(-180, -85, 179.9, 85), 1).count == 4


def test_walking_is_slow_rounded_up_and_never_over_an_hour() -> None:
    assert [walk_min(metres) for metres in (0, 10, 450, 820, 2769, 2770)] == [0, 1, 10, 18, 60, None]
