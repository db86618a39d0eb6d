"""The home page as QML sees it."""

from __future__ import annotations

from PySide6.QtCore import Property, QDateTime, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.usecases.see_home import HomeView, NewsLine, TodayRow, home_view
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.listing import ListingModel
from kiosk.viewmodels.rows import RowsModel, to_qt

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

TODAY_ROWS = 3


@QmlElement
@QmlUncreatable("made by HomeModel")
class TodayRows(RowsModel):
    """Activities of today that are not over."""

    row_type = TodayRow


@QmlElement
@QmlUncreatable("made by the shell")
class HomeModel(ListingModel[HomeView]):
    """Latest news, today's activities, and whether the space is open."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, by_minute=True)
        self._today = TodayRows(self)

    def start(self) -> None:
        """Home comes on the screen."""
        self._come()

    def _read(self) -> HomeView:
        return home_view(
            self._context.reader,
            self._context.now(),
            language=self._context.language,
            place_id=self._context.place_id,
            today_rows=TODAY_ROWS,
        )

    def _take(self, view: HomeView) -> None:
        self._today.replace(view.today)
        self.changed.emit()

    def _get_today(self) -> TodayRows:
        return self._today

    def _news(self, channel: str) -> NewsLine | None:
        line = getattr(self._view, channel) if self._view else None
        return line if isinstance(line, NewsLine) else None

    def _news_title(self, channel: str) -> str:
        line = self._news(channel)
        return line.title if line else ""

    def _news_day(self, channel: str) -> QDateTime:
        line = self._news(channel)
        return to_qt(line.published_on) if line else QDateTime()

    today = Property(TodayRows, _get_today, constant=True)
    governmentTitle = Property(str, lambda self: self._news_title("government"), notify=changed)
    governmentDay = Property(QDateTime, lambda self: self._news_day("government"), notify=changed)
    socialTitle = Property(str, lambda self: self._news_title("social"), notify=changed)
    socialDay = Property(QDateTime, lambda self: self._news_day("social"), notify=changed)

    @Property(int, notify=changed)
    def benefits(self) -> int:
        """How many benefits are published here."""
        return self._view.benefits if self._view else 0

    @Property(int, notify=changed)
    def todayCount(self) -> int:
        """Activities of today that are not over (at most what fits)."""
        return self._today.rowCount()

    @Property(str, notify=changed)
    def openState(self) -> str:
        """``open``, ``closed`` or ``unknown``."""
        return self._view.opening.state.value if self._view else "unknown"

    @Property(QDateTime, notify=changed)
    def openUntil(self) -> QDateTime:
        """When the space closes (open) or opens next (closed); invalid where not known."""
        until = self._view.opening.until if self._view else None
        return to_qt(until) if until else QDateTime()

    @Property(int, notify=changed)
    def openInDays(self) -> int:
        """Days from today to ``openUntil``."""
        until = self._view.opening.until if self._view else None
        return (until.date() - self._context.now().date()).days if until else 0
