"""A thermal printer on a loopback socket: takes ESC/POS, prints into memory, answers questions, and fails as real ones do."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kiosk.usecases.printing import Raster

GOOD, NEAR_END, PAPER_END = 0x12, 0x1E, 0x72
ONLINE, OFFLINE = 0x12, 0x1A
NO_CAUSE, COVER_OPEN = 0x12, 0x16


_SIZES = {b"\x1b@": 2, b"\x1bJ": 3, b"\x1bd": 3, b"\x1dV": 3, b"\x10\x04": 3, b"\x1dr": 3}
"""Lengths of the short commands; a picture (GS v 0) has eight bytes before its dots."""


@dataclass
class Paper:
    """What came out: rows of dots until each cut."""

    width: int = 0
    rows: bytearray = field(default_factory=bytearray)
    slips: list[Raster] = field(default_factory=list)

    def picture(self, width_bytes: int, data: bytes) -> None:
        self.width = 8 * width_bytes
        self.rows += data

    def cut(self) -> None:
        if self.rows:
            self.slips.append(Raster(self.width, len(self.rows) * 8 // self.width, bytes(self.rows)))
        self.rows = bytearray()


class Commands:
    """Reads a stream of ESC/POS as a printer does, byte for byte; anything it does not know fails the test."""

    def __init__(
        self, paper: Paper, *, ask: Callable[[int], int | None], ask_in_turn: Callable[[], int | None]
    ) -> None:
        self.paper = paper
        self.answers: list[int] = []
        self._ask, self._ask_in_turn = ask, ask_in_turn
        self._held = b""

    def feed(self, data: bytes) -> None:
        self._held += data
        while (taken := self._command()) > 0:
            self._held = self._held[taken:]

    def _command(self) -> int:
        """Carry out the first command held; the value is its length, 0 while it is not all there."""
        held = self._held
        size = _SIZES.get(held[:2], 8)
        if len(held) < size:
            return 0
        if size == 3:
            self._short(held[:2], held[2])
        elif size == 8:
            assert held[:4] == b"\x1dv0\x00", held[:8]
            width_bytes, rows = struct.unpack("<HH", held[4:8])
            size += width_bytes * rows
            if len(held) < size:
                return 0
            self.paper.picture(width_bytes, held[8:size])
        return size

    def _short(self, command: bytes, argument: int) -> None:
        if command == b"\x1dV":
            assert argument in (0, 1), argument
            self.paper.cut()
        elif command in (b"\x10\x04", b"\x1dr"):
            answer = self._ask(argument) if command == b"\x10\x04" else self._ask_in_turn()
            if answer is not None:
                self.answers.append(answer)


class ThermalPrinter:
    """Listens on the loopback. Set ``paper_rows`` (left on the roll), ``cover_open``, ``mute``, ``answers_after`` (bytes), ``breaks_after`` (bytes), ``hold``."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.paper_rows = 1_000_000
        self.near_end = False
        self.cover_open = False
        self.mute = False
        self.answers_after = 0
        self.breaks_after = 0
        self.hold = threading.Event()
        self.hold.set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.address = f"127.0.0.1:{self._server.getsockname()[1]}"
        self._stop = False
        self.wrong: list[BaseException] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _out(self) -> bool:
        return (
            sum(slip.height for slip in self.paper.slips) + len(self.paper.rows) * 8 // max(8, self.paper.width)
            >= self.paper_rows
        )

    def _ask(self, question: int) -> int | None:
        if self.mute:
            return None
        match question:
            case 1:
                return OFFLINE if self.cover_open or self._out() else ONLINE
            case 2:
                return COVER_OPEN if self.cover_open else NO_CAUSE
        return PAPER_END if self._out() else NEAR_END if self.near_end else GOOD

    def _serve(self) -> None:
        while not self._stop:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            try:
                with connection:
                    self._talk(connection)
            except OSError:
                continue  # the other end went away: nothing for a printer to mind
            except BaseException as error:  # noqa: BLE001 (kept for the test to raise)
                self.wrong.append(error)

    def _talk(self, connection: socket.socket) -> None:
        commands = Commands(self.paper, ask=self._ask, ask_in_turn=lambda: None if self.mute else 0)
        taken = 0
        while data := connection.recv(2048):
            assert self.hold.wait(20), "held for ever"
            taken += len(data)
            if self.breaks_after and taken > self.breaks_after:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            commands.feed(data)
            if commands.answers and taken > self.answers_after:
                connection.sendall(bytes(commands.answers))
                commands.answers.clear()

    def close(self) -> None:
        self._stop = True
        self.hold.set()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(timeout=5)
        if self.wrong:
            raise self.wrong[0]


@contextlib.contextmanager
def thermal_printer() -> Iterator[ThermalPrinter]:
    printer = ThermalPrinter()
    try:
        yield printer
    finally:
        printer.close()
