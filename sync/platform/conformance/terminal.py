"""A terminal in memory: enough of one to speak the protocol, well or badly. For the contract suite, tests and benchmarks.

It keeps nothing on disk and draws nothing; its promises are to nobody. The real one is ``sync.agent`` with ``data``.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Struct

from kiosk.domain import inbox
from kiosk.domain import journal_bodies as b
from kiosk.domain.journal import ChainPoint, Draft, Entry, digest, genesis, next_entry
from kiosk.domain.journal_ids import Moment, Seat, SeqRange, uuid7
from kiosk.domain.journal_kinds import KINDS, Body, Sealing, activity_of, kind_of
from kiosk.domain.journal_private import Contact
from kiosk.domain.leases import Grant, Holder
from kiosk.domain.sealed import SUITE, Sealed, encode_sealed, padded, sealed_info
from kiosk.domain.text import Language
from sync.protocol.messages import (
    ENROL_PATH,
    INBOX_PATH,
    JOURNAL_PATH,
    JSON_TYPE,
    LEASES_PATH,
    Batch,
    Cursor,
    EnrolRequest,
    InboxPage,
    InboxRequest,
    Item,
    LeaseRequest,
    SeatsWanted,
    item_of,
)
from sync.protocol.signing import (
    MessageType,
    Signed,
    encode_signed,
    enrolment_signer,
    public_bytes,
    sign,
    terminal_signer,
)

SOFTWARE = "0.1.0"
TIMEOUT_S = 30.0

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
_NOBODYS_KEY = X25519PrivateKey.generate().public_key()
T = TypeVar("T")


class Answer(Struct, frozen=True):
    """What a server said.

    Args:
        status: HTTP status.
        body: bytes of the answer.
        headers: by lower-case name.
    """

    status: int
    body: bytes
    headers: dict[str, str] = {}

    def read(self, kind: type[T]) -> T:
        """The answer as a structure.

        Raises:
            msgspec.DecodeError: it is not one.
        """
        return msgspec.json.decode(self.body, type=kind)

    def payload(self, kind: type[T]) -> T:
        """The payload of a signed answer, its signature not checked."""
        return msgspec.json.decode(self.read(Signed).payload, type=kind)


Send = Callable[[str, bytes], Answer]
"""Posts a body to a path of the server."""


def over_http(url: str, session: requests.Session | None = None) -> Send:
    """Post to a server at ``url``."""
    held = session if session is not None else requests.Session()

    def send(path: str, body: bytes) -> Answer:
        found = held.post(url.rstrip("/") + path, data=body, headers={"content-type": JSON_TYPE}, timeout=TIMEOUT_S)
        return Answer(found.status_code, found.content, {k.lower(): v for k, v in found.headers.items()})

    return send


def now_utc() -> dt.datetime:
    """The machine's clock."""
    return dt.datetime.now(dt.UTC)


def new_id() -> str:
    """A fresh id."""
    return uuid7(now_utc(), os.urandom(10))


CONSENT = b.Consent(notice=digest(b"notice"), language=Language.ZH_HANS)


class SimulatedTerminal:
    """One terminal.

    Args:
        send: how its requests reach the server.
        key: its device key; a new one where none is given.
    """

    def __init__(self, send: Send, *, key: Ed25519PrivateKey | None = None) -> None:
        self.send = send
        self.key = key if key is not None else Ed25519PrivateKey.generate()
        self.terminal = "K-00000"
        self.incarnation = 1
        self.scope = "4401"
        self.journal = new_id()
        self.entries: list[Entry] = []
        self.sent = 0  # how many of them; only kept by those who deliver everything in order
        self.batches = 0
        self.tickets = 0

    # Enrolment --------------------------------------------------------------------------------------------------------

    def enrol_request(self, code: str) -> bytes:
        """A signed request to be known."""
        request = EnrolRequest(code=code, public_key=public_bytes(self.key), software=SOFTWARE, sent_at=now_utc())
        return encode_signed(sign(request, message_type=MessageType.ENROL, signer=enrolment_signer(), key=self.key))

    def enrol(self, code: str) -> Answer:
        """Use a code; what the server says is taken over when it says yes in a way that can be read."""
        answer = self.send(ENROL_PATH, self.enrol_request(code))
        if answer.status == 200:
            try:
                said = answer.payload(_EnrolledLoosely)
            except (msgspec.DecodeError, UnicodeDecodeError):
                return answer  # whoever asked looks at it closer
            self.terminal, self.incarnation, self.scope = said.terminal, said.incarnation, said.scope
        return answer

    @property
    def holder(self) -> Holder:
        """Whom leases of this terminal are bound to."""
        return Holder(self.terminal, self.incarnation, self.journal)

    # Journal ----------------------------------------------------------------------------------------------------------

    @property
    def head(self) -> ChainPoint:
        """The end of its journal."""
        return self.entries[-1].point if self.entries else genesis(self.terminal, self.journal)

    def write(self, body: Body, *, sealed: bool | None = None) -> Entry:
        """Write an entry; with an envelope (to a key nobody has) where its kind needs one."""
        kind = kind_of(body)
        entry_id = new_id()
        with_seal = sealed if sealed is not None else KINDS[kind].sealing is Sealing.MUST
        draft = Draft(
            id=entry_id,
            moment=Moment(now_utc(), trusted=True),
            body=body,
            sealed=self._envelope(body, entry_id) if with_seal else None,
        )
        entry = next_entry(draft, self.head, journal=self.journal)
        self.entries.append(entry)
        return entry

    def begin(self) -> Entry:
        """Write the first entry."""
        return self.write(b.JournalStarted(reason=b.Started.FIRST, incarnation=self.incarnation, software=SOFTWARE))

    def sign_up(self, activity: str, seat: Seat | None = None) -> Entry:
        """Somebody signs up."""
        return self.write(b.SignUp(activity=activity, ticket=self.ticket(), consent=CONSENT, seat=seat))

    def wait(self, activity: str) -> Entry:
        """Somebody stands in the queue."""
        return self.write(b.WaitingList(activity=activity, ticket=self.ticket(), consent=CONSENT))

    def ticket(self) -> str:
        """The next number on a slip."""
        self.tickets += 1
        return f"A{self.tickets:03d}"

    def _envelope(self, body: Body, entry_id: str) -> bytes:
        info = sealed_info(
            suite=SUITE,
            kid="nobody",
            terminal=self.terminal,
            kind=kind_of(body),
            entry=entry_id,
            activity=activity_of(body),
        )
        plain = padded(msgspec.json.encode(Contact(called="A", phone="13800000000")))
        return encode_sealed(Sealed(suite=SUITE, kid="nobody", ct=_HPKE.encrypt(plain, _NOBODYS_KEY, info=info)))

    def batch(
        self,
        first: int = 1,
        last: int | None = None,
        *,
        items: Sequence[Item] | None = None,
        missing: tuple[SeqRange, ...] = (),
    ) -> Batch:
        """Entries ``first`` to ``last`` (its own, or ``items`` in their place) as a batch."""
        end = last if last is not None else len(self.entries)
        chosen = tuple(items) if items is not None else tuple(map(item_of, self.entries[first - 1 : end]))
        self.batches += 1
        return Batch(
            terminal=self.terminal,
            incarnation=self.incarnation,
            journal=self.journal,
            batch=self.batches,
            first=first,
            last=end,
            items=chosen,
            missing=missing,
            software=SOFTWARE,
            sent_at=now_utc(),
        )

    def signed(self, payload: Struct, message_type: MessageType) -> bytes:
        """Signed by this terminal as it is now."""
        signer = terminal_signer(self.terminal, self.incarnation)
        return encode_signed(sign(payload, message_type=message_type, signer=signer, key=self.key))

    def deliver(self, first: int = 1, last: int | None = None, **how: Any) -> Answer:  # noqa: ANN401 - see batch
        """Send entries."""
        return self.send(JOURNAL_PATH, self.signed(self.batch(first, last, **how), MessageType.BATCH))

    # Inbox and leases -------------------------------------------------------------------------------------------------

    def ask_inbox(self, after: Cursor | None = None) -> Answer:
        """Ask for messages."""
        request = InboxRequest(
            terminal=self.terminal,
            incarnation=self.incarnation,
            request=new_id(),
            after=after if after is not None else Cursor(None, 0),
            sent_at=now_utc(),
        )
        return self.send(INBOX_PATH, self.signed(request, MessageType.INBOX_REQUEST))

    def ask_seats(
        self,
        activity: str | None = None,
        seats: int = 2,
        *,
        holds: tuple[str, ...] = (),
        request: str | None = None,
    ) -> Answer:
        """Ask for seats of an activity, and to confirm leases."""
        wants = () if activity is None else (SeatsWanted(activity, seats),)
        asked = LeaseRequest(
            holder=self.holder,
            request=request if request is not None else new_id(),
            wants=wants,
            holds=holds,
            after=Cursor(None, 0),
            sent_at=now_utc(),
        )
        return self.send(LEASES_PATH, self.signed(asked, MessageType.LEASE_REQUEST))

    def inbox(self) -> list[inbox.Message]:
        """All messages there are, whatever signed them.

        Raises:
            msgspec.DecodeError: an answer is not a page.
        """
        found: list[inbox.Message] = []
        after = Cursor(None, 0)
        while True:
            page = self.ask_inbox(after).read(InboxPage)
            found += [msgspec.json.decode(signed.payload, type=inbox.Message) for signed in page.messages]
            if not page.more:
                return found
            after = Cursor(page.epoch, found[-1].seq)

    def told(self, kind: type[T]) -> list[T]:
        """Bodies of its messages of one kind."""
        bodies = (inbox.body_of(message) for message in self.inbox())
        return [body for body in bodies if isinstance(body, kind)]

    def grants(self) -> list[Grant]:
        """Leases it was given."""
        return [told.grant for told in self.told(inbox.LeaseGrant)]


class _EnrolledLoosely(Struct):
    terminal: str
    incarnation: int
    scope: str
