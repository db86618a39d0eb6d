"""A terminal that speaks to a real platform: its files, its journal's writer, its content, its exchanges."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from data.inbox_reader import InboxReader
from data.journal_opening import open_journal
from data.journal_store import JournalStore
from data.sealing import plain_draft, sealer
from kiosk.domain.journal import Entry
from kiosk.domain.journal_bodies import CloseReason, Consent, LeaseClosed, SignUp
from kiosk.domain.journal_ids import Moment, Seat
from kiosk.domain.journal_private import Contact, FormOfAddress
from kiosk.domain.leases import Holder, Holding, Tick, close, next_to_sell, sell, standing, with_books
from kiosk.domain.text import Language
from sync.agent.agent import Agent
from sync.agent.deliver import Delivery
from sync.agent.deliver_calls import PlatformKeys
from sync.agent.deliver_http import HttpPlatform, PlatformCalls
from sync.agent.directory_source import DirectorySource
from sync.agent.enrolment import enrol
from sync.platform.message_keys import KeyFolder, public_keys
from sync.platform.store import tables
from sync.platform.store.life import begin_life
from sync.protocol.package import Line
from tests.integration.platform_server import RunningPlatform, now_utc
from tests.sample_records import SCOPE, line_of
from tests.signed_lines import SignedLines, provision

SOFTWARE = "0.1.0"
CONSENT = Consent(notice="ab" * 32, language=Language.ZH_HANS, spoken=True)


class Centre:
    """A platform folder with signed content (keys, activities) and the API over it.

    Args:
        base: an empty folder.
        capacities: seats by name of activity; None for no limit.
    """

    def __init__(self, base: Path, capacities: dict[str, int | None] | None = None) -> None:
        self.content = SignedLines(base / "platform", now=now_utc())
        self.platform = RunningPlatform(base / "platform")
        self.capacities = dict(capacities or {})
        self.publish()

    def publish(self) -> None:
        keys = public_keys(KeyFolder(self.platform.folder))
        lines: list[Line | bytes] = [
            line_of(f"key.{key.kid}", raw_body=msgspec.json.encode(key), verified_on=key.not_before) for key in keys
        ]
        lines += [activity_line(name, capacity) for name, capacity in self.capacities.items()]
        self.content.publish({"4401": lines, SCOPE: [line_of("place.p")]}, now=now_utc())

    def close(self) -> None:
        self.platform.close()


def activity_line(name: str, capacity: int | None, *, starts_in: dt.timedelta = dt.timedelta(days=3)) -> Line:
    """An activity of two hours."""
    local = (now_utc() + dt.timedelta(hours=8) + starts_in).replace(tzinfo=None, microsecond=0)
    fields: dict[str, Any] = {} if capacity is None else {"capacity": capacity}
    return line_of(
        f"activity.{name}",
        starts_at=local.isoformat(),
        ends_at=(local + dt.timedelta(hours=2)).isoformat(),
        verified_on=(now_utc() - dt.timedelta(days=1)).date(),
        **fields,
    )


class Clocks:
    """A terminal's clocks: a wall clock that can be set, and a counter nobody can set."""

    def __init__(self) -> None:
        self.off = dt.timedelta()
        self.boot = "first"
        self.trusted = True
        self.started = time.monotonic()
        self.passed_s = 0.0

    def now(self) -> dt.datetime:
        return now_utc() + self.off

    def tick(self) -> Tick:
        counter = 1000.0 + time.monotonic() - self.started + self.passed_s
        return Tick(self.boot, counter, self.now() if self.trusted else None)

    def pass_s(self, seconds: float) -> None:
        """Time goes by, on every clock."""
        self.passed_s += seconds
        self.off += dt.timedelta(seconds=seconds)

    def reboot(self, *, trusted: bool) -> None:
        self.boot += "+"
        self.started, self.passed_s = time.monotonic(), 0.0
        self.trusted = trusted


class Terminal:
    """One terminal. The UI's part (journal, selling) and the agent's part stand side by side, as the two processes do.

    Args:
        base: an empty folder.
        centre: its platform.
        name: its name there.
    """

    def __init__(self, base: Path, centre: Centre, name: str = "K-00001", *, scope: str = SCOPE) -> None:
        self.state = base / name
        self.name = name
        self.centre = centre
        self.clocks = Clocks()
        settings = provision(self.state, centre.content.root, scope=scope)
        self.settings = msgspec.structs.replace(settings, terminal_id=name)
        self.agent = Agent(self.state, self.settings, DirectorySource(centre.content.public), self.clocks.now)
        self._random = random.Random(name)  # noqa: S311 - repeatable
        self.journal: JournalStore
        self.delivery: Delivery
        self.calls: PlatformCalls | None = None
        self._names = itertools.count(1)

    # The agent ------------------------------------------------------------------------------------------------------

    def enrol(self, code: str | None = None) -> int:
        """Fetch content, enrol, begin the journal; the incarnation."""
        self.agent.poll()
        calls = HttpPlatform(self.centre.platform.url)
        try:
            answer = enrol(
                self.state,
                self.settings,
                code or self.centre.platform.code(self.name, scope=self.settings.scope),
                inbox=self.agent.inbox,
                keys=self.keys(),
                calls=calls,
                software=SOFTWARE,
                now=self.clocks.now(),
            )
        finally:
            calls.close()
        self.open_journal(answer.incarnation)
        self.connect(calls)
        return answer.incarnation

    def keys(self) -> PlatformKeys:
        return PlatformKeys(public_keys(KeyFolder(self.centre.platform.folder)), today=None)

    def connect(self, calls: PlatformCalls) -> None:
        """Speak to the platform through ``calls`` from now on, as a newly started agent."""
        if hasattr(self, "delivery"):
            self.delivery.close()
        self.calls = calls
        self.delivery = Delivery(
            self.state,
            self.settings.scope,
            inbox=lambda: self.agent.inbox,
            calls=calls,
            tick=self.clocks.tick,
            clock=self.clocks.now,
            software=SOFTWARE,
            resync_content=self.agent.fetch_anew,
        )

    def restart_agent(self) -> None:
        """End the agent's process and start another."""
        self.agent.close()
        self.agent = Agent(self.state, self.settings, DirectorySource(self.centre.content.public), self.clocks.now)
        assert self.calls is not None
        self.connect(self.calls)

    # The UI ---------------------------------------------------------------------------------------------------------

    def open_journal(self, incarnation: int) -> None:
        if hasattr(self, "journal"):
            self.journal.close()
        opened = open_journal(
            self.state, terminal=self.name, incarnation=incarnation, software=SOFTWARE, moment=self.moment()
        )
        self.journal = opened.store

    def moment(self) -> Moment:
        return Moment(self.clocks.now(), trusted=self.clocks.trusted)

    @property
    def me(self) -> Holder:
        about = self.journal.about
        assert about is not None
        return Holder(about.terminal, about.incarnation, about.journal)

    def holdings(self) -> tuple[Holding, ...]:
        with InboxReader(self.state / "inbox.db") as inbox:
            return with_books(inbox.leases(), self.journal.lease_books())

    def sign_up(self, activity: str, contact: Contact | None = None, *, limited: bool = False) -> Entry | None:
        """Sign somebody up; None where the activity is limited and no seat can be sold."""
        seat: Seat | None = None
        if limited:
            holding = next_to_sell(self.holdings(), activity, now=self.clocks.tick(), me=self.me)
            sold = None if holding is None else sell(holding, now=self.clocks.tick(), me=self.me)
            if sold is None:
                return None
            seat = sold[1]
        body = SignUp(activity=activity, ticket=self.journal.next_ticket("A"), consent=CONSENT, seat=seat)
        seal = sealer(self.name, public_keys(KeyFolder(self.centre.platform.folder)), today=None)
        assert seal is not None
        someone = contact or Contact(
            called=f"街坊{next(self._names)}", form=FormOfAddress.MS, phone=f"139{self._random.randrange(10**8):08}"
        )
        (entry,) = self.journal.append(seal.draft(body, someone, moment=self.moment()))
        return entry

    def close_leases(self, *, reason: CloseReason = CloseReason.RECALLED) -> int:
        """Close what has run out or was asked back, as the UI does; the number closed."""
        done = 0
        for holding in self.holdings():
            if standing(holding, now=self.clocks.tick(), me=self.me).to_close:
                closed, fin = close(holding)
                grant = closed.grant
                body = LeaseClosed(lease=grant.lease, activity=grant.activity, fin=fin, reason=reason)
                self.journal.append(plain_draft(body, moment=self.moment()))
                done += 1
        return done

    # Looking --------------------------------------------------------------------------------------------------------

    @property
    def inbox(self) -> InboxReader:
        """A fresh look; the caller closes it."""
        return InboxReader(self.state / "inbox.db")

    def close(self) -> None:
        if hasattr(self, "delivery"):
            self.delivery.close()
        if hasattr(self, "journal"):
            self.journal.close()
        self.agent.close()


@contextlib.contextmanager
def site(
    base: Path, capacities: dict[str, int | None] | None = None, **options: Any
) -> Iterator[Callable[..., Terminal]]:
    """A platform at work, and a maker of terminals that are closed with it."""
    centre = Centre(base, capacities)
    made: list[Terminal] = []

    def make(name: str = "K-00001", *, enrolled: bool = True) -> Terminal:
        terminal = Terminal(base, centre, name)
        made.append(terminal)
        if enrolled:
            terminal.enrol()
        return terminal

    make.centre = centre  # type: ignore[attr-defined]
    try:
        with centre.platform.at_work(**options):
            yield make
    finally:
        for terminal in made:
            terminal.close()
        centre.close()


def stored(centre: Centre) -> list[tuple[str, int, str | None]]:
    """Every entry the platform holds: journal, number, id."""
    e = tables.entry.c
    with centre.platform.database.read() as db:
        rows = db.execute(sa.select(e.journal, e.seq, e.id).order_by(e.journal, e.seq))
        return [(row.journal, row.seq, row.id) for row in rows]


Backup = dict[str, list[dict[str, Any]]]


def backed_up(platform: RunningPlatform) -> Backup:
    """All the platform holds."""
    with platform.database.read() as db:
        return {
            table.name: [dict(row._mapping) for row in db.execute(sa.select(table))]
            for table in tables.metadata.sorted_tables
        }


def restore(platform: RunningPlatform, backup: Backup) -> None:
    """Put a backup in place of what is there; the database begins a new life."""
    with platform.database.write() as db:
        for table in reversed(tables.metadata.sorted_tables):
            db.execute(sa.delete(table))
        for table in tables.metadata.sorted_tables:
            if backup[table.name]:
                db.execute(sa.insert(table), backup[table.name])
        begin_life(db, now=platform.clock())
