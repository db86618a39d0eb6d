"""Printing one slip at a time, without anybody waiting for it.

The printer itself is a port; the adapters are ``kiosk.devices.printer``. A job runs in a thread of its own, because everything
a printer does is waiting for bytes to go (the interpreter is free meanwhile); a process would cost 40 MB and a second of start
for nothing. A printer that hangs for good keeps that one thread, which dies with the program: the screen says so after
``JOB_TIMEOUT_S`` and offers the big digits. Not here: what a slip looks like.
"""

from __future__ import annotations

import datetime as dt
import enum
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.usecases.clock import Stopwatch

_log = logging.getLogger(__name__)

JOB_TIMEOUT_S = 45.0
"""A slip of 70 cm takes 10 s at 70 mm a second; the slowest thermal printers need three times as long."""


class PrinterState(enum.StrEnum):
    """What a printer says of itself. ``UNKNOWN``: it has not been asked, or it cannot answer (a plain file, many clones)."""

    READY = "ready"
    NONE = "none"
    PAPER_OUT = "paper_out"
    PAPER_LOW = "paper_low"
    BUSY = "busy"
    OFFLINE = "offline"  # switched off, unplugged, its cover open
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Raster:
    """A picture in black and white as printers take it: rows from the top, eight dots a byte, 1 is black.

    ``width`` is a multiple of 8.
    """

    width: int
    height: int
    rows: bytes


@dataclass(frozen=True)
class SlipFrame:
    """What stands around the content: who prints, where, when; in the language of the visit.

    ``scan`` is written under the code; ``family`` is the font's; ``whole`` are words that stay on one line.
    """

    space: str
    site: str
    machine: str
    printed_at: dt.datetime
    scan: str
    family: str
    whole: tuple[str, ...] = ()


class Printer(Protocol):
    """A thermal printer. Both methods may take long, and are never called on the GUI thread."""

    @property
    def width(self) -> int:
        """Dots across: 576 on 80 mm paper, 384 on 58 mm; 0 where there is no printer."""
        ...

    def state(self) -> PrinterState:
        """What it says of itself right now."""
        ...

    def print(self, raster: Raster) -> None:
        """Print and cut.

        Raises:
            WorldError: it did not come out, or not all of it (``printer.paper_out``, ``printer.offline``, ``printer.lost``).
        """
        ...


class NoPrinter:
    """Where none was set up."""

    width = 0

    def state(self) -> PrinterState:
        """There is none."""
        return PrinterState.NONE

    def print(self, raster: Raster) -> None:
        """Nothing to print on.

        Raises:
            WorldError: always.
        """
        del raster
        raise WorldError("printer.none")


class Outcome(enum.StrEnum):
    """How a job ended. Everything but ``DONE`` says what to do instead."""

    DONE = "done"
    PAPER_OUT = "paper_out"
    OFFLINE = "offline"
    LOST = "lost"  # the connection broke in the middle
    LATE = "late"  # it hangs


_OUTCOMES = {
    "printer.paper_out": Outcome.PAPER_OUT,
    "printer.offline": Outcome.OFFLINE,
    "printer.none": Outcome.OFFLINE,
    "printer.lost": Outcome.LOST,
}


class PrintRoom:
    """One printer, its thread, and at most one job. Belongs to one thread (the GUI's), which looks in now and then.

    Args:
        printer: the port.
        stopwatch: seconds that only run forward.
        timeout_s: after which a job counts as hung; nothing new is taken until the printer lets go of it.
    """

    def __init__(self, printer: Printer, *, stopwatch: Stopwatch, timeout_s: float = JOB_TIMEOUT_S) -> None:
        self._printer = printer
        self._stopwatch = stopwatch
        self._timeout_s = timeout_s
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._worker: threading.Thread | None = None
        self._ended: deque[Outcome] = deque()
        self._asked = threading.Event()
        self._asked.set()
        self._begun_at_s = 0.0
        self._printing = False
        self._hangs = False
        self._said = PrinterState.UNKNOWN if printer.width else PrinterState.NONE

    @property
    def width(self) -> int:
        """Dots across, 0 without a printer."""
        return self._printer.width

    @property
    def state(self) -> PrinterState:
        """What the printer last said; ``BUSY`` while a job is on."""
        return PrinterState.BUSY if self._printing else self._said

    def _hand_over(self, work: Callable[[], None]) -> None:
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._run, name="printer", daemon=True)
            self._worker.start()
        self._work.put(work)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()

    def close(self, *, wait_s: float = 2.0) -> None:
        """Let the thread end; one that hangs ends with the program."""
        if self._worker is not None:
            self._work.put(None)
            self._worker.join(timeout=wait_s)

    def ask(self) -> None:
        """Ask the printer how it is, in the background, where it has nothing else to do."""
        if not self.width or self._printing or self._hangs or not self._asked.is_set():
            return
        self._asked.clear()

        def work() -> None:
            self._said = self._printer.state()
            self._asked.set()

        self._hand_over(work)

    def begin(self, paint: Callable[[], Raster]) -> bool:
        """Start a job; False where there is no printer, or the last job is still on.

        Args:
            paint: makes the picture, in the printer's thread: the code on it alone takes a tenth of a second.
        """
        self._let_go()
        if not self.width or self._printing or self._hangs:
            return False

        def work() -> None:
            self._ended.append(self._print(paint()))

        self._printing, self._begun_at_s = True, self._stopwatch()
        self._hand_over(work)
        return True

    def _print(self, raster: Raster) -> Outcome:
        try:
            self._printer.print(raster)
        except WorldError as error:
            _log.warning(say(error.code, **error.params))
            self._said = self._printer.state()
            return _OUTCOMES.get(error.code, Outcome.LOST)
        self._said = self._printer.state()
        return Outcome.DONE

    def _let_go(self) -> None:
        """Whether a job that hung has come to an end after all: its end is of no interest any more."""
        if self._hangs and self._ended:
            self._ended.clear()
            self._hangs = False

    def look(self) -> Outcome | None:
        """How the job ended, once; None while it is on, or when there is none."""
        self._let_go()
        if not self._printing:
            return None
        if self._ended:
            self._printing = False
            return self._ended.pop()
        if self._stopwatch() - self._begun_at_s < self._timeout_s:
            return None
        _log.warning(say("printer.late", seconds=round(self._timeout_s)))
        self._printing, self._hangs, self._said = False, True, PrinterState.OFFLINE
        return Outcome.LATE
