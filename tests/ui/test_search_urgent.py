"""Who types words of need sees, above what is found, one row that opens the lane that helps: by touch, by keys, read aloud."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.domain.access import Looks, TextSize
from tests.ui.conftest import Resident
from tests.ui.five_keys import NEXT, Blind, Voicebox
from tests.ui.reach import box, in_view

FOOD = "今天没饭吃，附近饭堂在哪，怎么领"


@pytest.fixture
def searcher(indexed_db: Path, resident: Resident) -> Resident:
    """Somebody who has opened the search page."""
    resident.press("打字搜索")
    resident.wait_for(lambda: any(item.property("ready") is True for item in resident.items()))
    resident.ui.window.requestActivate()
    return resident


def type_in(resident: Resident, typed: str) -> None:
    resident.ui.shell.search.setTyped(typed)
    resident.pause()


def rows(resident: Resident) -> list[QQuickItem]:
    return [item for item in resident.pressables() if item.property("recordId")]


def row(resident: Resident) -> QQuickItem | None:
    """The urgent row, if it is there."""
    return next((item for item in resident.pressables() if "SearchUrgent" in item.metaObject().className()), None)


@pytest.mark.parametrize(
    ("typed", "language", "name", "opened"),
    [
        ("饿到头晕", "zh-Hans", FOOD, ("urgent", "urgent.food")),
        ("今晚瞓邊好", "zh-Hant", "沒地方住，救助站在哪，怎麼去", ("urgent", "urgent.shelter")),
        ("家庭暴力", "zh-Hans", "受到伤害，不用说细节，先保安全", ("urgent", "urgent.harm")),
        ("missing child", "en", "A child is on its own, Whom to call at once", ("urgent", "urgent.child")),
        ("zisha", "zh-Hans", "心里很难受，打 12356，心理援助热线", ("service", "service.mind-12356")),
    ],
)
def test_words_of_need_open_their_lane_with_one_press_and_are_still_there_on_the_way_back(
    searcher: Resident, typed: str, language: str, name: str, opened: tuple[str, str]
) -> None:
    searcher.ui.shell.setLanguage(language)
    type_in(searcher, typed)
    above = row(searcher)
    assert above is not None
    assert above.property("name") == name
    searcher.touch(above)
    assert searcher.ui.shell.navigator.top == opened
    searcher.pause()
    searcher.ui.shell.navigator.back()
    assert searcher.ui.shell.search.typed == typed


def test_ordinary_words_and_an_empty_field_have_no_such_row(searcher: Resident) -> None:
    for typed in ("饭堂", "", "qqqq"):
        type_in(searcher, typed)
        assert row(searcher) is None
    type_in(searcher, "饿")
    assert row(searcher) is not None
    searcher.press("清空")
    searcher.pause()
    assert row(searcher) is None


@pytest.mark.parametrize(
    ("size", "text_size", "low"),
    list(itertools.product(((1080, 1920), (1920, 1080)), ("standard", "large", "larger", "largest"), (False, True))),
)
def test_the_row_stands_above_the_first_results_in_every_size(
    searcher: Resident, size: tuple[int, int], text_size: str, *, low: bool
) -> None:
    searcher.ui.resize(*size)
    searcher.ui.shell.access.take(Looks(text_size=TextSize(text_size), low_reach=low))
    type_in(searcher, "家庭暴力")
    alone = low and text_size == "largest" and size[1] > size[0]  # beside all the keys there is room for one row
    searcher.wait_for(lambda: alone or bool(rows(searcher)))
    above = row(searcher)
    assert above is not None
    assert in_view(searcher, above)
    if alone:
        return
    first = box(rows(searcher)[0])
    assert box(above).bottom() <= first.top()
    assert first.top() - box(above).bottom() < above.height()


def test_enter_and_the_keyboard_s_search_key_open_what_stands_first(searcher: Resident) -> None:
    type_in(searcher, "冇饭食")
    searcher.key(Qt.Key.Key_Return)
    assert searcher.ui.shell.navigator.top == ("urgent", "urgent.food")


def test_tab_comes_from_the_field_to_the_row_before_the_results(searcher: Resident) -> None:
    type_in(searcher, "冇饭食")
    passed: list[str] = []
    for _ in range(12):
        searcher.key(Qt.Key.Key_Tab)
        focused = searcher.ui.window.activeFocusItem()
        passed.append(str(focused.property("name")) if focused is not None else "")
        if passed[-1] == FOOD:
            break
    assert passed[-1] == FOOD, passed
    assert not {str(item.property("name")) for item in rows(searcher)} & set(passed)
    searcher.key(Qt.Key.Key_Space)
    assert searcher.ui.shell.navigator.top == ("urgent", "urgent.food")


def test_it_is_a_button_with_a_name_and_what_is_told_names_it_first(searcher: Resident) -> None:
    QAccessible.setActive(True)
    type_in(searcher, "冇饭食")
    above = row(searcher)
    assert above is not None
    told = QAccessible.queryAccessibleInterface(above)
    assert (told.role(), told.text(QAccessible.Text.Name)) == (QAccessible.Role.Button, FOOD)
    said = [
        face.text(QAccessible.Text.Name)
        for item in searcher.items()
        if (face := QAccessible.queryAccessibleInterface(item)) is not None
        and face.role() == QAccessible.Role.AlertMessage
        and item.isVisible()
    ]
    assert any(text.endswith("第一条：今天没饭吃") for text in said), said


def test_the_row_is_forgotten_with_what_was_typed(searcher: Resident) -> None:
    type_in(searcher, "家庭暴力")
    searcher.ui.shell.visit.leave()
    assert searcher.ui.shell.search.urgentId == ""
    assert searcher.ui.shell.search.urgentTitle == ""


def test_with_five_keys_the_row_is_said_before_the_results_and_opens(
    indexed_db: Path, open_kiosk: Callable[..., Resident]
) -> None:
    voice = Voicebox()
    resident = open_kiosk(speaker=voice, waiting=True)
    blind = Blind(resident, voice)
    blind.key(NEXT)
    blind.walk_to("普通话")
    blind.press()
    resident.ui.shell.navigator.open("search", "")
    type_in(resident, "冇饭食")
    heard = blind.walk_to(FOOD)
    assert not any(str(item.property("name")) in "".join(blind.log) for item in rows(resident))
    assert FOOD in heard
    blind.press()
    assert resident.ui.shell.navigator.top == ("urgent", "urgent.food")


@pytest.mark.parametrize("size", [TextSize.LARGER, TextSize.LARGEST])
def test_with_the_screen_low_and_letters_large_the_row_leaves_all_the_keys_in_sight(
    searcher: Resident, size: TextSize
) -> None:
    searcher.ui.shell.access.take(Looks(text_size=size, low_reach=True))
    type_in(searcher, "冇饭食")
    above = row(searcher)
    assert above is not None
    assert in_view(searcher, above)
    names = {str(item.property("name")) for item in searcher.pressables() if in_view(searcher, item)}
    assert set("qwertyuiopasdfghjklzxcvbnm") <= names
