"""What a resident can set about how everything looks, and what a panel's millimetres ask of it.

Pure. Sizes on the screen are design px (1080 wide, a 23.8-inch panel) times ``unit``; this module says what the unit is on a
panel of other millimetres, and where hands of somebody who sits end. Drawing is ``ui/Kiosk/Theme``.
"""

from __future__ import annotations

import enum

from msgspec import Struct

DESIGN_PX = 1080.0
"""Design px across the short side."""

DESIGN_PX_PER_MM = 3.65
"""Design px in a millimetre of the 23.8-inch panel; it is taken for one where nothing was measured."""

BODY_PX, BODY_MM = 32.0, 6.0
TARGET_PX, TARGET_MM = 72.0, 12.7
PRIMARY_PX, PRIMARY_MM = 112.0, 20.0
GROWTH_MOST = 1.5
"""Below about 10 inches not even growing by half makes everything large enough; such a panel is not for this."""

REACH_MM = 1200.0
"""How high above the floor a seated hand reaches (accessible design asks for at most 1.2 m)."""

LOW_REACH_PX = 836.0
"""Where the lower part of a standing screen begins (design system 3), in px of 1920."""

LEAST_ACTIVE = 0.35
"""However high the glass hangs, this part of it stays for what is pressed."""


class TextSize(enum.StrEnum):
    """How large texts are."""

    STANDARD = "standard"
    LARGE = "large"
    LARGER = "larger"
    LARGEST = "largest"

    @property
    def scale(self) -> float:
        """Factor of body text."""
        return _SCALES[self]


_SCALES = {TextSize.STANDARD: 1.0, TextSize.LARGE: 1.25, TextSize.LARGER: 1.5, TextSize.LARGEST: 2.0}


class Looks(Struct, frozen=True, kw_only=True):
    """How this visit's screens look."""

    text_size: TextSize = TextSize.STANDARD
    high_contrast: bool = False
    low_reach: bool = False

    @property
    def slow(self) -> bool:
        """Who needs larger text is given more time."""
        return self.text_size is not TextSize.STANDARD


class Glass(Struct, frozen=True, kw_only=True):
    """A screen of so many px; ``px_per_mm`` 0 where nothing was measured, ``edge_mm`` from the floor to its lower edge."""

    width_px: float
    height_px: float
    px_per_mm: float = 0.0
    edge_mm: float = 700.0

    @property
    def _short_unit(self) -> float:
        return min(self.width_px, self.height_px) / DESIGN_PX

    @property
    def px_in_mm(self) -> float:
        """Px in a millimetre, as measured or assumed."""
        return self.px_per_mm if self.px_per_mm > 0 else DESIGN_PX_PER_MM * self._short_unit

    @property
    def unit(self) -> float:
        """Px in a design px.

        On a panel with smaller millimetres everything grows until body text, what can be pressed and the one action are large
        enough. A larger panel keeps the proportions of the design.
        """
        short = self._short_unit
        if short <= 0:
            return 1.0
        design_px_per_mm = self.px_in_mm / short
        needed = max(
            BODY_MM * design_px_per_mm / BODY_PX,
            TARGET_MM * design_px_per_mm / TARGET_PX,
            PRIMARY_MM * design_px_per_mm / PRIMARY_PX,
        )
        return short * min(GROWTH_MOST, max(1.0, needed))

    @property
    def _hands_end_px(self) -> float:
        """How far below the upper edge a seated hand reaches; negative where it reaches over it."""
        return self.height_px - (REACH_MM - self.edge_mm) * self.px_in_mm

    def within_reach(self, top_px: float) -> bool:
        """Whether everything below ``top_px`` can be reached sitting."""
        return self._hands_end_px <= top_px

    @property
    def reach_top_px(self) -> float:
        """Where 画面放低 begins: the design's line, or lower where a tall panel asks for it."""
        line = max(LOW_REACH_PX * self._short_unit, self._hands_end_px)
        return max(0.0, min(line, self.height_px * (1 - LEAST_ACTIVE)))
