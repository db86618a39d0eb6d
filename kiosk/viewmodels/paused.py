"""The paused page as QML sees it: shown by an order of the platform, gone by itself when the order is.

Somebody who is in the middle of something is given a few minutes to finish before a pause, and whoever left something of
herself is thanked and told that it is gone before the page comes; when this terminal's time has ended, nobody waits, and
what is personal is wiped first. Not here: which orders mean what (``kiosk.usecases.see_pause``).
"""

from __future__ import annotations

import logging

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from data.inbox_reader import Orders
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.usecases.see_pause import Pause, PhoneRow, Standing, Why, pause_of, phones
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.rows import RowsModel, to_qt
from kiosk.viewmodels.visit import VisitModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

FINISH_S = 180.0
"""How long a visit that is under way may go on after the order to pause."""
WIPE_AGAIN_S = 30.0
"""How soon a wipe that could not be finished is tried again."""

_log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("made by PausedModel")
class PausedPhones(RowsModel):
    """Whom to ring meanwhile."""

    row_type = PhoneRow


@QmlElement
@QmlUncreatable("made by the shell")
class PausedModel(QObject):
    """Watches the orders of the platform.

    Args:
        context: clock, content and pulse.
        visit: ended when the page comes up.
        reception: lets go of the journal before it is wiped.
        standing: the orders.
    """

    changed = Signal()

    def __init__(self, context: ScreenContext, *, visit: VisitModel, reception: Reception, standing: Standing) -> None:
        super().__init__(context)
        self._context = context
        self._visit = visit
        self._reception = reception
        self._standing = standing
        self._rows = PausedPhones(self)
        self._version = -1
        self._orders = Orders()
        self._ordered_at_s: float | None = None
        self._shown: Pause | None = None
        self._thanked = False
        self._wiped = False
        self._wipe_at_s: float | None = None
        self._said = ""
        context.pulse.connect(self.look)
        context.contentChanged.connect(self._refresh)
        context.languageChanged.connect(self._refresh)
        self._look(
            wipe=False
        )  # this process may only be a successor in waiting: what is on the disk is not its own yet

    @Slot()
    def look(self) -> None:
        """Look once at the orders and the clock, and do what they say."""
        self._look(wipe=True)

    def _look(self, *, wipe: bool) -> None:
        try:
            version = self._standing.version()
            if version != self._version:
                orders = self._standing.orders()
                self._version = version
                if orders != self._orders:
                    self._orders = orders
                    self.changed.emit()
        except WorldError as error:  # what was ordered before stays in force
            self._note(error)
        wanted = pause_of(self._orders, self._context.clock.now())
        if wanted is None or self._ordered_at_s is None:
            self._ordered_at_s = None if wanted is None else self._context.stopwatch()
            self._thanked = False
        waits = wanted is not None and not wanted.at_once and self._somebody_is_there()
        self._show(None if waits else wanted)
        if wanted is None or wanted.why is not Why.REVOKED:
            self._wiped, self._wipe_at_s = False, None
        elif wipe:  # the page is up, and the visit over: who reads it keeps her language however often this is tried
            self._wipe()

    def _somebody_is_there(self) -> bool:
        """Whether the page still waits: for a visit that may be finished, or for the thank-you page after it."""
        if not self._visit.parting and not self._thanked and self._shown is None and self._visit.under_way:
            waited_s = self._context.stopwatch() - (self._ordered_at_s or 0.0)
            if waited_s < FINISH_S:
                return True
            self._visit.end()
        self._thanked = self._thanked or self._visit.parting  # a touch on that page begins no other visit
        return self._visit.parting

    def _show(self, wanted: Pause | None) -> None:
        if wanted == self._shown:
            return
        came_up = self._shown is None
        self._shown = wanted
        if came_up:
            self._visit.end()
        self._refresh()

    def _wipe(self) -> None:
        now_s = self._context.stopwatch()
        if self._wiped or (self._wipe_at_s is not None and now_s < self._wipe_at_s):
            return
        self._wipe_at_s = now_s + WIPE_AGAIN_S
        self._reception.close()
        try:
            self._wiped = self._standing.wipe()
        except WorldError as error:
            self._note(error)
        if self._wiped:
            _log.info(say("paused.log_wiped"))
            self.changed.emit()

    def _note(self, error: WorldError) -> None:
        sentence = say(error.code, **error.params)
        if sentence != self._said:
            self._said = sentence
            _log.error(sentence)

    @Slot()
    def _refresh(self) -> None:
        if self._shown is not None:
            found = self._context.attempt(
                lambda: phones(
                    self._context.reader,
                    self._context.now().date(),
                    place_id=self._context.place_id,
                    language=self._context.language,
                )
            )
            if found is not None:
                self._rows.replace(found)
        self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the page is up instead of every other."""
        return self._shown is not None

    @Property(str, notify=changed)
    def why(self) -> str:
        """``maintenance``, ``closed``, ``fault``, ``paused``, ``revoked``, or "" while it is not up."""
        return "" if self._shown is None else self._shown.why.value

    @Property(QDateTime, notify=changed)
    def until(self) -> QDateTime:
        """When it is over, local; invalid where nobody said."""
        until = None if self._shown is None else self._shown.until
        return QDateTime() if until is None else to_qt(until)

    @Property(bool, notify=changed)
    def untilToday(self) -> bool:
        """Whether it is over today."""
        until = None if self._shown is None else self._shown.until
        return until is not None and until.date() == self._context.now().date()

    @Property(bool, notify=changed)
    def wiped(self) -> bool:
        """Whether what people left here has been wiped."""
        return self._wiped

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        """Whether nobody can sign up here, by an order; everything can still be read."""
        return self._shown is None and self._orders.lock is not None

    phones = Property(PausedPhones, lambda self: self._rows, constant=True)
