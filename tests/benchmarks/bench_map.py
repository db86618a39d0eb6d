"""What the map costs without a GPU, as ratios measured in one run.

* panning the service map with 5,000 places, against a bare scene: as many tiles from the same files in a moved Item, nothing
  else; also with the direction drawn and zoomed between pixels
* choosing what to draw (clusters, names) for a look at 5,000 places

Run: ``packaging/dev bench map`` or ``.dev/venv/bin/python -m tests.benchmarks.bench_map``. Prints; asserts nothing.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from data.content_store import ContentStore
from data.map_folder import UnpackedMaps
from data.terminal_settings import save_settings
from kiosk.domain.content import MapTheme
from kiosk.domain.terminal import StateFiles
from kiosk.viewmodels.map import MapModel
from sync.agent.maps import _sorted_out
from sync.protocol.package import Line
from sync.protocol.pmtiles import write_pack
from sync.publisher.map_drawing import draw_pyramids, load_geometry
from tests.benchmarks.aims import Aims
from tests.benchmarks.bench_ui import NOW, ROOT, SETTINGS, starter_lines
from tests.content_filling import fill
from tests.map_samples import map_line, sha_of
from tests.sample_records import line_of

HERE = (23.0885, 113.2785)
PLACES = 5000
FRAMES = 180
STEP_PX = 12
FRAME_RATIO = 1.5
ZOOM_MS = 100

BARE = """
import QtQuick
Window {
    id: window
    property var files: []
    property int columns: 5
    property int rows: 3
    property alias boardX: board.x
    visible: true
    width: 1080
    height: 600
    Item {
        id: board
        Repeater {
            model: window.columns * window.rows
            Image {
                required property int index
                x: (index % window.columns) * 512
                y: Math.floor(index / window.columns) * 512 - 200
                source: window.files[index % window.files.length]
                asynchronous: false
            }
        }
    }
}
"""


def many_places(lines: dict[str, list[Line]]) -> dict[str, list[Line]]:
    """The same content with 5,000 places strewn over the city."""
    dice = random.Random(4)  # noqa: S311
    more = [
        line_of(
            f"place.more-{number}",
            title=f"地点 {number}",
            category="fantang",
            lat=round(HERE[0] + dice.gauss(0, 0.06), 5),
            lon=round(HERE[1] + dice.gauss(0, 0.06), 5),
        )
        for number in range(PLACES)
    ]
    return {**lines, "4401": [*lines["4401"], *more, map_line(around=HERE, max_zoom=14, min_zoom=8)]}


class Frames(Struct, frozen=True):
    """Of every frame: ms from a step until it is shown, and ms of processor in that time.

    Qt itself waits 5 ms between two frames of a window without a display's clock: that is part of a frame, and of no processor.
    """

    shown_ms: list[float]
    cpu_ms: list[float]


def frames(window: QQuickWindow, step: Callable[[int], None]) -> Frames:
    """Take ``FRAMES`` steps, each shown before the next."""
    app = QGuiApplication.instance()
    assert app is not None
    swapped: list[tuple[float, float]] = []
    window.frameSwapped.connect(
        lambda: swapped.append((time.perf_counter(), time.process_time())), Qt.ConnectionType.DirectConnection
    )
    measured = Frames([], [])
    for number in range(FRAMES):
        swapped.clear()
        started, cpu = time.perf_counter(), time.process_time()
        step(number)
        while not swapped:
            # Waiting must not spin, or the wait is counted as work.
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        measured.shown_ms.append((swapped[0][0] - started) * 1000)
        measured.cpu_ms.append((swapped[0][1] - cpu) * 1000)
    window.frameSwapped.disconnect()
    return measured


def said(name: str, measured: Frames, bare: Frames | None = None) -> float:
    """Print one line; the value is the ratio of the median frame to the bare scene's, 1 without one."""
    frame, cpu = statistics.median(measured.shown_ms), statistics.median(measured.cpu_ms)
    worst = sorted(measured.shown_ms)[int(len(measured.shown_ms) * 0.95)]
    ratio = 1.0 if bare is None else frame / statistics.median(bare.shown_ms)
    beside = "" if bare is None else f", {ratio:.2f} times the bare scene"
    print(f"{name}: a frame {frame:.1f} ms, 95th percentile {worst:.1f}, of it processor {cpu:.1f} ms{beside}")
    return ratio


def map_of(item: QQuickItem) -> QQuickItem:
    """The map view on the screen."""
    found = [item]
    for one in found:
        if one.property("freeHeight") is not None:
            return one
        found += one.childItems()
    raise LookupError("no map on the screen")


def bare_scene(files: list[str], columns: int, rows: int) -> Frames:
    """As many tiles, moved."""
    engine = QQmlApplicationEngine()
    engine.setInitialProperties({"files": files, "columns": columns, "rows": rows})
    engine.loadData(BARE.encode(), QUrl("file:///bare.qml"))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    QTest.qWaitForWindowExposed(window)
    measured = frames(window, lambda n: window.setProperty("boardX", -(n * STEP_PX) % 900 - 300))
    window.close()
    return measured


def main() -> None:
    """Print the ratios."""
    from kiosk.app.tour_conditions import StandingClock
    from kiosk.app.ui import KioskUi, make_application

    aims = Aims()
    app = QGuiApplication.instance() or make_application()
    geometry = load_geometry(ROOT / "data" / "basemap")
    pack = write_pack(draw_pyramids(geometry)[MapTheme.LIGHT], suffix="png", box=geometry.box)
    with tempfile.TemporaryDirectory() as scratch:
        state = Path(scratch) / "state"
        state.mkdir()
        save_settings(state, SETTINGS)
        with ContentStore(Path(StateFiles(state).content_db)) as store:
            fill(store, many_places(starter_lines(Path(scratch) / "platform")))
            store.note_confirmed(NOW)
        UnpackedMaps(Path(StateFiles(state).map)).keep(sha_of("light"), *_sorted_out(pack))
        ui = KioskUi(app, state, settings=SETTINGS, clock=StandingClock(NOW), still=True)
        ui.resize(1080, 1920)
        ui.window.show()
        QTest.qWaitForWindowExposed(ui.window)
        started = time.process_time()
        ui.shell.navigator.open("places", "")
        app.processEvents()
        print(f"open the page with {PLACES} places: {(time.process_time() - started) * 1000:.0f} ms CPU")
        view, model = map_of(ui.window.contentItem()), ui.shell.map
        assert isinstance(model, MapModel)
        tiles = [one for one in walk(view) if one.property("tileX") is not None]
        columns = len({one.property("column") for one in tiles})
        files = sorted({one.property("source").toString() for one in tiles} - {""})
        bare = bare_scene(files, columns, len(tiles) // columns)
        said(f"bare scene, {len(tiles)} tiles", bare)
        for zoom in (13, 14, 15):
            view.zoomTo(zoom)
            pins = model.pins.rowCount()
            panned = frames(ui.window, lambda _: view.pan(STEP_PX, STEP_PX / 4))
            ratio = said(f"map at zoom {zoom}, {pins} markers", panned, bare)
            aims.at_most(f"a frame at zoom {zoom} to the bare scene", ratio, FRAME_RATIO)
            view.toHere()
        view.zoomTo(13.4)
        between = said("map between two zooms", frames(ui.window, lambda _: view.pan(STEP_PX, 0)), bare)
        aims.at_most("a frame between two zooms to the bare scene", between, FRAME_RATIO)
        looks = []
        for number in range(20):
            started = time.process_time()
            view.zoomTo(9 + number % 6)
            looks.append((time.process_time() - started) * 1000)
            # What the last zoom showed goes before the next, as it does between two presses; else all of it is moved along.
            app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        print(
            f"another zoom: clusters of 5,000, names, tiles: median {statistics.median(looks):.0f} ms, slowest {max(looks):.0f}"
        )
        aims.at_most("the slowest zoom, ms (a tenth of a second is felt as at once)", max(looks), ZOOM_MS)
        ui.close()
        aims.conclude()


def walk(item: QQuickItem) -> list[QQuickItem]:
    """An item and everything in it."""
    found = [item]
    for one in found:
        found += one.childItems()
    return found


if __name__ == "__main__":
    main()
