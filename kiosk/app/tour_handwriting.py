"""A character is written with a finger for the tour: stroke by stroke, and read by the machine's own recogniser.

Not here: the keys of the page and everything typed (``tour``).
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable

from PySide6.QtQuick import QQuickItem

from data.words import say
from kiosk.app.ui import KioskUi
from kiosk.viewmodels.handwriting import InkPad

_log = logging.getLogger(__name__)

SPELLED = "zhangzhefan"
"""What stands in the field is the beginning of the first word this finds; its next character is written."""
STANDS = 2
STROKES = (
    ((0.32, 0.18), (0.27, 0.28), (0.18, 0.40)),
    ((0.28, 0.30), (0.44, 0.28), (0.38, 0.40)),
    ((0.30, 0.41), (0.29, 0.78), (0.44, 0.65)),
    ((0.81, 0.18), (0.68, 0.23), (0.55, 0.26)),
    ((0.55, 0.26), (0.54, 0.55), (0.43, 0.81)),
    ((0.56, 0.42), (0.78, 0.40), (0.68, 0.65), (0.51, 0.84)),
    ((0.58, 0.51), (0.68, 0.68), (0.86, 0.82)),
)
"""In shares of a square."""
WIDEST = 1.25
"""So much wider than high a character may become."""
BETWEEN = 6
"""Points of a line between two that are named: a finger tells more than its corners."""
PATIENCE = 20
"""So often it is waited for what the strokes are read as."""


def write_by_hand(ui: KioskUi, settle: Callable[[], None]) -> bool:
    """Open the search and write; False, and a line in the log, where this machine reads no handwriting.

    ``settle`` lets time go by.
    """
    shell = ui.shell
    shell.navigator.open("search", "")
    shell.search.setTyped(SPELLED)
    settle()
    if not shell.handwriting.available:
        _log.warning(say("ui.tour_no_handwriting"))
        return False
    if shell.search.words:
        shell.search.setTyped(shell.search.words[0][:STANDS])
    ui.window.property("pageItem").setProperty("handwritten", True)
    settle()
    pad = ui.window.findChild(InkPad)
    if pad is None:
        raise RuntimeError("there is no pad")
    _draw(ui, pad)
    for _ in range(PATIENCE):
        if shell.handwriting.candidates:
            break
        settle()
    return True


def _draw(ui: KioskUi, pad: QQuickItem) -> None:
    """Every stroke, as large as the pad has room, a little wider where it is low: so does a hand."""
    writing = ui.shell.handwriting
    width, height = pad.width(), pad.height()
    wide, high = min(width, WIDEST * height), min(height, width)
    left, top = (width - wide) / 2, (height - high) / 2
    for stroke in STROKES:
        corners = [(left + x * wide, top + y * high) for x, y in stroke]
        writing.begin(*corners[0], width, height)
        for (x0, y0), (x1, y1) in itertools.pairwise(corners):
            for step in range(1, BETWEEN + 1):
                writing.move(x0 + (x1 - x0) * step / BETWEEN, y0 + (y1 - y0) * step / BETWEEN)
        writing.end()
