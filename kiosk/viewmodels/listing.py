"""Bases of pages that list something: read while they are on the screen, and where they are long, a page of rows at a time.

Not here: what is listed. A subclass reads its view (``_read``), takes a new one and announces it (``_take``): PySide can only tie
a property to a signal of its own class.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.viewmodels.context import ScreenContext

V = TypeVar("V")


class ListingModel(QObject, Generic[V]):
    """Reads when its page comes on the screen, and while it is there when content or language change.

    Args:
        context: of the window.
        by_minute: whether what is listed also changes with the time of day.
    """

    def __init__(self, context: ScreenContext, *, by_minute: bool) -> None:
        super().__init__(context)
        self._context = context
        self._view: V | None = None
        self._active = False
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        if by_minute:
            context.minuteChanged.connect(self.refresh)

    def _read(self) -> V:
        raise NotImplementedError

    def _take(self, view: V) -> None:
        raise NotImplementedError

    def _come(self) -> None:
        """The page comes on the screen."""
        self._active = True
        self.refresh()

    def stop(self) -> None:
        """The page left the screen; nothing is read until it comes back."""
        self._active = False

    @property
    def _wanted(self) -> bool:
        """Whether somebody sees it."""
        return self._active

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown. While the content cannot be read, what was right when it was read stays."""
        if not self._wanted:
            return
        view = self._context.attempt(self._read)
        if view is not None:
            self._view = view
            self._take(view)

    def _number(self, name: str, *, without: int = 0) -> int:
        return int(getattr(self._view, name)) if self._view is not None else without


class TurnedModel(ListingModel[V]):
    """A list that is turned page by page, and may stand beside an open record. What ``_take`` gets says which page it is.

    Signals:
        emptied: somebody narrowed it to what there is nothing of; the record beside it is none of the list. Not where the time of
            day or new content empties it: then somebody may be reading.
    """

    emptied = Signal()

    def __init__(self, context: ScreenContext, *, by_minute: bool) -> None:
        super().__init__(context, by_minute=by_minute)
        self._asked_page = 0
        self._beside = False

    @property
    def _wanted(self) -> bool:
        return self._active or self._beside

    @Slot(bool)
    def setBeside(self, beside: bool) -> None:
        """Whether the list is shown beside an open record (landscape), whichever of the two was asked for."""
        self._beside = beside
        self.refresh()

    @Slot(int)
    def go(self, page: int) -> None:
        """Turn to a page."""
        self._asked_page = page
        self.refresh()

    def _begin(self) -> None:
        """Show what is asked for now from its first page."""
        self.go(0)
        if self._number("total") == 0:
            self.emptied.emit()


class PagedModel(TurnedModel[V]):
    """A list whose rows are all of one height.

    Args:
        context: of the window.
        page_size: rows a page holds before the screen says how many fit.
        by_minute: whether what is listed also changes with the time of day.
    """

    def __init__(self, context: ScreenContext, *, page_size: int, by_minute: bool) -> None:
        super().__init__(context, by_minute=by_minute)
        self._page_size = page_size

    @Slot(int)
    def fit(self, rows: int) -> None:
        """Tell how many rows the screen holds; the first row in sight stays in sight."""
        rows = max(1, rows)
        if rows != self._page_size:
            first = self._asked_page * self._page_size
            self._page_size = rows
            self.go(first // rows)
