"""Every page and state that is walked: those of the tour, the sheets, the question, the reading bar, the banners and what a terminal
shows when something is wrong with it.

Not here: the settings it is walked in (``settings``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtTest import QTest

from kiosk.app.tour import HandWatch, _screens
from kiosk.app.tour_conditions import Condition, conditions
from kiosk.app.tour_handwriting import write_by_hand
from kiosk.app.tour_slips import PicturePrinter, print_out
from kiosk.app.ui import KioskUi
from kiosk.domain.terminal import TerminalSettings
from kiosk.usecases.clock import Clock


@dataclass(frozen=True)
class Stop:
    """A page or state: how to get there from home, how to leave it, and which layer of the screen can be reached there."""

    name: str
    go: Callable[[], None]
    leave: Callable[[], None] = lambda: None
    layers: tuple[str, ...] = ()
    """Parts of paths; everything where there are none."""


def pages(ui: KioskUi) -> Iterator[Stop]:
    """Every picture of the tour."""
    for name, go in _screens(ui.shell):
        yield Stop(name, go)


def layers(ui: KioskUi, watch: HandWatch, printer: PicturePrinter) -> Iterator[Stop]:
    """What comes over a page."""
    shell = ui.shell

    def sheet(name: str) -> Callable[[], None]:
        return lambda: ui.window.setProperty("openSheet", name) and None

    def read() -> None:
        shell.navigator.open("benefit", "benefit.dibao")
        ui.window.grabWindow()
        ui.reading.read(ui.window.property("pageItem"), quiet=False)
        ui.reading.next()  # to a sentence that stands in one text with another

    def printed(*, paper_out: bool) -> Callable[[], None]:
        def go() -> None:
            shell.navigator.open("activity", "activity.lawyer-thu.20261126")
            printer.paper_out = paper_out
            print_out(shell, "activity")

        return go

    def ask() -> None:
        shell.visit.note_input()
        for seconds in (3600, 31):
            watch.seconds += seconds
            ui.context.poll()

    def write() -> None:
        write_by_hand(ui, lambda: QTest.qWait(50))

    shell.handwriting.prepare()
    if shell.handwriting.available:
        yield Stop("search-by-hand", write, shell.handwriting.wipe)
    yield Stop("sheet-access", sheet("access"), sheet(""), ("Sheet", "BottomBar"))
    yield Stop("sheet-language", sheet("language"), sheet(""), ("Sheet", "BottomBar"))
    yield Stop("reading", read, ui.reading.stop, ("ReadingBar", "BottomBar"))
    yield Stop("print-done", printed(paper_out=False), shell.takeAway.dismiss)
    yield Stop("print-paper-out", printed(paper_out=True), shell.takeAway.dismiss)
    yield Stop("question", ask, shell.visit.stay, ("Inactivity",))


def states(state: Path, scratch: Path, clock: Clock, *, settings: TerminalSettings) -> Iterator[Condition]:
    """Conditions of a terminal, each with a folder of its own."""
    yield from conditions(state, scratch, clock, settings=settings)


def pages_of(ui: KioskUi, condition: Condition) -> Iterator[Stop]:
    """What is looked at in one condition."""
    for name, go in condition.pictures(ui.shell):
        yield Stop(f"state-{condition.name}-{name}", go)
