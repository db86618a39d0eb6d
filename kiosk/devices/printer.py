"""The thermal printer: ESC/POS over USB, a socket or a device file, through python-escpos.

What a printer says of itself is asked in real time (``DLE EOT``, answered even while it prints) where the connection can
answer; a device file cannot, and then it is honestly unknown. A picture goes out in strips, and between them it is asked
about paper and cover, so that a roll that ends in the middle is noticed. At the end it is asked in turn (``GS r``), which
is answered only after everything before it was taken. An answer that comes late still belongs to its own question, and
a socket is not closed over one that is owed: a connection that is shut with something unread is reset, and a printer
forgets what it has not printed yet. Not here: what is printed, and the waiting (``kiosk.usecases.printing``).

Source of the bits: Epson, ESC/POS command reference, DLE EOT (n = 1, 2, 4), GS r, GS v 0.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import PrinterConnection, PrinterSettings
from kiosk.usecases.printing import NoPrinter, Printer, PrinterState, Raster

if TYPE_CHECKING:
    from escpos.escpos import Escpos

STRIP_ROWS = 120
"""15 mm: a cheap printer's buffer of 4 KB holds no more than half of it, so the questions between strips are fresh."""
ANSWER_TIMEOUT_S = 2.0
TAKE_TIMEOUT_S = 20.0
"""A printer that takes no byte for so long has stopped: its paper is out, or its cover open."""
OWED_TIMEOUT_S = 10.0
"""How long a printer that has not answered yet keeps its connection; with what went before still within ``JOB_TIMEOUT_S``."""
FEED_DOTS = 40

_ASK_ONLINE, _ASK_CAUSE, _ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
_ASK_DONE = b"\x1dr\x01"
_PICTURE = b"\x1dv0\x00"
_OFFLINE, _COVER_OPEN, _ERROR = 0x08, 0x04, 0x40
_PAPER_END, _PAPER_NEAR_END = 0x60, 0x0C
_FIXED_MASK, _FIXED = 0x93, 0x12  # bits every answer to DLE EOT has; anything else is not one


class EscposPrinter:
    """One printer, opened for each question and each job and let go of again, so that it may be unplugged any time.

    Args:
        settings: how it is reached.
        answer_timeout_s: how long an answer may take.
        take_timeout_s: how long it may take no byte.
        owed_timeout_s: how long a slip that was sent waits for answers that are late.
    """

    def __init__(
        self,
        settings: PrinterSettings,
        *,
        answer_timeout_s: float = ANSWER_TIMEOUT_S,
        take_timeout_s: float = TAKE_TIMEOUT_S,
        owed_timeout_s: float = OWED_TIMEOUT_S,
    ) -> None:
        self._settings = settings
        self._answer_timeout_s = answer_timeout_s
        self._take_timeout_s = take_timeout_s
        self._owed_timeout_s = owed_timeout_s
        self._owed: list[bytes] = []  # questions of this connection that were not answered yet
        self._one_at_a_time = threading.Lock()

    @property
    def width(self) -> int:
        """See ``Printer``."""
        return self._settings.width_dots

    def state(self) -> PrinterState:
        """See ``Printer``."""
        try:
            with self._one_at_a_time, self._opened() as device:
                return self._state_of(device)
        except WorldError:
            return PrinterState.OFFLINE

    def print(self, raster: Raster) -> None:
        """See ``Printer``."""
        with self._one_at_a_time, self._opened() as device:
            state = self._state_of(device)
            self._refuse(state)
            self._send(device, raster, answers=state is not PrinterState.UNKNOWN)

    def _send(self, device: Escpos, raster: Raster, *, answers: bool) -> None:
        device._raw(b"\x1b@")
        row_bytes = raster.width // 8
        for top in range(0, raster.height, STRIP_ROWS):
            rows = raster.rows[top * row_bytes : (top + STRIP_ROWS) * row_bytes]
            # Not device.image(): it turns the picture into colours and back, and prints a line about profiles each time.
            device._raw(_PICTURE + struct.pack("<HH", row_bytes, len(rows) // row_bytes) + rows)
            if answers:
                self._refuse(self._state_of(device))
        device._raw(b"\x1bJ" + bytes([FEED_DOTS]))
        device.cut()
        if answers and self._answer(device, _ASK_DONE, timeout_s=self._take_timeout_s) is not None:
            self._refuse(self._state_of(device))
        self._let_take(device)
        device.close()  # a device file is written here at the latest; what fails then has failed

    def _refuse(self, state: PrinterState) -> None:
        if state is PrinterState.PAPER_OUT:
            raise WorldError("printer.paper_out", address=self._settings.address)
        if state is PrinterState.OFFLINE:
            raise WorldError("printer.offline", address=self._settings.address, reason="DLE EOT")

    # Asking -------------------------------------------------------------------------------------------------------

    def _state_of(self, device: Escpos) -> PrinterState:
        paper = self._status(device, _ASK_PAPER)
        if paper is None:
            return PrinterState.UNKNOWN
        if paper & _PAPER_END:
            return PrinterState.PAPER_OUT
        online = self._status(device, _ASK_ONLINE)
        cause = self._status(device, _ASK_CAUSE) if online is not None and online & _OFFLINE else 0
        if cause is None or cause & (_COVER_OPEN | _ERROR) or (online is not None and online & _OFFLINE):
            return PrinterState.OFFLINE
        return PrinterState.PAPER_LOW if paper & _PAPER_NEAR_END else PrinterState.READY

    def _status(self, device: Escpos, question: bytes) -> int | None:
        answer = self._answer(device, question, timeout_s=self._answer_timeout_s)
        return answer if answer is not None and answer & _FIXED_MASK == _FIXED else None

    def _answer(self, device: Escpos, question: bytes, *, timeout_s: float) -> int | None:
        """One byte of answer; None where it does not come or cannot."""
        if self._settings.connection is PrinterConnection.FILE:
            return None
        device._raw(question)
        try:
            if self._settings.connection is PrinterConnection.NETWORK:
                self._owed.append(question)
                said = b""
                while self._owed:  # what is late comes first, and is the answer to something else
                    said = self._heard(device, timeout_s=timeout_s)
                    if not said:
                        raise ConnectionResetError("closed by the printer")
            else:
                said = device.device.read(device.in_ep, 16, round(timeout_s * 1000))
        except TimeoutError:
            return None
        except OSError as error:
            if getattr(error, "errno", None) == 110:  # pyusb's time-out is an OSError with ETIMEDOUT
                return None
            raise
        return said[-1] if len(said) else None

    def _heard(self, device: Escpos, *, timeout_s: float) -> bytes:
        """What a network printer says next; nothing when it has closed the connection."""
        device.device.settimeout(timeout_s)
        try:
            said: bytes = device._read()
        finally:
            device.device.settimeout(self._take_timeout_s)
        del self._owed[: len(said)]
        return said

    def _let_take(self, device: Escpos) -> None:
        """Say that this was all, and wait until a printer that answers late has answered or has closed the connection."""
        if self._settings.connection is not PrinterConnection.NETWORK or not self._owed:
            return
        device.device.shutdown(socket.SHUT_WR)
        with contextlib.suppress(TimeoutError):  # one that never answers has nothing to say that could come too late
            while owed := tuple(self._owed):
                said = self._heard(device, timeout_s=self._owed_timeout_s)
                if not said:
                    return
                for question, answer in zip(owed, said, strict=False):
                    if question == _ASK_PAPER and answer & _FIXED_MASK == _FIXED and answer & _PAPER_END:
                        self._refuse(PrinterState.PAPER_OUT)

    # The connection -----------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _opened(self) -> Iterator[Escpos]:
        from escpos.exceptions import DeviceNotFoundError, USBNotFoundError  # noqa: PLC0415 (0.2 s of import)

        address = self._settings.address
        device = self._device()
        self._owed = []
        try:
            if self._settings.connection is PrinterConnection.NETWORK:
                # Not open(): it leaves its socket lying about where nobody answers.
                device.device = socket.create_connection((device.host, device.port), timeout=self._take_timeout_s)
            else:
                device.open()
        except (DeviceNotFoundError, USBNotFoundError, OSError) as error:
            raise WorldError("printer.offline", address=address, reason=_reason(error)) from error
        try:
            yield device
        except TimeoutError as error:
            raise WorldError("printer.offline", address=address, reason=_reason(error)) from error
        except OSError as error:
            raise WorldError("printer.lost", address=address, reason=_reason(error)) from error
        finally:
            with contextlib.suppress(OSError):  # what it had to say was said above
                device.close()

    def _device(self) -> Escpos:
        from escpos import printer as kinds  # noqa: PLC0415

        settings = self._settings
        if settings.connection is PrinterConnection.NETWORK:
            host, _, port = settings.address.rpartition(":")
            return kinds.Network(host, int(port), timeout=self._take_timeout_s, profile=settings.profile)
        if settings.connection is PrinterConnection.USB:
            vendor, _, product = settings.address.partition(":")
            return kinds.Usb(
                int(vendor, 16), int(product, 16), timeout=round(self._take_timeout_s * 1000), profile=settings.profile
            )
        return kinds.File(settings.address, profile=settings.profile)


def _reason(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__).split())


def make_printer(settings: PrinterSettings | None) -> Printer:
    """The printer of this terminal, or the one that is not there."""
    return NoPrinter() if settings is None else EscposPrinter(settings)
