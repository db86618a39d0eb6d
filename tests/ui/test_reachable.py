"""On every screen in every variant: what can be pressed has a role, a name and key focus, is large enough and apart enough
for a finger, lies on the screen; every text is plain; nothing important is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.app.tour import VARIANTS, Variant, _screens
from kiosk.app.tour_slips import PicturePrinter
from tests.ui.conftest import Resident, enum_value, is_plain, is_text

ELIDE_NONE = 3  # Text.ElideNone
SMALLEST = 72  # design px, the absolute minimum of the design system


def screens_of(resident: Resident, variant: Variant) -> list[str]:
    resident.ui.shell.setElder(variant.elder)
    resident.ui.shell.setHighContrast(variant.high_contrast)
    resident.ui.shell.setLanguage(variant.language)
    return [name for name, _ in _screens(resident.ui.shell)]


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


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_whatever_can_be_pressed_can_be_named_focused_and_hit(
    open_kiosk: Callable[..., Resident], variant: Variant
) -> None:
    QAccessible.setActive(True)
    resident = open_kiosk(size=variant.size, printer=PicturePrinter(576))
    faults = []
    for name in screens_of(resident, variant):
        resident.ui.shell.navigator.home()
        dict(_screens(resident.ui.shell))[name]()
        resident.qtbot.wait(1)
        window = QRectF(0, 0, *variant.size)
        pressables = resident.pressables()
        assert len(pressables) >= 6, "the bottom bar alone has six"
        for item in pressables:
            says = f"{name}: {item.property('name')}"
            interface = QAccessible.queryAccessibleInterface(item)
            if interface is None or not interface.text(QAccessible.Text.Name):
                faults.append(f"{says}: has no accessible name")
            elif interface.role() not in (
                QAccessible.Role.Button,
                QAccessible.Role.RadioButton,
                QAccessible.Role.CheckBox,
            ):
                faults.append(f"{says}: role {interface.role()}")
            if not item.property("activeFocusOnTab"):
                faults.append(f"{says}: no key focus")
            if min(item.width(), item.height()) < SMALLEST:
                faults.append(f"{says}: {item.width()} x {item.height()} is too small for a finger")
            if in_view(resident, item) and not window.contains(box(item)):
                faults.append(f"{says}: lies outside the screen, {box(item)}")
        seen = [(item, box(item)) for item in pressables if in_view(resident, item)]
        for number, (one, area) in enumerate(seen):
            for other, its in seen[number + 1 :]:
                related = one.isAncestorOf(other) or other.isAncestorOf(one)
                if not related and area.adjusted(1, 1, -1, -1).intersects(its):
                    faults.append(f"{name}: {one.property('name')} and {other.property('name')} overlap")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_text_is_plain_and_no_label_of_ours_is_cut(open_kiosk: Callable[..., Resident], variant: Variant) -> None:
    resident = open_kiosk(size=variant.size, printer=PicturePrinter(576))
    faults = []
    for name in screens_of(resident, variant):
        resident.ui.shell.navigator.home()
        dict(_screens(resident.ui.shell))[name]()
        resident.qtbot.wait(1)
        for item in resident.items():
            if not is_text(item) or not item.property("text"):
                continue
            if not is_plain(item):
                faults.append(f"{name}: {item.property('text')!r} is not plain text")
            may_be_cut = enum_value(item, "elide") != ELIDE_NONE
            if not may_be_cut and item.property("contentWidth") > item.width() + 2 and item.width() > 0:
                faults.append(f"{name}: {item.property('text')!r} is {item.property('contentWidth')} in {item.width()}")
    assert not faults, "\n".join(faults)
