"""Where the resident is: a stack of screens, each with one argument. Which QML file draws a screen is Main's business."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

IDLE = "idle"
HOME = "home"
THANKS = "thanks"
HELP = "help"
MISHAP = "mishap"
MEMO = "memo"
SCREENS = frozenset(
    {
        IDLE,
        HOME,
        THANKS,
        HELP,
        MISHAP,
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
        "others",
        "sign_up",
        "tickets",
        "places",
        "place",
        "record",
        MEMO,
        "check",
        "check_question",
        "check_review",
        "check_results",
        "check_why",
        "check_what_if",
        "check_hand_over",
        "urgent",
        "search",
        "later",
    }
)

FORMS = frozenset({"sign_up", "tickets", "check_question", "check_review"})
"""Screens where what is typed or chosen belongs to this person: they are given longer before 您还在吗."""

TRACES = {
    "search": "search",
    "sign_up": "form",
    "tickets": "ticket",
    "check_question": "answers",
    "check_review": "answers",
}
"""What a visit leaves on a screen that has to be cleared, in a word of the thank-you page. Whoever was on one of these is
thanked and told so, and the process that saw it ends (``kiosk.app.supervisor``)."""

HARBOUR = ("places", "")
"""Where 快速离开 leads: the service map looks like an everyday errand."""

LEFT_FOR_GOOD = frozenset({"sign_up"})
"""What was filled in is forgotten when one goes on from here: there is nothing to come back to."""

COVERS = frozenset({HELP, MEMO})
"""Screens that only lie over the one below: what was typed there is not forgotten, going back finds it as it was."""
RECORD_SCREENS = {
    "benefit": "benefit",
    "service": "service",
    "guide": "guide",
    "news": "article",
    "activity": "activity",
    "place": "place",
    "bulletin": "record",
}
"""The screen that shows a record, by the kind its id begins with."""


@QmlElement
@QmlUncreatable("made by the shell")
class Navigator(QObject):
    """The page stack.

    Signals:
        moved: the top of the stack changed; ``forward`` says which way it slides.
        fled: everything that was looked at is to be forgotten, though the visit goes on.
    """

    moved = Signal(bool, arguments=["forward"])
    fled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack: list[tuple[str, str]] = [(HOME, "")]

    @property
    def top(self) -> tuple[str, str]:
        """Screen and argument on top, for Python."""
        return self._stack[-1]

    @property
    def uncovered(self) -> str:
        """The topmost screen that does not only cover another one."""
        return next((screen for screen, _ in reversed(self._stack) if screen not in COVERS), HOME)

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
            if self._stack[-1][0] in LEFT_FOR_GOOD and screen not in COVERS:
                self._stack.pop()
            self._stack.append((screen, argument))
            self.moved.emit(True)

    @Slot(str)
    def openRecord(self, record_id: str) -> None:
        """Go to the page of a record, whatever its kind.

        Raises:
            KeyError: records of that kind have no page (a bug in content's rules or in QML).
        """
        self.open(RECORD_SCREENS[record_id.partition(".")[0]], record_id)

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
            forward = self._stack[0][0] in (IDLE, THANKS)
            self._stack[:] = [(HOME, "")]
            self.moved.emit(forward)

    @Slot()
    def flee(self) -> None:
        """快速离开: the service map comes up at once, and nothing before it can be gone back to."""
        self._stack[:] = [(HOME, ""), HARBOUR]
        self.fled.emit()
        self.moved.emit(False)

    def thank(self) -> None:
        """Drop every page and show the thank-you page; there is no way back from it."""
        self._stack[:] = [(THANKS, "")]
        self.moved.emit(False)

    def stumble(self) -> None:
        """Something went wrong that nobody expected: drop every page, and say so over home."""
        if self._stack[-1] != (MISHAP, ""):
            self._stack[:] = [(HOME, ""), (MISHAP, "")]
            self.moved.emit(True)

    def rest(self) -> None:
        """Drop every page and show the idle screen; there is no way back from it."""
        if self._stack != [(IDLE, "")]:
            self._stack[:] = [(IDLE, "")]
            self.moved.emit(False)
