"""Reading ``inbox.db`` for the screens: receipts, leases, staff, orders, and how far the journal has got.

Stands on the driver alone, for the UI's start (``data.driver``). A missing file is an empty inbox; it is noticed when it
appears or is replaced. Not here: writing (``data.inbox_messages``). A reader belongs to one thread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from data.driver import driver_errors, open_to_read, read_revision, refuse_newer
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Command, CommandName, Promotion, Receipt, Roster
from kiosk.domain.leases import Grant, Holding, Term, Tick

REVISION = "0002"
"""The revision whose tables the queries here name; a test holds it to ``data.inbox_tables``, which needs SQLAlchemy."""

_EPOCH = 1 << 32  # a reopened file may count its versions from the start again


class Orders(Struct, frozen=True):
    """Orders in force. A pause that has an end is over after it; the others last until they are taken back."""

    pause: Command | None = None
    lock: Command | None = None
    revoked: bool = False

    def paused(self, now: dt.datetime) -> bool:
        """Whether the paused page is to be shown at ``now``."""
        if self.revoked:
            return True
        return self.pause is not None and (self.pause.until is None or now < self.pause.until)


class Held(Struct, frozen=True):
    """What the platform holds of a journal. ``trouble`` is a ``sync.protocol.messages.ChainTrouble``."""

    accepted_seq: int
    durable_seq: int
    head: str | None
    trouble: str | None


class InboxReader:
    """A read-only look at one ``inbox.db``.

    Args:
        path: the file.

    Raises:
        WorldError: on any method, when the file is newer than this software (``store.too_new``), damaged
            (``store.damaged``), or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Any = None
        self._identity: tuple[int, int] | None = None
        self._opened = 0
        self._has_tables = False

    def close(self) -> None:
        """Let go of the file. The reader may be used again; it then opens the file anew."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._identity = None

    def __enter__(self) -> InboxReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def data_version(self) -> int:
        """A number that changes when the agent has written anything or replaced the file; costs microseconds."""
        with driver_errors(self._path):
            self._look()
            if self._connection is None:
                return 0
            version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return self._opened * _EPOCH + version

    def _look(self) -> None:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return
        found = (status.st_dev, status.st_ino)
        if found != self._identity:
            self.close()
            self._connection = open_to_read(self._path, busy_timeout_s=1.0)
            self._identity = found
            self._opened += 1
            self._has_tables = False
        if not self._has_tables:
            revision = read_revision(self._connection)
            refuse_newer(revision, known=REVISION, path=self._path)
            # None or older: the agent is just making or upgrading it.
            self._has_tables = revision == REVISION

    def _rows(self, statement: str, *parameters: object) -> Sequence[Any]:
        with driver_errors(self._path):
            self._look()
            if self._connection is None or not self._has_tables:
                return ()
            rows: list[Any] = self._connection.execute(statement, parameters).fetchall()
        return rows

    def _decoded(self, data: bytes, kind: Any) -> Any:  # noqa: ANN401 - msgspec's own typing of decode
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise WorldError("store.damaged", path=self._path, reason=type(error).__name__) from error

    def incarnation(self) -> int | None:
        """Present incarnation, None before the terminal is enrolled."""
        rows = self._rows("SELECT incarnation FROM identity")
        return rows[0][0] if rows else None

    def receipt(self, entry: str) -> Receipt | None:
        """What became of an entry, as far as the platform has said."""
        rows = self._rows("SELECT body FROM receipt WHERE entry = ?", entry)
        found: Receipt | None = self._decoded(rows[0][0], Receipt) if rows else None
        return found

    def receipts(self) -> tuple[Receipt, ...]:
        """What became of every entry the platform has said something of."""
        rows = self._rows("SELECT body FROM receipt ORDER BY entry")
        return tuple(self._decoded(row[0], Receipt) for row in rows)

    def promotion(self, entry: str) -> Promotion | None:
        """The last seat for the holder of a waiting-list entry, if there was one."""
        rows = self._rows("SELECT body FROM promotion WHERE entry = ?", entry)
        found: Promotion | None = self._decoded(rows[0][0], Promotion) if rows else None
        return found

    def promotions(self) -> tuple[Promotion, ...]:
        """Seats given to people from the queue, to be told by staff."""
        rows = self._rows("SELECT body FROM promotion ORDER BY message")
        return tuple(self._decoded(row[0], Promotion) for row in rows)

    def leases(self) -> tuple[Holding, ...]:
        """Leases held, as if nothing were sold of them yet (``kiosk.domain.leases.with_books`` completes them)."""
        rows = self._rows(
            'SELECT "grant", recalled, sent_boot, sent_boottime_s, sent_wall, length_s FROM lease ORDER BY lease'
        )
        return tuple(
            Holding(grant=self._decoded(row[0], Grant), recalled=bool(row[1]), term=_term(*row[2:])) for row in rows
        )

    def roster(self) -> Roster | None:
        """The staff of this terminal; None where none was sent. Whether it has expired is for the caller."""
        rows = self._rows("SELECT body FROM roster")
        found: Roster | None = self._decoded(rows[0][0], Roster) if rows else None
        return found

    def orders(self) -> Orders:
        """Orders in force."""
        given = {
            row[0]: self._decoded(row[1], Command) for row in self._rows("SELECT command, body FROM standing_order")
        }
        return Orders(
            pause=given.get(CommandName.PAUSE.value),
            lock=given.get(CommandName.LOCK.value),
            revoked=CommandName.REVOKE.value in given,
        )

    def held(self, journal: str) -> Held:
        """What the platform holds of a journal; nothing, if it never said."""
        rows = self._rows("SELECT accepted_seq, durable_seq, head, trouble FROM delivery WHERE journal = ?", journal)
        return Held(*rows[0]) if rows else Held(0, 0, None, None)

    def forked(self) -> frozenset[str]:
        """Journals that do not continue what the platform holds of them: a cloned disk, or one restored from an image."""
        rows = self._rows("SELECT journal FROM delivery WHERE trouble IN ('fork', 'not_linked')")
        return frozenset(row[0] for row in rows)

    def durable(self) -> dict[str, int]:
        """Durable sequence number by journal, for ``JournalStore.forget_sealed`` and ``journal_opening.tidy``."""
        return dict(self._rows("SELECT journal, durable_seq FROM delivery"))

    def refused(self, journal: str) -> dict[int, str]:
        """Entries the platform put aside, by number, with the reason (``sync.protocol.messages.Refusal``)."""
        return dict(self._rows("SELECT seq, reason FROM refused_entry WHERE journal = ? ORDER BY seq", journal))


def _term(boot: str | None, boottime_s: float | None, wall: str | None, length_s: float | None) -> Term | None:
    if boot is None or boottime_s is None or length_s is None:
        return None
    return Term(Tick(boot, boottime_s, None if wall is None else dt.datetime.fromisoformat(wall)), length_s)
