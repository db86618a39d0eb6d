"""Rules about words: that all of them can be seen, in letters large enough, none over another, and that they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.viewmodels.page_texts import passages
from tests.ui.walker.rules_touch import Found, bare, parts
from tests.ui.walker.sight import Box, Node, Sight

CAPITAL_OF_EM = 0.733
"""Height of a capital I of Noto Sans CJK, of the size of its letters."""
CAPITAL_MM = 4.8
"""Section 508, 402.4; times the size of letters that is chosen."""
# Characters that only Simplified Chinese has; any of them on a Traditional page was forgotten.
SIMPLIFIED = re.compile("[们这说话时长东车书门问间听见贝买卖开关闭电动务标单补贴疗费办与发请让认证]")
LANGUAGE_NAME = "简体"
HAIR = 2.0
"""Px that rounding may take."""


def whole(sight: Sight) -> Found:
    """No text is cut off: it is inside its own box, its button, its card and the screen, or can be turned to with buttons."""
    presses = {node.index: node for node in sight.presses}
    for word in sight.words:
        yield None
        if word.raw["truncated"]:
            yield word, f"{word.text!r} ends in dots"
            continue
        if word.box.width > 0 and word.raw["contentWidth"] > word.box.width + HAIR:
            yield word, f"{word.text!r} is {word.raw['contentWidth']:.0f} px wide in {word.box.width:.0f}"
        press, plate = presses.get(word.press), word.raw["plate"]
        if press is not None and not press.box.grown(HAIR, 8).holds(word.ink):
            yield word, f"{word.text!r} leaves its button {press.name!r}"
        elif plate is not None and not Box(*plate).grown(HAIR).holds(word.ink):
            yield word, f"{word.text!r} leaves its card"
        if word.raw["scrolls"]:
            continue
        if not word.clip.grown(HAIR).holds(word.ink):
            yield word, f"{word.text!r} is cut off, and nothing scrolls there"
        elif not sight.window.grown(HAIR).holds(word.ink):
            yield word, f"{word.text!r} leaves the screen"
    for press in sight.presses:
        if not press.raw["scrolls"] and not press.clip.grown(HAIR).holds(press.box):
            yield press, f"{press.name!r} is cut off, and nothing scrolls there"


def apart(sight: Sight) -> Found:
    """No text lies over another, nor half over something to press."""
    words = [word for word in sight.words if not word.seen.empty]
    shown = [(word, word.ink.common(word.clip)) for word in words]
    shown = [(word, ink) for word, ink in shown if not ink.empty]
    for number, (one, ink) in enumerate(shown):
        yield None
        for other, its in shown[number + 1 :]:
            both = ink.common(its)
            if both.width > HAIR and both.height > HAIR:
                yield one, f"{one.text!r} and {other.text!r} lie over each other"
        for press in sight.presses:
            both = ink.common(press.box.common(press.clip))
            if one.press != press.index and both.width > HAIR and both.height > HAIR and not press.box.holds(ink, HAIR):
                yield one, f"{one.text!r} lies half over {press.name!r}"


def letters(sight: Sight) -> Found:
    """A capital is 4.8 mm high, in larger letters so many times that."""
    least = CAPITAL_MM * sight.setting.scale
    for word in sight.words:
        yield None
        capital = float(word.raw["px"]) * CAPITAL_OF_EM / sight.mm
        if capital < least - 0.1:
            yield word, f"{word.text!r}: capitals of {capital:.1f} mm, {least:.1f} are asked for"


def _on_page(sight: Sight) -> Iterator[Node]:
    """Words of the page that reading aloud has to say: not what is told apart as personal or as not for reading."""
    for word in sight.words:
        if word.raw["host"] and word.raw["aloud"] and not word.raw["personal"]:
            yield word


def spoken(sight: Sight) -> Found:
    """朗读 says every text that can be seen on the page."""
    page = sight.ui.window.property("pageItem")
    if page is None:
        return
    said = bare(" ".join(passage.text for passage in passages(page)))
    for word in _on_page(sight):
        yield None
        if any(len(part) > 1 and part not in said for part in parts(word.text)):
            yield word, f"{word.text!r} is not read aloud"


def plain(sight: Sight) -> Found:
    """Every text shows its characters as they are: content cannot become markup."""
    for node in sight.nodes:
        if node.kind == "text":
            yield None
            if not node.raw["plain"]:
                yield node, f"{node.text!r} may become markup"


def written(sight: Sight) -> Found:
    """A page in Traditional Chinese holds nothing that was forgotten in Simplified."""
    if sight.setting.language != "zh-Hant":
        return
    for word in sight.words:
        yield None
        if SIMPLIFIED.search(word.text) and not word.text.startswith(LANGUAGE_NAME):
            yield word, f"{word.text!r} was not written in Traditional Chinese"
