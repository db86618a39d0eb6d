"""Cyclic garbage dies on the GUI thread, whoever allocates: a QObject that dies elsewhere can take the process with it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.app.garbage import GuiThreadCollector


class Knot:
    """Garbage that only the collector finds; says on which thread it died."""

    died: list[int]

    def __init__(self, died: list[int]) -> None:
        self.died = died
        self.me = self

    def __del__(self) -> None:
        self.died.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QObject) -> Iterator[GuiThreadCollector]:
    made = GuiThreadCollector()
    yield made
    made.stop()
    gc.enable()


def test_a_busy_thread_collects_nothing_and_the_gui_thread_does(collector: GuiThreadCollector, qtbot: QtBot) -> None:
    died: list[int] = []
    kept: list[list[int]] = []

    def allocate() -> None:
        for _ in range(20):
            Knot(died)
        kept.extend([number] for number in range(100_000))  # far above every threshold

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert died == []
    qtbot.waitUntil(lambda: len(died) == 20)
    assert set(died) == {threading.get_ident()}
