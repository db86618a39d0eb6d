"""The port to the headphone jack. The adapter is ``kiosk.devices.headphones``; tests bring their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Headphones(Protocol):
    """Whether somebody listens alone."""

    @property
    def plugged(self) -> bool | None:
        """Whether headphones are in; None where the machine does not tell."""
        ...

    def watch(self, told: Callable[[], None]) -> None:
        """``told`` is called whenever that changes, in the thread of whoever watches."""
        ...


class UnknownHeadphones(Headphones):
    """A machine that does not tell."""

    @property
    def plugged(self) -> bool | None:
        """See ``Headphones``."""
        return None

    def watch(self, told: Callable[[], None]) -> None:
        """See ``Headphones``."""
        del told
