"""An operator's own map, from the file to the screen; and a map that is replaced while the new one is still on its way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from data.content_reader import ContentReader
from data.map_folder import UnpackedMaps
from kiosk.domain.content import MapTheme
from kiosk.domain.mercator import Box, tiles_of
from kiosk.domain.terminal import StateFiles
from kiosk.domain.text import Language
from kiosk.usecases.see_map import MapView, map_view
from sync.platform.cli import main
from sync.protocol.pmtiles import Tile, write_pack
from sync.publisher.publication import publish
from tests.content_sources import CITY, NOW, PLACE, ContentSources
from tests.signed_lines import Clock, SignedLines, poll_once
from tests.ui.conftest import Resident
from tests.ui.test_places import HERE, mapped, the_map
from tests.unit.test_map_packs import mbtiles, tile_png

__all__ = ["mapped"]  # a fixture

SPACE = "place.gongzhu-440105003"  # where the terminal of these tests stands
AROUND = Box(HERE[1] - 0.1, HERE[0] - 0.1, HERE[1] + 0.1, HERE[0] + 0.1)


def city_tiles(shade: int) -> dict[Tile, bytes]:
    found = {z: tiles_of(AROUND, z) for z in (10, 11, 12, 13)}
    return {
        (z, x, y): tile_png(shade)
        for z, of in found.items()
        for x in range(of.x0, of.x1 + 1)
        for y in range(of.y0, of.y1 + 1)
    }


class Operator:
    """Content, a platform, and one terminal."""

    def __init__(self, base: Path) -> None:
        self.sources = ContentSources(base)
        self.sources.change("place/changgang.yaml", PLACE, scope=CITY)
        self.sources.change("place/here.yaml", PLACE, id=SPACE, scope=CITY, lat=HERE[0], lon=HERE[1])
        self.platform = SignedLines(base / "platform", now=NOW)
        self.state = base / "terminal"

    def take_map(self, file: Path, *arguments: str) -> None:
        assert main(["map", "--dir", str(self.platform.folder.root), "--pack", str(file), *arguments]) == 0

    def publish(self) -> None:
        publish(self.sources.folder, self.platform.folder.root, now=NOW, icons_folder=self.sources.icons)

    def poll(self) -> None:
        poll_once(self.state, self.platform, clock=Clock(NOW))

    def shown(self) -> MapView | None:
        files = StateFiles(self.state)
        reader = ContentReader(Path(files.content_db), "440105003")
        try:
            maps = UnpackedMaps(Path(files.map))
            return map_view(reader, NOW.date(), theme=MapTheme.LIGHT, maps=maps, language=Language.ZH_HANS)
        finally:
            reader.close()


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


@pytest.mark.parametrize("kind", ["mbtiles", "pmtiles"])
def test_an_operators_map_is_shown_with_its_licence_line(
    operator: Operator, tmp_path: Path, open_kiosk: Callable[..., Resident], kind: str
) -> None:
    if kind == "mbtiles":
        file = mbtiles(tmp_path / "own.mbtiles", tiles=city_tiles(200))
    else:
        file = tmp_path / "own.pmtiles"
        file.write_bytes(write_pack(city_tiles(200), suffix="png", box=AROUND))
    operator.take_map(file, "--credit", "© 测绘单位，许可使用", "--review-no", "粤S(2026)002号")
    operator.publish()
    operator.poll()
    resident = open_kiosk(folder=operator.state, at=NOW.astimezone())
    resident.press("服务地图")
    assert resident.sees("© 测绘单位，许可使用")
    assert resident.sees("审图号：粤S(2026)002号")
    assert not resident.sees("示意图")
    view = the_map(resident)
    resident.ui.window.grabWindow()
    drawn = resident.ui.window.grabWindow()
    parts = [part / 20 for part in range(4, 16)]  # of the view: pins, rings and their words lie on some of them
    points = [view.mapToScene(QPointF(view.width() * x, view.height() * y)).toPoint() for x in parts for y in parts]
    own = sum(drawn.pixelColor(point).getRgb()[:3] == (200, 0, 0) for point in points)
    assert own > len(points) / 2, "its own pictures lie there"


def test_the_map_before_is_shown_until_the_one_that_replaces_it_is_here(operator: Operator, tmp_path: Path) -> None:
    operator.take_map(mbtiles(tmp_path / "old.mbtiles", tiles=city_tiles(10)), "--credit", "旧")
    operator.publish()
    operator.poll()
    old = operator.shown()
    assert old is not None
    before = set(operator.platform.folder.blob.iterdir())
    operator.take_map(mbtiles(tmp_path / "new.mbtiles", tiles=city_tiles(20)), "--credit", "新")
    operator.publish()
    (pack,) = [
        p for p in operator.platform.folder.blob.iterdir() if p not in before and p.read_bytes()[:7] == b"PMTiles"
    ]
    data = pack.read_bytes()
    pack.unlink()  # the line is slow: the record is here, its file is not
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.agent.agent._log.warning", lambda *_: None)
        operator.poll()
    shown = operator.shown()
    assert shown is not None
    assert (shown.folder, shown.credit) == (old.folder, "旧")
    pack.write_bytes(data)
    operator.poll()
    shown = operator.shown()
    assert shown is not None
    assert shown.credit == "新"
    assert not old.folder.exists()


def test_two_fingers_spread_make_the_map_larger_and_pinched_smaller(
    open_kiosk: Callable[..., Resident], mapped: Path, finger: QPointingDevice
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    view, window = the_map(resident), resident.ui.window
    middle = view.mapToScene(QPointF(view.width() * 0.45, view.height() * 0.3)).toPoint()

    def spread(start: int, end: int) -> None:
        def at(apart: int) -> tuple[QPoint, QPoint]:
            return middle - QPoint(apart, 0), middle + QPoint(apart, 0)

        one, two = at(start)
        QTest.touchEvent(window, finger).press(0, one, window).press(1, two, window).commit()
        for step in range(1, 11):
            one, two = at(start + (end - start) * step // 10)
            QTest.touchEvent(window, finger).move(0, one, window).move(1, two, window).commit()
            resident.qtbot.wait(1)  # moves are handed out a frame at a time
        QTest.touchEvent(window, finger).release(0, one, window).release(1, two, window).commit()

    before = view.property("zoom")
    spread(200, 60)  # it opens near its largest
    smaller = view.property("zoom")
    assert smaller < before - 0.3
    spread(60, 200)
    assert view.property("zoom") > smaller + 0.3  # the first moves only tell that it is a pinch
