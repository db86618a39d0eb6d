"""朗读 marks the sentence that is read and nothing else: its plate lies under exactly the letters of it, where it can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.app.tour_variants import FURTHER_VARIANTS, VARIANTS
from kiosk.viewmodels.sentence_lines import letters, span
from tests.ui.conftest import Resident
from tests.ui.pixels import Paper, Point
from tests.ui.test_reading_aloud import HandSpeaker
from tests.ui.walker.rules_colour import contrast

LOOKS = {variant.name: variant for variant in (*VARIANTS, *FURTHER_VARIANTS)}


@pytest.fixture
def speaker() -> HandSpeaker:
    return HandSpeaker()


def plates(item: QQuickItem) -> list[QQuickItem]:
    """What lies under the letters of a text: one item around the plates, or nothing."""
    return [child for child in item.childItems() if child.z() < 0 and child.isVisible()]


def edge(resident: Resident) -> QQuickItem | None:
    """The edge beside the lines."""
    return next((item for item in resident.items() if item.objectName() == "readingEdge"), None)


def box(item: QQuickItem) -> QRectF:
    """Where it is on the screen."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def host(resident: Resident) -> QQuickItem:
    """What is lifted with the page in it."""
    return resident.ui.window.property("pageItem").parentItem()


def filled(points: set[Point]) -> set[Point]:
    """Rows without holes: where a letter has the colour of its plate's absence, nothing changes."""
    rows: dict[int, list[int]] = {}
    for x, y in points:
        rows.setdefault(y, []).append(x)
    return {(x, y) for y, across in rows.items() for x in range(min(across), max(across) + 1)}


def marked(item: QQuickItem) -> QRectF:
    """What the plates cover together, on the screen."""
    whole = QRectF()
    for around in plates(item):
        for plate in around.childItems():
            if plate.width():
                whole = whole.united(box(plate))
    return whole


def opened(open_kiosk: Callable[..., Resident], speaker: HandSpeaker, look: str, page: tuple[str, str]) -> Resident:
    """Somebody who listens to a page."""
    resident = open_kiosk(speaker=speaker, size=LOOKS[look].size)
    LOOKS[look].wear(resident.ui.shell)
    resident.ui.shell.navigator.open(*page)
    resident.ui.window.grabWindow()
    resident.press("Read" if LOOKS[look].language == "en" else "朗读")
    return resident


def shared(resident: Resident, speaker: HandSpeaker) -> Iterator[tuple[QQuickItem, tuple[int, int]]]:
    """Goes from sentence to sentence, and stops at those that stand in one text with others: the text, and where they begin and end."""
    ends: dict[QQuickItem, int] = {}
    reading = resident.ui.reading
    for number in range(reading.count):
        if not reading.open:
            reading.read(resident.ui.window.property("pageItem"), quiet=False)
        speaker.go(number)
        item = reading.item
        if not item.inherits("QQuickText"):
            continue
        text = item.property("text")
        begins = len(letters(text[: ends.get(item, 0)]))
        place = next(found for at in range(begins, len(text)) if (found := span(text, reading.sentence, at)))
        ends[item] = place[1]
        if any(map(str.isalnum, text[: place[0]] + text[place[1] :])):
            yield item, place


BENEFIT = ("benefit", "benefit.dibao")
ARTICLE = ("article", "news.gov-zoufang-2026")


@pytest.mark.parametrize(
    ("look", "page"),
    [
        ("portrait", BENEFIT),
        ("landscape", BENEFIT),
        ("largest", BENEFIT),
        ("contrast", ARTICLE),
        ("landscape-elder", ARTICLE),
        ("english", BENEFIT),
    ],
    ids=lambda part: part if isinstance(part, str) else part[1],
)
def test_the_plate_lies_under_the_letters_of_the_sentence_alone(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker, look: str, page: tuple[str, str]
) -> None:
    resident = opened(open_kiosk, speaker, look, page)
    looked = 0
    for item, (start, end) in shared(resident, speaker):
        paper, text = Paper(resident, item), item.property("text")
        beside, under = edge(resident), plates(item)
        assert beside is not None, text[start:end]
        assert under, f"{text[start:end]!r} is not marked"
        beside.setOpacity(0)
        with_plate = paper.picture()
        under[0].setOpacity(0)
        plate = filled(paper.changed(with_plate))
        resident.ui.reading.stop()
        resident.wait_for(lambda: host(resident).y() == 0)
        mine, others = paper.ink(start, end), paper.ink(0, start) | paper.ink(end, len(text))
        under[0].setOpacity(1)
        beside.setOpacity(1)
        assert plate, f"{text[start:end]!r} cannot be seen"
        assert not mine - plate, text[start:end]
        assert not others & plate, text[start:end]
        looked += bool(mine)
    assert looked


@pytest.mark.parametrize("look", ["portrait", "contrast"])
def test_letters_on_the_plate_can_be_read(open_kiosk: Callable[..., Resident], speaker: HandSpeaker, look: str) -> None:
    resident = open_kiosk(speaker=speaker)
    LOOKS[look].wear(resident.ui.shell)
    looked = 0
    for page in (("home", ""), ("tickets", ""), ARTICLE):
        resident.ui.shell.navigator.open(*page)
        resident.pause()
        resident.press("朗读")
        for number in range(resident.ui.reading.count):
            speaker.go(number)
            item = resident.ui.reading.item
            for plate in (each for around in plates(item) for each in around.childItems() if each.width()):
                looked += 1
                assert contrast(item.property("color").rgb(), plate.property("color").rgb()) >= 7, item.property("text")
        resident.ui.reading.stop()
    assert looked > 10


def test_lines_that_were_broken_by_sense_are_no_sentences(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = opened(open_kiosk, speaker, "portrait", BENEFIT)
    broken = [item for item, _ in shared(resident, speaker) if "\n" in item.property("text")]
    assert broken, "this page breaks no lines by sense any more"
    read = []
    for number in range(resident.ui.reading.count):
        speaker.go(number)
        read.append(resident.ui.reading.sentence)
    assert any("\n" not in each and each.startswith("每人补 482 元") for each in read)


def whole(item: QQuickItem) -> bool:
    """Whether all of a text is marked."""
    return marked(item).contains(box(item))


def test_a_text_that_is_the_sentence_is_marked_whole_and_so_is_one_that_says_something_else_now(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = opened(open_kiosk, speaker, "portrait", BENEFIT)
    title = resident.ui.reading.item
    assert title.property("text") == "最低生活保障金"
    assert whole(title)
    item = next(item for item, _ in shared(resident, speaker))
    assert not whole(item)
    item.setProperty("text", "换了别的话，一句也不一样。真的。")
    resident.ui.window.grabWindow()
    assert whole(item)


def test_the_mark_follows_what_scrolls_and_what_is_laid_out_anew(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = opened(open_kiosk, speaker, "largest", ARTICLE)
    item = next(item for item, _ in shared(resident, speaker))

    def in_step() -> bool:
        resident.ui.window.grabWindow()
        beside = edge(resident)
        return beside is not None and abs(box(beside).top() - marked(item).top()) < 1

    assert in_step()
    around = item.parentItem()
    while not around.inherits("QQuickFlickable"):
        around = around.parentItem()
    before = marked(item).top()
    around.setProperty("contentY", around.property("contentY") - 30)
    assert in_step()
    assert marked(item).top() == pytest.approx(before + 30, abs=1)
    high = marked(item).height()
    resident.ui.resize(900, 1600)
    resident.wait_for(lambda: in_step() and marked(item).height() < high)


def test_it_goes_with_the_reading_and_leaves_nothing_in_the_page(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = opened(open_kiosk, speaker, "portrait", BENEFIT)
    items = [item for item, _ in shared(resident, speaker)]
    resident.press("关上")
    resident.ui.window.grabWindow()
    assert edge(resident) is None
    assert not [child for item in items for child in item.childItems()]


@pytest.mark.parametrize("look", ["portrait", "landscape", "largest", "landscape-elder", "low"])
def test_whatever_is_read_stands_above_the_reading_bar(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker, look: str
) -> None:
    resident = opened(open_kiosk, speaker, look, BENEFIT)
    for number in range(resident.ui.reading.count):
        speaker.go(number)
        resident.ui.window.grabWindow()
        beside = edge(resident)
        bar = next(item for item in resident.items() if item.property("stateWords") is not None)
        assert beside is not None
        assert beside.height() >= 20, resident.ui.reading.sentence
        assert box(beside).top() >= 0
        assert box(beside).bottom() <= box(bar).top() + 1 or beside.height() > 150, resident.ui.reading.sentence


def test_what_is_touched_on_a_page_that_was_lifted_is_what_was_seen(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = opened(open_kiosk, speaker, "portrait", BENEFIT)
    speaker.go(resident.ui.reading.count - 1)
    assert resident.ui.reading.sentence == "测一测，符合哪几项"
    assert host(resident).y() < 0
    resident.press("测一测，符合哪几项")
    assert not speaker.speaking
    assert resident.ui.shell.navigator.screen == "check"
    resident.wait_for(lambda: host(resident).y() == 0)


def test_the_page_comes_down_when_the_bar_is_closed(open_kiosk: Callable[..., Resident], speaker: HandSpeaker) -> None:
    resident = opened(open_kiosk, speaker, "portrait", BENEFIT)
    speaker.go(resident.ui.reading.count - 1)
    assert host(resident).y() < 0
    resident.press("关上")
    resident.wait_for(lambda: host(resident).y() == 0)
