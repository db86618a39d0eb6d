"""The tour writes a character by hand where the machine can read it, and says so where it cannot."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from kiosk.app.tour_handwriting import write_by_hand
from kiosk.devices.handwriting import find_recogniser
from kiosk.domain.access import Looks
from tests.ui.conftest import Resident
from tests.ui.reach import SMALLEST, box, in_view

KEYS = {"退一笔", "擦掉重写", "删一个字", "换拼音", "搜索"}


def settle() -> None:
    QTest.qWait(80)


@pytest.mark.skipif(find_recogniser() is None, reason="libzinnia0 or its model is not installed")
@pytest.mark.parametrize("low", [False, True], ids=["usual", "low"])
def test_a_character_is_written_read_and_every_key_beside_it_can_be_pressed(
    indexed_db: Path,
    open_kiosk: Callable[..., Resident],
    low: bool,
) -> None:
    resident = open_kiosk()
    resident.ui.shell.access.take(Looks(low_reach=low))
    assert write_by_hand(resident.ui, settle)
    assert resident.ui.shell.handwriting.candidates[0] == "饭"
    for words in ("长者", "选一个字", "写下一个字，上一个自动上去"):
        assert resident.sees(words), words
    keys = [item for item in resident.pressables() if item.property("name") in KEYS]
    assert {item.property("name") for item in keys} == KEYS
    assert all(item.height() >= SMALLEST and in_view(resident, item) for item in keys)
    assert not any(box(a).intersects(box(b)) for a in keys for b in keys if a is not b)
    pad = next(item for item in resident.items() if item.property("penWidth"))
    assert pad.height() > 4 * SMALLEST


@pytest.mark.logs_warnings
def test_where_the_machine_reads_no_handwriting_the_tour_says_so_and_goes_on(
    indexed_db: Path,
    open_kiosk: Callable[..., Resident],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("kiosk.app.ui.find_recogniser", lambda: None)
    with caplog.at_level(logging.WARNING):
        assert not write_by_hand(open_kiosk().ui, settle)
    assert "认不了手写" in caplog.text
