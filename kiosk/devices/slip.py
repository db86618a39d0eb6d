"""A sheet drawn as a slip: pure black and white, 80 mm (576 dots) or 58 mm (384 dots) wide, as long as it has to be.

Qt paints it into a picture in memory, with the fonts and words of the interface, so there is one renderer for three languages
and two papers. Nothing of it is kept here. Sizes are component 44 of the design system, in dots at 8 a millimetre; what is
too wide for its paper is set smaller, never cut. Not here: what is on it (``kiosk.domain.take_away``), the printer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)

from kiosk.devices.qr import qr_modules
from kiosk.domain.line_breaks import arranged
from kiosk.domain.take_away import Kind, Part, Payload, Sheet
from kiosk.usecases.printing import Raster, SlipFrame

TITLE, TITLE_NARROW, ITEM, BODY, NOTE, LABEL, SMALL, LEAST = 60, 48, 38, 32, 30, 36, 28, 26
TICKET, TIME, PLACE, PHONE = 128, 112, 44, 56
SPACE_NAME = 36
MARGIN, INDENT, BOX, BOX_PEN, GAP = 12, 62, 44, 5, 16
RULE, THICK, MARK = 4, 6, 84
CODE_MODULE_DOTS = 4
"""Half a millimetre: paper is held as near as one likes."""
CODE_MOST_DOTS = 380
FEED_DOTS = 40
_LINE = 1.35
_NARROW = 400
_DIGITS_OF_A_NUMBER = 3
_PETAL = ((-8.1, -20.0, -31.5, -42.0, -32.4, -76.0), (-32.4, -99.0, -15.3, -113.0, 7.2, -117.0),
          (24.3, -108.0, 33.3, -93.0, 31.5, -70.0), (28.8, -42.0, 8.1, -20.0, 0.0, 0.0))  # fmt: skip


class _Strip:
    """Things to paint, one below the other. Measured while they are added, painted when the length is known."""

    def __init__(self, width: int, family: str, whole: Sequence[str]) -> None:
        self.width = width
        self.room = width - 2 * MARGIN
        self.y = 20.0
        self._family = family
        self._whole = whole
        self._paint: list[Callable[[QPainter], None]] = []

    def font(self, px: float, *, bold: bool = False) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(round(px))
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
        return font

    def skip(self, dots: float) -> None:
        self.y += dots

    def add(self, paint: Callable[[QPainter], None]) -> None:
        self._paint.append(paint)

    def text(self, words: str, px: float, *, bold: bool = False, x: float = 0, centred: bool = False) -> None:
        """Words in as many lines as they need."""
        if not words:
            return
        font = self.font(px, bold=bold)
        lines = arranged(words, self.room - x, advance=QFontMetricsF(font).horizontalAdvance, whole=self._whole)
        layout = QTextLayout("\u2028".join(lines), font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.room - x)
            line.setPosition(QPointF(0, height))
            height += round(px * _LINE)
        layout.endLayout()
        at = QPointF(MARGIN + x, self.y)
        self.add(lambda painter: layout.draw(painter, at))
        self.y += height

    def big(self, words: str, px: float, *, least: float, x: float = 0) -> None:
        """Words in one line, set smaller until they fit; where even ``least`` is too wide, in several."""
        size = px
        while size > least and QFontMetricsF(self.font(size, bold=True)).horizontalAdvance(words) > self.room - x:
            size -= 2
        self.text(words, size, bold=True, x=x)

    def pair(self, left: str, right: str, px: float) -> None:
        """Two words at the ends of a line; one below the other where they do not fit."""
        metrics = QFontMetricsF(self.font(px))
        wide = metrics.horizontalAdvance(right)
        if metrics.horizontalAdvance(left) + wide + GAP > self.room:
            self.text(left, px)
            self.text(right, px)
            return
        at, font = QPointF(self.width - MARGIN - wide, self.y + metrics.ascent()), self.font(px)

        def paint(painter: QPainter) -> None:
            painter.setFont(font)
            painter.drawText(at, right)

        self.add(paint)
        self.text(left, px)

    def rule(self, *, dashed: bool = True) -> None:
        """A line across: dashed between parts, thick under the head."""
        self.skip(GAP)
        thick = RULE if dashed else THICK
        line = QRectF(MARGIN, round(self.y), self.room, thick)

        def paint(painter: QPainter) -> None:
            step = 12.0 if dashed else line.width()
            x = line.left()
            while x < line.right():
                painter.fillRect(
                    QRectF(x, line.y(), min(step * (0.7 if dashed else 1), line.right() - x), thick),
                    Qt.GlobalColor.black,
                )
                x += step

        self.add(paint)
        self.skip(thick + GAP)

    def label(self, words: str, *, beside: str = "") -> None:
        """White on black, with a word in black at the end of the line."""
        if beside:
            y = self.y
            self.skip(8)
            self.pair("", beside, NOTE)
            self.y = y
            if not words:
                self.skip(48)
                return
        font = self.font(LABEL, bold=True)
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(words) + 2 * GAP > self.room:
            self.big(words, LABEL, least=LEAST)
            return
        box = QRectF(MARGIN, round(self.y), min(self.room, round(metrics.horizontalAdvance(words)) + 2 * GAP), 56)

        def paint(painter: QPainter) -> None:
            painter.fillRect(box, Qt.GlobalColor.black)
            painter.setPen(Qt.GlobalColor.white)
            painter.setFont(font)
            painter.drawText(box.adjusted(GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
            painter.setPen(Qt.GlobalColor.black)

        self.add(paint)
        self.skip(64)

    def box(self) -> None:
        """A box to tick, beside what follows."""
        half = BOX_PEN / 2
        box = QRectF(MARGIN + half, round(self.y) + 3 + half, BOX - BOX_PEN, BOX - BOX_PEN)

        def paint(painter: QPainter) -> None:
            painter.setPen(QPen(Qt.GlobalColor.black, BOX_PEN, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(box)
            painter.setPen(Qt.GlobalColor.black)

        self.add(paint)

    def mark(self) -> None:
        """The kapok in outline."""
        petal = QPainterPath(QPointF(0, 0))
        for curve in _PETAL:
            petal.cubicTo(*curve)
        petal.closeSubpath()
        top = self.y

        def paint(painter: QPainter) -> None:
            painter.save()
            painter.translate(MARGIN + MARK / 2, top + MARK / 2 + 2)
            painter.scale(MARK / 236, MARK / 236)
            painter.setPen(QPen(Qt.GlobalColor.black, 14, j=Qt.PenJoinStyle.RoundJoin))
            for _ in range(5):
                painter.drawPath(petal)
                painter.rotate(72)
            painter.restore()

        self.add(paint)

    def code(self, text: str) -> None:
        """A QR code in whole dots, in the middle."""
        modules = qr_modules(text, for_paper=True)
        dots = max(CODE_MODULE_DOTS, min(self.room, CODE_MOST_DOTS) // len(modules))
        left, top = (self.width - dots * len(modules)) // 2, round(self.y)

        def paint(painter: QPainter) -> None:
            for row, line in enumerate(modules):
                for column, dark in enumerate(line):
                    if dark:
                        painter.fillRect(left + column * dots, top + row * dots, dots, dots, Qt.GlobalColor.black)

        self.add(paint)
        self.skip(dots * len(modules))

    def raster(self) -> Raster:
        """Everything painted. Letters are smoothed first and then cut at half, which keeps thin strokes; no grey is left."""
        height = round(self.y) + FEED_DOTS
        image = QImage(self.width, height, QImage.Format.Format_Grayscale8)
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.GlobalColor.black)
        for paint in self._paint:
            paint(painter)
        painter.end()
        two = image.convertToFormat(
            QImage.Format.Format_Mono, [0xFFFFFFFF, 0xFF000000], Qt.ImageConversionFlag.ThresholdDither
        )
        return Raster(width=self.width, height=height, rows=bytes(two.constBits())[: height * self.width // 8])


def paint_slip(sheet: Sheet, code: Payload, frame: SlipFrame, *, width: int) -> Raster:
    """A sheet as a slip.

    Args:
        sheet: what it says, already as long as paper may be.
        code: what its QR code says; no code where that is "".
        frame: who prints, where and when.
        width: in dots, a multiple of 32.
    """
    strip = _Strip(width, frame.family, frame.whole)
    _head(strip, frame)
    if sheet.kind or sheet.sample:
        strip.label(sheet.kind, beside=sheet.sample)
    for line in sheet.title.split("\n"):
        strip.text(line, TITLE if width > _NARROW else TITLE_NARROW, bold=True)
    before: Part | None = None
    for part in sheet.parts:
        together = before is not None and _belongs(before, part)
        if together:
            strip.skip(GAP)
        else:
            strip.rule()
        _part(strip, part)
        before = part
    if code.text:
        strip.rule()
        strip.code(code.text)
        strip.text(frame.scan, LABEL - 2, bold=True, centred=True)
    strip.rule()
    for line in sheet.last:
        strip.text(line, SMALL)
    strip.skip(GAP)
    strip.pair(f"{frame.printed_at:%Y-%m-%d} {frame.printed_at.hour}:{frame.printed_at:%M}", frame.machine, LEAST)
    return strip.raster()


def _belongs(before: Part, part: Part) -> bool:
    """Whether no line parts the two: when and where, and paragraphs of one text."""
    if before.kind is Kind.TIME:
        return part.kind is Kind.PLACE
    return before.kind is part.kind is Kind.TEXT and not part.label


def _head(strip: _Strip, frame: SlipFrame) -> None:
    top = strip.y
    strip.mark()
    strip.big(frame.space, SPACE_NAME, least=LEAST, x=MARK + GAP)
    strip.text(frame.site, SMALL, x=MARK + GAP)
    strip.y = max(strip.y, top + MARK + 4)
    strip.rule(dashed=False)


def _part(strip: _Strip, part: Part) -> None:
    if part.kind is Kind.TICKET:
        strip.text(part.label, NOTE)
    elif part.label and part.kind is not Kind.TIME:  # a time needs no label, and is where the eye goes first
        strip.label(part.label)
    if part.kind is Kind.CHECKS:
        _checks(strip, part)
        return
    first, *others = part.lines
    match part.kind:
        case Kind.TICKET:
            strip.big(first, TICKET, least=TITLE)
        case Kind.TIME:
            strip.big(first, TIME, least=TITLE)
        case Kind.PHONE:
            _numbers(strip, part.lines)
            others = []
        case Kind.PLACE:
            strip.text(first, PLACE if len(first) <= 12 else ITEM, bold=True)
        case _:
            strip.text(first, BODY, bold=bool(others or part.notes) and len(first) <= 24)
    for line in (*part.notes, *others):
        strip.text(line, ITEM if part.kind is Kind.TIME else BODY, bold=part.kind is Kind.TIME)


def _numbers(strip: _Strip, lines: tuple[str, ...]) -> None:
    for line in lines:
        if sum(map(str.isdigit, line)) >= _DIGITS_OF_A_NUMBER:
            strip.big(line, PHONE, least=ITEM)
        else:
            strip.text(line, BODY)


def _checks(strip: _Strip, part: Part) -> None:
    for number, line in enumerate(part.lines):
        strip.box()
        strip.text(line, ITEM, bold=True, x=INDENT)
        strip.text(part.notes[number] if number < len(part.notes) else "", NOTE, x=INDENT)
        strip.skip(GAP)
