"""On every screen in every variant: what can be pressed has a role, a name and key focus, is large enough and apart enough
for a finger, lies on the screen; every text is plain; nothing important is cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.app.tour import VARIANTS, Variant, _screens
from kiosk.app.tour_slips import PicturePrinter
from tests.ui.conftest import Resident, enum_value, is_plain, is_text

ELIDE_NONE = 3  # Text.ElideNone
SMALLEST = 72  # design px, the absolute minimum of the design system
PRESSED = (QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox)
ROLES = (*PRESSED, QAccessible.Role.StaticText)  # a row that leads nowhere only says something
# Characters that only Simplified Chinese has; any of them on a Traditional page was forgotten.
SIMPLIFIED = re.compile("[们这说话时长东车书门问间听见贝买卖开关闭电动务标单补贴疗费办与发请让认证]")
LANGUAGE_NAME = "简体"


def screens_of(resident: Resident, variant: Variant) -> dict[str, Callable[[], None]]:
    variant.wear(resident.ui.shell)
    return dict(_screens(resident.ui.shell))


def box(item: QQuickItem) -> QRectF:
    return QRectF(item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height())))


def in_view(resident: Resident, item: QQuickItem) -> bool:
    """Whether it is inside everything that clips it (a long page scrolls)."""
    parent = item.parentItem()
    area = box(item)
    while parent is not None:
        if parent.clip() and not box(parent).adjusted(-1, -1, 1, 1).contains(area):
            return False
        parent = parent.parentItem()
    return True


ESSENTIAL = ("portrait", "landscape", "elder", "english", "landscape-elder")
"""Variants that are walked by default: one of each orientation, size and length of words. The others with ``--long``."""


def press_faults(resident: Resident, size: tuple[int, int]) -> Iterator[str]:
    """What is wrong with things to press on the screen."""
    window = QRectF(0, 0, *size)
    pressables = resident.pressables()
    if len(pressables) < 6:
        yield "not even the six keys of the bottom bar"
    for item in pressables:
        says = item.property("name")
        interface = QAccessible.queryAccessibleInterface(item)
        if interface is None or not interface.text(QAccessible.Text.Name):
            yield f"{says}: has no accessible name"
        elif interface.role() not in ROLES:
            yield f"{says}: role {interface.role()}"
        if not item.property("activeFocusOnTab") and interface.role() in PRESSED:
            yield f"{says}: no key focus"
        if min(item.width(), item.height()) < SMALLEST:
            yield f"{says}: {item.width()} x {item.height()} is too small for a finger"
        if in_view(resident, item) and not window.contains(box(item)):
            yield f"{says}: lies outside the screen, {box(item)}"
    seen = [(item, box(item)) for item in pressables if in_view(resident, item)]
    for number, (one, area) in enumerate(seen):
        for other, its in seen[number + 1 :]:
            related = one.isAncestorOf(other) or other.isAncestorOf(one)
            if not related and area.adjusted(1, 1, -1, -1).intersects(its):
                yield f"{one.property('name')} and {other.property('name')} overlap"


def text_faults(resident: Resident, *, traditional: bool) -> Iterator[str]:
    """What is wrong with texts on the screen."""
    for item in resident.items():
        text = item.property("text") if is_text(item) else ""
        if not text:
            continue
        if not is_plain(item):
            yield f"{text!r} is not plain text"
        may_be_cut = enum_value(item, "elide") != ELIDE_NONE
        if not may_be_cut and item.property("contentWidth") > item.width() + 2 and item.width() > 0:
            yield f"{text!r} is {item.property('contentWidth')} in {item.width()}"
        if traditional and SIMPLIFIED.search(text) and not text.startswith(LANGUAGE_NAME):
            yield f"{text!r} was not written in Traditional Chinese"


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_screen_can_be_pressed_and_read(
    open_kiosk: Callable[..., Resident], variant: Variant, long_run: bool
) -> None:
    if variant.name not in ESSENTIAL and not long_run:
        pytest.skip("walked with --long")
    QAccessible.setActive(True)
    resident = open_kiosk(size=variant.size, printer=PicturePrinter(576))
    traditional = variant.language == "zh-Hant"
    faults = []
    screens = screens_of(resident, variant)
    for name, go in screens.items():
        resident.ui.shell.navigator.home()
        go()
        resident.qtbot.wait(1)
        found = [*press_faults(resident, variant.size), *text_faults(resident, traditional=traditional)]
        faults += [f"{name}: {fault}" for fault in found]
    assert len(screens) > 40
    assert not faults, "\n".join(faults)
