"""Somebody looks for an activity by touch: by day, by kind, by week."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.inbox import Command, CommandName, LeaseRecall
from sync.protocol.package import Line
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import NOW, Resident, is_text
from tests.ui.test_interrupted import published, with_body
from tests.ui.test_sign_up import LAWYER, fill_in, to_the_form, type_phone

LANDSCAPE = (1920, 1080)


def test_from_home_to_the_activities_of_today(resident: Resident) -> None:
    resident.press("服务活动")
    assert resident.ui.shell.navigator.screen == "activities"
    for words in ("今天", "长者手机课：微信挂号", "到 10:30", "二楼活动室（有电梯）", "60 岁以上街坊，不要钱"):
        assert resident.sees(words), words
    assert resident.sees("共 20 个名额")
    assert not resident.sees("还有"), "it holds no seats of its own, so it does not count any"


def test_another_day_is_chosen_in_the_strip(resident: Resident) -> None:
    resident.press("服务活动")
    resident.press("11月26日")
    assert resident.sees("照顾者，坐下来歇一歇")
    assert not resident.sees("长者手机课：微信挂号")


def test_a_day_that_is_past_cannot_be_chosen(resident: Resident) -> None:
    resident.press("服务活动")
    before = resident.texts()
    resident.press("11月23日 周一，已过")
    assert resident.texts() == before


def test_the_next_week_and_back(resident: Resident) -> None:
    resident.press("服务活动")
    resident.press("看上周")
    assert resident.ui.shell.activities.week == 0, "what is past is not offered"
    resident.press("看下周")
    assert resident.sees("11月30日到12月6日")
    resident.pause()
    resident.press("看上周")
    assert resident.sees("11月23日到11月29日")


def test_in_english_the_weeks_are_not_turned_by_the_words_of_the_bar_and_the_pages(resident: Resident) -> None:
    resident.ui.shell.setLanguage("en")
    resident.ui.shell.navigator.open("activities", "")
    resident.press("later week")
    assert resident.sees("30 Nov to 6 Dec")
    words = resident.texts()
    assert [words.count(each) for each in ("Back", "Next", "Earlier week", "Later week")] == [1, 1, 1, 1]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_nothing_on_a_card_of_the_published_activities_is_cut_off(resident: Resident, language: str) -> None:
    shell = resident.ui.shell
    shell.setLanguage(language)
    shell.navigator.open("activities", "")
    for _ in range(2):
        for page in range(shell.activities.pages):
            shell.activities.go(page)
            resident.ui.window.grabWindow()
            assert not [i.property("text") for i in resident.items() if is_text(i) and i.property("truncated")]
        shell.activities.turnWeek(1)


def test_a_kind_shows_only_its_own(resident: Resident) -> None:
    resident.press("服务活动")
    resident.press("法律咨询")
    assert resident.sees("免费法律咨询")
    assert not resident.sees("长者手机课")
    resident.press("首页")
    resident.pause()
    resident.press("服务活动")
    assert resident.sees("长者手机课"), "home forgets the filter"


def test_every_activity_of_the_week_can_be_reached_by_buttons(resident: Resident) -> None:
    resident.press("服务活动")
    seen = set()
    pages = resident.ui.shell.activities.pages
    for number in range(pages):
        seen |= {text for text in resident.texts() if "：" in text or len(text) > 4}
        if number + 1 < pages:
            resident.press("下一页")
            resident.pause()
    assert {"免费法律咨询", "周日义诊：眼睛、耳朵、牙齿"} <= seen


def test_landscape_has_a_rail_of_days(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.press("服务活动")
    days = [item for item in resident.pressables() if "11月2" in item.property("name")]
    assert len(days) == 7
    assert len({item.mapToScene(item.boundingRect().topLeft()).x() for item in days}) == 1


def test_turning_the_screen_while_it_is_open_is_survived(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.press("服务活动")
    resident.ui.resize(1080, 1920)
    resident.ui.shell.access.textSize = "large"
    resident.qtbot.wait(50)
    assert resident.sees("长者手机课")


# What a card says of seats -----------------------------------------------------------------------------------------------

LAW, CARERS = "免费法律咨询：追工资、工伤", "照顾者，坐下来歇一歇"
QUEUE, STOPPED, LOCAL = "这里没有当场名额，可以排候补", "这台机器现在不收报名", "断网也能当场确认"
UNSEEN = "名额现在看不到，可以排候补"


def card_of(resident: Resident, title: str, day: str = "11月26日") -> str:
    """What the card of an activity says."""
    resident.ui.shell.navigator.home()
    resident.pause()
    resident.press("服务活动")
    resident.press(day)
    return str(resident.find(title).property("name"))


@pytest.mark.parametrize("size", [None, LANDSCAPE])
def test_a_card_counts_the_seats_lent_to_it_and_names_the_queue_where_it_has_none(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], size: tuple[int, int] | None
) -> None:
    platform.lend(LAWYER, 2)
    resident = open_kiosk(size=size) if size else open_kiosk()
    lent = card_of(resident, LAW)
    assert "还有 2 个名额" in lent
    assert LOCAL in lent
    none = card_of(resident, CARERS)
    assert QUEUE in none
    assert LOCAL not in none
    for words in ("还有 2 个名额", LOCAL, QUEUE):
        assert resident.sees(words), words


def test_a_card_whose_last_seat_was_given_here_names_the_queue(platform: PlatformSide, resident: Resident) -> None:
    platform.lend(LAWYER, 1)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认报名")
    assert QUEUE in card_of(resident, LAW)


def test_a_card_whose_seats_were_called_back_names_the_queue(platform: PlatformSide, resident: Resident) -> None:
    lease = platform.lend(LAWYER, 1)
    platform.tell(LeaseRecall(lease=lease))
    assert QUEUE in card_of(resident, LAW)


def test_a_card_nobody_signs_up_for_says_so_and_a_late_one_names_no_queue(
    platform: PlatformSide, open_kiosk: Callable[..., Resident]
) -> None:
    resident = open_kiosk(at=dt.datetime.combine(NOW.date(), dt.time(13, 36), NOW.tzinfo))
    late = card_of(resident, "免费法律咨询", "今天")
    assert "报名时间已过" in late
    walk_in = card_of(resident, "街坊茶座", "11月27日")
    assert "不用报名，直接来" in walk_in
    assert not [words for words in (late, walk_in) if "候补" in words or LOCAL in words]


def test_a_card_of_a_machine_that_takes_no_names_promises_no_queue(platform: PlatformSide, resident: Resident) -> None:
    platform.lend(LAWYER, 2)
    platform.tell(Command(command=CommandName.LOCK))
    card = card_of(resident, LAW)
    assert STOPPED in card
    assert not [words for words in ("还有", LOCAL, "候补") if words in card]


def test_seats_that_cannot_be_read_are_not_said_to_be_none(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    platform.lend(LAWYER, 2)
    with contextlib.closing(sqlite3.connect(state / "inbox.db")) as torn, torn:
        torn.execute("""UPDATE lease SET "grant" = x'7b'""")
    assert UNSEEN in card_of(resident, LAW)
    resident.press(LAW)
    assert resident.sees(UNSEEN)
    assert not resident.sees(QUEUE)
    assert resident.sees("想问清楚，打 020-8400 0008"), "another way is named"
    resident.press("排候补")
    assert resident.ui.shell.signUp.step == "name", "the queue can be joined, as was said"


@pytest.mark.logs_warnings
def test_an_inbox_that_is_no_file_of_ours_is_not_said_to_hold_no_seats(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    platform.lend(LAWYER, 2)
    for left in state.glob("inbox.db*"):
        left.unlink()
    (state / "inbox.db").write_bytes(b"no database " * 1000)
    resident = open_kiosk()
    card = card_of(resident, LAW)
    assert STOPPED in card
    assert "候补" not in card
    resident.press(LAW)
    assert resident.sees(STOPPED)
    assert not resident.sees("候补")
    assert resident.sees("020-8400 0008")


def test_a_long_line_on_a_card_is_read_in_full(
    resident: Resident, state: Path, starter_lines: dict[str, list[Line]]
) -> None:
    long = "想找工作的街坊，不分户籍，外地来的也算，带着孩子来也可以"
    published(state, starter_lines, lambda line: with_body(line, who=long) if line.id == LAWYER else line)
    resident.ui.context.poll()
    assert long in card_of(resident, LAW)
    assert resident.sees(long)
    assert not [item.property("text") for item in resident.items() if item.property("truncated")]
