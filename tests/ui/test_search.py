"""A resident finds something by letters, by characters, by hand and by keys alone; and nothing of it stays."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.app.keyboard import dictionary_folder
from kiosk.devices.handwriting import find_recogniser
from kiosk.domain.access import Looks, TextSize
from kiosk.domain.counting import Counted
from kiosk.viewmodels.handwriting import NEW_CHARACTER_AFTER_S
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident, is_text
from tests.ui.reach import SMALLEST, box, in_view

DIBAO = "benefit.dibao"
SHAPES = [((1080, 1920), False), ((1080, 1920), True), ((1920, 1080), False)]


@pytest.fixture
def searcher(indexed_db: Path, resident: Resident) -> Resident:
    """Somebody who has opened the search page."""
    resident.press("打字搜索")
    ready(resident)
    return resident


def ready(resident: Resident) -> None:
    """The pinyin engine is there, and the field listens."""
    resident.wait_for(lambda: any(item.property("ready") is True for item in resident.items()))
    resident.ui.window.requestActivate()
    resident.wait_for(lambda: field(resident).hasActiveFocus())


def field(resident: Resident) -> QQuickItem:
    return next(item for item in resident.items() if item.inherits("QQuickTextInput"))


def key(resident: Resident, name: str) -> QQuickItem:
    return next(item for item in resident.pressables() if item.property("name") == name)


def tap(resident: Resident, letters: str) -> None:
    """Touch keys, one after the other; a key takes the same finger again after a moment."""
    for letter in letters:
        before = typed(resident)
        resident.wait_for(lambda letter=letter, before=before: bool(touched(resident, letter, before)))  # type: ignore[misc]


def touched(resident: Resident, letter: str, before: str) -> bool:
    if typed(resident) == before:
        resident.touch(key(resident, letter))
    return typed(resident) != before


def hammer(resident: Resident, letters: str) -> None:
    """Type on a real keyboard."""
    for letter in letters:
        resident.key(Qt.Key(ord(letter.upper())))


def typed(resident: Resident) -> str:
    return str(resident.ui.shell.search.typed)


def results(resident: Resident) -> list[str]:
    return [str(item.property("recordId")) for item in resident.pressables() if item.property("recordId")]


def strip(resident: Resident) -> list[str]:
    return [str(i.property("name"))[2:-1] for i in resident.pressables() if str(i.property("name")).startswith("选“")]


def test_initials_find_it_at_the_third_key_and_lead_there(searcher: Resident) -> None:
    tap(searcher, "dbj")
    assert results(searcher)[0] == DIBAO
    assert len(results(searcher)) == 5
    assert searcher.sees("d b j = 低保金")
    first = next(item for item in searcher.pressables() if item.property("recordId"))
    assert first.property("name") == "低保，低保金，dbj，家里人均收入低于标准，每月补足差额，惠民清单"
    searcher.touch(first)
    assert searcher.ui.shell.navigator.screen == "benefit"
    searcher.press("返回上一页")
    assert results(searcher)[0] == DIBAO, "what was typed is still there for the way back"


PLATE = QColor("#FCEBC6")  # DESIGN-SYSTEM: matches on this plate


def test_what_matched_lies_on_a_plate_and_nothing_else_does(searcher: Resident) -> None:
    """By the pixels: around the matched characters, and them alone, in the title and in what is said instead."""
    searcher.ui.shell.search.setTyped("饭堂")
    searcher.wait_for(lambda: "service.meal-delivery" in results(searcher))
    searcher.pause()
    picture = searcher.ui.window.grabWindow()
    row = next(item for item in searcher.pressables() if item.property("recordId") == "service.meal-delivery")
    texts = [item for item in searcher.items() if is_text(item) and row.isAncestorOf(item) and item.isVisible()]
    ink = {str(item.property("text")): box(item).toRect() for item in texts}
    wide = ink["饭堂"]
    beside = [QPoint(wide.left() - 2, wide.center().y()), QPoint(wide.right() + 2, wide.center().y())]
    assert [picture.pixelColor(point) for point in beside] == [PLATE, PLATE]
    plate = sum(
        picture.pixelColor(x, y) == PLATE
        for x in range(wide.left(), wide.right())
        for y in range(wide.top(), wide.bottom())
    )
    assert 0.5 < plate / (wide.width() * wide.height()) < 0.95, "the plate, and the letters on it"
    for other in ("长者", "，送餐到家"):
        spot = ink[other].adjusted(8, 0, -8, 0)
        assert not any(
            picture.pixelColor(x, y) == PLATE
            for x in range(spot.left(), spot.right())
            for y in range(spot.top(), spot.bottom())
        )


def test_words_of_the_content_come_before_those_of_the_dictionary(searcher: Resident) -> None:
    tap(searcher, "dbj")
    assert strip(searcher)[:2] == ["低保金", "大病救助"]
    searcher.press("选“低保金”")
    assert typed(searcher) == "低保金"
    assert results(searcher)[0] == DIBAO


def test_the_words_to_choose_are_in_the_script_that_was_chosen(searcher: Resident) -> None:
    searcher.ui.shell.setLanguage("zh-Hant")
    hammer(searcher, "zzft")
    searcher.press("選「長者飯堂」")
    assert typed(searcher) == "長者飯堂"
    assert next(row.property("title") for row in searcher.pressables() if row.property("recordId")) == "長者飯堂"


def test_pinyin_becomes_characters(searcher: Resident) -> None:
    tap(searcher, "shui")
    searcher.wait_for(lambda: "水" in strip(searcher))
    searcher.press("选“水”")
    searcher.wait_for(lambda: typed(searcher) == "水")
    searcher.press("删除一位")
    searcher.wait_for(lambda: typed(searcher) == "")


def test_a_real_keyboard_types_too_and_enter_opens_the_first(searcher: Resident) -> None:
    hammer(searcher, "apjt")
    assert typed(searcher) == "apjt"
    assert results(searcher)[0] == "benefit.changshou"
    assert searcher.sees("阿婆津贴")
    searcher.key(Qt.Key.Key_Return)
    assert searcher.ui.shell.navigator.top == ("benefit", "benefit.changshou")


def test_keys_alone_are_enough(searcher: Resident) -> None:
    def walk_to(name: str) -> None:
        for _ in range(60):
            focused = searcher.ui.window.activeFocusItem()
            if focused is not None and focused.property("name") == name:
                searcher.key(Qt.Key.Key_Space)
                return
            searcher.key(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never came to {name}")

    for letter in "tk":
        walk_to(letter)
    assert typed(searcher) == "tk"
    assert results(searcher)[0] == "benefit.tekun"
    walk_to("搜索")
    assert searcher.ui.shell.navigator.argument == "benefit.tekun"


def test_nothing_found_becomes_a_person_and_a_count_without_words(
    indexed_db: Path, platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    resident = open_kiosk()
    resident.press("打字搜索")
    ready(resident)
    hammer(resident, "qqqq")
    assert resident.sees("没找到“qqqq”")
    assert [name for name in (i.property("name") for i in resident.pressables()) if name == "叫工作人员"]
    resident.press("清空")
    resident.ui.shell.visit.leave()
    with contextlib.closing(sqlite3.connect(f"file:{state}/journal.db?mode=ro", uri=True)) as plain:
        found = dict(plain.execute("SELECT name, n FROM day_count").fetchall())
    assert found.get(Counted.SEARCH_EMPTY.value) == 1
    assert not any("qqqq" in name for name in found)


def test_home_and_the_end_of_the_visit_forget_what_was_typed(searcher: Resident) -> None:
    hammer(searcher, "guer")
    searcher.press("首页")
    assert typed(searcher) == ""
    searcher.ui.shell.navigator.open("search", "")
    ready(searcher)
    assert field(searcher).property("text") == ""
    hammer(searcher, "guer")
    searcher.ui.shell.visit.leave()
    assert typed(searcher) == ""
    assert searcher.ui.shell.search.rows.rowCount() == 0


EMPTY_BYTES = 40  # the dictionary's header


def test_the_pinyin_engine_learns_nothing_and_writes_nothing(searcher: Resident) -> None:
    """A rare word chosen again and again is no more likely for the next person, and its folder holds the empty header only."""

    def offered() -> list[str]:
        searcher.ui.shell.search.setTyped("")
        tap(searcher, "lixiaoming")
        searcher.wait_for(lambda: len(strip(searcher)) > 0)
        return all_words(searcher)

    first = offered()
    second = first[1]
    for _ in range(4):
        assert offered() == first
        searcher.press(f"选“{second}”")
    searcher.wait_for(lambda: second in typed(searcher))
    searcher.ui.shell.visit.leave()
    searcher.ui.shell.navigator.home()
    searcher.ui.shell.navigator.open("search", "")
    ready(searcher)
    assert offered() == first, f"{second} was learned"
    assert {path.name: path.stat().st_size for path in dictionary_folder().iterdir()} == {"usr_dict.dat": EMPTY_BYTES}


def engine(resident: Resident) -> QQuickItem:
    return next(item for item in resident.items() if item.property("ready") is True)


def all_words(resident: Resident) -> list[str]:
    words = engine(resident).property("words")
    return [str(word) for word in (words.toVariant() if hasattr(words, "toVariant") else words)]


def draw(resident: Resident, finger: QPointingDevice, *strokes: tuple[tuple[float, float], ...]) -> None:
    """Draw strokes on the pad; points as shares of its sides."""
    window = resident.ui.window
    pad = next(item for item in resident.items() if item.property("penWidth"))
    for stroke in strokes:
        points = [pad.mapToScene(QPointF(x * pad.width(), y * pad.height())).toPoint() for x, y in stroke]
        steps = [interpolated(a, b, n / 8) for a, b in itertools.pairwise(points) for n in range(1, 9)]
        QTest.touchEvent(window, finger).press(0, points[0], window).commit()
        for point in steps:
            QTest.touchEvent(window, finger).move(0, point, window).commit()
        QTest.touchEvent(window, finger).release(0, points[-1], window).commit()


def interpolated(a: QPoint, b: QPoint, share: float) -> QPoint:
    return QPoint(round(a.x() + (b.x() - a.x()) * share), round(a.y() + (b.y() - a.y()) * share))


THREE = (((0.3, 0.25), (0.7, 0.24)), ((0.33, 0.5), (0.66, 0.49)), ((0.2, 0.78), (0.8, 0.77)))
TEN = (((0.2, 0.45), (0.8, 0.45)), ((0.5, 0.15), (0.5, 0.85)))
BIG = (((0.2, 0.4), (0.8, 0.4)), ((0.5, 0.15), (0.48, 0.5), (0.2, 0.85)), ((0.5, 0.45), (0.8, 0.85)))


def test_a_character_written_by_hand_is_offered_and_taken(
    indexed_db: Path, open_kiosk: Callable[..., Resident], finger: QPointingDevice
) -> None:
    now = [0.0]
    resident = open_kiosk(stopwatch=lambda: now[0])
    resident.press("打字搜索")
    ready(resident)
    resident.press("手写")
    pad = resident.ui.shell.handwriting
    draw(resident, finger, *THREE)
    resident.wait_for(lambda: "三" in pad.candidates)
    assert len(pad.candidates) == 10
    resident.press("三，第")
    assert typed(resident) == "三"
    assert pad.empty
    draw(resident, finger, *TEN)
    resident.wait_for(lambda: pad.candidates != [])
    best = pad.candidates[0]
    now[0] = NEW_CHARACTER_AFTER_S + 1
    draw(resident, finger, *BIG)
    assert typed(resident) == "三" + best, "who goes on writing takes the first"
    resident.wait_for(lambda: pad.candidates != [])
    resident.press("擦掉重写")
    assert pad.empty
    assert pad.candidates == []
    resident.press("换拼音")
    assert key(resident, "q")


def test_strokes_are_gone_when_the_visit_ends(searcher: Resident, finger: QPointingDevice) -> None:
    searcher.press("手写")
    draw(searcher, finger, *BIG)
    searcher.ui.shell.visit.leave()
    assert searcher.ui.shell.handwriting.strokes == []


def test_without_the_library_there_is_no_key_for_it(
    indexed_db: Path, open_kiosk: Callable[..., Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.app.ui.find_recogniser", lambda: None)
    resident = open_kiosk()
    resident.press("打字搜索")
    assert not [item for item in resident.pressables() if item.property("name") == "手写"]


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)])
def test_results_stay_clear_of_the_keys(
    indexed_db: Path, open_kiosk: Callable[..., Resident], size: tuple[int, int]
) -> None:
    resident = open_kiosk(size=size)
    resident.press("打字搜索")
    ready(resident)
    hammer(resident, "zzft")
    rows = [item for item in resident.pressables() if item.property("recordId")]
    keys = [item for item in resident.pressables() if len(str(item.property("name"))) == 1]
    assert len(rows) == 5
    for row in rows:
        box = row.mapRectToScene(row.boundingRect())
        assert all(not box.intersects(k.mapRectToScene(k.boundingRect())) for k in keys)
    assert all(k.width() >= 72 and k.height() >= 72 for k in keys)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize(("size", "low"), [*SHAPES, ((1366, 768), False)])
def test_in_the_largest_type_field_keys_and_a_first_answer_stand_together(
    indexed_db: Path, open_kiosk: Callable[..., Resident], size: tuple[int, int], language: str, low: bool
) -> None:
    resident = open_kiosk(size=size)
    resident.ui.shell.access.take(Looks(text_size=TextSize.LARGEST, low_reach=low))
    resident.ui.shell.setLanguage(language)
    resident.ui.shell.navigator.open("search", "")
    ready(resident)
    for letters in ("", "dbj", "qqqq"):
        resident.ui.shell.search.setTyped(letters)
        resident.wait_for(lambda letters=letters: typed(resident) == letters)  # type: ignore[misc]
        resident.pause()
        sight = [item for item in resident.pressables() if in_view(resident, item)]
        names = [str(item.property("name")) for item in sight]
        assert in_view(resident, field(resident)), letters
        assert set("qwertyuiopasdfghjklzxcvbnm") <= set(names), letters
        assert not any(item.property("turns") for item in sight), f"{letters}: nothing to scroll"
        bells = [item for item in sight if "call-bell" in str(item.property("icon"))]
        rows = [item for item in sight if item.property("recordId")]
        examples = [item for item in sight if item.property("modelData") and len(str(item.property("name"))) > 1]
        assert {"": examples, "dbj": rows, "qqqq": bells[1:]}[letters], (
            f"{letters}: an answer, or a bell beside the bar's"
        )
    for looks in (Looks(), Looks(low_reach=True), Looks(text_size=TextSize.LARGEST)):
        resident.ui.shell.access.take(looks)
        resident.pause()


@pytest.mark.skipif(find_recogniser() is None, reason="libzinnia0 or its model is not installed")
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize(("size", "low"), SHAPES)
def test_in_the_largest_type_one_can_still_write_by_hand(
    indexed_db: Path, open_kiosk: Callable[..., Resident], size: tuple[int, int], language: str, low: bool
) -> None:
    resident = open_kiosk(size=size)
    resident.ui.shell.access.take(Looks(text_size=TextSize.LARGEST, low_reach=low))
    resident.ui.shell.setLanguage(language)
    resident.ui.shell.navigator.open("search", "")
    ready(resident)
    resident.press("手写" if language == "zh-Hans" else "Write")
    resident.pause()
    pad = next(item for item in resident.items() if item.inherits("QQuickPaintedItem"))
    keys = [
        item
        for item in resident.pressables()
        if box(item).left() > box(pad).right() and box(item).top() >= box(pad).top() - 1
    ]
    keys = [key for key in keys if box(key).bottom() <= box(pad).bottom() + 8 and in_view(resident, key)]
    assert len(keys) == 5
    texts = [item for item in resident.items() if is_text(item)]
    for key in keys:
        words = next(text for text in texts if key.isAncestorOf(text) and text.property("text") == key.property("name"))
        assert key.height() >= SMALLEST, key.property("name")
        assert box(key).contains(box(words)), key.property("name")
        assert not words.property("truncated"), key.property("name")
    assert pad.height() > (3.5 if low else 4) * SMALLEST


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
def test_in_english_what_stands_below_a_result_is_read_in_full(
    indexed_db: Path, open_kiosk: Callable[..., Resident], size: tuple[int, int]
) -> None:
    resident = open_kiosk(size=size)
    shell = resident.ui.shell
    shell.setLanguage("en")
    shell.navigator.open("search", "")
    for words in ("housing", "senior", "work", "dbj"):
        shell.search.setTyped(words)
        resident.ui.window.grabWindow()
        assert len(results(resident)) >= 3
        assert not [i.property("text") for i in resident.items() if is_text(i) and i.property("truncated")]
