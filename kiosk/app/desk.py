"""Making the desks when one is first wanted: SQLAlchemy and cryptography take longer to import than the rest of a start.

Not here: what the desks do (``kiosk.usecases.whole_desk``).
"""

from __future__ import annotations

import importlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from data.content_reader import ContentReader
from data.inbox_reader import InboxReader
from data.spoken_words import spoken_words
from kiosk.devices.boot_clock import BootClock
from kiosk.devices.pinyin import for_espeak
from kiosk.domain.errors import WorldError
from kiosk.domain.spoken import Voice
from kiosk.domain.terminal import StateFiles, TerminalSettings
from kiosk.usecases.clock import Clock
from kiosk.usecases.desk import Desk

if TYPE_CHECKING:
    from kiosk.usecases.hand_over import HandOver


class DeskMaker:
    """Makes the desks of one terminal.

    Args:
        state: the state folder.
        settings: of the terminal.
        reader: for activities and keys.
        clock: present time.
    """

    def __init__(self, state: Path, *, settings: TerminalSettings, reader: ContentReader, clock: Clock) -> None:
        self._state = state
        self._settings = settings
        self._reader = reader
        self._clock = clock

    def __call__(self) -> Desk:
        """The desks.

        Raises:
            WorldError: the terminal is not enrolled (``sign_up.not_enrolled``), or its journal cannot be opened.
        """
        with InboxReader(Path(StateFiles(self._state).inbox_db)) as inbox:
            if inbox.incarnation() is None:
                raise WorldError("sign_up.not_enrolled")
        from importlib.metadata import version  # noqa: PLC0415 (and what it brings along)

        from kiosk.usecases.whole_desk import open_desk  # noqa: PLC0415 (half a second the first frame need not wait for)

        return open_desk(
            self._state,
            terminal=self._settings.terminal_id,
            software=version("suijiuyi-kiosk"),
            reader=self._reader,
            clock=self._clock,
            ticks=BootClock().tick,
        )


class HandOverMaker:
    """Makes the hand-over of one terminal when somebody first agrees to one; its key lives as long as this process.

    Args:
        state: the state folder.
        settings: of the terminal.
        clock: present time.
    """

    def __init__(self, state: Path, *, settings: TerminalSettings, clock: Clock) -> None:
        self._state = state
        self._settings = settings
        self._clock = clock

    def __call__(self) -> HandOver:
        """The hand-over.

        Raises:
            WorldError: see ``open_hand_over``.
        """
        from kiosk.usecases.hand_over import open_hand_over  # noqa: PLC0415 (cryptography)

        return open_hand_over(self._state, self._settings, self._clock)


def import_ahead() -> threading.Thread:
    """Load what the desk and the Mandarin voice need while nobody waits for it; the value is the thread that does."""
    thread = threading.Thread(target=_load_ahead, daemon=True)
    thread.start()
    return thread


def _load_ahead() -> None:
    importlib.import_module("kiosk.usecases.whole_desk")
    for_espeak(spoken_words().numbers.digits, Voice.MANDARIN)
