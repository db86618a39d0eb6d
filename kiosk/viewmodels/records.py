"""The page of an urgent notice, as QML sees it."""

from __future__ import annotations

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.usecases.open_record import PlaceLink, RecordView, SectionView, open_record
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.rows import RowsModel, to_qt

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by RecordModel")
class SectionRows(RowsModel):
    """Headed sections of a notice."""

    row_type = SectionView


@QmlElement
@QmlUncreatable("made by RecordModel")
class PlaceLinks(RowsModel):
    """Places a record names."""

    row_type = PlaceLink


@QmlElement
@QmlUncreatable("made by the shell")
class RecordModel(QObject):
    """The page of one notice. ``found`` is False when it is not published here (any more)."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._record_id = ""
        self._view: RecordView | None = None
        self._sections = SectionRows(self)
        self._places = PlaceLinks(self)
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
                    self._context.reader, self._record_id, self._context.now().date(), language=self._context.language
                )
            )
            if view is None and self._context.in_trouble:
                return
        if view == self._view:
            return
        self._view = view
        self._sections.replace(view.sections if view else ())
        self._places.replace(view.places if view else ())
        self.changed.emit()

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view else ""

    def _time(self, name: str) -> QDateTime:
        value = getattr(self._view, name) if self._view else None
        return to_qt(value) if value else QDateTime()

    def _get_sections(self) -> SectionRows:
        return self._sections

    def _get_places(self) -> PlaceLinks:
        return self._places

    found = Property(bool, lambda self: self._view is not None, notify=changed)
    title = Property(str, lambda self: self._text("title"), notify=changed)
    issuer = Property(str, lambda self: self._text("issuer"), notify=changed)
    sample = Property(bool, lambda self: bool(self._view and self._view.sample), notify=changed)
    confirmed = Property(bool, lambda self: bool(self._view and self._view.confirmed), notify=changed)
    verifiedOn = Property(QDateTime, lambda self: self._time("verified_on"), notify=changed)
    sections = Property(SectionRows, _get_sections, constant=True)
    places = Property(PlaceLinks, _get_places, constant=True)
