"""Base of lists that are shown a page at a time: which page, and how many rows the screen holds.

Not here: what is listed, and the view's own counts; a subclass reads them in ``refresh``.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from kiosk.viewmodels.context import ScreenContext


class PagedModel(QObject):
    """A list of pages.

    Args:
        context: of the window.
        page_size: rows a page holds before the screen says how many fit.
    """

    def __init__(self, context: ScreenContext, *, page_size: int) -> None:
        super().__init__(context)
        self._context = context
        self._asked_page = 0
        self._page_size = page_size

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    @Slot(int)
    def go(self, page: int) -> None:
        """Turn to a page."""
        self._asked_page = page
        self.refresh()

    @Slot(int)
    def fit(self, rows: int) -> None:
        """Tell how many rows the screen holds; the first row in sight stays in sight."""
        rows = max(1, rows)
        if rows != self._page_size:
            first = self._asked_page * self._page_size
            self._page_size = rows
            self._asked_page = first // rows
            self.refresh()
