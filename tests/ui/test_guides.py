"""体验专区: going through an application step by step, ticking papers that nobody else will ever see."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtQuick import QQuickItem

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.ui.conftest import Resident

LANDSCAPE = (1920, 1080)


def at_the_papers(resident: Resident) -> None:
    """Open the rehearsal of 低保 at its second step."""
    resident.press("体验专区 · 办事演练")
    resident.pause()
    resident.press("申请低保")
    resident.press("下一步，把这些纸找齐")


def ticked(resident: Resident) -> list[str]:
    """Titles of the papers that are ticked."""
    boxes = [item for item in resident.pressables() if item.property("advice") is not None]
    return [str(box.property("title")) for box in boxes if box.property("checked")]


def codes(resident: Resident) -> list[str]:
    """What the codes on the screen carry."""
    return [str(item.property("payload")) for item in resident.items() if item.property("payload")]


def test_home_leads_to_the_guides_and_into_the_first(resident: Resident) -> None:
    resident.press("体验专区 · 办事演练")
    assert resident.ui.shell.navigator.screen == "guides"
    assert resident.sees("只是练习，不会真的提交")
    assert resident.sees("申请临时救助")
    assert not resident.sees("演练："), "the heading says it already"
    assert resident.sees("4 步 · 2 分钟")
    resident.pause()
    resident.press("申请低保")
    assert resident.sees("演练：申请低保 · 第 1 步 / 共 5 步")
    assert resident.sees("还要 3 分钟")


@pytest.mark.parametrize(("language", "title"), [("zh-Hant", "申請低保"), ("en", "Minimum living allowance")])
def test_in_every_language_a_rehearsal_is_called_one_once(resident: Resident, language: str, title: str) -> None:
    resident.ui.shell.setLanguage(language)
    resident.ui.shell.navigator.open("guides", "")
    assert title in resident.texts()


def test_every_guide_of_the_page_opens(resident: Resident) -> None:
    for words in ("申请临时救助", "申请残疾人两项补贴", "看一遍", "看不清、够不着"):
        resident.ui.shell.navigator.open("guides", "")
        resident.press(words)
        assert resident.ui.shell.navigator.screen == "guide", words
        assert resident.sees("第 1 步"), words
        resident.ui.shell.navigator.home()


def test_steps_go_on_and_back_and_say_what_comes(resident: Resident) -> None:
    resident.ui.shell.navigator.open("guide", "guide.apply-dibao")
    back = resident.find("上一步")
    assert back.property("blocked")
    assert back.property("hint") == "这是第一步"
    seen = [str(resident.ui.shell.guide.stepTitle)]
    left = [int(resident.ui.shell.guide.minutesLeft)]
    for _ in range(4):
        button = resident.find("下一步，")
        assert resident.ui.shell.guide.nextTitle in str(button.property("name"))
        resident.touch(button)
        resident.pause()
        seen.append(str(resident.ui.shell.guide.stepTitle))
        left.append(int(resident.ui.shell.guide.minutesLeft))
        assert resident.sees(seen[-1])
    assert seen == ["先看看像不像够条件", "把这些纸找齐", "到窗口怎么说", "有人来家里了解", "等结果"]
    assert left == sorted(left, reverse=True)
    resident.press("上一步")
    assert resident.sees("有人来家里了解")


def test_the_last_step_ends_where_it_began(resident: Resident) -> None:
    resident.press("体验专区 · 办事演练")
    resident.pause()
    resident.press("申请低保")
    resident.ui.shell.guide.go(4)
    resident.press("练完了")
    assert resident.ui.shell.navigator.screen == "guides"


def test_a_paper_is_ticked_by_its_whole_row_and_says_so(resident: Resident) -> None:
    at_the_papers(resident)
    assert ticked(resident) == [], "nothing is ticked at the start"
    row = resident.find("户口簿")
    assert str(row.property("name")).endswith("还没有")
    resident.touch(row)
    assert ticked(resident) == ["户口簿"]
    assert str(row.property("name")).endswith("有了")
    resident.pause()
    resident.touch(row)
    assert ticked(resident) == []


def test_a_paper_only_some_need_is_no_gap(resident: Resident) -> None:
    at_the_papers(resident)
    assert str(resident.find("残疾人证").property("name")).endswith("有才带")


def test_ticks_last_as_long_as_the_visit(resident: Resident) -> None:
    at_the_papers(resident)
    resident.press("身份证")
    resident.pause()
    resident.press("下一步，到窗口怎么说")
    resident.pause()
    resident.press("上一步")
    assert ticked(resident) == ["身份证"], "after another step"
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    resident.pause()
    resident.press("返回上一页")
    assert resident.sees("第 2 步")
    assert ticked(resident) == ["身份证"], "after another page"
    resident.press("首页")
    resident.pause()
    at_the_papers(resident)
    assert ticked(resident) == [], "home is the end"


def test_ticks_stay_in_another_language(resident: Resident) -> None:
    at_the_papers(resident)
    resident.press("户口簿")
    resident.ui.shell.setLanguage("en")
    assert ticked(resident) == ["Hukou booklet"]
    assert str(resident.find("Hukou booklet").property("name")).endswith("Have it")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def test_a_tick_goes_into_no_file_and_no_code(resident: Resident, state: Path) -> None:
    at_the_papers(resident)
    before, carried = digests(state), codes(resident)
    assert carried
    assert "户口簿" in carried[0], "the list itself can be taken along"
    resident.press("户口簿")
    resident.wait_for(lambda: ticked(resident) == ["户口簿"])
    assert digests(state) == before
    assert codes(resident) == carried


def test_a_rehearsal_leads_to_its_benefit_and_back_to_the_same_step(resident: Resident) -> None:
    resident.ui.shell.navigator.open("guide", "guide.apply-dibao")
    resident.ui.shell.guide.go(3)
    resident.press("最低生活保障金")
    assert resident.ui.shell.navigator.screen == "benefit"
    resident.press("返回上一页")
    assert resident.sees("有人来家里了解")


def shorter(line: Line) -> Line:
    body = msgspec.json.decode(line.body)
    body["steps"] = body["steps"][:2]
    return msgspec.structs.replace(line, rev=line.rev + 1, body=msgspec.Raw(msgspec.json.encode(body)))


def test_a_guide_that_becomes_shorter_or_is_withdrawn_under_the_hand(
    resident: Resident, starter_lines: dict[str, list[Line]], state: Path
) -> None:
    resident.ui.shell.navigator.open("guide", "guide.apply-dibao")
    resident.ui.shell.guide.go(4)
    lines = starter_lines["4401"]
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {"4401": [shorter(ln) if ln.id == "guide.apply-dibao" else ln for ln in lines]}, gen=2)
        resident.wait_to_see("第 2 步 / 共 2 步")
        assert resident.sees("把这些纸找齐")
        fill(agent, {"4401": [line for line in lines if line.id != "guide.apply-dibao"]}, gen=3)
    resident.wait_to_see("这一项现在看不到了")


def centre_x(item: QQuickItem) -> float:
    return item.mapToScene(item.boundingRect().center()).x()


def test_landscape_reads_on_the_left_and_acts_on_the_right(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    at_the_papers(resident)
    for words in ("户口簿", "上一步", "下一步"):
        assert centre_x(resident.find(words)) > LANDSCAPE[0] / 2, words
    resident.press("学生证")
    assert ticked(resident) == ["学生证，或在读证明"], "all papers are in reach without turning the page"
