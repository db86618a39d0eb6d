"""The port to the code scanner. The adapters are ``kiosk.devices.scanner``; tests bring their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.journal_bodies import DeviceState

Heard = Callable[[str], None]


class Scanner(Protocol):
    """Reads codes that are held before it."""

    def state(self) -> DeviceState:
        """How it is: OK, BROKEN (it should be there and is not), ABSENT (there is none)."""
        ...

    def listen(self, heard: Heard | None) -> None:
        """Tell what is read from now on, the whole text of a code at once; None: nobody wants it, and it is dropped."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class NoScanner(Scanner):
    """A machine without a scanner."""

    def state(self) -> DeviceState:
        """See ``Scanner``."""
        return DeviceState.ABSENT

    def listen(self, heard: Heard | None) -> None:
        """Nothing is ever read."""

    def close(self) -> None:
        """There is nothing to let go of."""
