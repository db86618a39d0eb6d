"""Where a text is broken into lines on paper.

As few lines as it needs, ending after a clause where that can be, never inside a word that is known and fits, never between a
number and what it counts, and with no single character on the last line. The same rules as ``ui/Kiosk/Controls/Breaks.qml`` has
for the screen. Not here: fonts; who asks says how wide a text is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

STOPS = "\uff0c\u3002\uff1b\uff1a\uff1f\uff01"
CLOSING = STOPS + "\u3001\uff09\u300d\u300f\u201d\u2019\u300b\u3015\u2026\u00b7,.;:?!)%\u00a0"
OPENING = "\uff08\u300c\u300e\u201c\u2018\u300a\u3014(\u00a0"
LATIN_STOPS = ",.;:?!\u00b7"
COMMA, BRACKET, BRACKETED = "\u3001", "\uff08\u3014", "\u3015"

_FREE, _AFTER_LIST, _BEFORE_BRACKET, _AT_SPACE, _HAN, _AFTER_HYPHEN, _IN_WORD, _AFTER_NUMBER = (
    0,
    2,
    4,
    6,
    10,
    12,
    24,
    40,
)
_A_LINE = 1000.0
_HANGING = 8.0
_FEW = 3.2
"""A last line of so many characters is too short."""


def _han(letter: str) -> bool:
    return "\u2e80" <= letter <= "\uffef"


def _at_space(word: str, after: str) -> float:
    if word in LATIN_STOPS:
        return _FREE
    if after == "(":
        return _BEFORE_BRACKET
    return _AFTER_NUMBER if word.isdigit() else _AT_SPACE


def _price(said: str, at: int, inside: set[int]) -> float:
    """What a break before ``said[at]`` costs."""
    before, after = said[at - 1], said[at]
    if after == " " or after in CLOSING or before in OPENING:
        return math.inf
    if before == " ":
        return _at_space(said[at - 2] if at > 1 else " ", after)
    if before in STOPS:
        return _FREE
    if before == COMMA or before in BRACKETED or after in BRACKET:
        return _AFTER_LIST
    if _han(before) or _han(after):
        return _AFTER_NUMBER if before.isdigit() else _IN_WORD if at in inside else _HAN
    return _AFTER_HYPHEN if before == "-" and not after.isdigit() else math.inf


def _inside(said: str, whole: Iterable[str]) -> set[int]:
    """Places within words that should stay whole."""
    places: set[int] = set()
    for word in filter(None, whole):
        start = said.find(word)
        while start >= 0:
            places.update(range(start + 1, start + len(word)))
            start = said.find(word, start + 1)
    return places


def arranged(said: str, room: float, *, advance: Callable[[str], float], whole: Iterable[str] = ()) -> list[str]:
    """The lines of a text in ``room``; one where it fits, and where a word is longer than the room, which breaks where it must.

    Args:
        said: the text, without line breaks.
        room: how wide a line may be.
        advance: how wide a text is.
        whole: words that are not broken as long as another place does.
    """
    if advance(said) <= room:
        return [said]
    ends = [0.0]
    for letter in said:
        ends.append(ends[-1] + advance(letter))
    square, inside = advance("\u3000"), _inside(said, whole)
    best, start_of = [0.0], [0]
    for to in range(1, len(said) + 1):
        cost = 0.0 if to == len(said) else _price(said, to, inside)
        best.append(math.inf)
        start_of.append(-1)
        for start in range(to - 1, -1, -1) if cost < math.inf else ():
            wide = ends[to] - ends[start] - (ends[to] - ends[to - 1] if said[to - 1] == " " else 0)
            if wide > room:
                break
            hanging = _HANGING if to == len(said) and wide < _FEW * square else 0.0
            total = best[start] + _A_LINE + cost + 4 * ((room - wide) / room) ** 2 + hanging
            if total < best[to]:
                best[to], start_of[to] = total, start
    if start_of[-1] < 0:
        return [said]
    lines: list[str] = []
    to = len(said)
    while to > 0:
        line = said[start_of[to] : to].rstrip(" ")
        lines.append(line.removesuffix(" \u00b7") if lines else line)  # a dot between two things, not after one
        to = start_of[to]
    return lines[::-1]
