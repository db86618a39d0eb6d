"""政府救助动态 and 社会帮扶动态: who says it, what it means for me, what exactly changes, and not a day longer than it is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.ui.conftest import NOW, Resident, is_text

LANDSCAPE = (1920, 1080)
VISITS = "天冷了，低保、特困家庭冬季走访开始"
DIBAO = "news.gov-dibao-2024"


def items(resident: Resident) -> list[QQuickItem]:
    """The news on the screen, from the top; the large one too."""
    return [item for item in resident.pressables() if item.property("summary") and item.property("title")]


def titles(resident: Resident) -> list[str]:
    return [str(item.property("title")) for item in items(resident)]


def top_of(resident: Resident, part: str) -> float:
    item = next(i for i in resident.items() if is_text(i) and part in str(i.property("text")))
    return item.mapToScene(QPointF(0, 0)).y()


def test_both_channels_open_from_home_and_from_each_other(resident: Resident) -> None:
    resident.press("政府救助动态")
    assert resident.sees("政府最近做了什么，跟您有什么关系，共 12 条")
    government = titles(resident)
    resident.press("社会帮扶")
    assert resident.sees("社会帮扶动态")
    assert set(titles(resident)).isdisjoint(government)
    resident.pause()
    resident.press("首页")
    resident.pause()
    resident.press("社会帮扶动态")
    assert resident.ui.shell.news.channel == "social"


def test_the_newest_stands_first_and_large_and_every_item_once(resident: Resident) -> None:
    resident.press("政府救助动态")
    assert titles(resident)[0] == VISITS
    assert items(resident)[0].height() > items(resident)[1].height()
    seen = titles(resident)
    for _ in range(resident.ui.shell.news.pages - 1):
        resident.press("下一页")
        resident.pause()
        heights = {item.height() for item in items(resident)}
        assert len(heights) == 1, "only the newest of all is large"
        seen += titles(resident)
    assert len(seen) == len(set(seen)) == 12


def test_new_is_what_is_new_and_old_news_carries_its_year(resident: Resident) -> None:
    resident.press("政府救助动态")
    names = [str(item.property("name")) for item in items(resident)]
    assert not any("2026" in name.split("，")[1] for name in names[1:3]), "this year goes without saying"
    resident.ui.shell.news.go(99)
    assert any("2022年10月25日" in str(item.property("name")) for item in items(resident))
    assert not any(text == "新" for text in resident.texts())


def test_the_reader_says_first_who_says_it_then_what_it_means(resident: Resident) -> None:
    resident.press("政府救助动态")
    resident.press(VISITS)
    assert resident.sees("11月20日")
    assert top_of(resident, "广州市民政局（示例）") < top_of(resident, VISITS) < top_of(resident, "跟您有什么关系")
    assert top_of(resident, "跟您有什么关系") < top_of(resident, "走访时，社工会看房子") < top_of(resident, "小心骗子")
    for number, sentence in enumerate(resident.ui.shell.article.meaning, start=1):
        assert str(number) in resident.texts()
        assert sentence in resident.texts(), "a sentence a line"
    assert len(resident.ui.shell.article.meaning) == 3


def test_a_change_says_before_and_after_and_opens_its_benefit(resident: Resident) -> None:
    resident.ui.shell.navigator.open("article", DIBAO)
    change = resident.find("低保标准（每人每月）")
    said = str(change.property("name"))
    assert "以前1,238 元（2023 年）" in said
    assert "改成1,282 元（2024 年）" in said
    assert resident.sees("1,238 元（2023 年）")
    assert resident.sees("1,282 元（2024 年）")
    resident.touch(change)
    assert resident.ui.shell.navigator.top == ("benefit", "benefit.dibao")
    resident.press("返回上一页")
    assert resident.ui.shell.navigator.top == ("article", DIBAO)
    assert resident.sees("改了什么")


def test_a_change_of_a_benefit_that_is_not_here_is_told_but_opens_nothing(
    open_kiosk: Callable[..., Resident], starter_lines: dict[str, list[Line]], state: Path
) -> None:
    rest = [line for line in starter_lines["4401"] if line.id != "benefit.dibao"]
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {"4401": rest}, gen=2)
    resident = open_kiosk()
    resident.ui.shell.navigator.open("article", DIBAO)
    assert resident.sees("1,282 元（2024 年）")
    change = resident.find("低保标准（每人每月）")
    resident.touch(change)
    assert resident.ui.shell.navigator.screen == "article"
    assert not any("看“最低生活保障金" in text for text in resident.texts())


def test_sources_and_the_day_of_checking_are_named(resident: Resident) -> None:
    resident.ui.shell.navigator.open("article", DIBAO)
    assert resident.sees("来源：广州本地宝 2024 年广州低保标准")
    assert resident.sees("内容核对：2026-11-22")


def test_related_benefits_are_one_press_away(resident: Resident) -> None:
    resident.ui.shell.navigator.open("article", "news.soc-jianfa-2026")
    assert resident.sees("相关的惠民项目")
    resident.press("居家社区养老服务资助")
    assert resident.ui.shell.navigator.screen == "benefit"


def test_what_has_expired_is_listed_and_opened_nowhere(open_kiosk: Callable[..., Resident]) -> None:
    last_day, day_after = dt.datetime(2027, 2, 28, 9, tzinfo=NOW.tzinfo), dt.datetime(2027, 3, 1, 9, tzinfo=NOW.tzinfo)
    resident = open_kiosk(at=last_day)
    resident.press("政府救助动态")
    assert VISITS in titles(resident)
    resident = open_kiosk(at=day_after)
    resident.press("政府救助动态")
    assert VISITS not in titles(resident)
    resident.ui.shell.navigator.open("article", "news.gov-zoufang-2026")
    assert resident.sees("这一项现在看不到了")
    assert not resident.sees("走访时，社工会看房子")


class MovingClock:
    """A clock that somebody sets."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment.astimezone(dt.UTC)


def test_what_is_being_read_goes_when_its_day_is_over(resident: Resident) -> None:
    clock = MovingClock(dt.datetime(2027, 2, 28, 23, 59, tzinfo=NOW.tzinfo))
    resident.ui.context.clock = clock
    resident.ui.context.poll()
    resident.ui.shell.navigator.open("article", "news.gov-zoufang-2026")
    assert resident.sees(VISITS)
    clock.moment += dt.timedelta(minutes=1)
    resident.ui.context.poll()
    assert resident.sees("这一项现在看不到了")


def test_news_of_a_district_says_which(
    open_kiosk: Callable[..., Resident], starter_lines: dict[str, list[Line]], state: Path
) -> None:
    line = next(line for line in starter_lines["4401"] if line.id == "news.gov-zoufang-2026")
    body = msgspec.json.decode(line.body) | {"title": "海珠区新增 3 间长者饭堂", "published_on": "2026-11-23"}
    local = msgspec.structs.replace(line, id="news.haizhu", body=msgspec.Raw(msgspec.json.encode(body)))
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {"440105": [*starter_lines["440105"], local]}, gen=2)
    resident = open_kiosk()
    resident.ui.shell.navigator.open("article", "news.haizhu")
    assert "海珠区" in resident.texts()
    assert "市级" not in resident.texts()


def test_landscape_reads_beside_the_list_and_follows_the_channel(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.press("政府救助动态")
    resident.wait_to_see("跟您有什么关系")
    assert resident.ui.shell.article.recordId == "news.gov-zoufang-2026", "the newest is open"
    resident.touch(items(resident)[1])
    assert resident.ui.shell.article.title == titles(resident)[1]
    assert resident.ui.shell.navigator.screen == "news"
    resident.press("社会帮扶")
    assert resident.ui.shell.article.channel == "social"
    assert resident.ui.shell.article.title == titles(resident)[0]


def test_landscape_opens_news_from_elsewhere_with_its_own_channel_beside_it(
    open_kiosk: Callable[..., Resident],
) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.ui.shell.navigator.open("article", "news.soc-jianfa-2026")
    assert resident.ui.shell.news.channel == "social"
    assert resident.ui.shell.article.recordId == "news.soc-jianfa-2026"
    assert "行动不便的长者，有人上门剪头发" in titles(resident)
