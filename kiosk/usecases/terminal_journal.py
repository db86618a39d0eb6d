"""The journal of this terminal, opened once and shared by the desks that write into it.

Holds what every desk needs to know before it writes: who this terminal is, what time it is and whether that can be trusted,
which key to seal to, what the platform has said. Not here: what is written (``sign_up``, ``call_help``). Imported when a
form is first wanted: it brings SQLAlchemy and cryptography along.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from data.content_reader import ContentReader
from data.inbox_reader import InboxReader
from data.journal_opening import open_journal
from data.journal_rows import About
from data.journal_store import JournalStore
from data.sealing import Sealer, sealer
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_ids import Moment
from kiosk.domain.leases import Holder, Holding, Tick, with_books
from kiosk.domain.terminal import StateFiles
from kiosk.usecases.clock import GUANGZHOU, Clock

Ticks = Callable[[], Tick]


class TerminalJournal:
    """The one writer of this terminal's journal. Belongs to one thread.

    Args:
        state: the state folder.
        terminal: whose journal.
        software: version, for the journal's first entry.
        reader: for activities and the platform's keys.
        clock: present time.
        ticks: readings of the machine's clocks; ``wall`` only where it can be trusted.

    Raises:
        WorldError: the journal cannot be opened, or the terminal is not enrolled (``sign_up.not_enrolled``).
    """

    def __init__(
        self, state: Path, *, terminal: str, software: str, reader: ContentReader, clock: Clock, ticks: Ticks
    ) -> None:
        self._state = state
        self._software = software
        self._terminal = terminal
        self._clock = clock
        self.reader = reader
        self.ticks = ticks
        self.inbox = InboxReader(Path(StateFiles(state).inbox_db))
        incarnation = self.inbox.incarnation()
        if incarnation is None:
            self.inbox.close()
            raise WorldError("sign_up.not_enrolled")
        self._incarnation = incarnation
        try:
            self.store: JournalStore = self._opened(incarnation)
        except BaseException:
            self.inbox.close()
            raise

    def _opened(self, incarnation: int) -> JournalStore:
        return open_journal(
            self._state,
            terminal=self._terminal,
            incarnation=incarnation,
            software=self._software,
            moment=self.moment(),
            forked=self.inbox.forked(),
        ).store

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        self.inbox.close()

    @property
    def folder(self) -> Path:
        """The state folder."""
        return self._state

    @property
    def software(self) -> str:
        """Version of this program."""
        return self._software

    def now(self) -> dt.datetime:
        """Present time, aware, UTC."""
        return self._clock.now()

    def moment(self) -> Moment:
        """Present time, and whether it can be trusted."""
        return Moment(self.now(), trusted=self.ticks().wall is not None)

    def today(self) -> dt.date:
        """Date in Guangzhou."""
        return self.now().astimezone(GUANGZHOU).date()

    def me(self) -> Holder:
        """Whose leases count."""
        about: About | None = self.store.about
        if about is None:
            raise ValueError("the journal has not begun")
        return Holder(self._terminal, about.incarnation, about.journal)

    def holdings(self) -> tuple[Holding, ...]:
        """Every lease held, with what was sold from it."""
        return with_books(self.inbox.leases(), self.store.lease_books())

    def sealer(self) -> Sealer:
        """What to seal with.

        Raises:
            WorldError: the city has published no usable key (``journal.no_key``).
        """
        today = self.today()
        found = sealer(self._terminal, self.reader.platform_keys(today), today=today if self.moment().trusted else None)
        if found is None:
            raise WorldError("journal.no_key")
        return found

    def still_ours(self) -> None:
        """See to it that what is written counts for somebody.

        Where the terminal was enrolled anew since, the journal of before ends and another begins. So it does where the platform holds
        it otherwise (this disk was cloned, or restored from an image): nothing is sold from books that may be missing what was sold.

        Raises:
            WorldError: the terminal takes part no more (``sign_up.not_enrolled``), or the other journal cannot be begun.
        """
        incarnation = self.inbox.incarnation()
        if incarnation is None:
            raise WorldError("sign_up.not_enrolled")
        if incarnation != self._incarnation or self.me().journal in self.inbox.forked():
            self.store.close()
            self.store = self._opened(incarnation)
            self._incarnation = incarnation

    def ready(self) -> None:
        """Find out whether a form may be offered.

        Raises:
            WorldError: it may not: not enrolled, locked or paused, no key, no room on the disk.
        """
        if self.inbox.orders().paused(self.now()):
            raise WorldError("sign_up.stopped")
        self.able()

    def able(self) -> None:
        """Find out whether a form that is open may be confirmed: also in the minutes a pause leaves whoever is filling one in.

        Raises:
            WorldError: it may not: not enrolled, locked, no key, no room on the disk.
        """
        self.still_ours()
        orders = self.inbox.orders()
        if orders.lock is not None or orders.revoked:
            raise WorldError("sign_up.stopped")
        self.sealer()
        self.store.probe()
