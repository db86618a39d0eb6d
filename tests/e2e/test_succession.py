"""Real processes: who typed something leaves no process behind, what crashes comes back, and what cannot says so."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from data.terminal_settings import save_settings
from kiosk.app.supervisor import EXIT_GAVE_UP
from kiosk.domain.terminal import PrinterConnection, PrinterSettings
from tests.kiosk_process import Kiosk, running
from tests.thermal_printer import thermal_printer
from tests.ui.conftest import SETTINGS

BUDGET_S = 2.0


@pytest.fixture
def kiosk(state: Path, tmp_path: Path) -> Iterator[Kiosk]:
    save_settings(state, SETTINGS)
    with running(state, tmp_path / "kiosk") as made:
        yield made


def test_a_personal_visit_ends_with_its_process_behind_the_thank_you_page(kiosk: Kiosk) -> None:
    screen = kiosk.screen()
    screen.press("点一下屏幕，开始")
    screen.ask("open", "tickets", "")
    kiosk.wait_for(lambda: len(kiosk.screens()) == 2, "a successor in waiting")
    ready = (kiosk.screens() - {screen.pid}).pop()
    kiosk.wait_for(lambda: kiosk.ready(ready), "a successor that is ready")
    screen.type("37")
    screen.press("结束并清除")
    began = time.monotonic()
    kiosk.wait_for(lambda: kiosk.screens() == {ready}, "the old process to be gone")
    assert time.monotonic() - began < BUDGET_S
    successor = kiosk.screen()
    assert successor.ask("screen") == "thanks"
    assert "都清掉了，\n您慢走" in successor.ask("texts")
    assert "看的页面" in "".join(successor.ask("texts"))
    successor.ask("pass_time", 10)
    assert successor.ask("screen") == "idle"
    assert kiosk.stop() == 0
    assert not Path(f"/proc/{ready}").exists()


def test_an_impersonal_visit_keeps_its_process(kiosk: Kiosk) -> None:
    screen = kiosk.screen()
    screen.press("点一下屏幕，开始")
    screen.ask("open", "benefits", "")
    screen.ask("pass_time", 121)
    screen.press("办完了，清除并离开")
    assert screen.ask("screen") == "thanks"
    screen.ask("pass_time", 10)
    assert screen.ask("screen") == "idle"
    assert kiosk.screens() == {screen.pid}


def test_a_touch_during_the_change_goes_home_in_the_next_process(kiosk: Kiosk) -> None:
    screen = kiosk.screen()
    screen.press("点一下屏幕，开始")
    screen.ask("open", "tickets", "")
    os.kill(kiosk.process.pid, signal.SIGSTOP)  # on a fast machine the change is over before a finger can come
    try:
        screen.press("结束并清除")
        screen.ask("touch", 0.5, 0.1)
    finally:
        os.kill(kiosk.process.pid, signal.SIGCONT)
    successor = kiosk.screen(other_than={screen.pid})
    kiosk.wait_for(lambda: successor.ask("screen") == "home", "home")


def test_a_slip_that_is_coming_out_is_not_cut_off_by_the_change(state: Path, tmp_path: Path) -> None:
    with thermal_printer() as device:
        printer = PrinterSettings(connection=PrinterConnection.NETWORK, address=device.address)
        save_settings(state, structs.replace(SETTINGS, printer=printer))
        with running(state, tmp_path / "kiosk") as kiosk:
            screen = kiosk.screen()
            screen.press("点一下屏幕，开始")
            screen.ask("open", "place", "place.gongzhu-440105003")
            device.hold.clear()
            screen.ask("print", "place")
            screen.wait_to_see("正在打印")
            screen.ask("open", "tickets", "")
            screen.press("结束并清除")
            assert screen.ask("screen") == "thanks"
            screen.wait_to_see("正在打印")
            screen.ask("touch", 0.5, 0.3)  # for whoever is the screen next
            device.hold.set()
            successor = kiosk.screen(other_than={screen.pid})
            assert len(device.paper.slips) == 1, "whole, and cut off by the printer only"
            kiosk.wait_for(lambda: successor.ask("screen") == "home", "home")


def test_a_crash_comes_back_and_the_third_in_a_row_is_told_honestly(kiosk: Kiosk) -> None:
    seen: set[int] = set()
    for _ in range(3):
        screen = kiosk.screen(other_than=seen)
        assert screen.ask("screen") == "idle"
        seen.add(screen.pid)
        os.kill(screen.pid, signal.SIGKILL)
    assert kiosk.process.wait(timeout=20) == EXIT_GAVE_UP
    assert "接连 3 次" in kiosk.log()


def test_without_its_supervisor_a_screen_does_not_stay(kiosk: Kiosk) -> None:
    screen = kiosk.screen()
    kiosk.process.kill()
    kiosk.process.wait()
    kiosk.wait_for(lambda: not Path(f"/proc/{screen.pid}").exists(), "the screen to be gone")
