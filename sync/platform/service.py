"""The platform as a running service, without HTTP: requests checked, given to the writer, answers signed.

Signatures are checked before anything waits in the writer's queue; whether the sender still counts is decided in the
transaction itself. What a caller sees is durable. Not here: addresses and status codes (``api``), tables (``store``).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Message
from sync.platform.message_keys import CITY_ZONE, KeyFolder, SigningKeys
from sync.platform.published import Published, from_folder, read_published
from sync.platform.requests import Checked, check_enrolment, check_request
from sync.platform.static import TIMESTAMP
from sync.platform.store import directory, lending
from sync.platform.store.activities import note_published
from sync.platform.store.books import Books
from sync.platform.store.engine import Database
from sync.platform.store.intake import Taken, retry_refused, take_in
from sync.platform.store.life import ensure_life
from sync.platform.store.pages import Page, page, present_epoch
from sync.platform.store.seats import look_after_offers
from sync.platform.store.writer import QUEUE_MAX, Writer
from sync.protocol.messages import (
    Ack,
    Batch,
    Enrolled,
    InboxPage,
    InboxRequest,
    LeaseRequest,
)
from sync.protocol.signing import MessageType, Signed, sign

CHECKERS = 2
SEEN_EVERY = dt.timedelta(minutes=5)
"""A terminal that only reads is noted as seen no more often."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


def now_utc() -> dt.datetime:
    """The machine's clock."""
    return dt.datetime.now(dt.UTC)


class PlatformService:
    """One platform at work.

    Args:
        platform_dir: its folder.
        database: open; closed with the service.
        durable_on_commit: the database itself survives the loss of this machine (synchronous replica), so that what is
            accepted is durable at once. Otherwise only backups make it so.
        clock: present time, aware.
        queue_max: requests that may wait to be written.

    Raises:
        WorldError: no keys, or the published files are damaged.
    """

    def __init__(
        self,
        platform_dir: Path,
        database: Database,
        *,
        durable_on_commit: bool = False,
        clock: Callable[[], dt.datetime] = now_utc,
        queue_max: int = QUEUE_MAX,
    ) -> None:
        self._signing = SigningKeys(KeyFolder(platform_dir))
        self._public = platform_dir / "public"
        self._database = database
        self._clock = clock
        self._durable_on_commit = durable_on_commit
        self._keys: dict[tuple[str, int], bytes] = {}
        self._seen: dict[str, dt.datetime] = {}
        self._publication_seen = self._publication()
        published = read_published(from_folder(self._public))
        with database.write() as db:
            ensure_life(db, now=clock())
            books = Books(db, now=clock())
            retry_refused(books)
            books.flush()
            self._note_published(db, published)
        self._pool = ThreadPoolExecutor(CHECKERS, thread_name_prefix="platform-checker")
        self._writer = Writer(database, queue_max=queue_max)

    def close(self) -> None:
        """Finish what was accepted, then stop."""
        self._pool.shutdown()
        self._writer.stop()
        self._database.close()

    # Requests -------------------------------------------------------------------------------------------------------

    async def journal(self, data: bytes) -> Signed:
        """Take a batch in; the acknowledgement.

        Raises:
            RefusedRequest: not a batch, forged, revoked.
            QueueFullError: later.
            WorldError: it could not be stored.
        """
        checked = await self._in_thread(lambda: check_request(data, MessageType.BATCH, Batch, key_of=self._key_of))

        await self._notice_publication()

        def job(db: sa.Connection) -> tuple[Taken, str]:
            self._sender(db, checked, software=checked.payload.software)
            return take_in(Books(db, now=self._clock()), checked.payload), present_epoch(db)

        taken, epoch = await self._written(self._writer.submit(job))
        durable = taken.accepted_seq if self._durable_on_commit else min(taken.durable_seq, taken.accepted_seq)
        ack = Ack(
            terminal=checked.terminal,
            journal=checked.payload.journal,
            accepted_seq=taken.accepted_seq,
            head=taken.head if taken.accepted_seq else None,
            durable_seq=durable,
            epoch=epoch,
            refused=taken.refused,
            trouble=taken.trouble,
            at=self._clock(),
        )
        return self._signed(ack, MessageType.ACK)

    async def inbox(self, data: bytes) -> InboxPage:
        """One page of a terminal's inbox; a terminal whose key has ended reads its order to stop.

        Raises:
            RefusedRequest: not a request, or forged.
        """
        checked = await self._in_thread(
            lambda: check_request(data, MessageType.INBOX_REQUEST, InboxRequest, key_of=self._key_of)
        )
        self._note_seen(checked)

        def read() -> InboxPage:
            with self._database.read() as db:
                found = page(db, checked.terminal, checked.incarnation, checked.payload.after)
            return self._page(found)

        return await self._in_thread(read)

    async def leases(self, data: bytes) -> InboxPage:
        """Lend, renew, ask back; the inbox with what came of it.

        Raises:
            RefusedRequest: not a request, forged, revoked.
            QueueFullError: later.
        """
        checked = await self._in_thread(
            lambda: check_request(data, MessageType.LEASE_REQUEST, LeaseRequest, key_of=self._key_of)
        )

        await self._notice_publication()

        def job(db: sa.Connection) -> Page:
            sender = self._sender(db, checked, software=None)
            books = Books(db, now=self._clock())
            look_after_offers(books)
            lending.answer(books, checked.payload, scope=sender.scope)
            books.flush()
            return page(db, checked.terminal, checked.incarnation, checked.payload.after)

        found = await self._written(self._writer.submit(job))
        return await self._in_thread(lambda: self._page(found))

    async def enrol(self, data: bytes) -> Signed:
        """Make a terminal known by its new key.

        Raises:
            RefusedRequest: not a request, forged, or the code is not good.
            QueueFullError: later.
        """
        request = await self._in_thread(lambda: check_enrolment(data))

        def job(db: sa.Connection) -> tuple[directory.Enrolment, str]:
            books = Books(db, now=self._clock())
            done = directory.enrol(books, code=request.code, public_key=request.public_key)
            books.flush()
            return done, present_epoch(db)

        done, epoch = await self._written(self._writer.submit(job))
        answer = Enrolled(
            terminal=done.terminal,
            incarnation=done.incarnation,
            public_key=request.public_key,
            scope=done.scope,
            place_id=done.place,
            epoch=epoch,
            at=self._clock(),
        )
        return self._signed(answer, MessageType.ENROLLED)

    # Inside ---------------------------------------------------------------------------------------------------------

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    @staticmethod
    async def _written(future: Future[T]) -> T:
        return await asyncio.wrap_future(future)

    def _key_of(self, terminal: str, incarnation: int) -> bytes | None:
        held = self._keys.get((terminal, incarnation))
        if held is None:
            with self._database.read() as db:
                held = directory.public_key_of(db, terminal, incarnation)
            if held is not None:
                self._keys[terminal, incarnation] = held
        return held

    def _sender(
        self, db: sa.Connection, checked: Checked[Batch] | Checked[LeaseRequest], *, software: str | None
    ) -> directory.Sender:
        now = self._clock()
        self._seen[checked.terminal] = now
        return directory.sender(db, checked.terminal, checked.incarnation, now=now, software=software)

    def _note_seen(self, checked: Checked[InboxRequest]) -> None:
        now = self._clock()
        before = self._seen.get(checked.terminal)
        if before is not None and now - before < SEEN_EVERY:
            return
        self._seen[checked.terminal] = now

        def job(db: sa.Connection) -> None:
            directory.sender(db, checked.terminal, checked.incarnation, now=now, software=None)

        # Nobody waits for it: a revoked terminal is simply not noted, a full queue leaves it for the next time.
        self._writer.try_submit(job)

    def _publication(self) -> tuple[int, int] | None:
        """Tells one publication from another; None before the first."""
        try:
            status = (self._public / TIMESTAMP).stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino

    async def _notice_publication(self) -> None:
        """Take over a new publication before the request that may rely on it."""
        found = self._publication()
        if found == self._publication_seen:
            return
        try:
            published = await self._in_thread(lambda: read_published(from_folder(self._public)))
        except WorldError as error:
            # What was published before stays in force; terminals are not turned away for it.
            _log.error("%s", say(error.code, **error.params))
        else:
            await self._written(self._writer.submit(lambda db: self._note_published(db, published)))
        self._publication_seen = found

    def _note_published(self, db: sa.Connection, published: Published) -> None:
        note_published(Books(db, now=self._clock()), published.activities)

    def _signed(self, payload: msgspec.Struct, message_type: MessageType) -> Signed:
        kid, key = self._signing.current(self._clock().astimezone(CITY_ZONE).date())
        return sign(payload, message_type=message_type, signer=kid, key=key)

    def _page(self, found: Page) -> InboxPage:
        return InboxPage(epoch=found.epoch, messages=tuple(map(self._signed_message, found.messages)), more=found.more)

    def _signed_message(self, message: Message) -> Signed:
        return self._signed(message, MessageType.INBOX)


def open_service(platform_dir: Path, url: str, *, durable_on_commit: bool) -> PlatformService:
    """A service on the database at ``url``.

    Raises:
        WorldError: as ``Database`` and ``PlatformService``.
    """
    database = Database(url)
    try:
        return PlatformService(platform_dir, database, durable_on_commit=durable_on_commit)
    except WorldError:
        database.close()
        raise
