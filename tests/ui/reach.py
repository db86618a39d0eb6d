"""Where things are on the screen, for tests of what fits and what is in reach."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.app.tour import Variant, _screens
from tests.ui.conftest import Resident

ELIDE_NONE = 3  # Text.ElideNone
SMALLEST = 72  # design px, the absolute minimum of the design system


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
