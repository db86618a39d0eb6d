"""The boxes of a sentence are where Qt draws its letters, however the text is set."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.domain.spoken import sentences
from kiosk.viewmodels.sentence_lines import Drawn, boxes, letters, span
from tests.ui.conftest import Resident, enum_value
from tests.ui.pixels import AIR, Paper

WORDS = {
    "han": "先吃饭。别的事慢慢办，今天办不完也不要紧，明天再来。都不收钱！有人收钱，马上打电话。",
    "latin": "Call 12345 now. Room 20 on floor 3 is open from 9 to 12, or ring 020-8100. No 50 yuan are due! Come at 9.",
    "both": "请打 12345 问。App 里也能办，Tel 12 一下就好。\n𠮷野家旁边，二楼。都在。",
}
LABEL = """
import QtQuick
import Kiosk.Controls
import Kiosk.Theme
Rectangle {{ color: Theme.color.ground; z: 1000; width: 700; height: 700
    Label {{ x: 60; y: 60; {properties} }}
}}
"""


@pytest.mark.parametrize(
    "properties",
    [
        "width: 433",
        "width: 333; type: Theme.article",
        "width: 433; type: Theme.title2",
        "width: 433; horizontalAlignment: Text.AlignHCenter; type: Theme.secondary",
        "width: 433; horizontalAlignment: Text.AlignRight; leftPadding: 13; rightPadding: 7",
        "width: 433; height: 600; verticalAlignment: Text.AlignTop; type: Theme.label",
        "width: 433; height: 600; verticalAlignment: Text.AlignBottom",
        "width: 433; height: 560",
        "width: 433; maximumLineCount: 2; elide: Text.ElideRight",
        "width: 560; shrinks: true; minimumPixelSize: 5",
        "width: 433; wrapMode: Text.WordWrap",
        "width: 433; font.letterSpacing: 3",
    ],
)
def test_the_boxes_are_where_qt_draws_the_letters(resident: Resident, properties: str) -> None:
    component = QQmlComponent(resident.ui.engine)
    component.setData(LABEL.format(properties=properties).encode(), QUrl())
    ground = component.create()
    assert isinstance(ground, QQuickItem), component.errorString()
    ground.setParentItem(resident.ui.window.contentItem())
    paper = Paper(resident, ground.childItems()[0])
    assert sum(boxes_looked_at(paper, words) for words in WORDS.values()) >= 3
    ground.setParentItem(None)
    ground.deleteLater()
    QCoreApplication.sendPostedEvents(ground, QEvent.Type.DeferredDelete.value)  # its letters ask the theme, which goes


def boxes_looked_at(paper: Paper, text: str) -> int:
    """Compares the boxes of each sentence with the pixels of its letters, and counts those that could be."""
    item, at, looked = paper.item, 0, 0
    item.setProperty("text", text)
    paper.picture()
    for sentence in sentences(text):
        begins = len(letters(text[:at]))
        start, end = span(text, sentence, begins) or (0, 0)
        at = end
        found = boxes(drawn(item), sentence, begins)
        mine, others = paper.ink(start, end), paper.ink(0, start) | paper.ink(end, len(text))
        if not mine:
            continue  # behind the dots, or nothing in it can be exchanged
        if not found:
            assert item.property("truncated"), sentence
            continue
        looked += 1
        inside = {
            (x, y)
            for each in (one.translated(AIR, AIR).toRect() for one in found)
            for x in range(each.left(), each.right() + 1)
            for y in range(each.top(), each.bottom() + 1)
        }
        assert not mine - inside, sentence
        # Where lines are nearer to each other than letters are high, tails of one hang into the next.
        assert len(others & inside) <= len(others) * 0.02, sentence
    return looked


def drawn(item: QQuickItem) -> Drawn:
    """A text as the page tells of it."""

    def number(name: str) -> float:
        return float(item.property(name))

    left, right, top, bottom = (number(f"{side}Padding") for side in ("left", "right", "top", "bottom"))
    return Drawn(
        text=item.property("text"),
        font=item.property("font"),
        px=enum_value(item, "fontInfo.pixelSize"),
        spacing=number("lineHeight"),
        wrap=enum_value(item, "wrapMode"),
        align=enum_value(item, "effectiveHorizontalAlignment"),
        upright=enum_value(item, "verticalAlignment"),
        left=left,
        top=top,
        room=item.width() - left - right,
        tall=item.height() - top - bottom,
        height=item.height(),
        lines=int(number("lineCount")),
        broad=number("contentWidth"),
        cut=bool(item.property("truncated")),
        air=4,
    )


def test_a_sentence_is_found_by_its_letters_wherever_lines_are_broken() -> None:
    assert span("先吃饭。别的\n事 慢慢办。", "别的事慢慢办。", 4) == (4, 13)
    assert span("办。办。", "办。", 2) == (2, 4)
    assert span("先吃饭。改了。", "别的事慢慢办。", 4) is None
    assert span("", "别的事。", 0) is None
