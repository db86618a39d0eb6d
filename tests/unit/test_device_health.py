"""How a terminal is goes to the platform once a day and when a device changed; what was not measured is not said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.device_health import QUIET, worth_saying
from kiosk.domain.journal_bodies import DeviceHealth, DeviceState
from kiosk.usecases.report_health import HealthDesk, memory_free_mb
from tests.sign_up_desk import entries
from tests.unit.test_sign_up import Terminal

OK, EMPTY, UNKNOWN, ABSENT = DeviceState.OK, DeviceState.EMPTY, DeviceState.UNKNOWN, DeviceState.ABSENT
MORNING = dt.datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - local, as the rule takes it


def health(printer: DeviceState = OK) -> DeviceHealth:
    return DeviceHealth(software="0.1.0", printer=printer)


@pytest.mark.parametrize(
    ("printer", "later", "said"),
    [
        (OK, dt.timedelta(hours=8), False),
        (EMPTY, QUIET, True),
        (EMPTY, QUIET - dt.timedelta(seconds=1), False),
        (UNKNOWN, dt.timedelta(hours=8), False),
        (OK, dt.timedelta(days=1), True),
        (EMPTY, -dt.timedelta(minutes=30), True),  # the clock was put right
    ],
)
def test_what_is_worth_an_entry(printer: DeviceState, later: dt.timedelta, said: bool) -> None:
    assert worth_saying((health(), MORNING), health(printer), MORNING + later) is said


def test_the_first_report_is_always_said() -> None:
    assert worth_saying(None, health(), MORNING)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    made.close()


def test_what_was_measured_is_in_the_journal_and_a_restart_says_nothing_again(terminal: Terminal) -> None:
    HealthDesk(terminal.journal).report(printer=EMPTY, scanner=ABSENT)
    terminal.restart()
    desk = HealthDesk(terminal.journal)
    desk.report(printer=EMPTY, scanner=ABSENT)
    (entry,) = entries(terminal.state)
    body = entry.body()
    assert isinstance(body, DeviceHealth)
    assert (body.printer, body.scanner, body.audio, body.network) == (EMPTY, ABSENT, UNKNOWN, UNKNOWN)
    assert body.disk_free_mb is not None
    assert body.waiting_entries is None
    terminal.ticks.pass_s(QUIET.total_seconds())
    desk.report(printer=OK, scanner=ABSENT)
    assert [each.body().printer for each in entries(terminal.state)] == [EMPTY, OK]  # type: ignore[union-attr]


def test_free_memory_is_read_from_the_kernel_or_not_said(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    assert memory_free_mb(meminfo) is None
    meminfo.write_text("MemTotal: 2048 kB\nMemAvailable:    1000000 kB\n")
    assert memory_free_mb(meminfo) == 1024
