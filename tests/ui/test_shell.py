"""The frame around every page: clock and place, access settings, language, what is said about the content."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles
from tests.ui.conftest import NOW, Resident, is_text


def test_the_top_bar_says_where_and_when(resident: Resident) -> None:
    assert resident.sees("海珠区 · 昌岗街道（示例）")
    assert resident.sees("9:06")
    assert resident.sees("11月24日 周二")


def test_home_says_whether_the_space_is_open_and_what_happens_today(resident: Resident) -> None:
    assert resident.sees("现在开放，到 12:00")
    assert resident.sees("9:30")
    assert resident.sees("长者手机课")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (dt.timedelta(hours=4), "现在没开，14:00 开"),
        (dt.timedelta(hours=12), "现在没开，明天 9:00 开"),
        (dt.timedelta(days=4, hours=6), "现在没开，11月30日 周一 9:00 开"),
    ],
)
def test_a_closed_space_says_when_it_opens(open_kiosk: Callable[..., Resident], at: dt.timedelta, words: str) -> None:
    resident = open_kiosk(at=NOW + at)
    assert resident.sees(words)


def size_of(resident: Resident, text: str) -> int:
    """Size of a text on the screen, px."""
    return next(
        item.property("font").pixelSize()
        for item in resident.items()
        if is_text(item) and item.property("text") == text
    )


def test_larger_text_grows_every_text_by_a_quarter_and_resets(resident: Resident) -> None:
    resident.press("惠民清单")
    before = size_of(resident, "下一页")
    resident.press("大字")
    resident.press("字的大小，大")
    resident.press("就这样")
    assert size_of(resident, "下一页") == round(before * 1.25)
    resident.pause()
    resident.press("大字")
    resident.press("全部还原")
    assert resident.ui.shell.access.textSize == "standard"


def test_high_contrast_is_black_and_white(resident: Resident) -> None:
    resident.press("大字")
    resident.press("黑底亮字，已关闭")
    assert resident.ui.window.color().name() == "#000000"


def test_language_changes_in_place(resident: Resident) -> None:
    resident.press("惠民清单")
    resident.press("换语言")
    resident.press("English")
    assert resident.ui.shell.navigator.screen == "benefits"
    assert resident.sees("Benefits list")
    assert resident.sees("Minimum living allowance")
    assert resident.sees("Tue 24 Nov")
    resident.pause()
    resident.press("Language")
    resident.press("简体中文")
    assert resident.sees("惠民清单")


def test_what_cannot_be_had_here_says_so_instead_of_doing_nothing(resident: Resident) -> None:
    resident.press("朗读")
    assert resident.sees("这台没有声音")


def test_back_is_blocked_on_home_and_says_why(resident: Resident) -> None:
    back = resident.find("返回上一页")
    assert back.property("blocked")
    assert back.property("hint") == "已经是第一页，没有上一页"


def test_every_tile_opens_its_page(resident: Resident) -> None:
    navigator = resident.ui.shell.navigator
    tiles = {"服务项目": "services", "惠民清单": "benefits", "服务地图": "places", "服务活动": "activities"}
    for tile, screen in tiles.items():
        navigator.home()
        resident.press(tile)
        assert navigator.screen == screen, tile


def test_before_the_first_sync_the_list_waits_in_words(open_kiosk: Callable[..., Resident], tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    resident = open_kiosk(folder=empty)
    resident.press("惠民清单")
    resident.wait_to_see("正在取资料")


def test_content_that_arrives_is_shown_without_a_restart(
    open_kiosk: Callable[..., Resident], tmp_path: Path, starter_db: Path
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    resident = open_kiosk(folder=folder)
    resident.press("惠民清单")
    shutil.copy(starter_db, tmp_path / "arriving.db")
    (tmp_path / "arriving.db").rename(Path(StateFiles(folder).content_db))
    resident.wait_to_see("共 46 项")


def test_offline_is_said_once_and_can_be_put_away(open_kiosk: Callable[..., Resident], state: Path) -> None:
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        agent.note_failure("agent.offline", NOW.astimezone(dt.UTC))
    resident = open_kiosk()
    assert resident.sees("现在没有网，照样能查")
    resident.press("知道了")
    assert not resident.sees("现在没有网，照样能查")
    resident.press("惠民清单")
    assert resident.sees("共 46 项"), "everything still works"


def test_old_content_says_how_old_it_is_and_stays(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(at=NOW + dt.timedelta(days=5, hours=1))
    assert resident.sees("资料是 5 天前的")
    resident.press("惠民清单")
    assert resident.sees("共 46 项")


@pytest.mark.logs_warnings
def test_a_content_file_that_cannot_be_read_is_said_in_words(
    open_kiosk: Callable[..., Resident], tmp_path: Path
) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    Path(StateFiles(folder).content_db).write_bytes(b"not a database" * 1000)
    resident = open_kiosk(folder=folder)
    assert resident.sees("资料暂时打不开")
    resident.press("惠民清单")
    assert resident.ui.shell.navigator.screen == "benefits"
    resident.press("返回上一页")
    resident.press("服务活动")
    assert resident.sees("资料暂时打不开")
    assert not any(text.startswith("到") for text in resident.texts()), "from no day to no day"


def test_a_window_may_close_in_the_moment_a_page_was_left(open_kiosk: Callable[..., Resident]) -> None:
    """The page that was left still waits to be deleted; it goes before the theme, and nothing warns."""
    for _ in range(3):
        resident = open_kiosk()
        resident.ui.shell.navigator.open("benefits", "")
        resident.ui.shell.navigator.open("benefit", "benefit.dibao")
        resident.ui.shell.navigator.open("check", "")
    assert resident.ui.shell.navigator.screen == "check"
