"""Reading this terminal's inbox: pages asked for by cursor, each message applied once, and orders carried out.

Asking for seats is part of it, because its answer is a page of the inbox. Not here: what a message changes
(``data.inbox_messages``), what to ask (``leases``), and delivering the journal (``deliver``).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from data.content_reader import ContentReader
from data.inbox_messages import InboxMessages
from data.inbox_reader import InboxReader
from data.journal_reader import PRESENT, JournalReader
from kiosk.domain.content import Activity
from kiosk.domain.inbox import CommandName
from kiosk.domain.journal_ids import uuid7
from kiosk.domain.leases import Holder, Tick, with_books
from sync.agent.deliver_calls import Page, PlatformKeys, inbox_request_bytes, lease_request_bytes, opened_page
from sync.agent.deliver_http import PlatformCalls
from sync.agent.identity import Device, forget_device
from sync.agent.leases import LeaseKeeper, LeaseQuestion, Limited, settled
from sync.protocol.messages import INBOX_PATH, LEASES_PATH, Cursor, InboxRequest, LeaseRequest

PAGES_MAX = 100
"""Pages read in one go, so that a platform that always says there is more holds nobody up for ever."""
CITY_ZONE = dt.timezone(dt.timedelta(hours=8))

TickNow = Callable[[], Tick]
Clock = Callable[[], dt.datetime]


class Asking(Struct, frozen=True):
    """A question about seats, ready to be sent, and in whose name."""

    me: Holder
    question: LeaseQuestion


class InboxWork:
    """Everything a terminal does with its inbox but delivering. Belongs to one thread.

    Args:
        state: the state folder.
        content: what is published, for the activities this terminal shows.
        tick: the terminal's clocks.
        clock: present time, aware.
        random_bytes: where ids come from.
    """

    def __init__(
        self,
        state: Path,
        content: ContentReader,
        *,
        tick: TickNow,
        clock: Clock,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._state = state
        self._content = content
        self._tick = tick
        self._clock = clock
        self._random_bytes = random_bytes
        self._keeper = LeaseKeeper()

    # Reading --------------------------------------------------------------------------------------------------------

    def read(
        self, messages: InboxMessages, device: Device, keys: PlatformKeys, calls: PlatformCalls, *, ask: bool
    ) -> Read:
        """Read what has come and apply it; with ``ask`` also ask for seats, where that is due.

        Raises:
            SourceError: the line is down or the platform busy.
            WorldError: the platform refuses, a message is not the platform's or is not in its turn; those before it are
                applied.
        """
        asking = self.asking(device) if ask else None
        if asking is None:
            page = self._look(messages, device, keys, calls)
        else:
            body = self.lease_request(messages, device, asking)
            page = opened_page(calls.post(LEASES_PATH, body), keys)
            self._keeper.asked(asking.question, now=self._tick())
        new = apply_page(messages, page)
        for _ in range(PAGES_MAX):
            if not page.more:
                break
            page = self._look(messages, device, keys, calls)
            new += apply_page(messages, page)
        return Read(page.epoch, new)

    def _look(self, messages: InboxMessages, device: Device, keys: PlatformKeys, calls: PlatformCalls) -> Page:
        body = self.inbox_request(device, _cursor(messages))
        return opened_page(calls.post(INBOX_PATH, body), keys)

    def inbox_request(self, device: Device, after: Cursor) -> bytes:
        """A signed look into the inbox."""
        request = InboxRequest(
            terminal=device.terminal,
            incarnation=device.incarnation,
            request=self._new_id(),
            after=after,
            sent_at=self._clock(),
        )
        return inbox_request_bytes(device, request)

    # Seats ----------------------------------------------------------------------------------------------------------

    def asking(self, device: Device) -> Asking | None:
        """What to ask about seats now; None where nothing is due, or there is no journal yet to sell in."""
        me, books = self._present_journal(device)
        if me is None:
            return None
        with InboxReader(self._inbox_path) as inbox:
            held = inbox.leases()
        holdings = with_books(held, {lease: (sold, end is not None) for lease, (sold, end) in books.items()})
        now, wall = self._tick(), self._clock()
        question = self._keeper.question(self._limited(wall), holdings, me=me, now=now, wall=wall)
        return None if question is None else Asking(me, question)

    def lease_request(self, messages: InboxMessages, device: Device, asking: Asking) -> bytes:
        """A signed request for seats; when it leaves is kept before it does."""
        request = self._new_id()
        messages.note_request(request, tick=self._tick(), at=self._clock())
        payload = LeaseRequest(
            holder=asking.me,
            request=request,
            wants=asking.question.wants,
            holds=asking.question.holds,
            after=_cursor(messages),
            sent_at=self._clock(),
        )
        return lease_request_bytes(device, payload)

    def forget_settled(self, messages: InboxMessages, device: Device) -> None:
        """Forget leases whose closing the platform holds durably."""
        me, books = self._present_journal(device)
        if me is None:
            return
        with InboxReader(self._inbox_path) as inbox:
            held = [each.grant.lease for each in inbox.leases()]
            durable_seq = inbox.held(me.journal).durable_seq
        over = settled(books, held, durable_seq=durable_seq)
        if over:
            messages.forget_leases(over)

    def _present_journal(self, device: Device) -> tuple[Holder | None, dict[str, tuple[int, int | None]]]:
        path = self._state / PRESENT
        if not path.exists():
            return None, {}
        with JournalReader(path) as reader:
            about = reader.about()
            # Until the UI has begun the journal of this incarnation, nothing may be lent to it.
            if about is None or about.ended:
                return None, {}
            if (about.terminal, about.incarnation) != (device.terminal, device.incarnation):
                return None, {}
            return Holder(about.terminal, about.incarnation, about.journal), reader.lease_books()

    def _limited(self, wall: dt.datetime) -> list[Limited]:
        local = wall.astimezone(CITY_ZONE)
        today = local.date()
        keys = self._content.activities(today, since=local.replace(tzinfo=None), until=None)
        limited = []
        for record in self._content.open([key.id for key in keys], today):
            body = record.body
            if isinstance(body, Activity) and body.capacity:
                until = None if body.signup_until is None else body.signup_until.replace(tzinfo=CITY_ZONE)
                limited.append(Limited(record.id, body.starts_at.replace(tzinfo=CITY_ZONE), until))
        return limited

    # Orders ---------------------------------------------------------------------------------------------------------

    def carry_out(self, messages: InboxMessages, *, resync_content: Callable[[], None]) -> tuple[CommandName, ...]:
        """Carry out what was ordered; each order is forgotten only when it is done. Returns what was done.

        Raises:
            WorldError: the disk failed; it is done again the next time.
        """
        done = []
        for errand in messages.errands():
            match errand.command:
                case CommandName.RESYNC:
                    resync_content()
                    messages.start_over()
                case CommandName.REVOKE:
                    messages.wipe()
                    forget_device(self._state)
                case _:
                    raise ValueError(f"{errand.command} is not an errand")
            messages.finish(errand)
            done.append(errand.command)
        return tuple(done)

    # Inside ---------------------------------------------------------------------------------------------------------

    @property
    def _inbox_path(self) -> Path:
        return self._state / "inbox.db"

    def _new_id(self) -> str:
        return uuid7(self._clock(), self._random_bytes(10))


class Read(Struct, frozen=True):
    """What reading the inbox brought: messages that were new, and the life of the platform's database."""

    epoch: str
    new: int


def apply_page(messages: InboxMessages, page: Page) -> int:
    """Apply the good messages of a page; the number that were new.

    Raises:
        WorldError: why the page was not good to its end, after those before were applied.
    """
    new = 0
    if page.messages:
        new = messages.apply(page.messages[0].epoch, page.messages)
    if page.fault is not None:
        raise page.fault
    return new


def _cursor(messages: InboxMessages) -> Cursor:
    place = messages.place()
    return Cursor(place.epoch, place.seq)
