"""看别的场 as QML sees it: other dates of an activity, then others of its kind, a page at a time."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.usecases.browse_activities import ActivityRow
from kiosk.usecases.other_dates import OtherDates, other_dates
from kiosk.viewmodels.activities import ActivityRows
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.reception import Reception

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the shell")
class OthersModel(QObject):
    """What comes instead of an activity that is full or over. ``same`` counts its own dates among all (``total``).

    ``takesNames``: see ``ActivitiesModel``.
    """

    changed = Signal()

    def __init__(self, context: ScreenContext, reception: Reception) -> None:
        super().__init__(context)
        self._context = context
        self._reception = reception
        self._record_id = ""
        self._view: OtherDates | None = None
        self._rows = ActivityRows(self)
        self._page = 0
        self._fits = 4
        self._takes_names = False
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.minuteChanged.connect(self.refresh)

    def start(self, record_id: str, *, anew: bool) -> None:
        """The page of what comes instead of ``record_id`` comes on the screen."""
        if anew:
            self._page = 0
        self._record_id = record_id
        self.refresh()

    def stop(self) -> None:
        """It left the screen; nothing is read until it comes back."""
        self._record_id = ""

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        if not self._record_id:
            return
        self._view = self._context.attempt(
            lambda: other_dates(
                self._context.reader,
                self._record_id,
                self._context.now(),
                language=self._context.language,
                seats=self._reception.free_seats,
            )
        )
        self._takes_names = self._reception.takes_names()
        self._lay_out()

    def _lay_out(self) -> None:
        self._page = min(self._page, self._pages() - 1)
        first = self._page * self._fits
        self._rows.replace(self._all()[first : first + self._fits])
        self.changed.emit()

    def _all(self) -> tuple[ActivityRow, ...]:
        return self._view.rows if self._view is not None else ()

    def _pages(self) -> int:
        return max(1, -(-len(self._all()) // self._fits))

    @Slot(int)
    def fit(self, rows: int) -> None:
        """Tell how many cards there is room for."""
        if rows > 0 and rows != self._fits:
            self._fits = rows
            self._lay_out()

    @Slot(int)
    def go(self, page: int) -> None:
        """Turn to a page."""
        self._page = max(0, page)
        self._lay_out()

    def _get_rows(self) -> ActivityRows:
        return self._rows

    rows = Property(ActivityRows, _get_rows, constant=True)
    title = Property(str, lambda self: self._view.title if self._view else "", notify=changed)
    same = Property(int, lambda self: self._view.same if self._view else 0, notify=changed)
    total = Property(int, lambda self: len(self._all()), notify=changed)
    first = Property(int, lambda self: self._page * self._fits, notify=changed)
    page = Property(int, lambda self: self._page, notify=changed)
    pages = Property(int, _pages, notify=changed)
    takesNames = Property(bool, lambda self: self._takes_names, notify=changed)
