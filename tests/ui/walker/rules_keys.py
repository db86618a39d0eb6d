"""Rules about the way of the keys: Tab comes by everything once, in reading order, and is seen wherever it is."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.walker.rules_touch import Found
from tests.ui.walker.sight import Box, Node, Sight

OVER_PAGE = ("ReadingBar", "BottomBar")
CLOSE = 4.0
"""Px by which two things may differ and still be in one row or column."""


@dataclass(frozen=True)
class Step:
    """What has the keys after one press of Tab, and how much of it can be seen."""

    index: int
    box: Box
    clip: Box


def _step(sight: Sight) -> Step:
    QTest.keyClick(sight.ui.window, Qt.Key.Key_Tab)
    index, box, clip = json.loads(sight.looker.focused())
    return Step(index, Box(*box), Box(*clip))


def tab_way(sight: Sight) -> tuple[list[Step], bool]:
    """Where Tab goes from the first thing it finds, until it comes there again or has gone too far; and whether it came again."""
    way: list[Step] = []
    for _ in range(2 * len(sight.presses) + 8):
        now = _step(sight)
        if way and now.index == way[0].index:
            return way, True
        if now.index in {step.index for step in way}:
            return way, False
        way.append(now)
    return way, False


def _goes_back(before: Node, after: Node) -> bool:
    """Whether the eye would have to go back: up, unless to the right into another column; or left in the same row."""
    one, other = before.box, after.box
    in_row = min(one.bottom, other.bottom) - max(one.y, other.y) > min(one.height, other.height) / 2
    if in_row:
        return other.right <= one.x + CLOSE
    return other.bottom <= one.y + CLOSE and other.x < one.right - CLOSE


def _in_sight(sight: Sight, step: Step) -> bool:
    """Whether all of it can be seen, or, of what is taller than the room it scrolls in, as much as there is room for."""
    room = step.clip.common(sight.window)
    seen = room.common(step.box)
    if step.box.height > room.height - 4 * CLOSE:
        return seen.height > 0.75 * room.height
    return room.grown(2).holds(step.box)


def keys(sight: Sight) -> Found:
    """Tab comes by everything that can be pressed exactly once, from the top to the bottom, and then begins again."""
    nodes = {node.index: node for node in sight.nodes}
    steps, again = tab_way(sight)
    way = [step.index for step in steps]
    wanted = {press.index for press in sight.presses if press.raw["enabled"] and press.raw["tab"]}
    for press in sight.presses:
        yield None
        if press.index not in way:
            yield press, f"{press.name!r}: Tab does not come by"
    if not again:
        yield None, f"Tab does not come back to where it began: {[nodes[i].name if i in nodes else i for i in way]}"
    # What lies over the page without taking it away is walked together with the page.
    over_page = sight.layers == OVER_PAGE
    strangers = (
        []
        if over_page
        else [index for index in way if index not in wanted and (index not in nodes or nodes[index].kind != "input")]
    )
    if strangers:
        yield None, f"Tab comes by {len(strangers)} things that cannot be pressed or seen"
    for step in steps:
        if not over_page and step.index in wanted and not _in_sight(sight, step):
            yield nodes[step.index], f"{nodes[step.index].name!r} has the keys and is not in sight"
    # The way is a ring: it begins with what is highest.
    seen = [nodes[index] for index in way if index in nodes]
    if seen:
        top = min(range(len(seen)), key=lambda number: (seen[number].box.y, seen[number].box.x))
        turned = seen[top:] + seen[:top]
        for before, after in itertools.pairwise(turned):
            if before.flick == after.flick and _goes_back(before, after):
                yield after, f"Tab goes back from {before.name!r} to {after.name!r}"
