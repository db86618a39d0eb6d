"""A code scanner on a serial line. How a code is put together is ``scanner``."""

from __future__ import annotations

from PySide6.QtCore import QIODevice, QObject
from PySide6.QtSerialPort import QSerialPort

from kiosk.devices.scanner import Assembled
from kiosk.domain.journal_bodies import DeviceState
from kiosk.usecases.scanner import Heard


class SerialScanner(QObject):
    """A scanner on a serial line (also USB ones that show up as ``/dev/ttyACM0``). Opened anew when it was unplugged.

    Args:
        path: the line.
        baud: its speed; lines over USB have none and ignore it.
    """

    def __init__(self, path: str, *, baud: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._code = Assembled(self)
        self._port = QSerialPort(self)
        self._port.setPortName(path)
        self._port.setBaudRate(baud)
        self._port.readyRead.connect(self._read)
        self._port.errorOccurred.connect(self._failed)

    def state(self) -> DeviceState:
        """See ``Scanner``."""
        return DeviceState.OK if self._opened() else DeviceState.BROKEN

    def listen(self, heard: Heard | None) -> None:
        """See ``Scanner``."""
        self._code.listen(heard)
        self._opened()

    def close(self) -> None:
        """Let go of the line."""
        self._code.listen(None)
        self._port.close()

    def _opened(self) -> bool:
        return self._port.isOpen() or self._port.open(QIODevice.OpenModeFlag.ReadOnly)

    def _read(self) -> None:
        piece = bytes(self._port.readAll().data()).decode("utf-8", "replace")
        if self._code.wanted:
            self._code.add(piece.replace("\r\n", "\n").replace("\r", "\n"))

    def _failed(self, error: QSerialPort.SerialPortError) -> None:
        if error == QSerialPort.SerialPortError.ResourceError:  # unplugged
            self._port.close()
