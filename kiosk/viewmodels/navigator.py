"""Where the resident is: a stack of screens, each with one argument. Which QML file draws a screen is Main's business."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

IDLE = "idle"
HOME = "home"
SCREENS = frozenset(
    {
        IDLE,
        HOME,
        "benefits",
        "benefit",
        "services",
        "service",
        "guides",
        "guide",
        "news",
        "article",
        "activities",
        "activity",
        "sign_up",
        "tickets",
        "records",
        "record",
        "later",
    }
)

FORMS = frozenset({"sign_up", "tickets"})
"""Screens where what is typed or chosen belongs to this person: they are given longer before 您还在吗."""


@QmlElement
@QmlUncreatable("made by the shell")
class Navigator(QObject):
    """The page stack.

    Signals:
        moved: the top of the stack changed; ``forward`` says which way it slides.
    """

    moved = Signal(bool, arguments=["forward"])

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack: list[tuple[str, str]] = [(HOME, "")]

    @property
    def top(self) -> tuple[str, str]:
        """Screen and argument on top, for Python."""
        return self._stack[-1]

    @Property(str, notify=moved)
    def screen(self) -> str:
        """Name of the screen on top."""
        return self._stack[-1][0]

    @Property(str, notify=moved)
    def argument(self) -> str:
        """What the screen on top shows (a record id, a shelf), or ""."""
        return self._stack[-1][1]

    @Property(bool, notify=moved)
    def canGoBack(self) -> bool:
        """Whether there is a page to go back to."""
        return len(self._stack) > 1

    @Slot(str, str)
    def open(self, screen: str, argument: str) -> None:
        """Go to a screen.

        Raises:
            ValueError: there is no such screen (a bug in QML).
        """
        if screen not in SCREENS:
            raise ValueError(f"no screen {screen!r}")
        if self._stack[-1] != (screen, argument):
            self._stack.append((screen, argument))
            self.moved.emit(True)

    @Slot()
    def back(self) -> None:
        """Go back one page, if there is one."""
        if len(self._stack) > 1:
            self._stack.pop()
            self.moved.emit(False)

    @Slot()
    def home(self) -> None:
        """Drop every page but home; from the idle screen, begin."""
        if self._stack != [(HOME, "")]:
            forward = self._stack[0][0] == IDLE
            self._stack[:] = [(HOME, "")]
            self.moved.emit(forward)

    def rest(self) -> None:
        """Drop every page and show the idle screen; there is no way back from it."""
        if self._stack != [(IDLE, "")]:
            self._stack[:] = [(IDLE, "")]
            self.moved.emit(False)
