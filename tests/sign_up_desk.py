"""A terminal at which people can sign up: enrolled, with the platform's key in its content and seats lent to it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from data.inbox_messages import Delivered, Identity, InboxMessages
from data.inbox_store import InboxStore
from data.journal_reader import JournalReader
from kiosk.domain.content import PlatformKey
from kiosk.domain.inbox import Body, LeaseGrant, message
from kiosk.domain.journal import Entry
from kiosk.domain.journal_ids import uuid7
from kiosk.domain.journal_kinds import EntryKind
from kiosk.domain.journal_private import PrivatePart
from kiosk.domain.leases import Grant, Holder, Tick
from kiosk.domain.ticket_code import TicketKey
from sync.platform.opening import Opener
from sync.protocol.package import Line
from tests.journal_samples import PLATFORM_KEY, PRIVATE_KEY

EPOCH = "00000000000000aa"
INCARNATION = 3


def key_line(key: PlatformKey = PLATFORM_KEY) -> Line:
    """The city's sealing key as a published record."""
    return Line(
        id=f"key.{key.kid}",
        kind="key",
        rev=1,
        verified_on=dt.date(2026, 10, 1),
        body=msgspec.Raw(msgspec.json.encode(key)),
    )


class HandTicks:
    """The machine's clocks, moved by hand; the wall clock is kept unless ``trusted`` is taken away."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        self.boot = "boot-1"
        self.seconds = 100.0
        self.trusted = True

    def now(self) -> dt.datetime:
        """Present time: also serves as the clock."""
        return self.at.astimezone(dt.UTC)

    def pass_s(self, seconds: float) -> None:
        """Time goes by."""
        self.at += dt.timedelta(seconds=seconds)
        self.seconds += seconds

    def restart(self) -> None:
        """The machine was switched off and on."""
        self.boot, self.seconds = self.boot + "x", 5.0

    def __call__(self) -> Tick:
        return Tick(self.boot, self.seconds, self.now() if self.trusted else None)


class PlatformSide:
    """What the platform tells ``terminal``, written into its inbox as the agent does it."""

    def __init__(self, state: Path, terminal: str, ticks: HandTicks) -> None:
        self._state = state
        self._terminal = terminal
        self._ticks = ticks
        self._seq = 0
        self._ids = 0
        self._store = InboxStore(state / "inbox.db")
        self._messages = InboxMessages(self._store)

    def close(self) -> None:
        """Let go of the inbox."""
        self._store.close()

    def enrol(self, incarnation: int = INCARNATION) -> None:
        """The terminal may take part."""
        self._messages.enrolled(Identity(self._terminal, incarnation), at=self._ticks.now())

    def tell(self, *bodies: Body) -> None:
        """Messages, applied at once."""
        for body in bodies:
            self._seq += 1
            made = message(
                body,
                message_id=self.an_id(),
                epoch=EPOCH,
                seq=self._seq,
                terminal=self._terminal,
                incarnation=INCARNATION,
                at=self._ticks.now(),
            )
            self._messages.apply(EPOCH, [made])

    def hear_all(self) -> None:
        """The cable is in: the platform holds everything the journal has now, and says so."""
        with JournalReader(self._state / "journal.db") as reader:
            about, last = reader.about(), reader.last_seq()
        assert about is not None
        held = Delivered(
            journal=about.journal,
            accepted_seq=last,
            head=None,
            durable_seq=0,
            epoch=EPOCH,
            trouble=None,
            at=self._ticks.now(),
        )
        self._messages.note_delivery(held)

    def an_id(self) -> str:
        """A fresh id, later than the one before although the clock may stand."""
        self._ids += 1
        return uuid7(self._ticks.now() + dt.timedelta(milliseconds=self._ids), os.urandom(10))

    def lend(self, activity: str, seats: int, *, term_s: int = 14 * 86_400) -> str:
        """Lend seats to the journal that is open now; the value is the lease."""
        with JournalReader(self._state / "journal.db") as reader:
            about = reader.about()
        assert about is not None
        request, lease = self.an_id(), self.an_id()
        self._messages.note_request(request, tick=self._ticks(), at=self._ticks.now())
        holder = Holder(self._terminal, about.incarnation, about.journal)
        grant = Grant(lease=lease, request=request, activity=activity, holder=holder, seats=seats, term_s=term_s)
        self.tell(LeaseGrant(grant=grant))
        return lease


def entries(state: Path) -> Sequence[Entry]:
    """What happened, as the present journal has it: without what it says of itself (its first entry, the key of its tickets)."""
    with JournalReader(state / "journal.db") as reader:
        return [each for each in reader.entries(1, limit=10_000) if each.heading.kind != EntryKind.TICKET_KEY]


def ticket_keys(state: Path) -> list[str]:
    """The keys the present journal tells for codes of tickets."""
    with JournalReader(state / "journal.db") as reader:
        bodies = [each.body() for each in reader.entries(1, limit=10_000)]
    return [body.key for body in bodies if isinstance(body, TicketKey)]


def opened(entry: Entry, terminal: str) -> PrivatePart:
    """What the platform reads in the sealed part."""
    return Opener({PLATFORM_KEY.kid: PRIVATE_KEY}).open(entry, terminal=terminal)
