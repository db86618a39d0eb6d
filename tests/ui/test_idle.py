"""Nobody is there: the screen invites, says what is on today, gives way to urgent notices; one touch begins, nothing more."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from data.content_store import ContentStore
from data.journal_reader import PRESENT
from kiosk.app.tour import HandWatch
from kiosk.domain.inbox import Command, CommandName
from kiosk.domain.terminal import StateFiles
from kiosk.viewmodels.stops import made_of
from kiosk.viewmodels.visit import SETTLE_S
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.sample_records import line_of
from tests.sign_up_desk import HandTicks, PlatformSide
from tests.ui.conftest import NOW, Resident

INVITES = "街坊有难处"
START = "点一下屏幕，开始"


@pytest.fixture
def watch() -> HandWatch:
    return HandWatch()


@pytest.fixture
def idle(open_kiosk: Callable[..., Resident], watch: HandWatch) -> Resident:
    return open_kiosk(stopwatch=watch, waiting=True)


def wait(resident: Resident, watch: HandWatch, seconds: float) -> None:
    watch.seconds += seconds
    resident.ui.context.poll()


def test_it_invites_and_begins_with_one_touch(idle: Resident) -> None:
    assert idle.sees(INVITES)
    assert idle.sees("9:06")
    idle.press(START)
    assert idle.sees("您好，想办什么事？")


@pytest.mark.parametrize("place", ["惠民清单", "服务地图", "看全部"])
def test_the_touch_that_wakes_the_screen_does_nothing_else(
    open_kiosk: Callable[..., Resident], watch: HandWatch, place: str
) -> None:
    resident = open_kiosk(stopwatch=watch)
    item = resident.find(place)
    there = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    resident.ui.shell.visit.leave()
    watch.seconds += SETTLE_S
    resident.touch_at(there)
    assert resident.ui.shell.navigator.screen == "home"
    resident.touch_at(there)
    assert resident.ui.shell.navigator.screen == "home", "a hand that taps twice has opened nothing"
    watch.seconds += 0.4
    resident.touch_at(there)
    assert resident.ui.shell.navigator.screen != "home"


def test_a_double_click_of_a_mouse_wakes_the_screen_and_opens_nothing(
    open_kiosk: Callable[..., Resident], watch: HandWatch
) -> None:
    resident = open_kiosk(stopwatch=watch)
    item = resident.find("惠民清单")
    there = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    resident.ui.shell.visit.leave()
    watch.seconds += SETTLE_S
    window = resident.ui.window
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, there)
    QTest.mouseDClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, there)
    assert resident.ui.shell.navigator.screen == "home"


@pytest.mark.parametrize("point", [QPoint(20, 130), QPoint(1060, 700), QPoint(540, 1740)])
def test_any_place_of_the_page_begins(idle: Resident, point: QPoint) -> None:
    idle.touch_at(point)
    assert idle.ui.shell.navigator.screen == "home"


def test_after_nine_seconds_it_shows_what_is_on_today(idle: Resident, watch: HandWatch) -> None:
    wait(idle, watch, 8.9)
    assert idle.sees(INVITES)
    wait(idle, watch, 0.1)
    assert not idle.sees(INVITES)
    assert idle.sees("今天这里有")
    assert idle.sees("11月24日 星期二")
    assert idle.sees("活动为示例")
    for words in ("9:30", "长者手机课", "11:30", "10:30 前报名", "14:30"):
        assert idle.sees(words), words
    wait(idle, watch, 9)
    assert idle.sees(INVITES)


def two_minutes(idle: Resident, clock: HandTicks) -> None:
    """In the first the counts of the day are handed over, which opens the desk; the next finds it open."""
    for _ in range(2):
        clock.pass_s(60)
        idle.ui.context.poll()


TALK = "activity.lawyer-tue.20261124"


def test_seats_left_here_are_announced_once_they_are_known(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], watch: HandWatch
) -> None:
    platform.lend(TALK, 2)
    clock = HandTicks(NOW)
    idle = open_kiosk(stopwatch=watch, waiting=True, clock=clock)
    wait(idle, watch, 9)
    assert not idle.sees("个名额"), "the desk is not open yet, and the first picture does not wait for it"
    two_minutes(idle, clock)
    assert idle.sees("还有 2 个名额")
    assert idle.sees("10:30 前报名"), "of the others nobody knows any"
    platform.tell(Command(command=CommandName.LOCK))
    two_minutes(idle, clock)
    assert not idle.sees("个名额"), "nobody can sign up here now"


def test_seats_that_cannot_be_read_are_not_announced(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], watch: HandWatch, state: Path
) -> None:
    platform.lend(TALK, 2)
    with contextlib.closing(sqlite3.connect(state / "inbox.db")) as torn, torn:
        torn.execute("""UPDATE lease SET "grant" = x'7b'""")
    clock = HandTicks(NOW)
    idle = open_kiosk(stopwatch=watch, waiting=True, clock=clock)
    wait(idle, watch, 9)
    two_minutes(idle, clock)
    assert idle.sees("今天这里有")
    assert not idle.sees("个名额")
    assert idle.sees("13:30 前报名")


def test_the_loop_can_be_stopped_and_goes_on(idle: Resident, watch: HandWatch) -> None:
    wait(idle, watch, 9)
    idle.press("停住画面")
    assert idle.ui.shell.navigator.screen == "idle"
    for _ in range(5):
        wait(idle, watch, 9)
        assert idle.sees("今天这里有")
    idle.pause()
    idle.press("接着放")
    wait(idle, watch, 9)
    assert idle.sees(INVITES)


def test_what_is_over_is_not_announced(open_kiosk: Callable[..., Resident], watch: HandWatch) -> None:
    resident = open_kiosk(stopwatch=watch, waiting=True, at=NOW + dt.timedelta(hours=3))
    wait(resident, watch, 9)
    assert not resident.sees("9:30")
    assert resident.sees("正在进行"), "lunch has begun"


def test_when_nothing_is_left_today_it_shows_the_coming_days(
    open_kiosk: Callable[..., Resident], watch: HandWatch
) -> None:
    resident = open_kiosk(stopwatch=watch, waiting=True, at=NOW + dt.timedelta(hours=13))
    wait(resident, watch, 9)
    assert resident.sees("这几天这里有")
    assert resident.sees("11月2"), "with their days"


def test_without_activities_there_is_one_frame_and_nothing_to_stop(
    open_kiosk: Callable[..., Resident], watch: HandWatch, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    resident = open_kiosk(stopwatch=watch, waiting=True, folder=empty)
    wait(resident, watch, 30)
    assert resident.sees(INVITES)
    assert not any("停住画面" in item.property("name") for item in resident.pressables())
    resident.press(START)
    assert resident.ui.shell.navigator.screen == "home"


def test_a_language_key_begins_in_that_language(idle: Resident) -> None:
    idle.press("繁體中文")
    assert idle.sees("您好，想辦什麼事？")


def test_nobody_is_never_asked(idle: Resident, watch: HandWatch) -> None:
    for _ in range(20):
        wait(idle, watch, 600)
        assert not idle.sees("您还在吗")
    assert idle.ui.shell.navigator.screen == "idle"


def test_what_somebody_changed_and_left_is_put_back_without_a_question(idle: Resident, watch: HandWatch) -> None:
    idle.press("换语言")
    choice = next(
        item for item in idle.pressables() if item.property("checkable") and item.property("name") == "English"
    )
    idle.touch(choice)
    assert idle.sees("Need help?")
    wait(idle, watch, 119)
    assert idle.ui.shell.language == "en"
    wait(idle, watch, 1)
    assert idle.ui.shell.language == "zh-Hans"
    assert idle.sees(INVITES)


def test_a_sheet_that_was_left_open_is_closed(idle: Resident, watch: HandWatch) -> None:
    idle.press("大字")
    assert idle.sees("看得清、够得着")
    wait(idle, watch, 120)
    assert not idle.sees("看得清、够得着")


def test_keys_begin_too(idle: Resident) -> None:
    idle.key(Qt.Key.Key_Return)
    assert idle.ui.shell.navigator.screen == "home"


def test_back_and_home_look_as_if_they_led_nowhere_yet(idle: Resident) -> None:
    assert idle.find("返回上一页").property("blocked")
    home = idle.find("首页")
    assert home.property("hint") == "点一下屏幕就开始"
    idle.touch(home)
    assert idle.ui.shell.navigator.screen == "home", "but nobody is sent away"


# Urgent notices ---------------------------------------------------------------------------------------------------------


def typhoon(**fields: Any) -> Line:
    said = {
        "title": "台风要来了",
        "text": "今晚请留在屋里。",
        "issuer": "气象台",
        "icon": "hurricane",
        "level": "danger",
        "place_ids": ["place.gongzhu-440105003"],
        "expires_on": dt.date(2026, 11, 24),
    }
    return line_of("bulletin.typhoon", **{**said, **fields})


def cold(**fields: Any) -> Line:
    said = {"title": "寒潮来了", "icon": "thermometer-cold", "expires_on": dt.date(2026, 11, 30)}
    return line_of("bulletin.cold", **{**said, **fields})


@pytest.fixture
def publish_here(state: Path, starter_lines: dict[str, list[Line]]) -> Callable[..., None]:
    """Puts notices into the town's content, as the agent would; ``offline=True`` where it then lost the network."""
    generation = [1]

    def put(*notices: Line, offline: bool = False) -> None:
        generation[0] += 1
        with ContentStore(Path(StateFiles(state).content_db)) as agent:
            fill(agent, {"440105003": [*starter_lines["440105003"], *notices]}, gen=generation[0])
            if offline:
                agent.note_failure("agent.offline", NOW.astimezone(dt.UTC))

    return put


def test_an_urgent_notice_takes_over_by_itself_and_gives_way_again(
    idle: Resident, publish_here: Callable[..., None]
) -> None:
    publish_here(typhoon())
    idle.wait_to_see("台风要来了")
    assert not idle.sees(INVITES)
    for words in ("紧急提示", "今晚请留在屋里。", "气象台", "可以去：〔示例〕穗救易·共助空间", START):
        assert idle.sees(words), words
    publish_here()
    idle.wait_to_see(INVITES)


def test_several_notices_take_turns_the_most_severe_first(
    open_kiosk: Callable[..., Resident], watch: HandWatch, publish_here: Callable[..., None]
) -> None:
    publish_here(cold(), typhoon())
    resident = open_kiosk(stopwatch=watch, waiting=True)
    assert resident.sees("台风要来了")
    assert not resident.sees("寒潮来了")
    wait(resident, watch, 9)
    assert resident.sees("寒潮来了")
    assert not resident.sees("台风要来了")


def test_a_notice_goes_away_when_its_last_day_is_over(
    open_kiosk: Callable[..., Resident], publish_here: Callable[..., None]
) -> None:
    publish_here(typhoon())
    assert open_kiosk(waiting=True, at=dt.datetime(2026, 11, 24, 23, 59, tzinfo=NOW.tzinfo)).sees("台风要来了")
    assert open_kiosk(waiting=True, at=dt.datetime(2026, 11, 25, 0, 0, tzinfo=NOW.tzinfo)).sees(INVITES)


def banner_of(resident: Resident) -> QQuickItem:
    return next(item for item in resident.items() if "StateBanner_" in made_of(item))


def test_on_home_the_notice_stands_as_a_banner_and_opens_its_page(
    open_kiosk: Callable[..., Resident], publish_here: Callable[..., None]
) -> None:
    publish_here(typhoon())
    resident = open_kiosk()
    assert banner_of(resident).property("tone") == "err"
    resident.press("看详情")
    for words in ("台风要来了", "今晚请留在屋里。", "气象台", "〔示例〕穗救易·共助空间"):
        assert resident.sees(words), words
    assert not any("StateBanner_" in made_of(item) for item in resident.items())


@pytest.mark.parametrize(
    ("level", "content", "says"),
    [
        ("danger", "stale", "台风要来了"),
        ("warning", "stale", "台风要来了"),
        ("notice", "stale", "资料是 4 天前的"),
        ("notice", "offline", "台风要来了"),
        ("", "stale", "资料是 4 天前的"),
        ("", "offline", "现在没有网"),
    ],
)
def test_one_banner_at_a_time_the_most_serious(
    open_kiosk: Callable[..., Resident], publish_here: Callable[..., None], level: str, content: str, says: str
) -> None:
    notices = [typhoon(level=level, expires_on=dt.date(2026, 12, 31))] if level else []
    publish_here(*notices, offline=content == "offline")
    resident = open_kiosk(at=NOW + dt.timedelta(days=4 if content == "stale" else 0))
    assert says in banner_of(resident).property("title")


def test_on_other_pages_the_banner_says_what_concerns_the_page(
    open_kiosk: Callable[..., Resident], publish_here: Callable[..., None]
) -> None:
    publish_here(typhoon(expires_on=dt.date(2026, 12, 31)))
    resident = open_kiosk(at=NOW + dt.timedelta(days=4))
    resident.press("惠民清单")
    assert "资料是 4 天前的" in banner_of(resident).property("title")


def test_a_notice_without_end_is_cut_on_the_idle_screen_and_whole_on_its_page(
    open_kiosk: Callable[..., Resident], publish_here: Callable[..., None]
) -> None:
    sentences = [f"第 {number} 件事：关好门窗，留在屋里，等下一次通知。" for number in range(80)]
    publish_here(typhoon(text="".join(sentences)))
    resident = open_kiosk(waiting=True)
    words = next(item for item in resident.items() if str(item.property("text")).startswith("第 0 件事"))
    bottom = words.mapToScene(QPointF(0, words.height())).y()
    start = resident.find(START).mapToScene(QPointF(0, 0)).y()
    assert bottom < start
    resident.press(START)
    resident.pause()
    resident.ui.shell.navigator.open("record", "bulletin.typhoon")
    assert resident.sees(sentences[-1])


def test_the_starter_notices_are_sound(starter_lines: dict[str, list[Line]]) -> None:
    kinds = {line.id: msgspec.json.decode(line.body) for lines in starter_lines.values() for line in lines}
    assert kinds["bulletin.typhoon"]["sample"]
    assert kinds["bulletin.cold"]["sample"]


def test_the_desk_opens_before_anybody_comes_for_seats_are_lent_to_a_journal_that_has_begun(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path
) -> None:
    """Without it the first who looks at the activities of a new terminal reads that it has no seats."""
    for left in state.glob(PRESENT + "*"):
        left.unlink()
    resident = open_kiosk(waiting=True)
    resident.ui.load_ahead()
    resident.qtbot.waitUntil((state / PRESENT).exists, timeout=20_000)
