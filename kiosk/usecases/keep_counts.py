"""The counts of the day, kept in the journal's file, and written down as entries when the day is over."""

from __future__ import annotations

from data.sealing import plain_draft
from kiosk.domain.counting import daily_entries
from kiosk.usecases.counters import CountBook, DayCounts
from kiosk.usecases.terminal_journal import TerminalJournal


class CountDesk(CountBook):
    """Counts of this terminal.

    Args:
        journal: where they are kept.
    """

    def __init__(self, journal: TerminalJournal) -> None:
        self._journal = journal

    def keep_counts(self, counts: DayCounts) -> None:
        """See ``CountBook``."""
        self._journal.store.add_counts(counts)

    def write_down_days(self) -> None:
        """See ``CountBook``. Any day but this one is over, also one that a wrong clock told."""
        today = self._journal.today()
        for day, counts in self._journal.store.counts().items():
            if day != today:
                said = daily_entries(day, counts)
                self._journal.store.append(*(plain_draft(body, moment=self._journal.moment()) for body in said))
