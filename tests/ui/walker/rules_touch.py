"""Rules about what can be pressed: that it says what it is, and that a finger finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QAccessible

from tests.ui.walker.sight import Node, Sight

Found = Iterator[tuple[Node | None, str] | None]
"""What a rule yields: ``None`` for each thing that was looked at, an item and a sentence for each that is wrong."""

PRESSED = (QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox)
ROLES = (*PRESSED, QAccessible.Role.StaticText)  # a row that leads nowhere only says something
LEAST_MM, PRIMARY_MM, GAP_MM = 12.7, 20.0, 3.0
SMALLEST_PX, SHORT_SIDE = 72, 1080
"""The design system's absolute minimum, in px of a screen 1080 wide: more than the 12.7 mm."""
_SIGNS = re.compile(r"[\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\u2010-\u2027\u00b7.,:;!?()\[\]/+\-–—'\"“”‘’…✓]+")


def bare(text: str) -> str:
    """A text without blanks and signs, to be compared."""
    return _SIGNS.sub("", text).casefold()


def parts(text: str) -> list[str]:
    """What is told apart by lines or middle dots, each to be compared on its own: it may be said in another order."""
    return [part for part in (bare(piece) for piece in re.split(r"[\n·]", text)) if part]


def names(sight: Sight) -> Found:
    """Everything that can be pressed has a role and a name; the name holds what can be read on it (WCAG 2.5.3, 4.1.2)."""
    for press in [*sight.presses, *sight.rows_that_say]:
        yield None
        interface = QAccessible.queryAccessibleInterface(sight.item(press))
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if not name.strip():
            yield press, "has no accessible name"
            continue
        if interface.role() not in ROLES:
            yield press, f"{name}: its role is {interface.role()}"
        said, with_hint = bare(name), bare(name + interface.text(QAccessible.Text.Description))
        words = sight.inside(press)
        label = max(words, key=lambda word: (word.raw["px"], -word.index), default=None)
        for word in words:
            lost = [part for part in parts(word.text) if part not in (said if word is label else with_hint)]
            if lost:
                part = "its label" if word is label else "what it shows"
                yield press, f"name {name!r} does not hold {part}: {word.text!r}"
    for area in sight.nodes:
        if area.kind == "area" and area.press == -1 and area.raw["enabled"] and not area.seen.empty:
            yield area, "a place that can be touched and has no name"


def targets(sight: Sight) -> Found:
    """A finger finds it: 72 design px and 12.7 mm at least, 20 mm for the one thing to do next."""
    for press in sight.presses:
        yield None
        least = PRIMARY_MM if press.raw["primary"] else LEAST_MM
        measured = min(press.box.width, press.box.height) / sight.mm
        design_px = min(press.box.width, press.box.height) * SHORT_SIDE / min(sight.window.width, sight.window.height)
        if design_px < SMALLEST_PX:
            yield press, f"{press.name}: {design_px:.0f} design px, the design system asks for {SMALLEST_PX}"
        if measured < least - 0.05:
            size = f"{press.box.width / sight.mm:.1f} × {press.box.height / sight.mm:.1f} mm"
            yield press, f"{press.name}: {size}, at least {least} mm are asked for"
        if press.flick == -1 and press.clip.holds(press.box) and not sight.window.holds(press.box):
            yield press, f"{press.name}: lies outside the screen"


def gaps(sight: Sight) -> Found:
    """Two things to press are 3 mm apart, so that a finger that shakes meets one of them."""
    seen = [press for press in sight.presses if sight.in_view(press)]
    for number, one in enumerate(seen):
        for other in seen[number + 1 :]:
            if one.box.holds(other.box, 0) or other.box.holds(one.box, 0):
                continue
            yield None
            across = max(one.box.x, other.box.x) - min(one.box.right, other.box.right)
            down = max(one.box.y, other.box.y) - min(one.box.bottom, other.box.bottom)
            apart = max(across, down) / sight.mm
            if apart < GAP_MM - 0.1:
                words = f"{one.name!r} and {other.name!r}"
                deep = min(one.box.height, other.box.height) / sight.mm
                yield one, f"{words} overlap" if apart < -0.3 else f"{words}: {apart:.1f} mm apart, {deep:.0f} mm high"
