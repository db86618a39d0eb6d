"""By ear and by five keys every page is whole: all that can be pressed is come to and says itself, and so does paper and memo."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QMetaObject
from PySide6.QtQuick import QQuickItem

from kiosk.app.tour import _screens
from kiosk.app.tour_slips import PicturePrinter
from kiosk.usecases.speech import Pace
from kiosk.viewmodels.guidance_words import said_of
from kiosk.viewmodels.on_screen import OnScreen
from kiosk.viewmodels.stops import Kind
from tests.ui.conftest import Resident
from tests.ui.five_keys import Blind, Voicebox

Open = Callable[..., Resident]


def left_out(item: QQuickItem | None) -> bool:
    """Whether it only turns what is brought into sight by going there."""
    while item is not None:
        if item.property("walked") is False:
            return True
        item = item.parentItem()
    return False


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
def test_everything_on_every_page_is_come_to_and_says_itself(
    open_kiosk: Open, size: tuple[int, int], long_run: bool
) -> None:
    if size[0] > size[1] and not long_run:
        pytest.skip("walked with --long")
    resident = open_kiosk(size=size, printer=PicturePrinter(576))
    faults = []
    screens = dict(_screens(resident.ui.shell))
    for name, go in screens.items():
        # Every third page by default, always the same ones; all of them with --long.
        if not long_run and zlib.crc32(name.encode()) % 3:
            continue
        resident.ui.shell.navigator.home()
        go()
        resident.qtbot.wait(1)
        screen = OnScreen(resident.ui.window)
        seen = screen.look(texts=True)
        walked = [stop.item for stop in seen.stops if stop.kind is Kind.PRESS]
        missed = [item for item in resident.pressables() if item not in walked and not left_out(item)]
        if seen.over is None:
            faults += [f"{name}: one never comes to {item.property('name')}" for item in missed]
        faults += [f"{name}: {stop.word('name')} is silent" for stop in seen.stops if not said_of(stop, [], asked=True)]
        if not seen.title and not any(stop.personal for stop in seen.stops):
            faults.append(f"{name}: has no title")
    assert len(screens) > 40
    assert not faults, "\n".join(faults)


def test_walking_over_a_page_keeps_hold_of_nothing_that_qml_frees(open_kiosk: Open) -> None:
    """A QMetaObject PySide still knew by its address was once taken for the item that came to lie there, and ended the process."""
    resident = open_kiosk(waiting=True)

    def known() -> int:
        return sum(isinstance(each, QMetaObject) for each in shiboken6.getAllValidWrappers())

    before = known()
    resident.ui.shell.navigator.open("benefits", "")
    assert OnScreen(resident.ui.window).look(texts=True).stops
    assert known() == before


def test_printing_is_said_while_it_prints(open_kiosk: Open) -> None:
    voice = Voicebox()
    resident = open_kiosk(speaker=voice, printer=PicturePrinter(576))
    resident.ui.shell.access.press_to_hear = True
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    resident.ui.shell.takeAway.print("benefit")
    resident.wait_for(lambda: resident.ui.shell.takeAway.printing == "done")
    for _ in range(4):
        voice.finish()
    said = "".join(each.said for each in voice.said)
    assert "正在打印" in said
    assert said.count("从屏幕下面") == 1


def test_big_digits_are_read_slowly_and_twice_when_she_asks(open_kiosk: Open) -> None:
    voice = Voicebox()
    resident = open_kiosk(speaker=voice)
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    name = resident.ui.shell.takeAway.memoNames[0]
    resident.ui.shell.navigator.open("memo", name)
    assert not voice.said, "only when she asks"
    resident.press("慢慢读给我听")
    rows = resident.ui.shell.takeAway.memo.rowCount()
    assert len(voice.last) == 2 * rows
    assert voice.last[0] == voice.last[1]
    assert {each.pause_s for each in voice.last} == {2.0}
    assert voice.manner.pace is Pace.CAREFUL
    resident.press("抄好了")
    assert voice.listener is None


def test_buttons_of_a_page_that_is_all_hers_say_what_they_do(open_kiosk: Open) -> None:
    voice = Voicebox()
    resident = open_kiosk(speaker=voice)
    resident.ui.shell.access.press_to_hear = True
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    resident.ui.shell.navigator.open("memo", resident.ui.shell.takeAway.memoNames[0])
    blind = Blind(resident, voice)
    blind.walk_to("慢慢读给我听按钮")
    blind.walk_to("抄好了按钮")
