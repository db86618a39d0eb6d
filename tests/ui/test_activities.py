"""Somebody looks for an activity by touch: by day, by kind, by week."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.conftest import Resident

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
