"""A resident finds where to go: as a list, on the map by finger, button and key, and without any map at all."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from data.content_store import ContentStore
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.map_samples import map_line, unpack_map
from tests.ui.conftest import NOW, Resident, is_text
from tests.ui.walker import pseudo

HERE = (23.0885, 113.2785)
LANDSCAPE = (1920, 1080)


@pytest.fixture
def mapped(state: Path, starter_lines: dict[str, list[Line]]) -> Path:
    """The terminal also has a light and a black map."""
    with ContentStore(state / "content.db") as store:
        maps = [map_line(theme, around=HERE) for theme in ("light", "contrast")]
        fill(store, {**starter_lines, "4401": [*starter_lines["4401"], *maps]}, gen=2)
    unpack_map(state, "light", around=HERE)
    unpack_map(state, "contrast", around=HERE, shades=(0, 20))
    return state


def numbered(resident: Resident) -> list[QQuickItem]:
    """What carries the number of a place: rows and pins."""
    return [item for item in resident.pressables() if " 号，" in str(item.property("name"))]


def the_map(resident: Resident) -> QQuickItem:
    return next(item for item in resident.items() if item.property("freeHeight") is not None)


def tiles(resident: Resident) -> list[QQuickItem]:
    return [item for item in resident.items() if item.property("tileX") is not None]


def test_from_home_to_a_canteen_that_is_open_and_back_by_touch(resident: Resident) -> None:
    resident.press("服务地图")
    resident.press("长者饭堂")
    resident.press("现在开门")
    (row,) = numbered(resident)
    name = str(row.property("name"))
    assert name.startswith("1 号，〔示例〕晓港长者饭堂，直线约 ")
    assert "走路约 10 分钟" in name
    assert name.endswith("现在开放")
    resident.touch(row)
    for words in ("〔示例〕晓港长者饭堂", "菜市场东门旁", "往西南走", "轮椅能进", "每天", "7:30", "公众假期照常开放", "020-8400 0005"):  # fmt: skip
        assert resident.sees(words), words
    resident.press("返回上一页")
    assert resident.ui.shell.places.category == "fantang", "the list is as it was left"
    assert resident.ui.shell.places.onlyOpen


def test_all_sixteen_kinds_are_behind_more(resident: Resident) -> None:
    resident.press("服务地图")
    resident.press("更多")
    kinds = [item for item in resident.pressables() if " 项" in str(item.property("name"))]
    assert len(kinds) == 16
    resident.press("未成年人保护")
    assert resident.ui.shell.places.category == "weibao"
    assert len(numbered(resident)) == 1
    assert not resident.sees("要找哪一类地方")


def test_when_nothing_fits_one_press_shows_everything(resident: Resident) -> None:
    resident.ui.shell.navigator.open("places", "gongzhu")
    assert resident.sees("这样找没有")
    resident.press("看全部")
    assert resident.ui.shell.places.total > 15


def test_without_a_map_there_is_the_list_and_nothing_speaks_of_a_map(resident: Resident) -> None:
    resident.press("服务地图")
    assert len(numbered(resident)) >= 5
    assert not resident.sees("看地图")
    assert not resident.sees("放大")


def test_the_map_stands_above_the_list_with_the_numbers_of_the_rows(
    open_kiosk: Callable[..., Resident], mapped: Path
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    resident.press("长者饭堂")
    names = [str(item.property("name")) for item in numbered(resident)]
    for number, title in ((2, "昌岗南长者饭堂"), (3, "南田长者饭堂")):
        assert sum(name.startswith(f"{number} 号，") and title in name for name in names) == 2, "a row and its pin"
    assert resident.find("1 号，已选")
    assert resident.sees("您在这里")
    assert resident.sees("来源与许可")
    assert resident.sees("审图号：待运营方核实")
    assert resident.sees("示意图")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_rows_under_the_map_end_above_the_pager_however_many_lines_their_words_take(
    open_kiosk: Callable[..., Resident], mapped: Path, starter_lines: dict[str, list[Line]], language: str
) -> None:
    with ContentStore(mapped / "content.db") as store:
        maps = [map_line("light", around=HERE)]
        fill(store, pseudo.content({**starter_lines, "4401": [*starter_lines["4401"], *maps]}), gen=3)
    resident = open_kiosk()
    shell = resident.ui.shell
    shell.setLanguage(language)
    shell.navigator.open("places", "")
    resident.pause()
    shell.places.fit(8)  # as the list alone left it, in a window that has room for so many

    def foot(item: QQuickItem) -> float:
        return item.mapToScene(QPointF(0, item.height())).y()

    def settled() -> bool:
        resident.ui.window.grabWindow()
        pager = next(item for item in resident.items() if item.metaObject().className().startswith("Pager"))
        rows = [item for item in resident.pressables() if item.metaObject().className().startswith("PlaceRow")]
        return bool(rows) and max(map(foot, rows)) <= pager.mapToScene(QPointF(0, 0)).y()

    resident.wait_for(settled)


def test_a_pin_chooses_its_place_and_its_row_comes_on_the_page(
    open_kiosk: Callable[..., Resident], mapped: Path
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    resident.press("长者饭堂")
    resident.press("缩小")  # at first the map shows the way to the nearest, the third lies outside
    pin = next(i for i in numbered(resident) if i.property("count") == 1 and i.property("number") == 3)
    resident.touch(pin)
    assert resident.ui.shell.place.title == "〔示例〕南田长者饭堂"
    assert resident.find("3 号，已选")
    resident.press("看怎么走")
    assert resident.ui.shell.navigator.argument == resident.ui.shell.place.recordId


def test_buttons_do_what_fingers_do(open_kiosk: Callable[..., Resident], mapped: Path) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    view = the_map(resident)
    zoom = view.property("zoom")
    resident.press("缩小")
    assert view.property("zoom") < zoom
    resident.press("放大")
    east = view.property("centreX")
    resident.press("地图往右移")
    assert view.property("centreX") > east
    south = view.property("centreY")
    resident.press("地图往下移")
    assert view.property("centreY") > south
    resident.press("我在哪")
    shell = resident.ui.shell
    assert (view.property("centreX"), view.property("centreY")) == pytest.approx((shell.map.homeX, shell.map.homeY))


def test_a_finger_drags_the_map_and_cannot_drag_it_out_of_the_city(
    open_kiosk: Callable[..., Resident], mapped: Path, finger: QPointingDevice
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    view, window = the_map(resident), resident.ui.window
    start = view.mapToScene(QPointF(view.width() * 0.45, view.height() * 0.3)).toPoint()
    before = view.property("centreX")
    QTest.touchEvent(window, finger).press(0, start, window).commit()
    for step in range(1, 9):
        QTest.touchEvent(window, finger).move(0, start + QPoint(-30 * step, 0), window).commit()
        resident.qtbot.wait(1)  # moves are handed out a frame at a time
    QTest.touchEvent(window, finger).release(0, start + QPoint(-240, 0), window).commit()
    assert view.property("centreX") > before
    for _ in range(400):
        view.panBy(1, 0)
    assert view.property("centreX") == pytest.approx(resident.ui.shell.map.east)


def test_content_that_is_confirmed_again_does_not_pull_the_map_from_under_a_finger(
    open_kiosk: Callable[..., Resident], mapped: Path
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    view = the_map(resident)
    for words in ("缩小", "缩小", "地图往右移"):
        resident.press(words)
        resident.pause()
    seen = [view.property(name) for name in ("zoom", "centreX", "centreY")]
    resident.ui.context.contentChanged.emit()  # every few minutes, when the agent has asked the platform
    assert [view.property(name) for name in ("zoom", "centreX", "centreY")] == seen
    resident.ui.shell.setLanguage("en")
    assert [view.property(name) for name in ("zoom", "centreX", "centreY")] == seen


def test_tiles_are_plain_files_and_moving_makes_no_new_ones(open_kiosk: Callable[..., Resident], mapped: Path) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    view = the_map(resident)
    before = tiles(resident)
    assert before
    sources = {item.property("source").toString() for item in before} - {""}
    assert sources
    assert all(source.startswith("file:///") and source.endswith(".png") for source in sources)
    for _ in range(5):
        view.panBy(1, 1)
        view.zoomBy(-1)
    assert tiles(resident) == before


def test_the_list_alone_is_always_offered_and_stays_until_home(
    open_kiosk: Callable[..., Resident], mapped: Path
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    resident.press("不看地图，看列表")
    assert not resident.sees("放大")
    resident.touch(numbered(resident)[0])
    assert resident.ui.shell.navigator.screen == "place"
    resident.press("返回上一页")
    assert not resident.sees("放大")
    resident.ui.shell.navigator.home()
    resident.press("服务地图")
    assert resident.sees("放大")


def test_in_large_type_the_map_waits_behind_a_button(open_kiosk: Callable[..., Resident], mapped: Path) -> None:
    resident = open_kiosk()
    resident.ui.shell.access.textSize = "large"
    resident.ui.shell.navigator.open("places", "")
    assert not resident.sees("放大")
    resident.press("看地图")
    assert resident.sees("放大")


def test_the_black_theme_has_its_own_tiles_or_the_list_alone(open_kiosk: Callable[..., Resident], mapped: Path) -> None:
    resident = open_kiosk()
    resident.ui.shell.access.highContrast = True
    resident.press("服务地图")
    assert any("/" + "b" * 64 + "/" in item.property("source").toString() for item in tiles(resident))
    shutil.rmtree(mapped / "map" / ("b" * 64))
    resident.ui.shell.navigator.home()
    resident.pause()
    resident.press("服务地图")
    assert not resident.sees("放大"), "bright tiles are not shown to somebody they blind"
    resident.ui.shell.access.highContrast = False
    assert resident.sees("放大")


def test_landscape_has_list_map_and_card_at_once(open_kiosk: Callable[..., Resident], mapped: Path) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.press("服务地图")
    resident.press("长者饭堂")
    assert resident.sees("放大")
    resident.touch(
        next(i for i in numbered(resident) if "昌岗南长者饭堂" in str(i.property("name")) and i.property("line"))
    )
    assert resident.ui.shell.place.title == "〔示例〕昌岗南长者饭堂"
    assert resident.find("看怎么走")


@pytest.mark.parametrize("size", [(1080, 1920), LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_no_pin_stands_over_where_one_is_nor_is_its_number_under_it(
    open_kiosk: Callable[..., Resident], mapped: Path, size: tuple[int, int], language: str
) -> None:
    resident = open_kiosk(size=size)
    shell = resident.ui.shell
    shell.setLanguage(language)
    shell.navigator.open("places", "")
    here = next(item for item in resident.items() if "MapHere_" in item.metaObject().className())
    words = next(item for item in here.childItems() if is_text(item))
    for number in range(8):  # the nearest ones; each is chosen in turn
        shell.places.select(shell.places.rows.line(number % shell.places.rows.rowCount()).record_id)
        image = resident.ui.window.grabWindow()
        at = here.mapToScene(QPointF(0, 0)).toPoint()
        dot = {image.pixelColor(at + QPoint(x, y)).name() for x, y in ((0, 0), (-16, 0), (16, 0), (0, -16), (0, 16))}
        assert dot == {"#0e5163"}, "the dot is seen whole"
        pins = [item for item in resident.items() if "MapPin_" in item.metaObject().className()]
        assert pins
        dot_itself = QRectF(at.x() - 27, at.y() - 27, 54, 54)
        for pin in (each for each in pins if each.property("count") == 1):
            number_of = next(item for item in pin.childItems() if is_text(item))
            assert not dot_itself.intersects(number_of.mapRectToScene(number_of.boundingRect())), number_of.property(
                "text"
            )
        frame = words.mapRectToScene(words.boundingRect())
        under = [frame.intersected(pin.mapRectToScene(pin.boundingRect())) for pin in pins]
        assert sum(each.width() * each.height() for each in under) < frame.width() * frame.height() / 4


def test_in_english_the_chosen_row_is_no_higher_than_the_others_and_the_map_stands_still(
    open_kiosk: Callable[..., Resident], mapped: Path
) -> None:
    resident = open_kiosk(size=LANDSCAPE, at=NOW.replace(hour=20))
    resident.ui.shell.setLanguage("en")
    resident.ui.shell.navigator.open("places", "")
    resident.wait_to_see("Opens tomorrow 9:00")
    resident.ui.window.grabWindow()
    heights = {item.height() for item in resident.items() if item.property("wordy") is not None}
    assert len(heights) == 1
    assert not resident.sees("More below")


def test_long_english_names_leave_every_page_beside_the_map_as_it_is(
    open_kiosk: Callable[..., Resident], mapped: Path
) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    resident.ui.shell.setLanguage("en")
    resident.ui.shell.navigator.open("places", "")
    places = resident.ui.shell.places
    assert places.pages > 3
    for page in range(places.pages):
        places.go(page)
        resident.ui.window.grabWindow()
        heights = {item.height() for item in resident.items() if item.property("wordy") is not None}
        assert len(heights) == 1, page
        assert not resident.sees("More below"), page


@pytest.mark.parametrize("size", [(1080, 1920), LANDSCAPE])
def test_with_keys_alone_one_reaches_rows_pins_and_map_buttons(
    open_kiosk: Callable[..., Resident], mapped: Path, size: tuple[int, int]
) -> None:
    QAccessible.setActive(True)
    resident = open_kiosk(size=size)
    resident.ui.shell.navigator.open("places", "fantang")
    wanted = {str(item.property("name")) for item in resident.pressables()}
    reached = set()
    for _ in range(60):
        resident.key(Qt.Key.Key_Tab)
        focused = resident.ui.window.activeFocusItem()
        if focused is not None and focused.property("name"):
            reached.add(str(focused.property("name")))
    assert wanted <= reached
    for item in resident.pressables():
        interface = QAccessible.queryAccessibleInterface(item)
        assert interface.text(QAccessible.Text.Name), item.property("name")
        assert min(item.width(), item.height()) >= 72, item.property("name")


def test_a_map_that_comes_while_the_list_is_open_appears(
    open_kiosk: Callable[..., Resident], state: Path, starter_lines: dict[str, list[Line]]
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    assert not resident.sees("放大")
    unpack_map(state, "light", around=HERE)
    with ContentStore(state / "content.db") as store:
        fill(store, {**starter_lines, "4401": [*starter_lines["4401"], map_line(around=HERE)]}, gen=2)
    resident.ui.context.poll()
    assert resident.sees("放大")


def test_the_review_number_is_shown_when_there_is_one(
    open_kiosk: Callable[..., Resident], state: Path, starter_lines: dict[str, list[Line]]
) -> None:
    unpack_map(state, "light", around=HERE)
    with ContentStore(state / "content.db") as store:
        line = map_line(around=HERE, review_no="粤S(2026)001号", schematic=False)
        fill(store, {**starter_lines, "4401": [*starter_lines["4401"], line]}, gen=2)
    resident = open_kiosk()
    resident.press("服务地图")
    assert resident.sees("审图号：粤S(2026)001号")
    assert not resident.sees("示意图")


def test_during_a_typhoon_what_is_shut_says_so(open_kiosk: Callable[..., Resident], state: Path) -> None:
    that_day = dt.datetime(2026, 9, 23, 9, 6, tzinfo=NOW.tzinfo)
    with ContentStore(state / "content.db") as store:
        store.note_confirmed(that_day.astimezone(dt.UTC))  # or the clock would be behind, and nothing said about hours
    resident = open_kiosk(at=that_day)
    resident.ui.shell.navigator.open("places", "fantang")
    assert all("暂停开放" in str(row.property("name")) for row in numbered(resident))
    resident.touch(numbered(resident)[0])
    assert resident.sees("暂停开放，请不要去")


def test_the_next_person_finds_the_list_as_it_was_in_the_morning(resident: Resident) -> None:
    resident.press("服务地图")
    resident.press("长者饭堂")
    resident.ui.shell.visit.leave()
    assert resident.ui.shell.places.category == ""
    assert resident.ui.shell.places.chosenId == ""
    assert resident.ui.shell.place.recordId == ""
