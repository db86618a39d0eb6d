"""A printer on USB: the same picture comes out, what it answers is believed, and a cable that is pulled ends in words.

The device is in memory, below pyusb: everything above it, python-escpos and our adapter, is what a terminal runs.
"""

from __future__ import annotations

import errno
from types import SimpleNamespace

import pytest
import usb.core

from kiosk.devices.printer import EscposPrinter
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import PrinterConnection, PrinterSettings
from kiosk.usecases.printing import PrinterState
from tests.thermal_printer import GOOD, NEAR_END, ONLINE, PAPER_END, Commands, Paper
from tests.unit.test_printer import slip

VENDOR, PRODUCT = 0x04B8, 0x0E15
OUT, IN = 0x01, 0x82


class Backend:
    """pyusb asks which library is below it: only this one knows of kernel drivers."""

    __module__ = "usb.backend.libusb1"


class UsbPrinter:
    """What pyusb calls a device: bytes in, bytes out, and errors as libusb gives them."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.paper_says = GOOD
        self.mute = False
        self.pulled_after: int | None = None  # bytes
        self.kernel_holds = True
        self.disposed = 0
        self.backend = Backend()
        self._ctx = SimpleNamespace(dispose=lambda _device: setattr(self, "disposed", self.disposed + 1))
        self._taken = 0
        self._commands = Commands(self.paper, ask=self._asked, ask_in_turn=lambda: 0)

    def _asked(self, question: int) -> int:
        return self.paper_says if question == 4 else ONLINE

    def is_kernel_driver_active(self, _interface: int) -> bool:
        return self.kernel_holds

    def detach_kernel_driver(self, _interface: int) -> None:
        self.kernel_holds = False

    def set_configuration(self) -> None:
        assert not self.kernel_holds, "libusb refuses while the kernel's own driver has it"

    def reset(self) -> None:
        return

    def write(self, endpoint: int, data: bytes, timeout_ms: int) -> int:
        assert endpoint == OUT
        assert timeout_ms > 0, "without a limit a printer that takes nothing is waited for for ever"
        self._taken += len(data)
        if self.pulled_after is not None and self._taken > self.pulled_after:
            raise usb.core.USBError("No such device", errno=errno.ENODEV)
        self._commands.feed(bytes(data))
        return len(data)

    def read(self, endpoint: int, size: int, timeout_ms: int) -> bytes:
        assert endpoint == IN
        assert 0 < timeout_ms < 10_000
        if self.mute or not self._commands.answers:
            raise usb.core.USBTimeoutError("Operation timed out", errno=errno.ETIMEDOUT)
        said = bytes(self._commands.answers[:size])
        self._commands.answers.clear()
        return said


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> UsbPrinter:
    made = UsbPrinter()
    monkeypatch.setattr(
        usb.core, "find", lambda **asked: made if (asked["idVendor"], asked["idProduct"]) == (VENDOR, PRODUCT) else None
    )
    return made


def printer(address: str = "04b8:0e15") -> EscposPrinter:
    how = PrinterSettings(connection=PrinterConnection.USB, address=address, width_dots=384)
    return EscposPrinter(how, answer_timeout_s=0.3, take_timeout_s=1)


def test_the_same_picture_comes_out_and_the_device_is_let_go(device: UsbPrinter) -> None:
    printer().print(slip())
    assert device.paper.slips == [slip()]
    assert device.disposed


@pytest.mark.parametrize(
    ("says", "state"),
    [
        (GOOD, PrinterState.READY),
        (NEAR_END, PrinterState.PAPER_LOW),
        (PAPER_END, PrinterState.PAPER_OUT),
    ],
)
def test_it_is_asked_and_believed(device: UsbPrinter, says: int, state: PrinterState) -> None:
    device.paper_says = says
    assert printer().state() is state


def test_one_that_never_answers_still_prints(device: UsbPrinter) -> None:
    device.mute = True
    assert printer().state() is PrinterState.UNKNOWN
    printer().print(slip())
    assert device.paper.slips == [slip()]


def test_out_of_paper_nothing_is_begun(device: UsbPrinter) -> None:
    device.paper_says = PAPER_END
    with pytest.raises(WorldError) as raised:
        printer().print(slip())
    assert raised.value.code == "printer.paper_out"
    assert not device.paper.rows


def test_a_cable_that_is_pulled_in_the_middle_is_told(device: UsbPrinter) -> None:
    device.pulled_after = 6000
    with pytest.raises(WorldError) as raised:
        printer().print(slip())
    assert raised.value.code == "printer.lost"
    assert not device.paper.slips


def test_another_device_is_not_taken_for_it(device: UsbPrinter) -> None:
    assert printer("04b8:0e16").state() is PrinterState.OFFLINE
    with pytest.raises(WorldError) as raised:
        printer("04b8:0e16").print(slip())
    assert raised.value.code == "printer.offline"
