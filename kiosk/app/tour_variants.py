"""The ways in which the tour and the tests look at screens: orientation, size of text, contrast, language, low reach."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.access import Looks, TextSize
from kiosk.viewmodels.shell import Shell

PORTRAIT = (1080, 1920)
LANDSCAPE = (1920, 1080)


@dataclass(frozen=True)
class Variant:
    """A way to look at screens: at every one, or at those whose names ``screens`` holds."""

    name: str
    size: tuple[int, int] = PORTRAIT
    text_size: str = "standard"
    high_contrast: bool = False
    low_reach: bool = False
    language: str = "zh-Hans"
    screens: frozenset[str] = frozenset()

    def wear(self, shell: Shell) -> None:
        """Look like this."""
        shell.access.take(
            Looks(text_size=TextSize(self.text_size), high_contrast=self.high_contrast, low_reach=self.low_reach)
        )
        shell.setLanguage(self.language)

    def shows(self, screen: str) -> bool:
        """Whether a screen is drawn in this variant."""
        return not self.screens or screen in self.screens


VARIANTS = (
    Variant("portrait"),
    Variant("landscape", size=LANDSCAPE),
    Variant("elder", text_size="large"),
    Variant("contrast", high_contrast=True),
    Variant("english", language="en"),
    Variant("traditional", language="zh-Hant"),
    Variant("landscape-elder", size=LANDSCAPE, text_size="large"),
    Variant("landscape-english", size=LANDSCAPE, language="en"),
)

# One page of each make: a list, a long text, a form, keys, choices, what one takes along, sheet and question.
_SOME = frozenset(
    [
        "home",
        "benefits",
        "benefit-dibao",
        "activities",
        "activity",
        "tickets",
        "search-half",
        "search-urgent",
        "search-hotline",
        "search-by-hand",
        "services",
        "service-visit",
        "guide-papers",
        "news-government",
        "article-dibao",
        "check-question",
        "check-results",
        "check-why",
        "urgent-food",
        "places",
        "help",
        "memo",
        "sheet-access",
        "sheet-language",
        "question",
        "reading",
    ]
)

FURTHER_VARIANTS = (
    Variant("larger", text_size="larger", screens=_SOME),
    Variant("largest", text_size="largest", screens=_SOME),
    Variant("largest-english", text_size="largest", language="en", screens=_SOME),
    Variant("landscape-largest", size=LANDSCAPE, text_size="largest", screens=_SOME),
    Variant("low", low_reach=True, screens=_SOME),
    Variant("low-largest", low_reach=True, text_size="largest", screens=_SOME),
)
"""Sizes and low reach on some of the screens, so that a tour does not take twice as long."""
