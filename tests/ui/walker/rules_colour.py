"""Rules about contrast, measured on the pixels that were drawn (WCAG 1.4.3, 1.4.6, 1.4.11, 2.4.7)."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterator

from tests.ui.walker.rules_touch import Found
from tests.ui.walker.sight import Box, Node, Picture, Sight

TEXT, GRAPHIC = 7.0, 3.0
EDGE_POINTS = 5
"""On each side."""
SHAPE_MM2 = 4.0
"""Of strong colour that makes a shape."""
SHARE = 0.015
"""Of the pixels under a text: a colour that covers less is the edge of something else."""


@functools.cache
def luminance(colour: int) -> float:
    """Relative luminance as WCAG defines it."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (colour >> 16) & 255, (colour >> 8) & 255, colour & 255
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: int, other: int) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _ink(sight: Sight, word: Node, box: Box, ground: Counter[int]) -> int | None:
    """The colour the letters really have: the declared one where it is among the pixels, else the one furthest from the ground."""
    drawn = sight.picture.colours(box)
    declared = int(str(word.raw["color"])[-6:], 16) | 0xFF000000
    fresh = [colour for colour in drawn if colour not in ground or colour == declared]
    if not fresh:
        return None
    if declared in drawn:
        return declared
    usual = ground.most_common(1)[0][0]
    return max(fresh, key=lambda colour: contrast(colour, usual))


def least_contrast(sight: Sight, word: Node) -> float | None:
    """Of the letters against every colour that lies under them; ``None`` where nothing of them is drawn."""
    box = word.ink.common(word.clip).common(sight.window)
    if box.width < 2 or box.height < 2:
        return None
    ground = sight.bare.colours(box, every=3)
    ink = _ink(sight, word, box, ground)
    if ink is None:
        return None
    enough = SHARE * sum(ground.values())
    under = [colour for colour, count in ground.items() if count >= enough] or [ground.most_common(1)[0][0]]
    return min(contrast(ink, colour) for colour in under)


def _whole(sight: Sight, word: Node) -> bool:
    """Whether all of it is drawn. Of what is half out of sight at the edge of what scrolls, a row of pixels is no letter."""
    return not word.raw["scrolls"] or word.clip.common(sight.window).holds(word.ink)


def text(sight: Sight) -> Found:
    """Letters have 7 : 1 against what lies under them. What cannot be pressed now is exempt (WCAG 1.4.3)."""
    blocked = {press.index for press in sight.presses if press.raw["blocked"]}
    for word in sight.words:
        if not _whole(sight, word):
            continue
        found = least_contrast(sight, word)
        if found is None or word.press in blocked:
            continue
        yield None
        if found < TEXT - 0.05:
            yield word, f"{word.text!r}: {found:.2f} : 1, {TEXT:.0f} : 1 is asked for"


def icons(sight: Sight) -> Found:
    """Signs have 3 : 1 against what lies under them."""
    blocked = {press.index for press in sight.presses if press.raw["blocked"]}
    for node in sight.nodes:
        if not node.is_icon or node.box.empty or node.press in blocked or not sight.in_view(node):
            continue  # of what is half behind the edge of a list only some pixels are there
        found = least_contrast(sight, node)
        if found is None:
            continue
        yield None
        if found < GRAPHIC - 0.05:
            yield node, f"a sign of {found:.2f} : 1, {GRAPHIC:.0f} : 1 is asked for"


def _sides(box: Box, depth: float, steps: int = 12) -> Iterator[tuple[float, float]]:
    """Points along the four sides of a box, so far inside of it; corners are left out, they are round."""
    for step in range(steps):
        share = 0.2 + 0.6 * step / (steps - 1)
        yield box.x + share * box.width, box.y + depth
        yield box.x + share * box.width, box.bottom - 1 - depth
        yield box.x + depth, box.y + share * box.height
        yield box.right - 1 - depth, box.y + share * box.height


def _edge(picture: Picture, press: Node, mm: float) -> float:
    """The best contrast that marks where it ends: an edge, a lip or its face against what lies around it.

    For each point along its sides the strongest step from outside to inside counts; of the points the weaker half may be covered by
    neighbours, so the median is taken.
    """
    deep = [list(_sides(press.box, depth, EDGE_POINTS)) for depth in range(-7, 9)]
    found = []
    for number, base in enumerate(_sides(press.box, -round(2.2 * mm), EDGE_POINTS)):
        ground, best = picture.at(*base), 1.0
        for points in deep:
            colour = picture.at(*points[number])
            if colour is not None and ground is not None and colour != ground:
                best = max(best, contrast(colour, ground))
                if best >= GRAPHIC:
                    break
        found.append(best)
    return sorted(found)[len(found) // 2]


def _has_shape(sight: Sight, press: Node) -> bool:
    """Whether a shape inside it stands out: a box to tick, a ring, a switch."""
    inside = sight.bare.colours(press.box.grown(-8))
    if not inside:
        return False
    ground, _ = inside.most_common(1)[0]
    strong = sum(count for colour, count in inside.items() if contrast(colour, ground) >= GRAPHIC)
    return strong >= SHAPE_MM2 * sight.mm**2


def edges(sight: Sight) -> Found:
    """What can be pressed is told from its ground at 3 : 1: by its edge or its face, or else by a sign or shape in it."""
    signs = {node.press for node in sight.nodes if node.is_icon or node.kind == "image"}
    for press in sight.presses:
        if press.raw["blocked"] or not sight.in_view(press):
            continue
        yield None
        if press.index in signs:
            continue
        found = _edge(sight.bare, press, sight.mm)
        if found < GRAPHIC - 0.05 and not _has_shape(sight, press):
            yield press, f"{press.name!r}: edge of {found:.2f} : 1 and no sign in it, {GRAPHIC:.0f} : 1 is asked for"


def _ring_points(lit: Picture, box: Box, gap: float, width: float) -> Iterator[tuple[int, int, int]]:
    """Colours in the middle of the ring, outside of it and inside, along its four sides."""
    places = [_sides(box, -(gap + width / 2) + off) for off in (0, -width, width)]
    for middle, outside, inside in zip(*places, strict=True):
        found = lit.at(*middle), lit.at(*outside), lit.at(*inside)
        if found[0] is not None:
            # At the rim of the screen there is nothing outside.
            yield found[0], found[1] or found[0], found[2] or found[0]


def ring(sight: Sight, presses: list[Node]) -> Found:
    """The focus ring is drawn all around, in one colour, at 3 : 1 against what lies outside or inside of it."""
    for press in presses:
        yield None
        sight.looker.focus(press.index)
        lit = Picture(sight.ui.window.grabWindow())
        _, box, _ = json.loads(sight.looker.focused())  # what got the keys may have been scrolled into sight
        width = float(sight.looker.ringWidth())
        points = list(_ring_points(lit, Box(*box), float(press.raw["ringGap"]), width))
        colour = Counter(middle for middle, _, _ in points).most_common(1)
        seen = sum(
            middle == colour[0][0] and max(contrast(middle, outside), contrast(middle, inside)) >= GRAPHIC - 0.05
            for middle, outside, inside in points
        )
        if not points or seen < 0.75 * len(points):
            yield press, f"{press.name!r}: {seen} of {len(points)} points of its focus ring can be seen"
