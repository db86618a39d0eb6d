"""Which view model a screen wakes, and which ones fall asleep or forget when another screen is on top.

Each view model is entered once, by the shell; this module only keeps the order of events: first whatever is no longer on top
is left, then, on the home page, what was looked at is forgotten, then the model of the screen on top is opened. A page that was
only covered was never left: it is not opened again. Not here: where the resident is (``navigator``), and what a visit's end clears
(``ScreenContext.visitEnded``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.viewmodels.navigator import COVERS, HOME

Opened = Callable[[str, bool], None]
"""Called with the screen's argument and whether the resident came forward (False: back to it)."""


def _nothing() -> None:
    pass


def _show_nothing(_argument: str, _forward: bool) -> None:
    pass


@dataclass(frozen=True)
class Page:
    """One view model and the screens it serves.

    Attributes:
        screens: names in ``navigator.SCREENS``.
        opened: one of them is on top, newly or again.
        left: none of them is on top; called at every move, so it must not mind being called again.
        forgotten: the resident is home: what was looked at goes.
    """

    screens: frozenset[str]
    opened: Opened = _show_nothing
    left: Callable[[], None] = _nothing
    forgotten: Callable[[], None] = _nothing


class Pages:
    """The pages of one window, in the order they were entered."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._beneath: tuple[str, str] | None = None

    def enter(
        self,
        *screens: str,
        opened: Opened = _show_nothing,
        left: Callable[[], None] = _nothing,
        forgotten: Callable[[], None] = _nothing,
    ) -> None:
        """Enter a view model for ``screens``; see ``Page``."""
        self._pages.append(Page(frozenset(screens), opened, left, forgotten))

    def moved(self, screen: str, argument: str, *, forward: bool) -> None:
        """``screen`` is on top now. One that only covers another (``navigator.COVERS``) makes nobody leave."""
        for page in self._pages:
            if screen not in page.screens and screen not in COVERS:
                page.left()
        if screen == HOME:
            for page in self._pages:
                page.forgotten()
        covered = not forward and self._beneath == (screen, argument)
        if screen not in COVERS:
            self._beneath = (screen, argument)
        if covered:
            return
        for page in self._pages:
            if screen in page.screens:
                page.opened(argument, forward)
