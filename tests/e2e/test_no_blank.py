"""On a real X server without a window manager: one screen's process takes over from another, and the glass is never blank."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.terminal_settings import save_settings
from tests.kiosk_process import running
from tests.ui.conftest import SETTINGS

WIDTH, HEIGHT = 540, 960
GROUND_AT = ((8, 8), (8, 500), (530, 62))
"""Places that are bare paper on every page: left of the mark, in the margin, right under the top bar."""


class Glass:
    """What an X server shows, read from its own memory (``-fbdir``, an xwd file)."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder, "-nolisten", "tcp"],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as said:
            self.display = f":{int(said.readline())}"
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._map[:100])
        self._start, self._line, self._pixel = header[0] + 12 * header[19], header[12], header[11] // 8

    def at(self, x: int, y: int) -> bytes:
        """The colour of a pixel."""
        where = self._start + y * self._line + x * self._pixel
        return self._map[where : where + 3]

    def close(self) -> None:
        self._map.close()
        self._server.terminate()
        self._server.wait(20)


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[Glass]:
    folder = tmp_path / "glass"
    folder.mkdir()
    made = Glass(folder)
    yield made
    made.close()


def test_the_screen_is_never_blank_while_one_process_takes_over_from_another(
    state: Path, tmp_path: Path, glass: Glass
) -> None:
    save_settings(state, SETTINGS)
    environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": glass.display}
    with running(state, tmp_path / "kiosk", "--full-screen", environment=environment) as kiosk:
        screen = kiosk.screen()
        screen.ask("wake")
        screen.ask("open", "tickets", "")
        screen.wait_to_see("结束并清除")
        paper = glass.at(*GROUND_AT[0])
        assert paper != b"\0\0\0"
        kiosk.wait_for(lambda: all(glass.at(*place) == paper for place in GROUND_AT), "the form to be drawn")
        seen: set[tuple[bytes, ...]] = set()

        def over() -> bool:
            seen.add(tuple(glass.at(*place) for place in GROUND_AT))
            return screen.pid not in kiosk.screens()

        screen.press("结束并清除")
        kiosk.wait_for(over, "the successor")
        successor = kiosk.screen(other_than={screen.pid})
        assert successor.ask("screen") == "thanks"
        assert successor.ask("size") == [WIDTH, HEIGHT]
        seen.add(tuple(glass.at(*place) for place in GROUND_AT))
        assert seen == {(paper,) * len(GROUND_AT)}, seen
        assert kiosk.stop() == 0
