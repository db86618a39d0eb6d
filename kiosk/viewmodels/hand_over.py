"""请工作人员帮我办 as QML sees it: consent first, then a code with its minutes; leaving, time-out or 作废 ends it.

What a code says and who can open it is ``kiosk.usecases.hand_over``, which is imported when somebody first agrees: it brings
cryptography along.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.errors import WorldError
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.self_check import SelfCheckModel

if TYPE_CHECKING:
    from kiosk.usecases.hand_over import HandOver, HandOverCode

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

MakeHandOver = Callable[[], "HandOver"]


def no_hand_over() -> HandOver:
    """For a window that cannot make codes.

    Raises:
        WorldError: always.
    """
    raise WorldError("handover.not_here")


@QmlElement
@QmlUncreatable("made by the shell")
class HandOverModel(QObject):
    """The code of one check. ``over``: there was one, and it counts no more. ``available`` False: none can be made here."""

    changed = Signal()

    def __init__(
        self, context: ScreenContext, check: SelfCheckModel, reception: Reception, *, make: MakeHandOver = no_hand_over
    ) -> None:
        super().__init__(context)
        self._context = context
        self._check = check
        self._reception = reception
        self._make = make
        self._maker: HandOver | None = None
        self._code: HandOverCode | None = None
        self._in_all_s = 0
        self._left_s = 0
        self._over = False
        self._available = True
        context.visitEnded.connect(self.end)
        context.pulse.connect(self._look)

    def opened(self) -> None:
        """The page comes on the screen: nothing has been agreed to."""
        self._over = False
        self._available = True
        self.end()

    @Slot()
    def agree(self) -> None:
        """The resident agrees: make a code."""
        check = self._check.check
        if check is None:
            return
        try:
            if self._maker is None:
                self._maker = self._make()
            self._show(self._maker.make(check))
        except WorldError as error:
            self._reception.note(error)
            self._available = False
        self._over = False
        self.changed.emit()

    @Slot()
    def extend(self) -> None:
        """Five more minutes, as far as a code may count."""
        if self._maker is not None and self._code is not None:
            self._show(self._maker.more_time(self._code))
            self.changed.emit()

    @Slot()
    def end(self) -> None:
        """作废: this code opens nothing any more."""
        if self._maker is not None and self._code is not None:
            self._maker.void(self._code.body.nonce)
        self._code = None
        self._left_s = 0
        self.changed.emit()

    def _show(self, code: HandOverCode) -> None:
        self._code = code
        self._left_s = self._in_all_s = self._seconds()

    def _seconds(self) -> int:
        if self._code is None:
            return 0
        left: dt.timedelta = self._code.until - self._context.clock.now()
        return max(0, int(left.total_seconds()))

    @Slot()
    def _look(self) -> None:
        if self._code is None:
            return
        left_s = self._seconds()
        if left_s == 0:
            self._over = True
            self.end()
        elif left_s != self._left_s:
            self._left_s = left_s
            self.changed.emit()

    payload = Property(str, lambda self: self._code.text if self._code else "", notify=changed)
    secondsLeft = Property(int, lambda self: self._left_s, notify=changed)
    secondsInAll = Property(int, lambda self: self._in_all_s, notify=changed)
    minutes = Property(int, lambda self: -(-self._left_s // 60), notify=changed)
    over = Property(bool, lambda self: self._over, notify=changed)
    available = Property(bool, lambda self: self._available, notify=changed)
