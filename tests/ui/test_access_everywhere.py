"""画面放低 on every screen, and sizes in millimetres on every panel: what a finger has to hit is large enough, apart and in reach."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.app.tour import _screens
from kiosk.app.tour_slips import PicturePrinter
from kiosk.app.tour_variants import FURTHER_VARIANTS, Variant
from kiosk.domain.access import PRIMARY_MM, TARGET_MM, Glass
from tests.ui.conftest import Resident
from tests.ui.reach import box, in_view

SOME = FURTHER_VARIANTS[0].screens
RESTING = ("idle", "idle-today", "thanks")
"""Nobody is there, or the visit is over: what was set is put back before, and a touch anywhere goes on."""

SHORT_MM = {15.6: 194.0, 21.5: 268.0, 23.8: 296.0, 32.0: 398.0, 43.0: 535.0}
REPRESENTATIVE = ("home", "benefits-basic", "benefit-dibao", "activities", "tickets", "search-half", "check-question")
ESSENTIAL_PAGES = ("home", "activities", "search-half")
GAP_MM = 3.0
ROW_MM = 16.0
"""Rows of one card touch each other: each is a target much higher than the smallest."""


def seen(resident: Resident) -> list[tuple[QQuickItem, QRectF]]:
    return [(item, box(item)) for item in resident.pressables() if in_view(resident, item)]


@pytest.mark.parametrize("text_size", ["standard", "largest"])
@pytest.mark.parametrize("inches", [23.8, 43.0])
def test_lowered_nothing_to_press_is_out_of_reach_on_any_screen(
    open_kiosk: Callable[..., Resident], inches: float, text_size: str, long_run: bool
) -> None:
    if (inches, text_size) != (43.0, "standard") and not long_run:
        pytest.skip("walked with --long")
    px_per_mm = 1080 / SHORT_MM[inches]
    resident = open_kiosk(printer=PicturePrinter(576))
    resident.ui.window.setProperty("pixelsPerMm", px_per_mm)
    limit_px = Glass(width_px=1080, height_px=1920, px_per_mm=px_per_mm, edge_mm=700.0).reach_top_px
    variant = Variant("low", text_size=text_size, low_reach=True)
    high: list[str] = []
    walked = 0
    for name, go in _screens(resident.ui.shell):
        if name in RESTING or (not long_run and name not in SOME):
            continue
        resident.ui.shell.navigator.home()
        variant.wear(resident.ui.shell)
        go()
        resident.qtbot.wait(5)  # what is only read rises when the lists are filled
        walked += 1
        high += [
            f"{name}: {item.property('name')} at {area.top():.0f} px, limit {limit_px:.0f}"
            for item, area in seen(resident)
            if area.top() < limit_px - 1
        ]
    assert walked > (40 if long_run else 15)
    assert not high, "\n".join(high)


def target_faults(resident: Resident, px_per_mm: float, window: QRectF) -> Iterator[str]:
    """What is too small, too near or off the screen, in millimetres."""
    targets = seen(resident)
    for item, area in targets:
        says = item.property("name")
        if min(area.width(), area.height()) < TARGET_MM * px_per_mm - 1:
            yield f"{says}: {area.width() / px_per_mm:.1f} x {area.height() / px_per_mm:.1f} mm"
        if item.property("kind") == "primary" and item.property("least") and area.height() < PRIMARY_MM * px_per_mm - 1:
            yield f"{says}: the one action is {area.height() / px_per_mm:.1f} mm high"
        if not window.contains(area):
            yield f"{says}: lies outside the screen"
    for (one, area), (other, its) in itertools.combinations(targets, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        apart = max(
            area.left() - its.right(), its.left() - area.right(), area.top() - its.bottom(), its.top() - area.bottom()
        )
        rows = abs(apart) < 2 * px_per_mm and min(area.height(), its.height()) >= ROW_MM * px_per_mm
        if apart < GAP_MM * px_per_mm - 1 and not (rows and area.left() == its.left()):
            yield f"{one.property('name')} and {other.property('name')}: {apart / px_per_mm:.1f} mm apart"


@pytest.mark.parametrize("upright", [True, False], ids=["portrait", "landscape"])
@pytest.mark.parametrize("short_px", [1080, 2160])
@pytest.mark.parametrize("inches", SHORT_MM)
def test_on_every_panel_targets_are_large_enough_and_apart_in_millimetres(
    open_kiosk: Callable[..., Resident], inches: float, short_px: int, upright: bool, long_run: bool
) -> None:
    if not long_run and (short_px != 1080 or inches not in (15.6, 43.0)):
        pytest.skip("with --long")
    long_px = short_px * 16 // 9
    size = (short_px, long_px) if upright else (long_px, short_px)
    px_per_mm = short_px / SHORT_MM[inches]
    resident = open_kiosk(size=size, printer=PicturePrinter(576))
    resident.ui.window.setProperty("pixelsPerMm", px_per_mm)
    screens = dict(_screens(resident.ui.shell))
    faults = []
    for name in REPRESENTATIVE if long_run else ESSENTIAL_PAGES:
        resident.ui.shell.navigator.home()
        screens[name]()
        resident.qtbot.wait(5)
        found = target_faults(resident, px_per_mm, QRectF(0, 0, *size))
        faults += [f"{name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
