"""Slips of the tour: printed by the same window as everything else, on a printer that keeps pictures instead of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage

from kiosk.app.tour_activities import TALK, next_of
from kiosk.domain.errors import WorldError
from kiosk.usecases.printing import PrinterState, Raster
from kiosk.viewmodels.shell import Shell

PAPERS = {"80mm": 576, "58mm": 384}
"""Dots across, by the paper."""
_PATIENCE_MS = 10_000


class PicturePrinter:
    """Prints into memory; with ``paper_out`` it has none left."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.paper_out = False
        self.slip: Raster | None = None

    def state(self) -> PrinterState:
        """Always there."""
        return PrinterState.PAPER_OUT if self.paper_out else PrinterState.READY

    def print(self, raster: Raster) -> None:
        """Keep it.

        Raises:
            WorldError: there is no paper.
        """
        if self.paper_out:
            raise WorldError("printer.paper_out", address="tour")
        self.slip = raster


def picture(slip: Raster) -> QImage:
    """A slip as a picture of two colours."""
    image = QImage(slip.rows, slip.width, slip.height, slip.width // 8, QImage.Format.Format_Mono)
    image.setColorTable([0xFFFFFFFF, 0xFF000000])
    return image.copy()  # its own memory


def slips(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """Names of what is printed, and how to come to its page."""

    def papers() -> None:
        shell.navigator.open("guide", "guide.apply-dibao")
        shell.guide.go(1)

    yield "guide", papers
    yield "benefit", lambda: shell.navigator.open("benefit", "benefit.dibao")
    yield "service", lambda: shell.navigator.open("service", "service.visit-alone")
    yield "activity", lambda: shell.navigator.open("activity", next_of(shell, TALK))
    yield "article", lambda: shell.navigator.open("article", "news.gov-dibao-2024")
    yield "place", lambda: shell.navigator.open("place", "place.fantang-440105003")
    yield "phones", shell.help.press


def print_out(shell: Shell, name: str) -> str:
    """Print a page and wait for the end; the value is how it ended (``TakeAwayModel.printing``)."""
    loop = QEventLoop()
    shell.takeAway.printingChanged.connect(lambda: loop.quit() if shell.takeAway.printing != "busy" else None)
    shell.takeAway.print(name)
    if shell.takeAway.printing == "busy":
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()
    return str(shell.takeAway.printing)
