"""Writing a character with a finger as QML sees it: strokes, ten candidates, and the one that is taken.

Strokes live here until the character is taken, wiped, or the visit ends; they are never kept. What is written becomes text
in the field that is being filled in; whose that is, is not known here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, Qt
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.usecases.handwriting import Recogniser
from kiosk.viewmodels.context import ScreenContext

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

RECOGNISE_AFTER_MS = 600
NEW_CHARACTER_AFTER_S = 2.0
"""A stroke begun later than this after the last one begins a new character; a slow hand pauses within one."""

STROKES_MOST = 64
POINTS_MOST = 2000

MakeRecogniser = Callable[[], Recogniser | None]
"""Makes the machine's recogniser; None where there is none. Called once, when somebody first may want to write."""


def no_recogniser() -> Recogniser | None:
    """There is no handwriting here."""
    return None


@QmlElement
@QmlUncreatable("made by the shell")
class HandwritingModel(QObject):
    """One pad.

    Signals:
        taken: this character goes into the field.
        drawn: strokes changed.
    """

    changed = Signal()
    drawn = Signal()
    taken = Signal(str, arguments=["character"])

    def __init__(self, context: ScreenContext, make_recogniser: MakeRecogniser = no_recogniser) -> None:
        super().__init__(context)
        self._stopwatch = context.stopwatch
        self._make_recogniser = make_recogniser
        self._recogniser: Recogniser | None = None
        self._looked = False
        self.strokes: list[list[tuple[float, float]]] = []
        self._size = (1.0, 1.0)
        self._writing = False
        self._last_s = 0.0
        self._candidates: tuple[str, ...] = ()
        self._tried = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RECOGNISE_AFTER_MS)
        self._timer.timeout.connect(self._recognise)
        context.visitEnded.connect(self.wipe)

    @Slot()
    def prepare(self) -> None:
        """Somebody may want to write: find out whether that is possible here."""
        if not self._looked:
            self._looked = True
            self._recogniser = self._make_recogniser()
            self.changed.emit()

    @Slot(float, float, float, float)
    def begin(self, x: float, y: float, width: float, height: float) -> None:
        """A finger touches the pad; ``width`` and ``height`` are its size in the unit of ``x`` and ``y``."""
        if self._candidates and self._stopwatch() - self._last_s > NEW_CHARACTER_AFTER_S:
            self.choose(0)
        self._timer.stop()
        self._size = (max(1.0, width), max(1.0, height))
        if len(self.strokes) < STROKES_MOST:
            self.strokes.append([(x, y)])
            self._writing = True
            self.drawn.emit()
            self.changed.emit()

    @Slot(float, float)
    def move(self, x: float, y: float) -> None:
        """The finger moves on."""
        if self._writing and len(self.strokes[-1]) < POINTS_MOST:
            self.strokes[-1].append((x, y))
            self.drawn.emit()

    @Slot()
    def end(self) -> None:
        """The finger is lifted."""
        if self._writing:
            self._writing = False
            self._last_s = self._stopwatch()
            self._timer.start()

    @Slot()
    def undo(self) -> None:
        """Take the last stroke away."""
        if self.strokes:
            self.strokes.pop()
            self._writing = False
            self._recognise()
            self.drawn.emit()

    @Slot()
    def wipe(self) -> None:
        """Begin the character anew."""
        self._timer.stop()
        self._writing = False
        self.strokes = []
        self._candidates = ()
        self._tried = False
        self.drawn.emit()
        self.changed.emit()

    @Slot(int)
    def choose(self, number: int) -> None:
        """Take a candidate (0-based); the pad is empty again."""
        if 0 <= number < len(self._candidates):
            character = self._candidates[number]
            self.wipe()
            self.taken.emit(character)

    @Slot()
    def flush(self) -> None:
        """The resident goes on: what is on the pad is taken as it is best read."""
        if self.strokes:
            self._recognise()
            self.choose(0)
        self.wipe()

    def _recognise(self) -> None:
        self._timer.stop()
        found: tuple[str, ...] = ()
        if self._recogniser is not None and self.strokes:
            width, height = self._size
            side = max(width, height)  # a pad that is not square is read as the middle of one that is
            left, top = (side - width) / 2, (side - height) / 2
            square = [[((x + left) / side, (y + top) / side) for x, y in stroke] for stroke in self.strokes]
            found = self._recogniser.recognise(square, side=1.0)
        self._candidates = found
        self._tried = bool(self.strokes)
        self.changed.emit()

    available = Property(bool, lambda self: self._recogniser is not None, notify=changed)
    candidates = Property("QStringList", lambda self: list(self._candidates), notify=changed)
    empty = Property(bool, lambda self: not self.strokes, notify=changed)
    unread = Property(bool, lambda self: self._tried and not self._candidates, notify=changed)


@QmlElement
class InkPad(QQuickPaintedItem):
    """Draws the strokes of a pad."""

    inkChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._pad: HandwritingModel | None = None
        self._ink = QColor("black")
        self._width = 1.0

    def paint(self, painter: QPainter) -> None:
        """Round strokes, each a line through its points."""
        if self._pad is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._ink, self._width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._pad.strokes:
            points = [QPointF(x, y) for x, y in stroke]
            painter.drawPolyline(QPolygonF([*points, points[-1] + QPointF(0.1, 0.1)]))

    @Slot()
    def _redraw(self) -> None:
        self.update()

    def _get_pad(self) -> HandwritingModel | None:
        return self._pad

    def _set_pad(self, pad: HandwritingModel | None) -> None:
        if self._pad is not None:
            self._pad.drawn.disconnect(self._redraw)
        self._pad = pad
        if pad is not None:
            pad.drawn.connect(self._redraw)
        self.inkChanged.emit()
        self.update()

    def _get_ink(self) -> QColor:
        return self._ink

    def _set_ink(self, ink: QColor) -> None:
        self._ink = ink
        self.inkChanged.emit()
        self.update()

    def _get_width(self) -> float:
        return self._width

    def _set_width(self, width: float) -> None:
        self._width = width
        self.inkChanged.emit()
        self.update()

    pad = Property(HandwritingModel, _get_pad, _set_pad, notify=inkChanged)
    ink = Property(QColor, _get_ink, _set_ink, notify=inkChanged)
    penWidth = Property(float, _get_width, _set_width, notify=inkChanged)
