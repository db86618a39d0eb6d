"""The headphone jack as the kernel tells it; unknown where it does not."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.devices.headphones import EV_SW, SW_HEADPHONE_INSERT, InputHeadphones


class Jack:
    """An input device made of a pipe: it has no state to ask for, only events."""

    def __init__(self, root: Path, number: int, switches: str) -> None:
        mask = root / "class" / f"event{number}" / "device" / "capabilities" / "sw"
        mask.parent.mkdir(parents=True)
        mask.write_text(switches + "\n", encoding="ascii")
        device = root / "input" / f"event{number}"
        device.parent.mkdir(exist_ok=True)
        os.mkfifo(device)
        self._end = os.open(device, os.O_RDWR | os.O_NONBLOCK)

    def tell(self, value: int, code: int = SW_HEADPHONE_INSERT) -> None:
        os.write(self._end, struct.pack("llHHi", 0, 0, EV_SW, code, value) + struct.pack("llHHi", 0, 0, 0, 0, 0))

    def close(self) -> None:
        os.close(self._end)


@pytest.fixture
def jack(tmp_path: Path) -> Iterator[Jack]:
    with closing(Jack(tmp_path, 3, "14")) as made:
        yield made


def test_a_machine_without_a_jack_does_not_know(tmp_path: Path, qapp: object) -> None:
    with closing(Jack(tmp_path, 0, "1")), closing(InputHeadphones(tmp_path / "class", tmp_path / "input")) as ears:
        assert ears.plugged is None, "a lid is no jack"


def test_plugging_and_unplugging_is_told_once_each(jack: Jack, tmp_path: Path, qtbot: QtBot) -> None:
    told: list[bool | None] = []
    with closing(InputHeadphones(tmp_path / "class", tmp_path / "input")) as ears:
        ears.watch(lambda: told.append(ears.plugged))
        assert ears.plugged is None, "it does not tell before it changes"
        jack.tell(1)
        jack.tell(1, code=4)
        qtbot.waitUntil(lambda: told == [True], timeout=2000)
        jack.tell(0)
        qtbot.waitUntil(lambda: told == [True, False], timeout=2000)


def test_a_jack_that_may_not_be_read_is_not_known(tmp_path: Path, qapp: object) -> None:
    mask = tmp_path / "class" / "event1" / "device" / "capabilities" / "sw"
    mask.parent.mkdir(parents=True)
    mask.write_text("4\n", encoding="ascii")
    with closing(InputHeadphones(tmp_path / "class", tmp_path / "input")) as ears:
        assert ears.plugged is None
