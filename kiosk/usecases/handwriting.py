"""Writing a character with a finger, for people who never learned pinyin: what a recogniser offers the screens.

The recogniser itself is an adapter (``kiosk.devices.handwriting``). Strokes live in the view model until the character is
taken or wiped; they are never kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Point = tuple[float, float]
"""x and y from the upper left corner, in the unit of the pad's side."""

Stroke = Sequence[Point]

CANDIDATES = 10


class Recogniser(Protocol):
    """Tells characters from strokes."""

    def recognise(self, strokes: Sequence[Stroke], *, side: float) -> tuple[str, ...]:
        """The likeliest characters first, at most ``CANDIDATES``; none where nothing can be made of it.

        Args:
            strokes: in the order they were written.
            side: width and height of the square they were written in.
        """


class NoRecogniser:
    """Where there is no handwriting: the key that leads to it is hidden."""

    def recognise(self, strokes: Sequence[Stroke], *, side: float) -> tuple[str, ...]:
        """Nothing."""
        del strokes, side
        return ()
