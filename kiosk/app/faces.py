"""The fonts' faces stay open for as long as the screen does. Which font a text has is the theme's business.

Qt (6.11, ``QFreetypeFace::release``) forgets every face it knows as soon as the last user of one of them goes: texts drawn later open
the files again, beside the faces that older texts still hold. Without this some forty faces of eleven were open after a few visits, and
memory rose and fell by tens of MiB.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont, QTextLayout

from kiosk.domain.errors import WorldError

FAMILIES = {
    "zh-Hans": ("Noto Sans CJK SC", "Noto Serif CJK SC"),
    "zh-Hant": ("Noto Sans CJK HK", "Noto Serif CJK HK"),
}
"""Sans and serif; English has those of zh-Hans."""
ICONS = "Phosphor-Bold"
_SAMPLE = "9\u2060–"
"""Also what the families above lack and a fallback is opened for (``Words.unbroken``)."""


def dress(app: QGuiApplication, assets: Path) -> None:
    """Make the icons' font known and the interface's the one texts begin with. Before anything is drawn: Qt forgets all faces here too.

    Raises:
        WorldError: fonts are missing (``ui.no_fonts``).
    """
    QFontDatabase.addApplicationFont(str(assets / "fonts" / f"{ICONS}.ttf"))
    there = set(QFontDatabase.families())
    missing = [family for families in FAMILIES.values() for family in families if family not in there]
    if missing:
        raise WorldError("ui.no_fonts", fonts=", ".join(missing))
    app.setFont(QFont(FAMILIES["zh-Hans"][0]))


class HeldFaces:
    """Faces that are in use for good, the first time their language is."""

    def __init__(self) -> None:
        self._held: dict[str, list[QRawFont]] = {}

    def hold(self, language: str) -> None:
        """Open what texts of ``language`` may be drawn with, and keep it."""
        for family in (*FAMILIES.get(language, FAMILIES["zh-Hans"]), ICONS):
            if family not in self._held:
                self._held[family] = [
                    raw for weight in (QFont.Weight.Normal, QFont.Weight.Bold) for raw in _drawn_with(family, weight)
                ]


def _drawn_with(family: str, weight: QFont.Weight) -> list[QRawFont]:
    """The faces of one weight of a family: its own and its fallback's."""
    layout = QTextLayout(_SAMPLE, QFont(family, weight=weight))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [QRawFont.fromFont(QFont(family, weight=weight)), *(run.rawFont() for run in layout.glyphRuns())]
