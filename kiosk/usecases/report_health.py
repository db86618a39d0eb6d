"""Writing down how the terminal is, for the platform: what was measured, and nothing where nothing was."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from data.sealing import plain_draft
from kiosk.domain.device_health import worth_saying
from kiosk.domain.journal_bodies import DeviceHealth, DeviceState
from kiosk.domain.journal_kinds import EntryKind
from kiosk.usecases.clock import local
from kiosk.usecases.desk import HealthBook
from kiosk.usecases.terminal_journal import TerminalJournal

MEMORY = Path("/proc/meminfo")
_MEGABYTE = 1_000_000


def memory_free_mb(meminfo: Path = MEMORY) -> int | None:
    """Memory that programs could still have; None where the kernel does not say."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    available = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return None if available is None else int(available) * 1024 // _MEGABYTE


class HealthDesk(HealthBook):
    """Says how this terminal is.

    Args:
        journal: where it is written.
    """

    def __init__(self, journal: TerminalJournal) -> None:
        self._journal = journal

    def report(self, *, printer: DeviceState, scanner: DeviceState) -> None:
        """See ``HealthBook``."""
        now = self._journal.now()
        body = DeviceHealth(
            software=self._journal.software,
            uptime_s=int(self._journal.ticks().boottime_s),
            disk_free_mb=shutil.disk_usage(self._journal.folder).free // _MEGABYTE,
            memory_free_mb=memory_free_mb(),
            content_age_s=self._content_age_s(),
            printer=printer,
            scanner=scanner,
        )
        if worth_saying(self._last(), body, local(now)):
            self._journal.still_ours()
            self._journal.store.append(plain_draft(body, moment=self._journal.moment()))

    def _content_age_s(self) -> int | None:
        confirmed_at = self._journal.reader.sync_state().confirmed_at
        return None if confirmed_at is None else max(0, int((self._journal.now() - confirmed_at).total_seconds()))

    def _last(self) -> tuple[DeviceHealth, dt.datetime] | None:
        written = self._journal.store.entries_after(0, (EntryKind.DEVICE_HEALTH,))
        body = written[-1].body() if written else None
        return (body, local(written[-1].heading.at)) if isinstance(body, DeviceHealth) else None
