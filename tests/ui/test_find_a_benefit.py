"""A resident finds a benefit by touch and reads everything about it, without a platform anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.ui.conftest import Resident, is_text

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)


def test_from_home_to_one_benefit_and_back_by_touch(resident: Resident) -> None:
    resident.press("惠民清单")
    assert resident.sees("按家里的情况找，共 46 项")
    resident.press("基本生活")
    assert resident.sees("基本生活 · ")
    resident.press("最低生活保障金")
    for heading in ("谁可以申请", "要带什么", "多久办好", "去哪里办", "1,282", "2024 年"):
        assert resident.sees(heading), heading
    assert any("社会救助暂行办法" in text for text in resident.texts()), "the legal basis is on the page"
    resident.press("返回上一页")
    assert resident.sees("基本生活 · "), "the list is as it was left"
    resident.pause()
    resident.press("返回上一页")
    assert resident.sees("您好，想办什么事？")


def test_a_category_shows_only_what_belongs_to_it(resident: Resident) -> None:
    resident.press("惠民清单")
    resident.press("残疾人，")
    assert resident.ui.shell.benefits.category == "disability"
    shown = resident.ui.shell.benefits.total
    assert 0 < shown < 46
    assert resident.sees(f"残疾人 · {shown} 项")
    resident.press("只看这里能办的，已关闭")
    assert resident.ui.shell.benefits.total < shown
    assert resident.sees("已打开")


def test_pages_are_turned_by_buttons_and_stop_at_the_ends(resident: Resident) -> None:
    resident.press("惠民清单")
    first = resident.ui.shell.benefits.pages
    assert resident.sees(f"第 1 页，共 {first} 页")
    resident.press("上一页")
    assert resident.sees(f"第 1 页，共 {first} 页")
    resident.press("下一页")
    assert resident.sees(f"第 2 页，共 {first} 页")


def test_home_forgets_the_filter_of_the_list(resident: Resident) -> None:
    resident.press("惠民清单")
    resident.press("住房，")
    resident.press("首页")
    resident.pause()
    resident.press("惠民清单")
    assert resident.sees("全部 · 46 项")


def test_a_finger_that_slides_off_presses_nothing(resident: Resident) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtTest import QTest

    window, finger = resident.ui.window, resident._finger
    tile = resident.find("惠民清单")
    inside = tile.mapToScene(QPointF(tile.width() / 2, tile.height() / 2)).toPoint()
    outside = tile.mapToScene(QPointF(tile.width() / 2, -200)).toPoint()
    QTest.touchEvent(window, finger).press(0, inside, window).commit()
    QTest.touchEvent(window, finger).move(0, outside, window).commit()
    QTest.touchEvent(window, finger).release(0, outside, window).commit()
    assert resident.ui.shell.navigator.screen == "home"


def test_a_trembling_hand_opens_one_page(resident: Resident) -> None:
    """Two touches of the same thing within 350 ms count once."""
    resident.press("惠民清单")
    resident.press("最低生活保障金")
    while True:
        started = time.monotonic()
        resident.press("返回上一页")
        resident.press("返回上一页")
        if time.monotonic() - started < 0.34:  # a busy machine may have been slower than a trembling hand
            break
        resident.ui.shell.navigator.home()
        resident.pause()
        resident.press("惠民清单")
        resident.press("最低生活保障金")
    assert resident.ui.shell.navigator.screen == "benefits"


def test_everything_works_by_keys_alone(resident: Resident) -> None:
    for _ in range(40):
        resident.key(Qt.Key.Key_Tab)
        focused = resident.ui.window.activeFocusItem()
        if focused is not None and "惠民清单" in str(focused.property("name")):
            break
    resident.key(Qt.Key.Key_Return)
    assert resident.ui.shell.navigator.screen == "benefits"


def test_landscape_shows_list_and_benefit_side_by_side(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.press("惠民清单")
    resident.wait_to_see("谁可以申请")
    first = resident.ui.shell.benefit.recordId
    rows = [item for item in resident.pressables() if item.property("compact")]
    assert len(rows) >= 3
    resident.touch(rows[1])
    assert resident.ui.shell.benefit.recordId != first
    assert resident.ui.shell.navigator.screen == "benefits", "the list stays where it is"


def raised(line: Line) -> Line:
    body = bytes(line.body).replace(b"1282", b"1390")
    return msgspec.structs.replace(line, rev=line.rev + 1, body=msgspec.Raw(body))


def test_a_new_amount_appears_on_the_open_page_by_itself(
    resident: Resident, starter_lines: dict[str, list[Line]], state: Path
) -> None:
    """What the agent applies is on the open page within a second, without a restart."""
    resident.press("惠民清单")
    resident.press("最低生活保障金")
    assert "1,282" in resident.texts()
    changed = [raised(line) if line.id == "benefit.dibao" else line for line in starter_lines["4401"]]
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {"4401": changed}, gen=2)
    resident.wait_for(lambda: "1,390" in resident.texts())
    assert "1,282" not in resident.texts()


def test_a_benefit_that_is_withdrawn_says_so_and_leads_back(
    resident: Resident, starter_lines: dict[str, list[Line]], state: Path
) -> None:
    resident.press("惠民清单")
    resident.press("最低生活保障金")
    rest = [line for line in starter_lines["4401"] if line.id != "benefit.dibao"]
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {"4401": rest}, gen=2)
    resident.wait_to_see("这一项现在看不到了")
    resident.press("返回上一页")
    assert resident.sees("共 45 项")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_landscape_the_categories_take_two_lines_whichever_is_chosen(
    open_kiosk: Callable[..., Resident], language: str
) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    shell = resident.ui.shell
    shell.setLanguage(language)
    shell.navigator.open("benefits", "")
    chips = [item for item in resident.pressables() if item.property("code") is not None]
    assert len(chips) == 10
    for code in [str(chip.property("code")) for chip in chips]:
        shell.benefits.choose(code)
        resident.ui.window.grabWindow()
        assert len({chip.y() for chip in chips}) == 2, code


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_landscape_every_row_of_the_list_says_in_full_what_its_benefit_is(
    open_kiosk: Callable[..., Resident], language: str
) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    shell = resident.ui.shell
    shell.setLanguage(language)
    shell.navigator.open("benefits", "")
    rows = shell.benefits.rows
    for page in range(shell.benefits.pages):
        shell.benefits.go(page)
        resident.ui.window.grabWindow()
        for number in range(rows.rowCount()):
            row = rows.line(number)
            assert resident.sees(row.title), row.title
            assert resident.sees(row.summary), row.title
        assert not [i.property("text") for i in resident.items() if is_text(i) and i.property("truncated")]
