"""Silent as a finger comes down, wherever it does (EN 301 549, 5.1.3.5): on nothing, for long, sliding, on the bars; within 200 ms."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.devices.speech import SpokenByProcesses
from tests.ui.conftest import Resident
from tests.ui.five_keys import Voicebox
from tests.ui.test_speech import gone, program

Open = Callable[..., Resident]
SILENT_S = 0.2


def middle_of(resident: Resident, name: str) -> QPoint:
    item = resident.find(name)
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def empty_ground(resident: Resident) -> QPoint:
    """At the left edge of the page, where nothing is to press and nothing to read."""
    page = resident.ui.window.property("pageItem")
    return page.mapToScene(QPointF(3, page.height() / 2)).toPoint()


def top_bar(resident: Resident) -> QPoint:
    return QPoint(resident.ui.window.width() // 2, 6)


PLACES = {
    "empty ground": empty_ground,
    "the top bar": top_bar,
    "a button": lambda resident: middle_of(resident, "打字搜索"),
    "the bottom bar": lambda resident: middle_of(resident, "大字"),
}


@pytest.fixture
def voice() -> Voicebox:
    return Voicebox()


@pytest.fixture
def hearing(open_kiosk: Open, voice: Voicebox) -> Resident:
    """Somebody to whom 边按边读 is saying something."""
    resident = open_kiosk(speaker=voice)
    resident.press("大字")
    resident.press("边按边读")
    resident.press("就这样")
    resident.wait_for(lambda: not resident.ui.guidance.busy)
    assert voice.listener is not None
    return resident


@pytest.mark.parametrize("where", PLACES)
def test_what_is_said_stops_as_the_finger_comes_down(hearing: Resident, voice: Voicebox, where: str) -> None:
    point = PLACES[where](hearing)
    hearing.put_finger(point)
    assert voice.listener is None, "before it goes up: a long press too"
    hearing.lift_finger(point)


def test_a_finger_that_slides_has_silence(hearing: Resident, voice: Voicebox) -> None:
    point = middle_of(hearing, "打字搜索")
    hearing.put_finger(point)
    hearing.slide_finger(point + QPoint(0, -200))
    hearing.lift_finger(point + QPoint(0, -200))
    assert voice.listener is None


def test_what_is_typed_stops_it(hearing: Resident, voice: Voicebox) -> None:
    QTest.keyClick(hearing.ui.window, Qt.Key.Key_D)
    assert voice.listener is None


@pytest.mark.parametrize("where", PLACES)
def test_reading_aloud_stops_as_the_finger_comes_down(open_kiosk: Open, voice: Voicebox, where: str) -> None:
    resident = open_kiosk(speaker=voice)
    point = PLACES[where](resident)
    resident.press("朗读")
    assert voice.listener is not None
    resident.put_finger(point)
    assert voice.listener is None
    assert not resident.sees("正在读")
    resident.lift_finger(point)


def test_the_keys_of_reading_aloud_go_on_with_it(open_kiosk: Open, voice: Voicebox) -> None:
    resident = open_kiosk(speaker=voice)
    resident.press("朗读")
    resident.pause()
    resident.ui.window.grabWindow()
    point = middle_of(resident, "暂停")
    resident.put_finger(point)
    assert voice.listener is not None
    resident.lift_finger(point)
    assert resident.sees("先停着")


@pytest.fixture
def player(tmp_path: Path) -> Iterator[SpokenByProcesses]:
    """Real processes; the one that plays does so for ever."""
    endless = program(tmp_path, "endless", f'cat > /dev/null; echo $$ > "{tmp_path}/pid"; exec sleep 600')
    asked = """case "$(cat)" in *'"voice":""'*) echo '["cmn","yue","en"]';; *) echo sound;; esac"""
    with closing(SpokenByProcesses(player=endless, worker=(program(tmp_path, "worker", asked),))) as speaker:
        yield speaker


@pytest.mark.parametrize("where", ["empty ground", "the top bar"])
def test_the_loudspeaker_has_nothing_more_after_200_ms(
    open_kiosk: Open, player: SpokenByProcesses, tmp_path: Path, where: str
) -> None:
    resident = open_kiosk(speaker=player)
    resident.press("朗读")
    pid = tmp_path / "pid"
    resident.wait_for(lambda: pid.is_file() and pid.read_text(encoding="utf-8").endswith("\n"))
    point, playing = PLACES[where](resident), int(pid.read_text(encoding="utf-8"))
    touched_s = time.monotonic()
    resident.put_finger(point)
    while not gone(playing) and time.monotonic() - touched_s < 1:
        time.sleep(0.002)
    assert time.monotonic() - touched_s < SILENT_S
    resident.lift_finger(point)
