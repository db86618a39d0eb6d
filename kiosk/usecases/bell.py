"""The port to the bell. The adapter is ``kiosk.devices.bell``; tests bring their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Bell(Protocol):
    """Rings once, aloud, at this machine."""

    def ring(self, heard: Callable[[bool], None]) -> None:
        """Ring; returns at once.

        Args:
            heard: called when it is over, with False where nothing can have been heard (no loudspeaker, no player).
        """
        ...


class NoBell(Bell):
    """A machine without a loudspeaker."""

    def ring(self, heard: Callable[[bool], None]) -> None:
        """See ``Bell``."""
        heard(False)
