"""The platform's standing orders to this terminal, read from the inbox; wiping when it says that this terminal's time has ended."""

from __future__ import annotations

from pathlib import Path

from data.inbox_reader import InboxReader, Orders
from kiosk.domain.terminal import StateFiles


class StandingOrders:
    """Orders in the inbox of one terminal.

    Args:
        state: the state folder.
    """

    def __init__(self, state: Path) -> None:
        self._state = state
        self._inbox = InboxReader(Path(StateFiles(state).inbox_db))

    def version(self) -> int:
        """See ``kiosk.usecases.see_pause.Standing``."""
        return self._inbox.data_version()

    def orders(self) -> Orders:
        """See ``kiosk.usecases.see_pause.Standing``."""
        return self._inbox.orders()

    def wipe(self) -> bool:
        """See ``kiosk.usecases.see_pause.Standing``. The UI is the journal's only writer, so it is done here."""
        from data.journal_opening import wipe_journals  # noqa: PLC0415 (SQLAlchemy, half a second, for once in a life)

        return wipe_journals(self._state)

    def close(self) -> None:
        """Let go of the file."""
        self._inbox.close()
