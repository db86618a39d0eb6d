"""One exchange with the platform: read the inbox, deliver the journals, read what became of them.

Each of the three is tried whatever became of the others, unless the line itself is down. The journals of a terminal are the
present one and those that ended (enrolled again, salvaged) until the platform holds them durably. When to exchange is
``kiosk.app.agent``.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, structs

from data.content_reader import ContentReader
from data.inbox_messages import Delivered, Identity, InboxMessages, RefusedEntry
from data.inbox_reader import InboxReader
from data.inbox_store import InboxStore
from data.journal_reader import PRESENT, JournalReader, journal_files
from data.journal_rows import About
from data.sqlite import companions
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import CommandName
from kiosk.domain.leases import Tick, elapsed_s
from sync.agent.deliver_batches import BatchLimit, compose
from sync.agent.deliver_calls import PlatformKeys, batch_bytes, opened_ack
from sync.agent.deliver_http import NoApiError, PlatformCalls
from sync.agent.identity import Device, load_device
from sync.agent.inbox import CITY_ZONE, Clock, InboxWork, TickNow
from sync.agent.source import SourceError
from sync.protocol.messages import JOURNAL_PATH, Ack, Batch, ChainTrouble

ASK_DURABLE_S = 3600.0
"""What is accepted but not yet durable is asked about again after so long, in seconds."""


class Exchanged(Struct, frozen=True):
    """What one exchange did.

    Args:
        enrolled: False: this terminal has no key, nothing was exchanged.
        sent: entries the platform has newly accepted.
        refused: entries among what was sent that it put aside.
        messages: inbox messages that were new.
        troubles: journals that do not continue what the platform holds, with what is wrong.
        done: orders carried out.
    """

    enrolled: bool
    sent: int = 0
    refused: int = 0
    messages: int = 0
    troubles: tuple[tuple[str, ChainTrouble], ...] = ()
    done: tuple[CommandName, ...] = ()


class _Round(Struct):
    """One exchange under way: in whose name, and what it did."""

    messages: InboxMessages
    device: Device
    keys: PlatformKeys
    sent: int = 0
    refused: int = 0
    received: int = 0
    troubles: dict[str, ChainTrouble] = {}
    done: tuple[CommandName, ...] = ()
    failure: WorldError | None = None

    def failed(self, error: WorldError) -> None:
        self.failure = self.failure or error


class Delivery:
    """A terminal's conversation with its platform. Belongs to one thread.

    Args:
        state: the state folder.
        scope: of the terminal.
        inbox: the agent's open inbox; asked each time, because a damaged one is replaced.
        calls: the platform.
        tick: the terminal's clocks.
        clock: present time, aware.
        software: version of this software.
        resync_content: has the content fetched again from the start.
        random_bytes: where ids come from.
    """

    def __init__(
        self,
        state: Path,
        scope: str,
        *,
        inbox: Callable[[], InboxStore],
        calls: PlatformCalls,
        tick: TickNow,
        clock: Clock,
        software: str,
        resync_content: Callable[[], None],
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._state = state
        self._inbox = inbox
        self._calls = calls
        self._tick = tick
        self._clock = clock
        self._software = software
        self._resync_content = resync_content
        self._content = ContentReader(state / "content.db", scope)
        self._work = InboxWork(state, self._content, tick=tick, clock=clock, random_bytes=random_bytes)
        self._limits: dict[str, BatchLimit] = {}
        self._asked_durable: dict[str, Tick] = {}
        self._epoch: str | None = None
        self._number = 0
        self._seen: object = None
        self._known_later_done = False

    def close(self) -> None:
        """Let go of files and connections."""
        self._content.close()
        self._calls.close()

    def changed(self) -> bool:
        """Whether a journal was written to since the last exchange; costs microseconds."""
        return self._look() != self._seen

    def _look(self) -> object:
        seen = []
        for path in companions(self._state / PRESENT)[:2]:
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            seen.append((status.st_ino, status.st_mtime_ns, status.st_size))
        return seen

    # One exchange ---------------------------------------------------------------------------------------------------

    def exchange(self) -> Exchanged:
        """Read, deliver, read again.

        Raises:
            SourceError: the line is down, the platform busy or broken; worth trying again.
            WorldError: something else kept part of it from being done; the rest was done.
        """
        device = load_device(self._state)
        if device is None:
            return Exchanged(enrolled=False)
        messages = InboxMessages(self._inbox())
        _know_ourselves(messages, device, self._clock())
        if not self._known_later_done:
            messages.apply_known_later()
            self._known_later_done = True
        keys = self._keys()
        if not keys:
            raise WorldError("delivery.no_keys")
        written, seen = self.changed(), self._look()
        now = _Round(messages, device, keys)
        try:
            # Seats are asked for when the platform knows of all that were sold.
            self._try(now, lambda: self._read(now, ask=not written))
            if CommandName.REVOKE not in now.done:
                self._deliver(now)
                if now.sent or written:
                    self._try(now, lambda: self._read(now, ask=True))
                self._work.forget_settled(messages, device)
        finally:
            self._calls.close()
        if now.failure is not None:
            raise now.failure
        self._seen = seen
        return Exchanged(True, now.sent, now.refused, now.received, tuple(sorted(now.troubles.items())), now.done)

    @staticmethod
    def _try(now: _Round, step: Callable[[], None]) -> None:
        """Do a step; what only concerns this step is kept for the end, a line that is down ends all of it."""
        try:
            step()
        except (SourceError, NoApiError):
            raise
        except WorldError as error:
            if error.code.startswith("store.") and error.code != "store.damaged":
                raise
            now.failed(error)

    def _keys(self) -> PlatformKeys:
        today = self._clock().astimezone(CITY_ZONE).date()
        return PlatformKeys(self._content.platform_keys(today), today=today)

    def _read(self, now: _Round, *, ask: bool) -> None:
        try:
            read = self._work.read(now.messages, now.device, now.keys, self._calls, ask=ask)
        finally:
            # What was applied before something went wrong may be an order.
            now.done += self._work.carry_out(now.messages, resync_content=self._resync_content)
        self._epoch = read.epoch
        now.received += read.new

    # Journals -------------------------------------------------------------------------------------------------------

    def _deliver(self, now: _Round) -> None:
        here = set()
        whole = True
        for path in journal_files(self._state):

            def one(path: Path = path) -> None:
                with JournalReader(path) as reader:
                    about = reader.about()
                    if about is None:
                        return
                    here.add(about.journal)
                    if about.terminal != now.device.terminal:
                        raise WorldError(
                            "journal.other_terminal", path=path, found=about.terminal, wanted=now.device.terminal
                        )
                    self._deliver_one(now, reader, about)

            before = now.failure
            self._try(now, one)
            whole = whole and now.failure is before
        if whole:
            with InboxReader(self._state / "inbox.db") as inbox:
                gone = inbox.durable().keys() - here
            for journal in gone:
                now.messages.forget_delivery(journal)

    def _deliver_one(self, now: _Round, reader: JournalReader, about: About) -> None:
        held = now.messages.delivered(about.journal)
        after = self._start(reader, about, held)
        accepted = 0 if held is None else held.accepted_seq
        limit = self._limits.setdefault(about.journal, BatchLimit())
        gaps = 0
        while True:
            self._number += 1
            batch = compose(
                reader,
                about,
                now.device,
                after=after,
                limit=limit.entries,
                number=self._number,
                software=self._software,
                now=self._clock(),
            )
            if batch is None:
                return
            ack = self._send(batch, now.device, now.keys, limit)
            note_ack(now.messages, ack)
            self._epoch = ack.epoch
            now.sent += max(0, ack.accepted_seq - accepted)
            now.refused += len(ack.refused)
            accepted = max(accepted, ack.accepted_seq)
            self._asked_durable[about.journal] = self._tick()
            if ack.trouble is ChainTrouble.GAP and ack.accepted_seq < after and not gaps:
                gaps += 1  # it lost what it had said it held: from there on again
            elif ack.trouble is not None or ack.accepted_seq <= after:
                now.troubles[about.journal] = ack.trouble or ChainTrouble.NOT_LINKED
                return
            elif _disagrees(reader, ack):
                note_ack(now.messages, structs.replace(ack, trouble=ChainTrouble.FORK))
                now.troubles[about.journal] = ChainTrouble.FORK
                return
            after = ack.accepted_seq

    def _start(self, reader: JournalReader, about: About, held: Delivered | None) -> int:
        """After which entry to go on."""
        if held is None:
            return 0
        if held.journal not in self._asked_durable and not about.ended and held.accepted_seq:
            # Once after each start the last one again: whoever was restored from an image learns of it before selling on.
            return max(0, min(held.accepted_seq, reader.last_seq()) - 1)
        if self._epoch is not None and self._epoch != held.epoch:
            # Another life of the platform: it may have lost everything that was not durable. Its answer says what it has.
            return min(held.accepted_seq, held.durable_seq)
        if held.durable_seq < held.accepted_seq and reader.last_seq() <= held.accepted_seq:
            asked = self._asked_durable.get(held.journal)
            passed = None if asked is None else elapsed_s(asked, self._tick())
            if passed is None or passed >= ASK_DURABLE_S:
                return held.accepted_seq - 1  # the last one again, only to hear how much is durable by now
        return held.accepted_seq

    def _send(self, batch: Batch, device: Device, keys: PlatformKeys, limit: BatchLimit) -> Ack:
        try:
            answer = self._calls.post(JOURNAL_PATH, batch_bytes(device, batch))
            ack = opened_ack(answer, keys, terminal=device.terminal)
            if ack.journal != batch.journal:
                raise WorldError("delivery.forged", reason=f"acknowledges {ack.journal}")
        except WorldError as error:
            if error.code != "agent.aborted":
                limit.failed(len(batch.items))
            raise
        limit.succeeded()
        return ack


def _know_ourselves(messages: InboxMessages, device: Device, now: dt.datetime) -> None:
    """A new inbox (the old one was damaged) does not know yet who we are."""
    me = Identity(device.terminal, device.incarnation)
    if messages.identity() != me:
        messages.enrolled(me, at=now)


def _disagrees(reader: JournalReader, ack: Ack) -> bool:
    """Whether the platform holds another entry at its last place than this journal has, or one this journal lacks."""
    mine = reader.entries(ack.accepted_seq - 1, limit=1)
    if not mine or mine[0].seq != ack.accepted_seq:
        return not reader.missing(after=ack.accepted_seq - 1, upto=reader.last_seq())
    return ack.head is not None and mine[0].hash != ack.head


def note_ack(messages: InboxMessages, ack: Ack) -> None:
    """Keep an acknowledgement."""
    messages.note_delivery(
        Delivered(
            journal=ack.journal,
            accepted_seq=ack.accepted_seq,
            head=ack.head,
            durable_seq=ack.durable_seq,
            epoch=ack.epoch,
            trouble=None if ack.trouble is None else ack.trouble.value,
            at=ack.at,
        ),
        [RefusedEntry(each.seq, each.id, each.reason.value) for each in ack.refused],
    )
