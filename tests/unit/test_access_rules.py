"""Sizes follow from the millimetres of the panel, and so does where hands of somebody who sits end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.access import (
    BODY_MM,
    BODY_PX,
    GROWTH_MOST,
    PRIMARY_MM,
    PRIMARY_PX,
    REACH_MM,
    TARGET_MM,
    TARGET_PX,
    Glass,
    Looks,
    TextSize,
)

PANELS_MM = {15.6: 194.0, 21.5: 268.0, 23.8: 296.0, 32.0: 398.0, 43.0: 535.0}
"""Short side of a 16:9 panel of so many inches."""


def glass(inches: float, *, short_px: int, upright: bool = True, edge_mm: float = 700.0) -> Glass:
    long_px = short_px * 16 / 9
    width, height = (short_px, long_px) if upright else (long_px, short_px)
    return Glass(width_px=width, height_px=height, px_per_mm=short_px / PANELS_MM[inches], edge_mm=edge_mm)


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("short_px", [1080, 2160])
@pytest.mark.parametrize("inches", PANELS_MM)
def test_texts_and_targets_are_large_enough_in_millimetres_on_every_panel(
    inches: float, short_px: int, upright: bool
) -> None:
    panel = glass(inches, short_px=short_px, upright=upright)
    mm = panel.unit / panel.px_in_mm
    assert mm * BODY_PX >= BODY_MM - 0.01
    assert mm * TARGET_PX >= TARGET_MM - 0.01
    assert mm * PRIMARY_PX >= PRIMARY_MM - 0.01
    for size, least_mm in zip(TextSize, (6.0, 7.5, 9.0, 10.0), strict=True):
        assert mm * BODY_PX * size.scale >= least_mm - 0.01


@pytest.mark.parametrize("inches", [21.5, 23.8, 32.0, 43.0])
def test_a_large_panel_keeps_the_proportions_of_the_design(inches: float) -> None:
    assert glass(inches, short_px=1080).unit == 1.0
    assert glass(inches, short_px=2160).unit == 2.0


def test_a_small_panel_grows_no_more_than_it_needs() -> None:
    assert 1.0 < glass(15.6, short_px=1080).unit < 1.05


def test_low_reach_begins_where_the_design_says_on_a_panel_that_is_not_tall() -> None:
    for inches in (15.6, 21.5, 23.8, 32.0):
        assert glass(inches, short_px=1080).reach_top_px == pytest.approx(836)
        assert glass(inches, short_px=2160).reach_top_px == pytest.approx(1672)


def test_on_a_tall_panel_low_reach_begins_at_the_reach_of_somebody_who_sits() -> None:
    tall = glass(43.0, short_px=1080)
    assert tall.reach_top_px > 836
    above_floor_mm = 700 + (tall.height_px - tall.reach_top_px) / tall.px_in_mm
    assert above_floor_mm == pytest.approx(REACH_MM)


def test_a_wide_panel_is_in_reach_as_it_is_unless_it_hangs_high() -> None:
    bar_px = 104
    assert all(glass(inches, short_px=1080, upright=False).within_reach(bar_px) for inches in PANELS_MM)
    assert not glass(43.0, short_px=1080, upright=False, edge_mm=900.0).within_reach(bar_px)


@given(
    width=st.floats(200, 8000),
    height=st.floats(200, 8000),
    px_per_mm=st.floats(0, 40),
    edge_mm=st.floats(0, 2999),
)
def test_whatever_was_measured_there_is_a_size_and_room_for_hands(
    width: float, height: float, px_per_mm: float, edge_mm: float
) -> None:
    panel = Glass(width_px=width, height_px=height, px_per_mm=px_per_mm, edge_mm=edge_mm)
    short = min(width, height) / 1080
    assert short <= panel.unit <= short * GROWTH_MOST * 1.0001
    assert 0 <= panel.reach_top_px <= 0.66 * height


def test_who_needs_larger_text_is_given_more_time() -> None:
    assert [Looks(text_size=size).slow for size in TextSize] == [False, True, True, True]
