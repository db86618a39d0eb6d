"""The window as the guidance walks over it: what lies on top, the stops, where she is among them, and bringing a stop into sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.viewmodels.stops import Kind, Stop, modal, stops


@dataclass(frozen=True)
class Seen:
    """The screen at one moment. ``over``: the sheet or dialog on top; ``blocked``: what could not be pressed."""

    over: QQuickItem | None = None
    title: str = ""
    stops: tuple[Stop, ...] = ()
    blocked: tuple[QQuickItem, ...] = ()


class OnScreen:
    """One window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window

    @property
    def focus(self) -> QQuickItem | None:
        """What has the keys."""
        return self._window.activeFocusItem()

    def look(self, *, texts: bool) -> Seen:
        """Everything there is to stop at now."""
        over = modal(self._window.contentItem())
        found = stops(over or self._window.contentItem(), texts=texts)
        blocked = tuple(stop.item for stop in found if stop.kind is Kind.PRESS and stop.flag("blocked"))
        return Seen(over=over, title=self._title(found, over), stops=tuple(found), blocked=blocked)

    def _title(self, found: Sequence[Stop], over: QQuickItem | None) -> str:
        """What it is called: its first heading, else its first text that is nobody's."""
        inside = self.inside(found, over)
        public = [stop for stop in inside if stop.kind is Kind.TEXT and not stop.personal]
        first = next((stop for stop in public if stop.heading), public[0] if public else None)
        return first.texts[0] if first is not None else ""

    def inside(self, found: Sequence[Stop], over: QQuickItem | None) -> list[Stop]:
        """Stops of what she is on: the dialog, or the page without the bars."""
        page = over or self._window.property("pageItem")
        return [stop for stop in found if isinstance(page, QQuickItem) and page.isAncestorOf(stop.item)]

    def index(self, found: Sequence[Stop], at: Stop | None) -> int:
        """Where she is among the stops: where she came to last, else what has the keys; -1 where neither is there."""
        wanted = [at.item] if at is not None and at.there else []
        for item in [*wanted, self.focus]:
            for number, stop in enumerate(found):
                if item is not None and item in stop.items:
                    return number
        return -1

    def at_point(self, found: Sequence[Stop], point: QPointF) -> Stop | None:
        """What a finger touches."""
        hit = None
        for stop in found:
            if any(_scene_box(item).contains(point) and _in_sight(item, point) for item in stop.items):
                hit = stop
        return hit

    def mark(self, stop: Stop | None) -> QRectF:
        """Where a text is on the screen; a page that slides in is where it will be. What can be pressed shows its own ring."""
        area = QRectF()
        if stop is None or stop.kind is not Kind.TEXT or not stop.there:
            return area
        for item in stop.items:
            if shiboken6.isValid(item):  # a text behind the first may have gone before the screen is looked at again
                area = area.united(_scene_box(item))
        page = self._window.property("pageItem")
        if isinstance(page, QQuickItem) and page.isAncestorOf(stop.item):
            area.translate(-page.parentItem().x(), 0)
        return area

    def reveal(self, stop: Stop) -> None:
        """Scroll whatever it lies in until it can be seen."""
        around: QQuickItem | None = stop.item.parentItem()
        while around is not None:
            if around.inherits("QQuickFlickable"):
                _scroll(around, stop.item)
            around = around.parentItem()


def _scene_box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _in_sight(item: QQuickItem, point: QPointF) -> bool:
    around: QQuickItem | None = item.parentItem()
    while around is not None:
        if around.clip() and not _scene_box(around).contains(point):
            return False
        around = around.parentItem()
    return True


def _scroll(flick: QQuickItem, item: QQuickItem) -> None:
    content = flick.property("contentItem")
    box = item.mapRectToItem(content, QRectF(0, 0, item.width(), item.height()))
    for axis, size, start, end, view in (
        ("contentX", "contentWidth", box.left(), box.right(), flick.width()),
        ("contentY", "contentHeight", box.top(), box.bottom(), flick.height()),
    ):
        at, most = float(flick.property(axis)), max(0.0, float(flick.property(size)) - view)
        if start < at or end > at + view:
            margin = min(view / 8, max(0.0, (view - (end - start)) / 2))
            wanted = start - margin if start < at or end - start > view else end - view + margin
            flick.setProperty(axis, max(0.0, min(most, wanted)))
