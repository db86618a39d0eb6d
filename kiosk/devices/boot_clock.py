"""The machine's own counter, and whether its wall clock can be trusted.

The counter gives seconds since the machine was started, sleep included, and which start that was; nobody can set it. Leases
run on it (``kiosk.domain.leases``). The wall clock is trusted while the kernel says that a time service keeps it right:
after a start without a network nothing proves it, whatever it shows.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import time
from pathlib import Path

from kiosk.domain.leases import Tick

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_TIMEX_BYTES = 512  # struct timex has 208; zeroed, its first field asks for a reading and changes nothing
_TIME_ERROR = 5  # adjtimex(2): the clock is not synchronized


class BootClock:
    """Readings of the machine's clocks, for one process."""

    def __init__(self) -> None:
        self._boot = _BOOT_ID.read_text(encoding="ascii").strip()
        self._libc = ctypes.CDLL(None, use_errno=True)

    def synchronized(self) -> bool:
        """Whether the kernel says that a time service keeps the wall clock right."""
        state: int = self._libc.adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
        return 0 <= state < _TIME_ERROR

    def tick(self) -> Tick:
        """A reading now, with the wall-clock time where that can be trusted."""
        wall = dt.datetime.now(dt.UTC) if self.synchronized() else None
        return Tick(self._boot, time.clock_gettime(time.CLOCK_BOOTTIME), wall)
