"""The ports to the clocks. The adapter is ``kiosk.devices.system_clock``; tests bring their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

GUANGZHOU = dt.timezone(dt.timedelta(hours=8))
"""China keeps one time all year (UTC+8)."""

Stopwatch = Callable[[], float]
"""Seconds that only run forward, from any start; for measuring how long somebody has not touched the screen."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> dt.datetime:
        """Present time, aware, UTC."""
        ...


def local(moment: dt.datetime) -> dt.datetime:
    """An aware moment as wall-clock time in Guangzhou, without a zone, as content writes times."""
    return moment.astimezone(GUANGZHOU).replace(tzinfo=None)


def local_time(clock: Clock) -> dt.datetime:
    """Present wall-clock time in Guangzhou, without a zone."""
    return local(clock.now())
