"""The idle screen and the urgent notices, as QML sees them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.usecases.see_bulletins import BulletinRow, bulletins_now
from kiosk.usecases.see_idle import IdleRow, IdleView, idle_view
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.navigator import IDLE, Navigator
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

FRAME_S = 9.0
IDLE_ROWS = 3


@QmlElement
@QmlUncreatable("made by IdleModel")
class IdleRows(RowsModel):
    """Activities on the idle screen."""

    row_type = IdleRow


@QmlElement
@QmlUncreatable("made by BulletinsModel")
class BulletinRows(RowsModel):
    """Urgent notices in force."""

    row_type = BulletinRow


@QmlElement
@QmlUncreatable("made by the shell")
class BulletinsModel(QObject):
    """紧急提示, the most severe first. Looked at on every screen, so it never sleeps."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._rows = BulletinRows(self)
        self._found: tuple[BulletinRow, ...] = ()
        self._day: dt.date | None = None
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.minuteChanged.connect(self._minute_changed)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read again what is in force."""
        self._day = today = self._context.now().date()
        found = self._context.attempt(
            lambda: bulletins_now(self._context.reader, today, language=self._context.language)
        )
        if found is None or found == self._found:
            return
        self._found = found
        self._rows.replace(found)
        self.changed.emit()

    @Slot()
    def _minute_changed(self) -> None:
        if self._context.now().date() != self._day:
            self.refresh()

    def _get_rows(self) -> BulletinRows:
        return self._rows

    def _first(self, name: str) -> str:
        return str(getattr(self._found[0], name)) if self._found else ""

    rows = Property(BulletinRows, _get_rows, constant=True)
    count = Property(int, lambda self: len(self._found), notify=changed)
    firstId = Property(str, lambda self: self._first("record_id"), notify=changed)
    firstLevel = Property(str, lambda self: self._first("level"), notify=changed)
    firstTitle = Property(str, lambda self: self._first("title"), notify=changed)
    firstIssuer = Property(str, lambda self: self._first("issuer"), notify=changed)


@QmlElement
@QmlUncreatable("made by the shell")
class IdleModel(QObject):
    """The attract loop: a welcome and today's activities, or, while there are any, the urgent notices instead."""

    changed = Signal()

    def __init__(
        self, context: ScreenContext, bulletins: BulletinsModel, navigator: Navigator, *, reception: Reception
    ) -> None:
        super().__init__(context)
        self._context = context
        self._bulletins = bulletins
        self._reception = reception
        self._navigator = navigator
        self._rows = IdleRows(self)
        self._view = IdleView(rows=(), coming=False)
        self._frame = 0
        self._since_s = 0.0
        self._stopped = False
        self._active = False
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.minuteChanged.connect(self.refresh)
        context.pulse.connect(self._look)
        bulletins.changed.connect(self._show_anew)
        navigator.moved.connect(self._begin)
        context.visitEnded.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        """The idle screen comes up with its first frame, or went away; then nothing is read."""
        self._active = self._navigator.top[0] == IDLE
        self._stopped = False
        self.refresh()
        self._show_anew()

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        if not self._active:
            return
        view = self._context.attempt(
            lambda: idle_view(
                self._context.reader,
                self._context.now(),
                language=self._context.language,
                most=IDLE_ROWS,
                seats=self._reception.seats_at_rest(),
            )
        )
        if view is None or view == self._view:
            return
        self._view = view
        self._rows.replace(view.rows)
        self._frame = min(self._frame, self._count() - 1)
        self.changed.emit()

    @Slot()
    def _show_anew(self) -> None:
        self.show(0)

    @Slot()
    def _look(self) -> None:
        due = self._context.stopwatch() - self._since_s >= FRAME_S
        if self._active and due and not self._stopped and self._count() > 1:
            self.show((self._frame + 1) % self._count())

    @Slot(int)
    def show(self, frame: int) -> None:
        """Show one frame, for its whole time."""
        self._frame = frame
        self._since_s = self._context.stopwatch()
        self.changed.emit()

    @Slot(bool)
    def setStopped(self, stopped: bool) -> None:
        """Hold the frame that is shown, or go on with the next in its time."""
        self._stopped = stopped
        self._since_s = self._context.stopwatch()
        self.changed.emit()

    def _count(self) -> int:
        return self._bulletins.rows.rowCount() or (2 if self._view.rows else 1)

    def _get_rows(self) -> IdleRows:
        return self._rows

    rows = Property(IdleRows, _get_rows, constant=True)
    frame = Property(int, lambda self: self._frame, notify=changed)
    frames = Property(int, lambda self: self._count(), notify=changed)
    stopped = Property(bool, lambda self: self._stopped, notify=changed)
    coming = Property(bool, lambda self: self._view.coming, notify=changed)
    sample = Property(bool, lambda self: any(row.sample for row in self._view.rows), notify=changed)
