"""Traditional Chinese in place, on every screen: interface as written, content as written or converted, the Hong Kong cuts."""

from __future__ import annotations

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
