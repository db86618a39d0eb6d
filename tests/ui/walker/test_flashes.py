"""Nothing flashes: what moves by itself is watched with the real clock, everything moving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kiosk.app.tour import HandWatch
from kiosk.app.tour_conditions import StandingSpeaker
from tests.ui.conftest import NOW, Resident
from tests.ui.walker.flashes import MOST, most_flashes, watch


class RunningClock:
    """The moment of the tests, going on."""

    def __init__(self) -> None:
        self._begun = dt.datetime.now(dt.UTC)

    def now(self) -> dt.datetime:
        return NOW.astimezone(dt.UTC) + (dt.datetime.now(dt.UTC) - self._begun)


def attract_loop(resident: Resident) -> None:
    """Both frames of the idle screen, one after the other."""
    resident.ui.shell.navigator.rest()
    resident.ui.shell.idle.show(1)


def question(resident: Resident, stopwatch: HandWatch) -> None:
    """The countdown, its seconds running faster than they ever do."""
    resident.ui.shell.visit.note_input()
    stopwatch.seconds += 3600
    resident.ui.context.poll()


@pytest.mark.parametrize("what", ["idle", "page-change", "question", "reading"])
def test_nothing_flashes(open_kiosk: Callable[..., Resident], what: str) -> None:
    stopwatch = HandWatch()
    resident = open_kiosk(still=False, clock=RunningClock(), stopwatch=stopwatch, speaker=StandingSpeaker())
    shell = resident.ui.shell
    if what == "idle":
        attract_loop(resident)
    elif what == "page-change":
        shell.navigator.open("benefits", "")
        resident.ui.window.setProperty("openSheet", "access")
    elif what == "question":
        question(resident, stopwatch)
    else:
        shell.navigator.open("benefit", "benefit.dibao")
        resident.ui.window.grabWindow()
        resident.ui.reading.read(resident.ui.window.property("pageItem"), quiet=False)
    frames = watch(resident.ui.window)
    assert len(frames) > 10, "too few pictures to see anything flash"
    assert most_flashes(frames) <= MOST
