"""Which pixels of the screen belong to some letters of a text, found without any geometry: the letters are exchanged for others of the
same width, and what changes on the screen is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from tests.ui.conftest import Resident

TWINS = str.maketrans("0123456789", "5678901234")
"""Digits are of one width."""

AIR = 40
"""Px around a text that are looked at too."""

Point = tuple[int, int]


@dataclass
class Paper:
    """A text on the screen, looked at pixel by pixel."""

    resident: Resident
    item: QQuickItem

    def picture(self) -> QImage:
        grabbed = self.resident.ui.window.grabWindow().convertToFormat(QImage.Format.Format_RGB32)
        seen = self.item.mapRectToScene(QRectF(-AIR, -AIR, self.item.width() + 2 * AIR, self.item.height() + 2 * AIR))
        return grabbed.copy(seen.toRect())

    def changed(self, before: QImage) -> set[Point]:
        """Pixels that are not what they were."""
        now = self.picture()
        old, new = (memoryview(picture.constBits()).cast("I") for picture in (before, now))
        wide = before.width()
        return {(at % wide, at // wide) for at in range(wide * before.height()) if old[at] != new[at]}

    def ink(self, start: int, end: int) -> set[Point]:
        """Pixels of the letters from ``start`` to ``end``: which of them change when others stand there."""
        text, wide = self.item.property("text"), self.item.property("contentWidth")
        self.item.setProperty("text", text[:start] + exchanged(text[start:end]) + text[end:])
        assert abs(self.item.property("contentWidth") - wide) < 0.5, "letters of other widths tell nothing"
        other = self.picture()
        self.item.setProperty("text", text)
        return self.changed(other)


def exchanged(words: str) -> str:
    """The same with other letters of the same widths, which Qt breaks at the same places."""
    return "".join("国" if "\u4e00" <= letter <= "\u9fff" and letter != "国" else letter for letter in words).translate(
        TWINS
    )
