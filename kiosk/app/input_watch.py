"""Tells the visit that somebody is there: looks at every event of the window before the screens get it.

Counts touches and keys, never which ones. A touch that follows the waking touch at once is swallowed from its beginning to its
end: an elderly hand often taps twice.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from kiosk.app.succession import Succession
from kiosk.viewmodels.visit import VisitModel

_DOWN = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.TabletPress})
_MORE = frozenset({QEvent.Type.TouchUpdate, QEvent.Type.MouseMove, QEvent.Type.TabletMove})
_UP = frozenset(
    {QEvent.Type.TouchEnd, QEvent.Type.TouchCancel, QEvent.Type.MouseButtonRelease, QEvent.Type.TabletRelease}
)
_DOUBLE = QEvent.Type.MouseButtonDblClick
_OTHER = frozenset({QEvent.Type.KeyPress, QEvent.Type.Wheel})


class InputWatch(QObject):
    """Event filter of the window."""

    def __init__(self, visit: VisitModel, succession: Succession | None = None) -> None:
        super().__init__(visit)
        self._visit = visit
        self._succession = succession
        self._swallowing = False
        self._meant = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name and arguments)
        """Note input; True keeps the event from the window."""
        kind = event.type()
        if self._succession is not None and self._succession.parting:
            return self._for_the_successor(kind, event)
        if kind in _DOWN or kind == _DOUBLE:
            self._swallowing = self._visit.settling
            if self._swallowing:
                self._visit.settle_longer()
            else:
                self._visit.note_input()
        elif kind in _OTHER:
            self._visit.note_input()
        if not self._swallowing:
            return False
        if kind in _UP:
            self._swallowing = False
            event.accept()
            return True
        if kind in _DOWN or kind in _MORE or kind == _DOUBLE:
            event.accept()  # or Qt makes a mouse press of the touch that nobody took
            return True
        return False

    def _for_the_successor(self, kind: QEvent.Type, event: QEvent) -> bool:
        """This screen is being replaced: a touch is told, once it ends, and means nothing here."""
        if (kind in _DOWN or kind == _DOUBLE) and self._visit.settling:
            self._visit.settle_longer()  # the hand that ended the visit, once more
        elif kind in _DOWN or kind == _DOUBLE:
            self._meant = True
        elif (kind in _UP and self._meant) or kind == QEvent.Type.KeyRelease:
            self._meant = False
            if self._succession is not None:
                self._succession.touched()
        if kind in _UP or kind in _DOWN or kind in _MORE or kind == _DOUBLE or kind in _OTHER:
            event.accept()
            return True
        return False
