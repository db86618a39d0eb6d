"""A real window over real starter content, offscreen, and hands to press it with.

The content is published by the real publisher and put into ``content.db`` as the agent does it, once per run; every test
gets its own copy of the file.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
os.environ.setdefault("QT_VIRTUALKEYBOARD_DESKTOP_DISABLE", "1")

import msgspec
import pytest
import zstandard
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.content_store import ContentStore
from data.search_index import index_slice
from kiosk.app.desk import DeskMaker
from kiosk.app.faces import dress
from kiosk.app.tour_conditions import StandingClock
from kiosk.app.ui import KioskUi, UiFiles
from kiosk.devices.boot_clock import BootClock
from kiosk.domain.leases import Tick
from kiosk.domain.terminal import StateFiles, TerminalSettings
from kiosk.usecases.bell import NoBell
from kiosk.usecases.clock import GUANGZHOU
from kiosk.usecases.reading import ResidentReader
from kiosk.usecases.speech import NoSpeaker
from sync.protocol.package import Line, Manifest, decode_line
from sync.publisher.publication import init_keys, publish
from tests.content_filling import fill
from tests.sign_up_desk import PlatformSide, key_line

NOW = dt.datetime(2026, 11, 24, 9, 6, tzinfo=GUANGZHOU)
SCOPES = ("4401", "440105", "440105003")
SETTINGS = TerminalSettings(
    terminal_id="K-00001",
    scope="440105003",
    platform_url="http://127.0.0.1:9",
    place_id="place.gongzhu-440105003",
)
STARTER = Path(__file__).resolve().parents[2] / "data" / "starter"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QGuiApplication) -> None:
    """The fonts of the product."""
    dress(qapp, UiFiles.find().assets)


def published_lines(public: Path, scope: str) -> list[Line]:
    """The records of a scope as they were published."""
    newest = max((public / "targets" / scope).glob("*.manifest.json"), key=lambda path: path.stat().st_mtime_ns)
    manifest = msgspec.json.decode(newest.read_bytes(), type=Manifest)
    packed = (public / "blob" / manifest.snapshot.sha256).read_bytes()
    raw = zstandard.ZstdDecompressor().decompress(packed, max_output_size=manifest.snapshot.raw_bytes)
    return [decode_line(line) for line in raw.splitlines()]


@pytest.fixture(scope="session")
def starter_lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Line]]:
    """Every published record of the terminal's path, by scope."""
    platform = tmp_path_factory.mktemp("platform")
    init_keys(platform, now=NOW)
    publish(STARTER, platform, now=NOW)
    return {scope: published_lines(platform / "public", scope) for scope in SCOPES}


@pytest.fixture(scope="session")
def starter_db(starter_lines: dict[str, list[Line]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("starter") / "content.db"
    with ContentStore(path) as store:
        fill(store, starter_lines)
        store.note_confirmed(NOW.astimezone(dt.UTC))
    return path


@pytest.fixture(scope="session")
def indexed_db(starter_db: Path) -> Path:
    """The starter content with its search index built, as the agent does after a sync."""
    with ContentStore(starter_db) as store:
        while index_slice(store):
            pass
    return starter_db


@pytest.fixture(scope="session")
def keyed_db(starter_lines: dict[str, list[Line]], starter_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter content with the city's key for what is sealed."""
    path = Path(shutil.copy(starter_db, tmp_path_factory.mktemp("keyed") / "content.db"))
    with ContentStore(path) as store:
        fill(store, {**starter_lines, "4401": [*starter_lines["4401"], key_line()]}, gen=2)
    return path


@pytest.fixture
def state(tmp_path: Path, starter_db: Path) -> Path:
    """State folder of a terminal that holds the starter content."""
    folder = tmp_path / "state"
    folder.mkdir()
    shutil.copy(starter_db, Path(StateFiles(folder).content_db))
    return folder


class Resident:
    """Somebody in front of the screen: sees what is visible, and presses it with a finger."""

    def __init__(self, ui: KioskUi, qtbot: QtBot, finger: QPointingDevice) -> None:
        self.ui = ui
        self.qtbot = qtbot
        self._finger = finger

    def items(self) -> Iterator[QQuickItem]:
        """Everything on the screen that is visible, in painting order; what a Repeater made too."""

        def walk(item: QQuickItem) -> Iterator[QQuickItem]:
            if item.isVisible():
                yield item
                for child in item.childItems():
                    yield from walk(child)

        yield from walk(self.ui.window.contentItem())

    def pressables(self) -> list[QQuickItem]:
        return [item for item in self.items() if item.property("checkable") is not None and item.property("name")]

    def texts(self) -> list[str]:
        return [item.property("text") for item in self.items() if is_text(item) and item.property("text")]

    def sees(self, part: str) -> bool:
        """Whether it stands somewhere, wherever its lines are broken; a space at which none may break looks like any other."""
        wanted = part.replace("\u00a0", " ")
        stands = [text.replace("\u00a0", " ") for text in self.texts()]
        return any(wanted in way for text in stands for way in (text, text.replace("\n", ""), text.replace("\n", " ")))

    def find(self, part: str) -> QQuickItem:
        """The first thing that can be pressed and says ``part``."""
        for item in self.pressables():
            if part in item.property("name"):
                return item
        pytest.fail(f"nothing to press says {part!r}; there is: {[i.property('name') for i in self.pressables()]}")

    def press(self, part: str) -> None:
        """Press with a finger what says ``part``."""
        self.touch(self.find(part))

    def touch(self, item: QQuickItem) -> None:
        self.ui.window.grabWindow()  # people touch what was drawn, where it was drawn
        self.touch_at(item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint())

    def touch_at(self, point: QPoint) -> None:
        """Touch a place, whatever is there."""
        self.put_finger(point)
        self.lift_finger(point)

    def put_finger(self, point: QPoint) -> None:
        """Touch a place, and stay there."""
        window = self.ui.window
        assert QPoint(0, 0) == point or window.contentItem().contains(QPointF(point)), "it is off the screen"
        QTest.touchEvent(window, self._finger).press(0, point, window).commit()

    def slide_finger(self, point: QPoint) -> None:
        """Slide to another place without going up."""
        QTest.touchEvent(self.ui.window, self._finger).move(0, point, self.ui.window).commit()

    def lift_finger(self, point: QPoint) -> None:
        """The finger goes up again."""
        QTest.touchEvent(self.ui.window, self._finger).release(0, point, self.ui.window).commit()

    def pause(self) -> None:
        """A second touch of the same thing within 350 ms is the same touch; wait until it is another one."""
        until = time.monotonic() + 0.36
        self.wait_for(lambda: time.monotonic() > until)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.ui.window, key)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=5000)

    def wait_to_see(self, part: str) -> None:
        self.wait_for(lambda: self.sees(part))


def enum_value(item: QQuickItem, name: str) -> int:
    """An enum property as QML's number (PySide cannot convert QQuickText's own enums)."""
    context = QQmlEngine.contextForObject(item)
    found = QQmlExpression(context, item, name).evaluate()
    return int(found[0] if isinstance(found, tuple) else found)


def is_plain(item: QQuickItem) -> bool:
    """Whether a text shows characters as they are (Text.PlainText is 0)."""
    return enum_value(item, "textFormat") == 0


def is_text(item: QQuickItem) -> bool:
    return item.inherits("QQuickText")


@pytest.fixture(scope="session")
def finger(qapp: QGuiApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def open_kiosk(
    qapp: QGuiApplication, qtbot: QtBot, state: Path, finger: QPointingDevice
) -> Iterator[Callable[..., Resident]]:
    """Opens windows: ``open_kiosk(size=(1080, 1920), at=NOW, folder=state)``; all are closed after the test.

    One is open at a time, as on a terminal: the next closes the one before, unless it is to stand ``beside`` it. (Two engines
    in one process each make their own type of every QML file: one now and then meets the other's, and finds null.)
    Other arguments are ``KioskUi``'s, such as ``stopwatch=`` and ``waiting=True`` (nobody is there yet).
    """
    opened: list[KioskUi] = []
    # A QObject may not die on the printer's thread: garbage is collected below, on this one (as ``kiosk.app.garbage`` does).
    gc.disable()
    if not gc.get_freeze_count():
        gc.freeze()

    def opener(
        *,
        size: tuple[int, int] = (1080, 1920),
        at: dt.datetime = NOW,
        folder: Path = state,
        still: bool = True,
        beside: bool = False,
        **how: Any,
    ) -> Resident:
        while opened and not beside:
            opened.pop().close()
        how.setdefault("bell", NoBell())
        how.setdefault("speaker", NoSpeaker())
        how.setdefault("settings", SETTINGS)
        ui = KioskUi(qapp, folder, clock=how.pop("clock", StandingClock(at)), still=still, **how)
        opened.append(ui)
        ui.resize(*size)
        ui.window.show()
        QTest.qWaitForWindowExposed(ui.window)
        return Resident(ui, qtbot, finger)

    yield opener
    for ui in opened:
        ui.close()
    opened.clear()
    gc.collect()
    gc.enable()


@pytest.fixture
def resident(open_kiosk: Callable[..., Resident]) -> Resident:
    return open_kiosk()


class RealTicks:
    """The machine's own counter, with the wall clock of the test."""

    def __init__(self) -> None:
        self._boot = BootClock()

    def now(self) -> dt.datetime:
        return NOW.astimezone(dt.UTC)

    def __call__(self) -> Tick:
        return self._boot.tick()


@pytest.fixture
def platform(state: Path, keyed_db: Path) -> Iterator[PlatformSide]:
    """The terminal is enrolled and has the city's key; its journal has begun."""
    shutil.copy(keyed_db, state / "content.db")
    ticks = RealTicks()
    side = PlatformSide(state, SETTINGS.terminal_id, ticks)  # type: ignore[arg-type]
    side.enrol()
    reader = ResidentReader(state / "content.db", SETTINGS.scope, to_traditional=str)
    DeskMaker(state, settings=SETTINGS, reader=reader, clock=ticks)().close()
    reader.close()
    yield side
    side.close()
