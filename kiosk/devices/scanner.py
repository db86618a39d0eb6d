"""Code scanners: one that types like a keyboard; one on a serial line is ``scanner_serial``. Both tell a whole code at once.

Neither says where a code ends: some send Enter after it, and a code of several lines has Enters within. So a code is over when
nothing has come for ``QUIET_MS``; a scanner sends a key every few milliseconds. Not here: what a code means
(``kiosk.domain.ticket_code``).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent

from kiosk.domain.journal_bodies import DeviceState
from kiosk.domain.terminal import ScannerConnection, ScannerSettings
from kiosk.usecases.scanner import Heard, NoScanner, Scanner

QUIET_MS = 120
MOST_CHARACTERS = 4000
"""No code of ours is as long; what goes on for longer is no code."""
USB_DEVICES = Path("/sys/bus/usb/devices")
ENTERS = ("\r", "\n")


class Assembled(QObject):
    """Puts together what comes in pieces."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard: Heard | None = None
        self._text = ""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._over)

    @property
    def wanted(self) -> bool:
        """Whether anybody wants to know."""
        return self._heard is not None

    @property
    def under_way(self) -> bool:
        """Whether a code is coming in."""
        return self._quiet.isActive()

    def listen(self, heard: Heard | None) -> None:
        """Tell ``heard`` from now on; what came in before is dropped."""
        self._heard = heard
        self._text = ""
        self._quiet.stop()

    def add(self, piece: str) -> None:
        """More of it."""
        self._text = (self._text + piece)[:MOST_CHARACTERS]
        self._quiet.start()

    def _over(self) -> None:
        text, self._text = self._text, ""
        if self._heard is not None and text.strip():
            self._heard(text)


def usb_present(address: str, devices: Path = USB_DEVICES) -> bool:
    """Whether a USB device ``vendor:product`` hangs on this machine."""
    vendor, _, product = address.partition(":")
    for folder in devices.glob("*"):
        try:
            found = [(folder / name).read_text(encoding="ascii").strip() for name in ("idVendor", "idProduct")]
        except OSError:  # an interface or a hub's port, or just unplugged
            continue
        if found == [vendor, product]:
            return True
    return False


class KeyboardScanner(QObject):
    """A scanner that types: an event filter of the window.

    While somebody wants codes, a letter begins one, and everything that follows without a pause belongs to it: nothing of
    it reaches the page, where Enter and space would press what has the focus. Single digits, Enter and Tab are those of
    somebody at a keyboard. While nobody wants codes, keys pass as they are.

    Args:
        address: ``vendor:product``, to see whether it is there.
        devices: where the kernel lists them.
    """

    def __init__(self, address: str, *, devices: Path = USB_DEVICES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._devices = devices
        self._code = Assembled(self)

    def state(self) -> DeviceState:
        """See ``Scanner``."""
        return DeviceState.OK if usb_present(self._address, self._devices) else DeviceState.BROKEN

    def listen(self, heard: Heard | None) -> None:
        """See ``Scanner``."""
        self._code.listen(heard)

    def close(self) -> None:
        """See ``Scanner``."""
        self._code.listen(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name and arguments)
        """Keep from the window what belongs to a code."""
        if not self._code.wanted or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the types
        text = event.text()
        if not (self._code.under_way or (len(text) == 1 and text.isalpha())):
            return False
        if event.type() == QEvent.Type.KeyPress and text:
            self._code.add("\n" if text in ENTERS else text)
        return True


def make_scanner(settings: ScannerSettings | None, parent: QObject) -> Scanner:
    """The scanner of a terminal; ``parent`` owns it."""
    if settings is None:
        return NoScanner()
    if settings.connection is ScannerConnection.KEYBOARD:
        return KeyboardScanner(settings.address, parent=parent)
    from kiosk.devices.scanner_serial import SerialScanner  # noqa: PLC0415 - few machines have one; the first frame does not wait

    return SerialScanner(settings.address, baud=settings.baud, parent=parent)
