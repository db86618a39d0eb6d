"""Keys of a small keypad, or a keyboard's arrows, become acts of the guidance; touches are told to it by where they were.

Whatever is being said is silent as soon as a finger comes down; what it touched is said when it goes up. An event filter of the window.
A digit of a keyboard's upper row presses the key on the screen that says it; nothing else of what is typed is looked at. Where which key
leads stands in ``kiosk.domain.keypad``.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QSinglePointEvent, QTouchEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.domain.keypad import Act, Typing, act_of, held
from kiosk.viewmodels.guidance import GuidanceModel
from kiosk.viewmodels.hush import Hush
from kiosk.viewmodels.stops import is_press

HELD_S = 0.9
"""While a key is held down, the next jump comes after this long: what was come to must be heard."""
_SLIDES_PX = 20
_DIGITS = frozenset("0123456789")


class Keypad(QObject):
    """Event filter of one window."""

    def __init__(
        self,
        window: QQuickWindow,
        guidance: GuidanceModel,
        *,
        hush: Hush,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(guidance)
        self._hush = hush
        self._window = window
        self._guidance = guidance
        self._stopwatch = stopwatch
        self._jumped_at = 0.0
        self._down_at: QPointF | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name and arguments)
        """Take the keys that are the pad's; True keeps the event from the window."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return self._key(event, down=kind == QEvent.Type.KeyPress)
        if kind in (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._down_at = _place(event)
            self._hush.touched(self._down_at)
        elif kind in (QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease):
            at, self._down_at = self._down_at, None
            up = _place(event)
            if at is not None and up is not None and (up - at).manhattanLength() < _SLIDES_PX:
                self._guidance.touched(up)
        return False

    def _key(self, event: QKeyEvent, *, down: bool) -> bool:
        key = Qt.Key(event.key()).name.removeprefix("Key_")
        modifiers = event.modifiers()
        pad = bool(modifiers & Qt.KeyboardModifier.KeypadModifier)
        if self._guidance.asking and not pad:
            return False  # the dialog has its own Tab and Return
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        act = act_of(key, pad=pad, typing=self._typing())
        if act is None:
            if down:
                self._hush.typed()
            return down and self._digit(event, key)
        if down:
            self._do(act, repeated=event.isAutoRepeat())
        return True

    def _do(self, act: Act, *, repeated: bool) -> None:
        if not repeated:
            self._jumped_at = self._stopwatch()
            self._guidance.do(act)
            return
        turned = held(act)
        if turned is not None and self._stopwatch() - self._jumped_at >= HELD_S:
            self._jumped_at = self._stopwatch()
            self._guidance.do(turned)

    def _typing(self) -> Typing:
        focus = self._window.activeFocusItem()
        if focus is None or not focus.inherits("QQuickTextInput"):
            return Typing.NO
        return Typing.TEXT if focus.property("text") or focus.property("preeditText") else Typing.EMPTY

    def _digit(self, event: QKeyEvent, key: str) -> bool:
        """A digit typed above the letters presses its key on the screen, where there is one."""
        if key not in _DIGITS or self._typing() is not Typing.NO or event.isAutoRepeat():
            return False
        pressed = _find(self._window.contentItem(), key)
        if pressed is not None:
            self._guidance.press_item(pressed)
        return pressed is not None


def _find(item: QQuickItem, name: str) -> QQuickItem | None:
    if not item.isVisible():
        return None
    if is_press(item):
        return item if item.property("name") == name else None
    return next((found for child in item.childItems() if (found := _find(child, name)) is not None), None)


def _place(event: QEvent) -> QPointF | None:
    if isinstance(event, QTouchEvent):
        points = event.points()
        return points[0].scenePosition() if len(points) == 1 else None
    return event.scenePosition() if isinstance(event, QSinglePointEvent) else None
