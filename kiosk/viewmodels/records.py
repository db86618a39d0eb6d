"""The standard list and the page of one record, as QML sees them."""

from __future__ import annotations

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.usecases.browse_records import RecordPage, RecordRow, record_page
from kiosk.usecases.open_record import RecordView, SectionView, open_record
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.rows import RowsModel, to_qt

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by RecordsModel")
class RecordRows(RowsModel):
    """Rows of the page on the screen."""

    row_type = RecordRow


@QmlElement
@QmlUncreatable("made by RecordModel")
class SectionRows(RowsModel):
    """Headed sections of a record."""

    row_type = SectionView


@QmlElement
@QmlUncreatable("made by the shell")
class RecordsModel(QObject):
    """A shelf: places or activities, page by page."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._shelf = ""
        self._asked_page = 0
        self._page_size = 6
        self._rows = RecordRows(self)
        self._view: RecordPage | None = None
        self._active = False
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)

    def start(self, shelf: str, *, anew: bool) -> None:
        """A shelf comes on the screen."""
        if anew or shelf != self._shelf:
            self._asked_page = 0
        self._shelf = shelf
        self._active = True
        self.refresh()

    def stop(self) -> None:
        """The list left the screen."""
        self._active = False

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        if not self._active:
            return
        view = self._context.attempt(
            lambda: record_page(
                self._context.reader,
                self._shelf,
                now=self._context.now(),
                language=self._context.language,
                page=self._asked_page,
                page_size=self._page_size,
            )
        )
        if view is None:
            return
        self._view = view
        self._asked_page = self._view.page
        self._rows.replace(self._view.rows)
        self.changed.emit()

    def _get_rows(self) -> RecordRows:
        return self._rows

    rows = Property(RecordRows, _get_rows, constant=True)

    @Property(str, notify=changed)
    def shelf(self) -> str:
        """Which shelf is shown."""
        return self._shelf

    @Property(int, notify=changed)
    def page(self) -> int:
        """Page on the screen, 0-based."""
        return self._view.page if self._view else 0

    @Property(int, notify=changed)
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return self._view.pages if self._view else 1

    @Property(int, notify=changed)
    def total(self) -> int:
        """Records on the shelf."""
        return self._view.total if self._view else 0

    @Slot(int)
    def go(self, page: int) -> None:
        """Turn to a page."""
        self._asked_page = page
        self.refresh()

    @Slot(int)
    def fit(self, rows: int) -> None:
        """Tell how many rows the screen holds."""
        rows = max(1, rows)
        if rows != self._page_size:
            first = self._asked_page * self._page_size
            self._page_size = rows
            self._asked_page = first // rows
            self.refresh()


@QmlElement
@QmlUncreatable("made by the shell")
class RecordModel(QObject):
    """The page of one record. ``found`` is False when it is not published here (any more)."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._record_id = ""
        self._view: RecordView | None = None
        self._sections = SectionRows(self)
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.minuteChanged.connect(self.refresh)

    @property
    def view(self) -> RecordView | None:
        """What the page says now, for Python; None while it shows nothing."""
        return self._view

    def show(self, record_id: str) -> None:
        """Open a record; "" closes it."""
        self._record_id = record_id
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        view = None
        if self._record_id:
            view = self._context.attempt(
                lambda: open_record(
                    self._context.reader, self._record_id, self._context.now(), language=self._context.language
                )
            )
            if view is None and self._context.in_trouble:
                return
        if view == self._view:
            return
        self._view = view
        self._sections.replace(view.sections if view else ())
        self.changed.emit()

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view else ""

    def _time(self, name: str) -> QDateTime:
        value = getattr(self._view, name) if self._view else None
        return to_qt(value) if value else QDateTime()

    def _get_sections(self) -> SectionRows:
        return self._sections

    def _until(self) -> QDateTime:
        until = self._view.opening.until if self._view else None
        return to_qt(until) if until else QDateTime()

    found = Property(bool, lambda self: self._view is not None, notify=changed)
    kind = Property(str, lambda self: self._text("kind"), notify=changed)
    title = Property(str, lambda self: self._text("title"), notify=changed)
    summary = Property(str, lambda self: self._text("summary"), notify=changed)
    issuer = Property(str, lambda self: self._text("issuer"), notify=changed)
    sample = Property(bool, lambda self: bool(self._view and self._view.sample), notify=changed)
    confirmed = Property(bool, lambda self: bool(self._view and self._view.confirmed), notify=changed)
    startsAt = Property(QDateTime, lambda self: self._time("starts_at"), notify=changed)
    endsAt = Property(QDateTime, lambda self: self._time("ends_at"), notify=changed)
    verifiedOn = Property(QDateTime, lambda self: self._time("verified_on"), notify=changed)
    openState = Property(str, lambda self: self._view.opening.state.value if self._view else "", notify=changed)
    openUntil = Property(QDateTime, _until, notify=changed)
    sections = Property(SectionRows, _get_sections, constant=True)

    @Property(int, notify=changed)
    def openInDays(self) -> int:
        """Days from today to ``openUntil``."""
        until = self._view.opening.until if self._view else None
        return (until.date() - self._context.now().date()).days if until else 0
