"""What there is to read on a page: its texts in the order in which it is built, each with the item that shows it.

Where a list and what was opened from it stand beside each other, the opened one comes first (``readFirst: true``). A thing that can be
pressed says its name, as to a screen reader; single keys, and what only turns pages (``aloud: false``), are left out. A label that
breaks its lines by sense is read as it was written (``said``), not line by line. What belongs to a person is marked by whoever draws it
(``personal: true`` on the item), and told apart here. Whether it is read is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtQuick import QQuickItem

from kiosk.domain.spoken import sentences
from kiosk.viewmodels.sentence_lines import letters


@dataclass(frozen=True)
class Passage:
    """One sentence of a page, the item that shows it, and whether it tells of the person in front of the screen.

    ``begins``: letters before it in its text, spaces and line breaks not counted.
    """

    text: str
    item: QQuickItem
    personal: bool
    begins: int


def passages(page: QQuickItem) -> list[Passage]:
    """Everything there is to read on a page."""
    first: list[Passage] = []
    then: list[Passage] = []
    for item, text, personal, is_first in _texts(page, personal=False, first=False):
        whole, at = letters(text), 0
        for sentence in sentences(text):
            at = whole.index(letters(sentence), at)
            if len(sentence) > 1:
                (first if is_first else then).append(Passage(sentence, item, personal, at))
            at += len(letters(sentence))
    return first + then


def _texts(item: QQuickItem, *, personal: bool, first: bool) -> Iterator[tuple[QQuickItem, str, bool, bool]]:
    if not item.isVisible() or item.property("aloud") is False:
        return
    personal = personal or bool(item.property("personal"))
    first = first or bool(item.property("readFirst"))
    if item.property("checkable") is not None and item.property("name"):
        yield item, str(item.property("name")), personal, first
    elif item.inherits("QQuickText"):
        yield item, str(item.property("said") or item.property("text") or ""), personal, first
    else:
        for child in item.childItems():
            yield from _texts(child, personal=personal, first=first)
