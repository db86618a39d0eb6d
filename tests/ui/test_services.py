"""A resident finds who can help: what is open now, what is near, what it costs, who will call, and what not to bring."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.ui.conftest import NOW, Resident, is_text

LANDSCAPE = (1920, 1080)


def rows(resident: Resident) -> list[QQuickItem]:
    """The services listed on the screen, from the top."""
    return [item for item in resident.pressables() if str(item.property("recordId") or "").startswith("service.")]


def names(resident: Resident) -> list[str]:
    return [str(row.property("name")) for row in rows(resident)]


def every_page(resident: Resident) -> list[str]:
    """What the rows say on all pages."""
    found = names(resident)
    for _ in range(resident.ui.shell.services.pages - 1):
        resident.ui.shell.services.go(resident.ui.shell.services.page + 1)
        found += names(resident)
    return found


def top_of(resident: Resident, text: str) -> float:
    """Where a text begins, px from the top."""
    item = next(i for i in resident.items() if is_text(i) and i.property("text") == text)
    return item.mapToScene(QPointF(0, 0)).y()


def test_from_home_to_one_service_and_back_by_touch(resident: Resident) -> None:
    resident.press("服务项目")
    assert resident.sees("共 33 项")
    resident.press("上门照顾，3 项")
    resident.press("独居长者，上门探访")
    for words in (
        "昌岗街双百社工站（示例）",
        "现在开放，到 18:00",
        "不要钱",
        "谁收钱都不对",
        "一般 3 天内",
        "社工 2 天内打来",
    ):
        assert resident.sees(words), words
    resident.press("返回上一页")
    assert resident.ui.shell.services.category == "home", "the list is as it was left"
    assert len(rows(resident)) == 3


def test_a_row_says_who_does_it_and_whether_they_are_open(resident: Resident) -> None:
    resident.press("服务项目")
    row = next(name for name in names(resident) if name.startswith("低保，这里帮您办"))
    assert row == "低保，这里帮您办，昌岗街公共服务办（示例），现在开放，到 12:00，就在这里"


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (dt.timedelta(hours=4), "现在没开，14:00 开"),
        (dt.timedelta(hours=9), "现在没开，明天 9:00 开"),
        (dt.timedelta(days=3, hours=9), "现在没开，11月30日 周一 9:00 开"),
    ],
)
def test_a_closed_service_says_when_it_opens(
    open_kiosk: Callable[..., Resident], later: dt.timedelta, words: str
) -> None:
    resident = open_kiosk(at=NOW + later)
    resident.press("服务项目")
    assert any(name.startswith("低保，这里帮您办") and words in name for name in names(resident))


def test_only_what_is_open_now_is_listed_when_asked_for(resident: Resident) -> None:
    resident.press("服务项目")
    everything = resident.ui.shell.services.total
    resident.press("只看现在开门的，已关闭")
    assert 0 < resident.ui.shell.services.total < everything
    assert resident.sees("已打开")
    assert all("现在开放" in name for name in every_page(resident))


def test_only_what_is_done_here_is_listed_when_asked_for(resident: Resident) -> None:
    resident.press("服务项目")
    resident.press("只看这里有的，已关闭")
    found = every_page(resident)
    assert found
    assert all("就在这里" in name for name in found)


def test_at_night_nothing_is_open_and_the_list_says_so_and_leads_on(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(at=NOW + dt.timedelta(hours=14))
    resident.press("服务项目")
    resident.press("只看现在开门的，已关闭")
    assert resident.sees("现在没有符合的")
    resident.press("看全部")
    assert resident.ui.shell.services.total == 33


def test_the_chips_hold_all_services_and_each_belongs_to_one(resident: Resident) -> None:
    resident.press("服务项目")
    chips = resident.ui.shell.services.categories
    counts = [int(chips.data(chips.index(n, 0), chips.first_role + 1)) for n in range(chips.rowCount())]
    assert len(counts) == 9
    assert counts[0] == sum(counts[1:]) == 33


def metres(name: str) -> float:
    """How far a row says it is; what says nothing comes last."""
    if "就在这里" in name:
        return 0
    found = re.search(r"直线约 ([\d.]+) (公里|米)", name)
    return float("inf") if found is None else float(found[1]) * (1000 if found[2] == "公里" else 1)


def test_the_nearest_come_first(resident: Resident) -> None:
    resident.press("服务项目")
    far = [metres(name) for name in every_page(resident)]
    assert far == sorted(far)
    assert sum(0 < each < float("inf") for each in far) > 0, "some are elsewhere at a known distance"


def test_home_forgets_filters_and_page(resident: Resident) -> None:
    resident.press("服务项目")
    resident.press("只看现在开门的，已关闭")
    resident.press("借东西")
    resident.press("首页")
    resident.pause()
    resident.press("服务项目")
    assert resident.ui.shell.services.category == ""
    assert resident.ui.shell.services.total == 33
    assert not resident.sees("已打开")


def test_who_will_call_and_from_which_number_stands_with_the_warning(resident: Resident) -> None:
    resident.ui.shell.navigator.open("service", "service.visit-alone")
    for words in ("谁会打给您", "梁社工（示例）", "只用这个号码打来：", "020-8400 0012"):
        assert resident.sees(words), words
    assert resident.sees("别的号码来要钱、要密码，一定是假的。")


def test_what_is_not_needed_stands_beside_what_to_bring(resident: Resident) -> None:
    resident.ui.shell.navigator.open("service", "service.apply-dibao")
    assert resident.sees("钱，也不用送礼")
    assert top_of(resident, "这些都不用带") == top_of(resident, "要带什么")


def test_the_page_says_when_it_was_checked_and_that_it_is_not_certain(resident: Resident) -> None:
    resident.ui.shell.navigator.open("service", "service.mind-12356")
    assert resident.sees("内容核对：2026-11-22（待核实）")
    assert resident.sees("打电话问 12356")


def test_the_provider_leads_to_its_place(resident: Resident) -> None:
    resident.ui.shell.navigator.open("service", "service.visit-alone")
    resident.press("看地点")
    assert resident.ui.shell.navigator.argument == "place.shegong-440105003"
    assert resident.sees("昌岗街双百社工站")


def test_a_place_that_is_not_published_is_not_offered(
    open_kiosk: Callable[..., Resident], starter_lines: dict[str, list[Line]], state: Path
) -> None:
    rest = [line for line in starter_lines["440105003"] if line.id != "place.shegong-440105003"]
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {"440105003": rest}, gen=2)
    resident = open_kiosk()
    resident.ui.shell.navigator.open("service", "service.visit-alone")
    assert resident.sees("独居长者，上门探访")
    assert not resident.sees("看地点")


def test_a_changed_fee_appears_on_the_open_page_and_a_withdrawn_service_says_so(
    resident: Resident, starter_lines: dict[str, list[Line]], state: Path
) -> None:
    def dearer(line: Line) -> Line:
        body = msgspec.json.decode(line.body) | {"fee": "每次 20 元，先问清"}
        return msgspec.structs.replace(line, rev=line.rev + 1, body=msgspec.Raw(msgspec.json.encode(body)))

    resident.ui.shell.navigator.open("service", "service.visit-alone")
    lines = starter_lines["440105003"]
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        changed = [dearer(line) if line.id == "service.visit-alone" else line for line in lines]
        fill(agent, {"440105003": changed}, gen=2)
        resident.wait_to_see("每次 20 元")
        assert resident.sees("先问清")
        fill(agent, {"440105003": [line for line in lines if line.id != "service.visit-alone"]}, gen=3)
    resident.wait_to_see("这一项现在看不到了")
    resident.pause()
    resident.press("返回上一页")
    assert resident.ui.shell.navigator.screen == "home"


def test_landscape_shows_list_and_service_side_by_side(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.press("服务项目")
    resident.wait_to_see("怎么办")
    first = resident.ui.shell.service.recordId
    assert str(rows(resident)[0].property("recordId")) == first, "the first one is open"
    resident.touch(rows(resident)[1])
    assert resident.ui.shell.service.recordId == rows(resident)[1].property("recordId") != first
    assert resident.ui.shell.navigator.screen == "services", "the list stays where it is"


@pytest.mark.parametrize("size", [(1080, 1920), LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("screen", ["services", "benefits"])
def test_in_english_no_line_of_a_list_is_cut_off(
    open_kiosk: Callable[..., Resident], screen: str, size: tuple[int, int]
) -> None:
    resident = open_kiosk(size=size, at=NOW.replace(hour=20))  # "Closed, opens tomorrow 9:00" is the longest state
    shell = resident.ui.shell
    shell.setLanguage("en")
    shell.navigator.open(screen, "")
    listed = getattr(shell, screen)
    cut = set()
    for number in range(listed.pages):
        listed.go(number)
        resident.ui.window.grabWindow()
        cut |= {item.property("text") for item in resident.items() if is_text(item) and item.property("truncated")}
    assert listed.pages > 3
    assert not cut


def test_landscape_a_filter_that_matches_nothing_leaves_no_service_open(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE, at=NOW.replace(hour=3))
    shell = resident.ui.shell
    resident.press("服务项目")
    resident.wait_to_see("怎么办")
    shell.services.choose("legal")
    assert resident.sees("怎么办"), "who narrows the list to something goes on reading"
    shell.services.setOnlyHere(True)
    shell.services.setOnlyOpen(True)
    assert shell.services.total == 0
    assert not resident.sees("怎么办")
    assert resident.sees("选了哪一项，就在这里看")
    shell.services.showAll()
    assert shell.service.recordId == rows(resident)[0].property("recordId"), "the first one is open again"
    assert resident.sees("怎么办")


def test_landscape_opens_a_service_from_elsewhere_with_the_list_beside_it(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.ui.shell.navigator.open("service", "service.mind-12356")
    assert resident.sees("心里很难受，打 12356")
    resident.wait_for(lambda: len(rows(resident)) == 3)
    assert resident.ui.shell.service.recordId == "service.mind-12356"


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_landscape_why_the_list_is_empty_stands_above_the_bar_with_a_banner_too(
    open_kiosk: Callable[..., Resident], language: str
) -> None:
    resident = open_kiosk(size=LANDSCAPE, at=(NOW + dt.timedelta(days=10)).replace(hour=20))
    shell = resident.ui.shell
    shell.setLanguage(language)
    shell.navigator.open("services", "")
    shell.services.choose("goods")
    shell.services.setOnlyOpen(only_open=True)
    resident.ui.window.grabWindow()
    (card,) = [item for item in resident.items() if item.property("secondAction") is not None and item.property("line")]
    bar = resident.find("首页" if language == "zh-Hans" else "Home")
    assert shell.freshness == "stale", "there is a banner"
    assert card.mapToScene(QPointF(0, card.height())).y() < bar.mapToScene(QPointF(0, 0)).y()
    assert not rows(resident)
