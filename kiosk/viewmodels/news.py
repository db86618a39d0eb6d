"""政府救助动态 and 社会帮扶动态 as QML sees them: a channel page by page, and one piece of news."""

from __future__ import annotations

from PySide6.QtCore import Property, QDateTime, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.content import Channel
from kiosk.usecases.browse_news import NewsPage, NewsPageSize, NewsRow, news_page
from kiosk.usecases.read_news import ArticleView, ChangeView, RelatedView, read_news
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import DetailModel
from kiosk.viewmodels.listing import TurnedModel
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by NewsModel")
class NewsRows(RowsModel):
    """Rows of the page on the screen."""

    row_type = NewsRow


@QmlElement
@QmlUncreatable("made by the shell")
class NewsModel(TurnedModel[NewsPage]):
    """The news of one channel. Channel and page stay while an item is open."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, by_minute=False)
        self._channel = Channel.GOVERNMENT
        self._size = NewsPageSize(first=5, others=5)
        self._rows = NewsRows(self)

    def forget(self) -> None:
        """Take channel and page back, and what was listed; the next person finds the list as it is."""
        self._channel, self._asked_page = Channel.GOVERNMENT, 0
        self._view = None
        self._rows.replace(())
        self.changed.emit()

    def start(self, channel: str, *, anew: bool) -> None:
        """The list comes on the screen; ``anew`` begins with ``channel`` ("" is 政府救助动态)."""
        if anew:
            self.forget()
            self._channel = Channel(channel) if channel else self._channel
        self._come()

    def _read(self) -> NewsPage:
        return news_page(
            self._context.reader,
            self._channel,
            self._context.now().date(),
            language=self._context.language,
            page=self._asked_page,
            size=self._size,
        )

    def _take(self, view: NewsPage) -> None:
        self._asked_page = view.page
        self._rows.replace(view.rows)
        self.changed.emit()

    def _get_rows(self) -> NewsRows:
        return self._rows

    rows = Property(NewsRows, _get_rows, constant=True)
    channel = Property(str, lambda self: self._channel.value, notify=changed)
    page = Property(int, lambda self: self._number("page", without=0), notify=changed)
    pages = Property(int, lambda self: self._number("pages", without=1), notify=changed)
    firstId = Property(
        str, lambda self: self._view.rows[0].record_id if self._view and self._view.rows else "", notify=changed
    )
    total = Property(int, lambda self: self._number("total", without=0), notify=changed)

    @Slot(str)
    def choose(self, channel: str) -> None:
        """Show the other channel, from its newest item."""
        self._channel = Channel(channel)
        self._begin()

    @Slot(int, int)
    def fit(self, first: int, others: int) -> None:
        """Tell how many items the screen holds: the first page with the large one counted, and any other page."""
        size = NewsPageSize(first=max(1, first), others=max(1, others))
        if size != self._size:
            self._size = size
            self.refresh()


@QmlElement
@QmlUncreatable("made by ArticleModel")
class ChangeRows(RowsModel):
    """What the news changes."""

    row_type = ChangeView


@QmlElement
@QmlUncreatable("made by ArticleModel")
class RelatedRows(RowsModel):
    """Benefits that belong to the news."""

    row_type = RelatedView


@QmlElement
@QmlUncreatable("made by the shell")
class ArticleModel(DetailModel[ArticleView]):
    """The page of one piece of news. ``found`` is False when it is not published here (any more) or has expired."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._changes = ChangeRows(self)
        self._related = RelatedRows(self)
        context.minuteChanged.connect(self.refresh)  # what expires at midnight goes at midnight

    def _read(self, record_id: str) -> ArticleView | None:
        return read_news(self._context.reader, record_id, self._context.now().date(), language=self._context.language)

    def _take(self, view: ArticleView | None) -> None:
        self._changes.replace(view.changes if view else ())
        self._related.replace(view.related if view else ())
        self.changed.emit()

    def _get_changes(self) -> ChangeRows:
        return self._changes

    def _get_related(self) -> RelatedRows:
        return self._related

    channel = Property(str, lambda self: self._text("channel"), notify=changed)
    title = Property(str, lambda self: self._text("title"), notify=changed)
    issuer = Property(str, lambda self: self._text("issuer"), notify=changed)
    day = Property(QDateTime, lambda self: self._day("day"), notify=changed)
    area = Property(str, lambda self: self._text("area"), notify=changed)
    meaning = Property("QStringList", lambda self: self._texts("meaning"), notify=changed)
    paragraphs = Property("QStringList", lambda self: self._texts("paragraphs"), notify=changed)
    fraudWarning = Property(str, lambda self: self._text("fraud_warning"), notify=changed)
    sources = Property("QStringList", lambda self: self._texts("sources"), notify=changed)
    confirmed = Property(bool, lambda self: self._flag("confirmed"), notify=changed)
    sample = Property(bool, lambda self: self._flag("sample"), notify=changed)
    verifiedOn = Property(QDateTime, lambda self: self._day("verified_on"), notify=changed)
    changes = Property(ChangeRows, _get_changes, constant=True)
    related = Property(RelatedRows, _get_related, constant=True)
