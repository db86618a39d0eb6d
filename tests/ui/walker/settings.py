"""The settings a screen is walked in: size of letters, theme, orientation, language, and the panel whose millimetres count.

Not here: what is walked (``stops``) and what is asked of it (``rules_*``).
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.app.tour import LANDSCAPE, PORTRAIT
from kiosk.domain.access import DESIGN_PX_PER_MM, Looks, TextSize
from kiosk.domain.text import Language
from kiosk.viewmodels.shell import Shell

SIZES = tuple(size.value for size in TextSize)
ORIENTATIONS = {"portrait": PORTRAIT, "landscape": LANDSCAPE}
LANGUAGES = tuple(language.value for language in Language)
PIXELS_PER_MM = DESIGN_PX_PER_MM
"""Of the panel the product is made for: 23.8 inches, 1080 px on its short side."""


@dataclass(frozen=True)
class Setting:
    """One way to look at a screen."""

    text_size: str = "standard"
    high_contrast: bool = False
    orientation: str = "portrait"
    language: str = "zh-Hans"

    @property
    def name(self) -> str:
        """As it stands in the name of a test."""
        theme = "contrast" if self.high_contrast else "light"
        return f"{self.orientation}-{self.text_size}-{theme}-{self.language}"

    @property
    def size(self) -> tuple[int, int]:
        """Of the window, in px."""
        return ORIENTATIONS[self.orientation]

    @property
    def scale(self) -> float:
        """How much larger than usual letters are."""
        return TextSize(self.text_size).scale

    def wear(self, shell: Shell) -> None:
        """Make the screen look like this."""
        shell.access.take(Looks(text_size=TextSize(self.text_size), high_contrast=self.high_contrast))
        shell.setLanguage(self.language)


def all_settings(orientation: str) -> list[Setting]:
    """Every setting of one orientation."""
    combined = itertools.product(SIZES, (False, True), LANGUAGES)
    return [Setting(size, contrast, orientation, language) for size, contrast, language in combined]


def usual(orientation: str) -> list[Setting]:
    """Letters and theme as everybody finds them, in each language."""
    return [Setting(orientation=orientation, language=language) for language in LANGUAGES]


def lot_of(stop: str, orientation: str) -> int:
    """A number that stays with a stop whatever other stops there are: a new page does not change how the others are looked at."""
    return zlib.crc32(f"{orientation} {stop}".encode())


def dealt(stop: str, settings: Sequence[Setting]) -> Setting:
    """The one of these settings (all of one orientation) a stop is looked at in."""
    return settings[lot_of(stop, settings[0].orientation) % len(settings)]


def asked_in(stop: str) -> str:
    """The orientation in which every rule is asked of a stop in each run."""
    return sorted(ORIENTATIONS)[lot_of(stop, "") % len(ORIENTATIONS)]


def slice_of(orientation: str) -> list[Setting]:
    """Settings to be dealt out to the screens, so that every pair of values of two settings comes up.

    Sizes and languages in all combinations, and the theme so that it changes with each size and with each language.
    """
    pairs = itertools.product(enumerate(SIZES), enumerate(LANGUAGES))
    shift = orientation == "landscape"
    return [
        Setting(size, (row + column + shift) % 2 == 1, orientation, language)
        for (row, size), (column, language) in pairs
    ]
