"""All desks of one terminal over its one journal. Imported when somebody first wants one: it brings SQLAlchemy along."""

from __future__ import annotations

from pathlib import Path

from data.content_reader import ContentReader
from kiosk.usecases.call_help import HelpDesk
from kiosk.usecases.clock import Clock
from kiosk.usecases.desk import Desk
from kiosk.usecases.keep_counts import CountDesk
from kiosk.usecases.report_health import HealthDesk
from kiosk.usecases.sign_up import SignUpDesk
from kiosk.usecases.terminal_journal import TerminalJournal, Ticks


class WholeDesk(Desk):
    """The desks over one journal; see ``kiosk.usecases.desk``."""

    def __init__(self, journal: TerminalJournal) -> None:
        self._journal = journal
        self._sign_ups = SignUpDesk(journal)
        self._calls = HelpDesk(journal)
        self._counts = CountDesk(journal)
        self._health = HealthDesk(journal)

    @property
    def sign_ups(self) -> SignUpDesk:
        """Signing up, finding again."""
        return self._sign_ups

    @property
    def calls(self) -> HelpDesk:
        """Calling staff."""
        return self._calls

    @property
    def counts(self) -> CountDesk:
        """Keeping the counts of the day."""
        return self._counts

    @property
    def health(self) -> HealthDesk:
        """Saying how the terminal is."""
        return self._health

    def close(self) -> None:
        """Let go of the files."""
        self._journal.close()


def open_desk(
    state: Path, *, terminal: str, software: str, reader: ContentReader, clock: Clock, ticks: Ticks
) -> WholeDesk:
    """Open the journal of a terminal and the desks over it; for the arguments see ``TerminalJournal``.

    Raises:
        WorldError: the journal cannot be opened, or the terminal is not enrolled (``sign_up.not_enrolled``).
    """
    return WholeDesk(
        TerminalJournal(state, terminal=terminal, software=software, reader=reader, clock=clock, ticks=ticks)
    )
