"""Traditional Chinese in place, on every screen: interface as written, content as written or converted, the Hong Kong cuts."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.viewmodels.check_glue import QtGlue
from tests.ui.conftest import Resident, is_text


def test_language_is_chosen_in_the_sheet_and_changes_in_place(resident: Resident) -> None:
    resident.press("惠民清单")
    resident.press("换语言")
    resident.press("繁體中文")
    assert resident.ui.shell.navigator.screen == "benefits"
    assert resident.sees("惠民清單")
    assert resident.sees("海珠區 · 昌崗街道（示例）")
    assert resident.sees("最低生活保障金（低保）")
    assert resident.sees("11月24日 週二")
    resident.pause()
    resident.press("轉換語言")
    resident.press("English")
    assert resident.sees("Benefits list")


def test_a_benefit_is_whole_in_traditional_chinese(resident: Resident) -> None:
    resident.ui.shell.setLanguage("zh-Hant")
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    for words in ("誰可以申請", "要帶什麼", "到哪裏辦", "社會救助暫行辦法"):
        assert any(words in text for text in resident.texts()), words


def test_texts_are_set_in_the_hong_kong_cut(resident: Resident) -> None:
    resident.ui.shell.setLanguage("zh-Hant")
    families = {item.property("font").family() for item in resident.items() if is_text(item) and item.property("text")}
    assert families <= {"Noto Sans CJK HK", "Noto Serif CJK HK", "Phosphor-Bold"}
    resident.ui.shell.setLanguage("zh-Hans")
    families = {item.property("font").family() for item in resident.items() if is_text(item) and item.property("text")}
    assert families <= {"Noto Sans CJK SC", "Noto Serif CJK SC", "Phosphor-Bold"}


@pytest.mark.parametrize(
    ("language", "one", "more", "day"),
    [
        ("zh-Hans", "1 人", "2 人", "2024年1月31日"),
        ("zh-Hant", "1 人", "2 人", "2024年1月31日"),
        ("en", "1 person", "2 people", "31 Jan 2024"),
    ],
)
def test_one_is_not_many_and_a_date_is_one_of_the_language(
    resident: Resident, language: str, one: str, more: str, day: str
) -> None:
    resident.ui.shell.setLanguage(language)
    glue = QtGlue()
    assert (glue.with_unit("1", "person"), glue.with_unit("2", "person")) == (one, more)
    assert glue.date(dt.date(2024, 1, 31)) == day
