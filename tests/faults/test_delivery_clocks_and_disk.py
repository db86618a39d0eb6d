"""Wrong clocks and full disks: nothing is sold past its lease, nobody is locked out, nothing is promised that cannot be kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import journal_store
from data.journal_store import FREE_MIN_BYTES
from kiosk.domain.errors import WorldError
from kiosk.domain.leases import TERM_S, Standing, standing
from tests.delivering import Terminal, site, stored

Make = Callable[..., Terminal]
YEAR = dt.timedelta(days=365)
DAY = dt.timedelta(days=1)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    with site(tmp_path, {"few": 6, "open": None}) as made:
        yield made


@pytest.mark.parametrize("off", [-56 * YEAR, -10 * YEAR, -DAY, DAY, 10 * YEAR], ids=str)
def test_whatever_the_wall_clock_says_sign_ups_are_taken_and_delivered(make: Make, off: dt.timedelta) -> None:
    terminal = make()
    terminal.delivery.exchange()
    terminal.clocks.off, terminal.clocks.trusted = off, False
    assert terminal.sign_up("activity.open") is not None
    assert terminal.sign_up("activity.few", limited=True) is not None, (
        "the counter proves the lease, whatever the wall says"
    )
    assert terminal.delivery.exchange().sent == 2
    terminal.restart_agent()
    terminal.delivery.exchange()
    assert [seq for _, seq, _ in stored(terminal.centre)] == [1, 2, 3]
    with terminal.inbox as inbox:
        assert len(inbox.receipts()) == 2
        assert inbox.leases(), "nothing is deleted because of a clock"
    assert terminal.agent._store.scopes(), "content stays"


def test_no_seat_is_sold_past_its_term_wherever_the_wall_clock_is_put(make: Make) -> None:
    terminal = make()
    terminal.delivery.exchange()
    terminal.clocks.passed_s = TERM_S + 1.0
    for off in (dt.timedelta(), -10 * YEAR, 10 * YEAR):
        terminal.clocks.off = off
        assert terminal.sign_up("activity.few", limited=True) is None
    assert {standing(h, now=terminal.clocks.tick(), me=terminal.me) for h in terminal.holdings()} == {Standing.EXPIRED}


def test_put_back_mid_lease_across_a_reboot_the_clock_proves_nothing(make: Make) -> None:
    terminal = make()
    terminal.delivery.exchange()
    terminal.clocks.reboot(trusted=True)
    terminal.clocks.off = -2 * DAY
    assert terminal.sign_up("activity.few", limited=True) is None
    terminal.clocks.off = dt.timedelta()
    assert terminal.sign_up("activity.few", limited=True) is not None
    terminal.clocks.off = dt.timedelta(seconds=TERM_S)
    assert terminal.sign_up("activity.few", limited=True) is None


def test_a_nearly_full_disk_is_said_before_the_form_is_offered(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = make()
    real = os.statvfs

    def nearly_full(path: str) -> os.statvfs_result:
        values = list(real(path))
        values[4] = (FREE_MIN_BYTES - 1) // values[1]
        return os.statvfs_result(values)

    terminal.journal.probe()
    monkeypatch.setattr(journal_store.os, "statvfs", nearly_full)
    with pytest.raises(WorldError, match=r"journal\.full"):
        terminal.journal.probe()


@contextlib.contextmanager
def files_no_longer_than(size_bytes: int) -> Iterator[None]:
    """Every write past this length fails, as on a full disk; also the WAL's."""
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def _sign_up_or_refuse(terminal: Terminal) -> str | None:
    try:
        entry = terminal.sign_up("activity.open")
    except WorldError as error:
        if error.code not in ("store.disk_full", "store.io"):
            raise
        return None
    assert entry is not None
    return entry.id


@pytest.mark.logs_warnings  # the platform lives under the same limit
def test_a_disk_that_fills_up_at_any_write_loses_nothing_acknowledged_and_half_does_nothing(
    make: Make, long_run: bool
) -> None:
    terminal = make()
    terminal.delivery.exchange()
    acknowledged = []
    refused = 0
    wal = terminal.state / "journal.db-wal"
    for step in range(200 if long_run else 20):
        room = wal.stat().st_size + step * 613 if wal.exists() else 4096
        with files_no_longer_than(room):
            entry = _sign_up_or_refuse(terminal)
            if entry is None:
                refused += 1
            else:
                acknowledged.append(entry)
            with contextlib.suppress(WorldError):
                terminal.delivery.exchange()
    assert refused
    terminal.open_journal(1)
    assert terminal.sign_up("activity.open") is not None, "room again, and everything goes on"
    terminal.restart_agent()
    terminal.delivery.exchange()
    held = stored(terminal.centre)
    assert [seq for _, seq, _ in held] == list(range(1, len(held) + 1))
    assert set(acknowledged) <= {entry for _, _, entry in held}
    assert len(held) == len(acknowledged) + 2
