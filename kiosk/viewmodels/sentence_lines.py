"""Where a sentence stands in a text that is drawn with others: the boxes of its lines.

QML's ``Text`` tells how many lines it has, not which letters stand in them. So the text is laid out once more, as ``QQuickText`` does it
(same font, room, wrapping, alignment), and the answer is taken only where both have the same lines of the same width. Not here: which
sentence it is (``reading``), and how its boxes are painted (``ReadingMark.qml``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

_LINE_SEPARATOR = "\u2028"
_SAME_PX = 1.0
"""So much two layouts of the same text may differ by rounding."""


@dataclass(frozen=True)
class Drawn:
    """A ``Text`` as it is drawn; measures in px, enumerations as Qt's numbers.

    Attributes:
        text: its words, with the line breaks it was given.
        font: as it was asked for.
        px: size of the letters after they were fitted into the room.
        spacing: from line to line (``Text.FixedHeight``).
        wrap: ``wrapMode``.
        align: ``effectiveHorizontalAlignment``.
        upright: ``verticalAlignment``.
        left: padding.
        top: padding.
        room: width without padding.
        tall: height without padding.
        height: of the item.
        lines: how many are drawn.
        broad: width of the widest line.
        cut: whether the last line ends in dots.
        air: that a box has beside the letters.
    """

    text: str
    font: QFont
    px: int
    spacing: float
    wrap: int
    align: int
    upright: int
    left: float
    top: float
    room: float
    tall: float
    height: float
    lines: int
    broad: float
    cut: bool
    air: float


def letters(text: str) -> str:
    """A text without spaces and line breaks: these are what a label changes to break lines by sense."""
    return "".join(text.split())


def span(shown: str, sentence: str, begins: int) -> tuple[int, int] | None:
    """Where a sentence stands in a text, by the number of letters before it; ``None`` where the text says something else."""
    places = [number for number, character in enumerate(shown) if not character.isspace()]
    wanted = letters(sentence)
    there = places[begins : begins + len(wanted)]
    if not there or "".join(shown[number] for number in there) != wanted:
        return None
    return there[0], there[-1] + 1


def boxes(drawn: Drawn, sentence: str, begins: int) -> list[QRectF]:
    """The lines of a sentence, in coordinates of the item; none where it is the whole text, or cannot be told from it."""
    found = span(drawn.text, sentence, begins)
    if found is None or not any(map(str.isalnum, drawn.text[: found[0]] + drawn.text[found[1] :])):
        return []
    first, end = _units(drawn.text[: found[0]]), _units(drawn.text[: found[1]])
    text = drawn.text.replace("\n", _LINE_SEPARATOR)
    layout = _laid_out(text, drawn)
    if drawn.cut and layout.lineCount() >= drawn.lines:
        start = layout.lineAt(drawn.lines - 1).textStart()
        rest = _part(text, start, _units(text)).partition(_LINE_SEPARATOR)[0]
        kept = QFontMetricsF(layout.font()).elidedText(rest, Qt.TextElideMode.ElideRight, drawn.room)
        if first >= start + _units(kept) - 1:
            return []  # behind the dots
        text = _part(text, 0, start) + kept
        layout = _laid_out(text, drawn)
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    if len(lines) != drawn.lines or abs(max(line.naturalTextWidth() for line in lines) - drawn.broad) > _SAME_PX:
        return []
    down = _down(drawn)
    made = []
    for number, line in enumerate(lines):
        begin, stop = max(first, line.textStart()), min(end, line.textStart() + line.textLength())
        words = _part(text, begin, stop).rstrip() if begin < stop else ""
        if words:
            made.append(_box(drawn, line, (begin, begin + _units(words), text), down + number * drawn.spacing))
    return [box for box in made if not box.isEmpty()]


def _units(text: str) -> int:
    """Its length as Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def _part(text: str, start: int, end: int) -> str:
    """From ``start`` to ``end`` as Qt counts."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", errors="replace")


def _laid_out(text: str, drawn: Drawn) -> QTextLayout:
    font = QFont(drawn.font)
    font.setPixelSize(drawn.px)
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag(drawn.align))
    option.setWrapMode(QTextOption.WrapMode(drawn.wrap))
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(drawn.room)
    layout.endLayout()
    return layout


def _down(drawn: Drawn) -> float:
    """Where the first line begins. Qt gives it the height of its font, whatever ``lineHeight`` is, and the others that."""
    over = drawn.tall - (drawn.spacing * (drawn.lines - 1) + math.ceil(QFontMetricsF(drawn.font).height()))
    share = {Qt.AlignmentFlag.AlignVCenter.value: 0.5, Qt.AlignmentFlag.AlignBottom.value: 1.0}.get(drawn.upright, 0.0)
    return drawn.top + share * over


def _across(line: QTextLine, place: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(place))[0]


def _box(drawn: Drawn, line: QTextLine, words: tuple[int, int, str], down: float) -> QRectF:
    """As high as from line to line, so that the boxes of a sentence touch; with air where no other letter stands.

    Args:
        drawn: the text.
        line: of it.
        words: where the sentence begins and ends in this line, and the text.
        down: where the line begins.
    """
    first, end, text = words
    line_ends = not _part(text, end, line.textStart() + line.textLength()).strip()
    left = _across(line, first) - (drawn.air if first == line.textStart() else drawn.air / 2)
    right = _across(line, end) + (
        drawn.air if line_ends else drawn.air / 2 if _part(text, end, end + 1).isspace() else 0
    )
    middle = down + line.height() / 2
    top, bottom = max(0, round(middle - drawn.spacing / 2)), round(min(drawn.height, middle + drawn.spacing / 2))
    start = math.floor(drawn.left + left)
    return QRectF(start, top, math.ceil(drawn.left + right) - start, bottom - top)
