"""The printer: what it is told is what comes out, what it says of itself is heard, and whatever fails ends in words."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.printer import EscposPrinter, make_printer
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import PrinterConnection, PrinterSettings
from kiosk.usecases.printing import Outcome, Printer, PrinterState, PrintRoom, Raster
from tests.thermal_printer import Commands, Paper, ThermalPrinter, thermal_printer


def slip(rows: int = 400, *, width: int = 384, fill: bytes = b"\xaa\x10\x04\x01") -> Raster:
    """A picture; its bytes hold DLE EOT, so that nobody mistakes a picture for a question."""
    row = (fill * width)[: width // 8]
    return Raster(width, rows, b"".join(bytes([number % 256]) + row[1:] for number in range(rows)))


@pytest.fixture
def device() -> Iterator[ThermalPrinter]:
    with thermal_printer() as printer:
        yield printer


def network(device: ThermalPrinter, *, take_timeout_s: float = 5.0) -> EscposPrinter:
    how = PrinterSettings(connection=PrinterConnection.NETWORK, address=device.address, width_dots=384)
    return EscposPrinter(how, answer_timeout_s=0.3, take_timeout_s=take_timeout_s)


def came_out(device: ThermalPrinter) -> list[Raster]:
    """What was printed, where nobody is told when that is done."""
    until = time.monotonic() + 5
    while not device.paper.slips and time.monotonic() < until:
        threading.Event().wait(0.01)
    return device.paper.slips


def test_what_is_sent_over_a_socket_is_what_comes_out(device: ThermalPrinter) -> None:
    network(device).print(slip())
    assert device.paper.slips == [slip()]


@settings(max_examples=15, deadline=None)
@given(rows=st.integers(1, 300), fill=st.binary(min_size=1, max_size=9), narrow=st.booleans())
def test_a_device_file_gets_the_same_picture(
    rows: int, fill: bytes, *, narrow: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("printer") / "lp0"
    raster = slip(rows, width=384 if narrow else 576, fill=fill)
    EscposPrinter(PrinterSettings(connection=PrinterConnection.FILE, address=str(path))).print(raster)
    paper = Paper()
    Commands(paper, ask=lambda _: None, ask_in_turn=lambda: None).feed(path.read_bytes())
    assert paper.slips == [raster]


def test_a_device_file_is_honestly_unknown(tmp_path: Path) -> None:
    how = PrinterSettings(connection=PrinterConnection.FILE, address=str(tmp_path / "lp0"))
    assert EscposPrinter(how).state() is PrinterState.UNKNOWN


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        ({}, PrinterState.READY),
        ({"near_end": True}, PrinterState.PAPER_LOW),
        ({"paper_rows": 0}, PrinterState.PAPER_OUT),
        ({"cover_open": True}, PrinterState.OFFLINE),
        ({"mute": True}, PrinterState.UNKNOWN),
    ],
)
def test_it_is_asked_and_believed(device: ThermalPrinter, trouble: dict[str, bool], state: PrinterState) -> None:
    for name, value in trouble.items():
        setattr(device, name, value)
    assert network(device).state() is state


def test_one_that_is_not_there_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    printer = EscposPrinter(PrinterSettings(connection=PrinterConnection.NETWORK, address=address))
    assert printer.state() is PrinterState.OFFLINE
    with pytest.raises(WorldError) as raised:
        printer.print(slip())
    assert raised.value.code == "printer.offline"


def test_none_is_none() -> None:
    printer = make_printer(None)
    assert (printer.width, printer.state()) == (0, PrinterState.NONE)


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ({"paper_rows": 200}, "printer.paper_out"),
        ({"cover_open": True}, "printer.offline"),
        ({"breaks_after": 6000}, "printer.lost"),
    ],
)
def test_what_fails_in_the_middle_is_noticed(device: ThermalPrinter, trouble: dict[str, int], code: str) -> None:
    for name, value in trouble.items():
        setattr(device, name, value)
    with pytest.raises(WorldError) as raised:
        network(device).print(slip())
    assert raised.value.code == code
    assert not device.paper.slips


def test_one_that_takes_nothing_any_more_is_given_up(device: ThermalPrinter) -> None:
    device.hold.clear()
    device.mute = True
    with pytest.raises(WorldError) as raised:
        network(device, take_timeout_s=0.3).print(slip(200_000))
    assert raised.value.code == "printer.offline"


def test_one_that_never_answers_still_prints(device: ThermalPrinter) -> None:
    device.mute = True
    network(device).print(slip())
    assert came_out(device) == [slip()]


def test_one_that_answers_late_still_prints_all_of_it(device: ThermalPrinter) -> None:
    """The connection was shut over the answer nobody had read: it was reset, and what was under way was lost."""
    device.answers_after = 3000
    network(device).print(slip(4000))
    assert came_out(device) == [slip(4000)]


def test_one_that_says_late_that_its_paper_is_out_is_believed(device: ThermalPrinter) -> None:
    device.answers_after, device.paper_rows = 3000, 0
    with pytest.raises(WorldError) as raised:
        network(device).print(slip(4000))
    assert raised.value.code == "printer.paper_out"


# The room: one job, nobody waits ------------------------------------------------------------------------------------


class Slow:
    """A printer that prints when it is let, and fails as it is told."""

    width = 384

    def __init__(self) -> None:
        self.let = threading.Event()
        self.begun = threading.Event()
        self.printed: list[Raster] = []
        self.error: WorldError | None = None

    def state(self) -> PrinterState:
        return PrinterState.READY

    def print(self, raster: Raster) -> None:
        self.begun.set()
        assert self.let.wait(20)
        if self.error is not None:
            raise self.error
        self.printed.append(raster)


class Watch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def ended(room: PrintRoom) -> Outcome:
    until = time.monotonic() + 5
    while (outcome := room.look()) is None:
        assert time.monotonic() < until
        threading.Event().wait(0.005)
    return outcome


@pytest.fixture
def room_of() -> Iterator[Callable[..., PrintRoom]]:
    rooms: list[PrintRoom] = []

    def make(printer: Printer, watch: Watch | None = None) -> PrintRoom:
        rooms.append(PrintRoom(printer, stopwatch=watch or Watch(), timeout_s=30))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close()


def test_nobody_waits_and_there_is_one_job_at_a_time(room_of: Callable[..., PrintRoom]) -> None:
    printer = Slow()
    room = room_of(printer)
    assert room.begin(slip)
    assert printer.begun.wait(5)
    assert room.state is PrinterState.BUSY
    assert room.look() is None
    assert not room.begin(slip), "the one before is not out"
    printer.let.set()
    assert ended(room) is Outcome.DONE
    assert room.look() is None, "an end is told once"
    assert room.begin(slip)
    assert ended(room) is Outcome.DONE
    assert len(printer.printed) == 2


def test_one_that_hangs_is_not_waited_for_and_takes_nothing_until_it_lets_go(
    room_of: Callable[..., PrintRoom], caplog: pytest.LogCaptureFixture
) -> None:
    printer, watch = Slow(), Watch()
    room = room_of(printer, watch)
    with caplog.at_level(logging.ERROR, "kiosk.usecases.printing"):
        assert room.begin(slip)
        assert printer.begun.wait(5)
        watch.seconds = 29.0
        assert room.look() is None
        watch.seconds = 31.0
        assert room.look() is Outcome.LATE
    assert not room.begin(slip)
    printer.let.set()
    until = time.monotonic() + 5
    while not room.begin(slip):
        assert time.monotonic() < until
        threading.Event().wait(0.005)
    assert ended(room) is Outcome.DONE


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("printer.paper_out", Outcome.PAPER_OUT),
        ("printer.offline", Outcome.OFFLINE),
        ("printer.lost", Outcome.LOST),
    ],
)
def test_how_it_failed_is_told(room_of: Callable[..., PrintRoom], code: str, outcome: Outcome) -> None:
    printer = Slow()
    printer.error = WorldError(code, address="x", reason="y")
    printer.let.set()
    room = room_of(printer)
    logging.getLogger("kiosk.usecases.printing").setLevel(logging.ERROR)
    try:
        assert room.begin(slip)
        assert ended(room) is outcome
    finally:
        logging.getLogger("kiosk.usecases.printing").setLevel(logging.NOTSET)


def test_without_a_printer_nothing_begins(room_of: Callable[..., PrintRoom]) -> None:
    room = room_of(make_printer(None))
    assert not room.begin(slip)
    assert room.state is PrinterState.NONE
