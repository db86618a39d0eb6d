"""Cyclic garbage is collected on the GUI thread alone.

Python collects on whatever thread happens to allocate: the printer's, or the one that imports ahead. A QObject that dies there
stops its timers from the wrong thread, and the process may fall over.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 1000


class GuiThreadCollector(QObject):
    """From now on garbage is collected here, by Python's own thresholds, looked at once a second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """The window is closed: what it left goes here too."""
        self._timer.stop()
        gc.collect()

    @Slot()
    def _look(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(max(due))
