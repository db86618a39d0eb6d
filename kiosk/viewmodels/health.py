"""Has the terminal say how it is, when nobody is there. When that is worth an entry: ``kiosk.domain.device_health``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.domain.errors import WorldError
from kiosk.domain.journal_bodies import DeviceState
from kiosk.usecases.printing import PrinterState
from kiosk.usecases.scanner import Scanner
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.counting import NOBODY
from kiosk.viewmodels.navigator import Navigator
from kiosk.viewmodels.reception import Reception

_OF_PRINTER = {
    PrinterState.READY: DeviceState.OK,
    PrinterState.BUSY: DeviceState.OK,
    PrinterState.NONE: DeviceState.ABSENT,
    PrinterState.PAPER_OUT: DeviceState.EMPTY,
    PrinterState.PAPER_LOW: DeviceState.LOW,
    PrinterState.OFFLINE: DeviceState.BROKEN,
    PrinterState.UNKNOWN: DeviceState.UNKNOWN,
}


class HealthReports(QObject):
    """The reports of one window.

    Args:
        context: clock.
        navigator: whether somebody is there.
        reception: the desk that writes.
        printer: what the printer last said; it is asked once a minute.
        scanner: as the tickets' page uses it.
    """

    def __init__(
        self,
        context: ScreenContext,
        navigator: Navigator,
        reception: Reception,
        *,
        printer: Callable[[], PrinterState],
        scanner: Scanner,
    ) -> None:
        super().__init__(context)
        self._navigator = navigator
        self._reception = reception
        self._printer = printer
        self._scanner = scanner
        context.minuteChanged.connect(self._look)

    @Slot()
    def _look(self) -> None:
        if self._navigator.top[0] not in NOBODY:
            return
        try:
            self._reception.desk().health.report(printer=_OF_PRINTER[self._printer()], scanner=self._scanner.state())
        except WorldError as error:
            self._reception.note(error)
