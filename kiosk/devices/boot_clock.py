"""Readings of the machine's clocks for leases and lock-outs.

Which run of the machine it is, seconds since it began, and a wall clock only where the kernel says that something keeps it
right.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import time
from pathlib import Path

from kiosk.domain.leases import Tick
from kiosk.usecases.clock import Clock

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_TIMEX_BYTES = 512  # more than struct timex of any Linux; all zero asks without setting anything
_TIME_ERROR = 5


def clock_is_kept() -> bool:
    """Whether the kernel counts its clock as synchronised (adjtimex)."""
    answer: int = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    return 0 <= answer < _TIME_ERROR


class BootClock:
    """Gives ticks; ``clock`` is asked for the wall time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._boot = _BOOT_ID.read_text(encoding="ascii").strip()

    def __call__(self) -> Tick:
        """A reading, now."""
        wall: dt.datetime | None = self._clock.now() if clock_is_kept() else None
        return Tick(self._boot, time.clock_gettime(time.CLOCK_BOOTTIME), wall)
