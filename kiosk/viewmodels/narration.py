"""What has become of a page, and where one then stands: coming to it, pressing something on it, something pressed that is gone.

Compares two looks at the screen. Nothing is said or moved here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import qtTrId
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.viewmodels.check_glue import filled
from kiosk.viewmodels.guidance_words import page_said, result_of, said_of
from kiosk.viewmodels.on_screen import Seen
from kiosk.viewmodels.stops import Kind, Stop

Stand = tuple[int, list[str]]
"""At which stop, and what is said; -1 where there is none."""


def arrived(seen: Seen, inside: Sequence[Stop], focus: QQuickItem | None, *, quiet: bool, texts: bool) -> Stand:
    """On a page or in a dialog: at its title, or in the field that the page gives the keys to.

    Where nothing is said, at the first thing to press.
    """
    if not inside:
        return -1, []
    field = next((stop for stop in inside if stop.kind is Kind.FIELD and stop.item is focus), None)
    heading = next((stop for stop in inside if stop.heading), None)
    text = next((stop for stop in inside if stop.kind is Kind.TEXT), None)
    here = field or (heading or text if texts else None) or inside[0]
    at = seen.stops.index(here)
    if quiet:
        return at, [qtTrId("aloud.quiet")]
    said = said_of(here, seen.stops, asked=False)
    said = [sentence for sentence in said if sentence not in seen.title]
    count = 0 if seen.over is not None else sum(stop.kind is not Kind.TEXT for stop in inside)
    return at, [*page_said(seen.title, count), *said]


def pressed(before: Seen, seen: Seen, item: QQuickItem | None, *, name: str, named: bool) -> Stand:
    """After something was pressed and the page is still the same.

    Args:
        before: the screen as it was.
        seen: as it is.
        item: what was pressed.
        name: its name before.
        named: it has just been said.
    """
    at = next((number for number, stop in enumerate(seen.stops) if stop.item is item), -1)
    news = told_anew(before, seen)
    if at < 0:
        at, said = _lost(before, seen, item)
        return at, [*(() if named else (name,)), *said, *news]
    stop = seen.stops[at]
    if stop.flag("turns"):
        first = _turned(seen, at)
        return first, said_of(seen.stops[first], seen.stops, asked=False)
    said = [result_of(stop, name)]
    if stop.flag("blocked"):
        said, news = [*news, *said_of(stop, [], asked=True)], []
    elif not said[0] and not named:
        said = [stop.word("discreet") if stop.personal else stop.word("name")]
    for other in seen.stops:
        if other.item in before.blocked and other.item not in seen.blocked:
            said.append(_possible(other))
    return at, [*said, *news]


def told_anew(before: Seen, seen: Seen) -> list[str]:
    """What the page reports of itself and did not before, such as how much is found by what was typed."""
    known = {text for stop in before.stops for text in stop.texts}
    return [
        text
        for stop in seen.stops
        if stop.role is QAccessible.Role.AlertMessage and not stop.personal
        for text in stop.texts
        if text not in known
    ]


def _possible(stop: Stop) -> str:
    return filled(qtTrId("aloud.possible"), stop.word("name"))


def _lost(before: Seen, seen: Seen, item: QQuickItem | None) -> Stand:
    """What was pressed is gone, such as letters that became names: one stands at what came in its place.

    Where that has made something possible, such as going on after the last choice, one stands there.
    """
    items = [stop.item for stop in seen.stops]
    for number, stop in enumerate(seen.stops):
        if stop.item in before.blocked and stop.item not in seen.blocked:
            return number, [_possible(stop)]
    old = [stop.item for stop in before.stops]
    known = old.index(item) if item is not None and item in old else 0
    stays = next((items.index(each) for each in reversed(old[:known]) if each in items), -1)
    at = min(stays + 1, len(items) - 1)
    if at < 0:
        return -1, []
    said = said_of(seen.stops[at], seen.stops, asked=False)
    above = seen.stops[stays] if stays >= 0 else None
    if above is not None and above.kind is Kind.TEXT:
        said = [above.texts[-1], *said]
    return at, said


def _turned(seen: Seen, at: int) -> int:
    """Another page of a list: its first row."""
    while at > 0 and (seen.stops[at].flag("turns") or seen.stops[at].kind is Kind.TEXT):
        at -= 1
    group = seen.stops[at].step.group
    while at > 0 and seen.stops[at - 1].step.group == group:
        at -= 1
    return at
