"""Whoever touches the screen is heard before anything else is said: silence as the finger comes down, wherever it does (EN 301 549, 5.1.3.5).

朗读 ends with it, but for its own keys (``whileReading: true``), which go on with it. What the touch then means is none of its business.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.viewmodels.reading import ReadingModel
from kiosk.viewmodels.voice import VoiceModel


class Hush:
    """The silence of one window."""

    def __init__(self, window: QQuickWindow, *, voice: VoiceModel, reading: ReadingModel) -> None:
        self._window = window
        self._voice = voice
        self._reading = reading

    def touched(self, point: QPointF | None) -> None:
        """A finger came down there; None: more than one did."""
        if not self._reading.open:
            self._voice.hush()
        elif point is None or not _keeps_reading(self._window.contentItem(), point):
            self._reading.stop()
            self._voice.hush()

    def typed(self) -> None:
        """A key that is not the guidance's own, which says what it has done."""
        if not self._reading.playing:
            self._voice.hush()


def _keeps_reading(item: QQuickItem, point: QPointF) -> bool:
    if not item.isVisible():
        return False
    if item.property("whileReading") is True and item.contains(item.mapFromScene(point)):
        return True
    return any(_keeps_reading(child, point) for child in item.childItems())
