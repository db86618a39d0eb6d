"""看得清、够得着 as QML sees it: size of text, black ground, low reach, 边按边读; all of it ends with the visit.

What the panel's millimetres ask for is ``kiosk.domain.access``; what 边按边读 says is not decided here.
"""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.access import Glass, Looks, TextSize

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the shell")
class AccessModel(QObject):
    """Settings of one visit."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = Looks()
        self._press_to_hear = False

    @property
    def looks(self) -> Looks:
        """What the thank-you page of this visit must look like, too."""
        return self._looks

    def take(self, looks: Looks) -> None:
        """Look like the process before this one."""
        if looks != self._looks:
            self._looks = looks
            self.changed.emit()

    @property
    def press_to_hear(self) -> bool:
        """边按边读, for Python."""
        return self._press_to_hear

    @press_to_hear.setter
    def press_to_hear(self, on: bool) -> None:
        self._set_press_to_hear(on)

    @Slot()
    def reset(self) -> None:
        """Back to how everybody finds it."""
        self.take(Looks())
        self._set_press_to_hear(on=False)

    def _get_text_size(self) -> str:
        return self._looks.text_size.value

    def _set_text_size(self, size: str) -> None:
        self.take(structs.replace(self._looks, text_size=TextSize(size)))

    def _get_high_contrast(self) -> bool:
        return self._looks.high_contrast

    def _set_high_contrast(self, on: bool) -> None:
        self.take(structs.replace(self._looks, high_contrast=on))

    def _get_low_reach(self) -> bool:
        return self._looks.low_reach

    def _set_low_reach(self, on: bool) -> None:
        self.take(structs.replace(self._looks, low_reach=on))

    def _get_press_to_hear(self) -> bool:
        return self._press_to_hear

    def _set_press_to_hear(self, on: bool) -> None:
        if on != self._press_to_hear:
            self._press_to_hear = on
            self.changed.emit()

    textSize = Property(str, _get_text_size, _set_text_size, notify=changed)
    """``standard``, ``large``, ``larger`` or ``largest``."""

    highContrast = Property(bool, _get_high_contrast, _set_high_contrast, notify=changed)
    """Black ground, bright text."""

    lowReach = Property(bool, _get_low_reach, _set_low_reach, notify=changed)
    """画面放低: on a standing screen everything that is pressed lies where somebody who sits reaches it."""

    pressToHear = Property(bool, _get_press_to_hear, _set_press_to_hear, notify=changed)
    """边按边读."""

    @Property(float, notify=changed)
    def textScale(self) -> float:
        """Factor of body text."""
        return self._looks.text_size.scale

    @Property("QStringList", constant=True)
    def textSizes(self) -> list[str]:
        """Every size, the smallest first."""
        return [size.value for size in TextSize]

    @Slot(str, result=float)
    def scaleOf(self, size: str) -> float:
        """Factor of body text in another size."""
        return TextSize(size).scale

    @Property(bool, notify=changed)
    def anything(self) -> bool:
        """Whether anything is set otherwise than everybody finds it."""
        return self._looks != Looks() or self._press_to_hear

    @Slot(float, float, float, result=float)
    def unit(self, width: float, height: float, pixelsPerMm: float) -> float:
        """Px in a design px on such a screen."""
        return Glass(width_px=width, height_px=height, px_per_mm=pixelsPerMm).unit

    @Slot(float, float, float, result=float)
    def pixelsInMm(self, width: float, height: float, pixelsPerMm: float) -> float:
        """Px in a millimetre, assumed where nothing was measured."""
        return Glass(width_px=width, height_px=height, px_per_mm=pixelsPerMm).px_in_mm

    @Slot(float, float, float, float, result=float)
    def reachTop(self, width: float, height: float, pixelsPerMm: float, edgeMm: float) -> float:
        """Where 画面放低 begins, in px from the top."""
        return Glass(width_px=width, height_px=height, px_per_mm=pixelsPerMm, edge_mm=edgeMm).reach_top_px

    @Slot(float, float, float, float, float, result=bool)
    def withinReach(self, width: float, height: float, pixelsPerMm: float, edgeMm: float, top: float) -> bool:
        """Whether everything below ``top`` px can be reached sitting as it is."""
        glass = Glass(width_px=width, height_px=height, px_per_mm=pixelsPerMm, edge_mm=edgeMm)
        return glass.within_reach(top)
