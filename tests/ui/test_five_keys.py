"""With the screen off: somebody who cannot see does what everybody does, with five keys and what is said.

``Blind`` never looks at the window. How many keys each took is printed (``-s``) and may not grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.domain.journal_bodies import HelpCall, SignUp
from kiosk.domain.journal_private import Contact, FormOfAddress
from tests.sign_up_desk import PlatformSide, entries, opened
from tests.ui.conftest import SETTINGS, Resident
from tests.ui.five_keys import AGAIN, NEXT, PREVIOUS, Blind, Voicebox
from tests.ui.test_my_tickets import sign_up_and_come_back
from tests.ui.test_sign_up import LAWYER

Arrive = Callable[[], Blind]


@pytest.fixture
def arrive(open_kiosk: Callable[..., Resident]) -> Iterator[Arrive]:
    """Somebody comes to a screen nobody is using, and presses one key."""
    came: list[Blind] = []

    def coming() -> Blind:
        voice = Voicebox()
        blind = Blind(open_kiosk(speaker=voice, waiting=True), voice)
        came.append(blind)
        said = blind.key(NEXT)
        assert said.count("五是按下") == 2, "once in Mandarin, once in Cantonese"
        assert said.endswith("以后可以在朗读里改")
        blind.walk_to("粤语")
        assert blind.press().startswith("您好，想办什么事？"), "home"
        return blind

    yield coming
    for blind in came:
        print(f"\n{blind.presses} keys")  # noqa: T201 (the measurement)


def test_she_finds_a_benefit(arrive: Arrive) -> None:
    blind = arrive()
    blind.walk_to("惠民清单")
    assert blind.press().startswith("惠民清单这一页有")
    blind.walk_to("老人")
    assert blind.press() == "已选"
    blind.jump_to("第一个，共五个")
    blind.walk_to("高龄津贴")
    assert blind.press().startswith("长寿保健金")
    for words in ("谁可以", "要带什么", "去哪里办"):
        blind.walk_to(words)
    assert blind.presses < 50


def test_she_types_what_she_looks_for_and_hears_what_it_finds(indexed_db: Path, arrive: Arrive) -> None:
    blind = arrive()
    blind.walk_to("打字搜索")
    said = blind.press()
    assert said.startswith("打字搜索这一页有"), said
    assert "搜索，请打字" in said
    blind.spell("dbj")
    assert blind.heard.startswith("j找到"), blind.heard
    assert "第一条：低保" in blind.heard
    assert "这一页有" not in "".join(blind.log[-20:]), "a letter is not a new page"
    assert blind.key(NEXT).startswith("k"), "she is still at her key"
    blind.jump_to("家里人均收入", key=PREVIOUS)
    assert "低保" in blind.press()
    assert "这一页有" in blind.heard
    assert blind.presses < 70


def test_on_a_real_keyboard_she_hears_what_it_finds_too(indexed_db: Path, open_kiosk: Callable[..., Resident]) -> None:
    voice = Voicebox()
    resident = open_kiosk(speaker=voice)
    blind = Blind(resident, voice)
    blind.key(AGAIN)
    blind.walk_to("普通话")
    blind.press()
    blind.walk_to("打字搜索")
    assert "在这里填字" in blind.press()
    for key in (Qt.Key.Key_D, Qt.Key.Key_B, Qt.Key.Key_J):
        QTest.keyClick(resident.ui.window, key)
    resident.wait_for(lambda: "第一条：低保" in voice.words)
    assert "这一页有" not in voice.words
    assert resident.ui.shell.search.typed == "dbj"


def test_she_checks_what_may_fit_her_family_up_to_the_reasons(arrive: Arrive) -> None:
    blind = arrive()
    blind.walk_to("开始自测")
    blind.press()
    blind.jump_to("自己家")
    blind.walk_to("开始按钮")
    said = blind.press()
    questions = 0
    while "您这样答的，对吗" not in said:
        questions += 1
        blind.walk_to("，第一个，共" if questions % 4 else "不清楚，或不想答")
        held = blind.hold_ok()
        assert "下一题按钮" in held or "答完了，看一遍按钮" in held, held
        said = blind.press()
    assert questions > 5
    blind.main()
    said = blind.press()
    assert "您家很可能符合" in said
    blind.walk_to("很可能符合：")
    blind.press()
    blind.walk_to("您答")
    assert blind.presses < 125


def test_she_signs_up(arrive: Arrive, platform: PlatformSide, state: Path) -> None:
    platform.lend(LAWYER, 2)
    blind = arrive()
    blind.walk_to("服务活动")
    blind.press()
    blind.walk_to("十一月二十六日")
    assert blind.press() == "已选"
    blind.walk_to("免费法律咨询：追工资")
    assert "还有两个名额" in blind.press()
    blind.walk_to("报名按钮")
    assert "给谁报名" in blind.press()
    blind.walk_to("女士")
    assert blind.press() == "已选"
    blind.jump_to("J")
    blind.walk_to("O")
    assert "O开头的姓" in blind.press()
    blind.walk_to("欧阳")
    assert blind.press() == "欧阳现在可以按：下一步"
    assert "手机号" in blind.press()
    for digit in "13987654321":
        blind.dial(digit)
    blind.walk_to("下一步")
    assert "请您核对一遍" in blind.press()
    blind.walk_to("这里是您自己的信息")
    assert "欧阳" not in blind.heard, blind.log[-6:]
    blind.key(AGAIN)
    blind.walk_to("欧阳女士")
    blind.walk_to("一三九")
    blind.walk_to("我同意")
    assert "确认报名按钮" in blind.hold_ok()
    assert "欧阳" not in blind.press(), "her name is said when she asks for it"
    assert "报上了，欧阳女士" in blind.key(AGAIN)
    blind.walk_to("票号")
    (entry,) = entries(state)
    assert isinstance(entry.body(), SignUp)
    assert opened(entry, SETTINGS.terminal_id) == Contact(called="欧阳", form=FormOfAddress.MS, phone="13987654321")
    assert blind.presses < 150


def test_she_finds_her_ticket_again(
    arrive: Arrive, platform: PlatformSide, open_kiosk: Callable[..., Resident]
) -> None:
    code = sign_up_and_come_back(open_kiosk())
    blind = arrive()
    blind.walk_to("服务活动")
    blind.press()
    blind.walk_to("我的报名")
    blind.press()
    blind.walk_to("候补")
    assert blind.press() == "已选"
    for digit in code[1:] + "0000":
        blind.dial(digit)
    blind.walk_to("找我的票")
    assert blind.press().startswith("没找到这张票")
    blind.walk_to("候补", key=PREVIOUS)
    blind.press()
    for digit in code[1:] + "4321":
        blind.dial(digit)
    blind.walk_to("找我的票")
    assert "这里是您自己的信息" in blind.press()
    assert "您的票" in blind.key(AGAIN)
    blind.walk_to("免费法律咨询")
    assert blind.presses < 150


def test_she_finds_a_place_and_hears_how_to_walk(arrive: Arrive) -> None:
    blind = arrive()
    blind.walk_to("服务地图")
    blind.press()
    blind.walk_to("长者饭堂")
    blind.press()
    blind.walk_to("走路约")
    blind.press()
    blind.walk_to("往西南走")
    assert blind.presses < 30


def test_she_calls_staff(arrive: Arrive, platform: PlatformSide, state: Path) -> None:
    blind = arrive()
    blind.walk_to("叫工作人员", key=PREVIOUS)
    assert blind.press().startswith("已经叫了，请等一下")
    assert any(isinstance(entry.body(), HelpCall) for entry in entries(state))
    assert blind.presses < 10
