"""The headphone jack, as the kernel tells it: an input device with the switch SW_HEADPHONE_INSERT.

Most sound cards have one, named "… Headphone"; reading it needs the group ``input``. Where there is none, or it may not be read, the
state is unknown. What is done about it is decided by whoever speaks.
"""

from __future__ import annotations

import fcntl
import logging
import os
import struct
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier

from data.words import say
from kiosk.usecases.headphones import Headphones

_log = logging.getLogger(__name__)

INPUT_CLASS, DEVICES = Path("/sys/class/input"), Path("/dev/input")
EV_SW, SW_HEADPHONE_INSERT = 5, 2
_EVENT = struct.Struct("llHHi")  # struct input_event: time, type, code, value
_STATE_BYTES = 8
_EVIOCGSW = (2 << 30) | (_STATE_BYTES << 16) | (ord("E") << 8) | 0x1B


def _has_the_switch(capabilities: str) -> bool:
    """Whether a mask of switches, hexadecimal words with the lowest last, names the jack."""
    words = capabilities.split()
    return bool(words) and bool(int(words[-1], 16) >> SW_HEADPHONE_INSERT & 1)


class InputHeadphones(Headphones):
    """Jacks among the input devices. Close it."""

    def __init__(self, input_class: Path = INPUT_CLASS, devices: Path = DEVICES) -> None:
        self._told: Callable[[], None] | None = None
        self._plugged: dict[int, bool | None] = {}
        self._keeper = QObject()
        for mask in sorted(input_class.glob("event*/device/capabilities/sw")):
            self._open(mask, devices / mask.parents[2].name)

    def _open(self, mask: Path, device: Path) -> None:
        try:
            if not _has_the_switch(mask.read_text(encoding="ascii")):
                return
            jack = os.open(device, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except (OSError, ValueError) as error:
            _log.info(say("headphones.unreadable", device=device, reason=error))
            return
        self._plugged[jack] = self._state(jack)
        notifier = QSocketNotifier(jack, QSocketNotifier.Type.Read, self._keeper)
        notifier.activated.connect(lambda: self._read(jack, notifier))

    def _state(self, jack: int) -> bool | None:
        try:
            state = fcntl.ioctl(jack, _EVIOCGSW, bytes(_STATE_BYTES))
        except OSError:
            return None  # not known before it changes
        return bool(state[0] >> SW_HEADPHONE_INSERT & 1)

    def _read(self, jack: int, notifier: QSocketNotifier) -> None:
        before = self.plugged
        try:
            events = os.read(jack, 64 * _EVENT.size)
        except BlockingIOError:
            return
        except OSError as error:  # the sound card was pulled out
            _log.info(say("headphones.unreadable", device=jack, reason=error))
            events = b""
        if not events:
            notifier.setEnabled(False)
            self._plugged[jack] = None
        for at in range(0, len(events) - _EVENT.size + 1, _EVENT.size):
            _, _, kind, code, value = _EVENT.unpack_from(events, at)
            if (kind, code) == (EV_SW, SW_HEADPHONE_INSERT):
                self._plugged[jack] = bool(value)
        if self.plugged != before and self._told is not None:
            self._told()

    @property
    def plugged(self) -> bool | None:
        """See ``Headphones``."""
        known = [state for state in self._plugged.values() if state is not None]
        return any(known) if known else None

    def watch(self, told: Callable[[], None]) -> None:
        """See ``Headphones``."""
        self._told = told

    def close(self) -> None:
        """Let go of the devices."""
        self._told = None
        for notifier in self._keeper.findChildren(QSocketNotifier):
            notifier.setEnabled(False)
        for jack in self._plugged:
            os.close(jack)
        self._plugged.clear()
