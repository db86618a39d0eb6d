"""Base of the pages of one record: which one is open, when it is read, and what stays while it cannot be.

Not here: what a page says. A subclass reads its view and hands out the fields as properties.
"""

from __future__ import annotations

import datetime as dt
from typing import Generic, TypeVar

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot

from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.rows import to_qt

V = TypeVar("V")


def as_date(value: dt.date | None) -> QDateTime:
    """A date or time as Qt's, invalid for None."""
    return to_qt(value) if value is not None else QDateTime()


def days_ahead(until: dt.datetime | None, now: dt.datetime) -> int:
    """Days from today to ``until``, 0 where that is not known."""
    return (until.date() - now.date()).days if until is not None else 0


class DetailModel(QObject, Generic[V]):
    """The page of one record. Reads when it is opened, and again when content or language change.

    A subclass reads (``_read``), and takes a new view and announces it (``_take``): PySide can only tie a property to a
    signal of its own class.

    Signals:
        recordIdChanged: another record was opened; a long page goes to its top.
        foundChanged: the record appeared or is gone.
    """

    recordIdChanged = Signal()
    foundChanged = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._record_id = ""
        self._view: V | None = None
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)

    @property
    def view(self) -> V | None:
        """What the page says now, for Python; None while it shows nothing."""
        return self._view

    def _read(self, record_id: str) -> V | None:
        raise NotImplementedError

    def _take(self, view: V | None) -> None:
        raise NotImplementedError

    @Slot(str)
    def show(self, record_id: str) -> None:
        """Open a record; "" closes it."""
        moved = record_id != self._record_id
        self._record_id = record_id
        self.refresh()
        if moved:
            self.recordIdChanged.emit()

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown. While the content cannot be read, what was right when it was read stays."""
        view = None
        if self._record_id:
            view = self._context.attempt(lambda: self._read(self._record_id))
            if view is None and self._context.in_trouble:
                return
        if view == self._view:
            return
        self._view = view
        self._take(view)
        self.foundChanged.emit()

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view is not None else ""

    def _texts(self, name: str) -> list[str]:
        return list(getattr(self._view, name)) if self._view is not None else []

    def _flag(self, name: str) -> bool:
        return bool(getattr(self._view, name)) if self._view is not None else False

    def _day(self, name: str) -> QDateTime:
        return as_date(getattr(self._view, name) if self._view is not None else None)

    found = Property(bool, lambda self: self._view is not None, notify=foundChanged)
    recordId = Property(str, lambda self: self._record_id, notify=recordIdChanged)
