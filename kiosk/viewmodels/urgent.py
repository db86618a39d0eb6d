"""急事先走 as QML sees it: the four tiles, and the page of the lane that was opened."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.usecases.see_urgent import AidRow, CallRow, GoRow, LaneRow, LaneView, urgent_lane, urgent_lanes
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by UrgentModel")
class LaneRows(RowsModel):
    """The tiles."""

    row_type = LaneRow


@QmlElement
@QmlUncreatable("made by UrgentModel")
class CallRows(RowsModel):
    """Numbers to ring."""

    row_type = CallRow


@QmlElement
@QmlUncreatable("made by UrgentModel")
class GoRows(RowsModel):
    """Places to go."""

    row_type = GoRow


@QmlElement
@QmlUncreatable("made by UrgentModel")
class AidRows(RowsModel):
    """Benefits for the days after."""

    row_type = AidRow


@QmlElement
@QmlUncreatable("made by the shell")
class UrgentModel(QObject):
    """The lanes, and one of them."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._lanes = LaneRows(self)
        self._calls = CallRows(self)
        self._places = GoRows(self)
        self._aids = AidRows(self)
        self._listed = False
        self._record_id = ""
        self._view: LaneView | None = None
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.minuteChanged.connect(self.refresh)

    @property
    def view(self) -> LaneView | None:
        """The lane on the screen, for taking it along."""
        return self._view

    def list_lanes(self) -> None:
        """The tiles come on the screen."""
        self._listed = True
        self.refresh()

    def show(self, record_id: str) -> None:
        """The page of a lane comes on the screen; "" forgets it."""
        self._record_id = record_id
        self._view = None
        self.refresh()

    def leave(self) -> None:
        """Neither tiles nor a lane are on the screen any more."""
        self._listed = False
        self.show("")

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        today = self._context.now().date()
        if self._listed:
            lanes = self._context.attempt(
                lambda: urgent_lanes(self._context.reader, today, language=self._context.language)
            )
            if lanes is not None:
                self._lanes.replace(lanes)
        if self._record_id:
            view = self._context.attempt(
                lambda: urgent_lane(
                    self._context.reader,
                    self._record_id,
                    self._context.now(),
                    language=self._context.language,
                    place_id=self._context.place_id,
                )
            )
            self._view = view or self._view
        self._calls.replace(self._view.calls if self._view else ())
        self._places.replace(self._view.places if self._view else ())
        self._aids.replace(self._view.later_benefits if self._view else ())
        self.changed.emit()

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view else ""

    lanes = Property(LaneRows, lambda self: self._lanes, constant=True)
    calls = Property(CallRows, lambda self: self._calls, constant=True)
    places = Property(GoRows, lambda self: self._places, constant=True)
    laterBenefits = Property(AidRows, lambda self: self._aids, constant=True)
    found = Property(bool, lambda self: self._view is not None, notify=changed)
    quiet = Property(bool, lambda self: bool(self._view and self._view.quiet), notify=changed)
    sample = Property(bool, lambda self: bool(self._view and self._view.sample), notify=changed)
    heading = Property(str, lambda self: self._text("heading"), notify=changed)
    comfort = Property(str, lambda self: self._text("comfort"), notify=changed)
    staff = Property(str, lambda self: self._text("staff"), notify=changed)
    firstSay = Property(str, lambda self: self._text("first_say"), notify=changed)
    later = Property(str, lambda self: self._text("later"), notify=changed)
    address = Property(str, lambda self: self._text("address"), notify=changed)
    here = Property("QStringList", lambda self: list(self._view.here) if self._view else [], notify=changed)
