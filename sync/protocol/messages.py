"""What terminal and platform say to each other, apart from content: journal, inbox, leases, enrolment.

Each structure here is a payload of ``sync.protocol.signing.Signed`` unless it says otherwise. Times are aware, UTC. Both
ends accept unknown fields; an inbox message of a kind a terminal does not know is kept for the software that will.

================  =========================================  ================================================
path              request                                    answer
================  =========================================  ================================================
``ENROL_PATH``    ``Signed`` enrol: ``EnrolRequest``         ``Signed`` enrolled: ``Enrolled``
``JOURNAL_PATH``  ``Signed`` batch: ``Batch``                ``Signed`` ack: ``Ack``
``INBOX_PATH``    ``Signed`` inbox-request: ``InboxRequest``  ``InboxPage`` (its messages are signed)
``LEASES_PATH``   ``Signed`` lease-request: ``LeaseRequest``  ``InboxPage``: grants, renewals, recalls among it
================  =========================================  ================================================

All are POST with JSON; failures answer with ``ErrorBody``. The payload of an inbox message (``Signed`` inbox) is
``kiosk.domain.inbox.Message``. A terminal whose incarnation was revoked still gets its inbox: the signed order to stop
stands there.
"""

from __future__ import annotations

import enum
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.domain.content import RecordId, ScopeCode
from kiosk.domain.inbox import At, Epoch
from kiosk.domain.journal import LINE_MAX_BYTES, SEALED_MAX_BYTES, Entry, EntryError, read_entry
from kiosk.domain.journal_ids import (
    SLOTS_MAX,
    EntryId,
    Incarnation,
    JournalId,
    LeaseId,
    MessageId,
    RequestId,
    Seq,
    SeqRange,
    Sha256,
    SoftwareVersion,
    TerminalId,
)
from kiosk.domain.leases import Holder
from sync.protocol.signing import KEY_BYTES, Signed
from sync.protocol.version import PROTOCOL_VERSION

ENROL_PATH = "/v1/enrol"
JOURNAL_PATH = "/v1/journal"
INBOX_PATH = "/v1/inbox"
LEASES_PATH = "/v1/leases"
HEALTH_PATH = "/v1/health"

JSON_TYPE = "application/json"
RETRY_AFTER_HEADER = "Retry-After"

BATCH_ENTRIES_MAX = 100
BATCH_MAX_BYTES = 5_000_000
INBOX_PAGE_MAX = 200
LEASES_ASKED_MAX = 200
REFUSED_MAX = BATCH_ENTRIES_MAX
RETRY_AFTER_MAX_S = 3_600

Version = Annotated[int, Meta(ge=1)]


# Journal ----------------------------------------------------------------------------------------------------------


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry: its line and its envelope, each as the exact JSON text that was hashed.

    ``sealed`` is absent where there is none, or where the terminal has forgotten it: below a durable sequence number, or
    because the entry was cancelled or its contact replaced. An entry without the envelope its line names counts like any
    other; staff sees that nobody can be called.
    """

    line: Annotated[str, Meta(max_length=LINE_MAX_BYTES)]
    sealed: Annotated[str, Meta(max_length=SEALED_MAX_BYTES)] | None = None


class Batch(Struct, frozen=True, kw_only=True):
    """Entries of one journal, in order, without gaps but for ``missing``.

    Args:
        terminal: whose journal; with ``incarnation`` names the key that signs. A journal begun under an earlier
            incarnation is sent by the present one.
        incarnation: present incarnation of the terminal.
        journal: which journal.
        batch: counts batches of this terminal up, for people who read logs; never used to decide anything.
        first: sequence number of the first entry.
        last: of the last one.
        items: the entries.
        missing: numbers between that were lost for good (a salvaged journal), so that nobody waits for them.
        software: version that sends.
        sent_at: the terminal's clock.
    """

    v: Version = PROTOCOL_VERSION
    terminal: TerminalId
    incarnation: Incarnation
    journal: JournalId
    batch: Annotated[int, Meta(ge=1)]
    first: Seq
    last: Seq
    items: Annotated[tuple[Item, ...], Meta(min_length=1, max_length=BATCH_ENTRIES_MAX)]
    missing: Annotated[tuple[SeqRange, ...], Meta(max_length=BATCH_ENTRIES_MAX)] = ()
    software: SoftwareVersion
    sent_at: At


def item_of(entry: Entry) -> Item:
    """An entry as it is sent."""
    return Item(line=entry.line.decode(), sealed=None if entry.sealed is None else entry.sealed.decode())


def entry_of(item: Item) -> Entry:
    """An entry as it was received.

    Raises:
        EntryError: not an entry; the platform refuses it and takes the others.
    """
    return read_entry(item.line.encode(), None if item.sealed is None else item.sealed.encode())


def batch_faults(batch: Batch) -> tuple[str, ...]:
    """What makes a whole batch impossible: numbers that do not fit its entries. Empty when it can be taken in.

    An entry that cannot be read is not such a fault; it takes the number that is its turn.
    """
    expected = batch.first
    skipped = {gap.first: gap.last for gap in batch.missing}
    faults = []
    for item in batch.items:
        while expected in skipped and skipped[expected] >= expected:
            expected = skipped.pop(expected) + 1
        try:
            heading = entry_of(item).heading
        except EntryError:
            expected += 1
            continue
        if heading.journal != batch.journal:
            faults.append(f"entry {heading.seq} is of journal {heading.journal}")
        if heading.seq != expected:
            faults.append(f"entry {heading.seq} where {expected} is expected")
            expected = heading.seq
        expected += 1
    if expected - 1 != batch.last:
        faults.append(f"ends with {expected - 1}, not {batch.last}")
    if skipped:
        faults.append("says that entries are missing which are not in its range")
    return tuple(faults)


class Refusal(enum.StrEnum):
    """Why the platform stored an entry aside instead of taking it in. Staff can read it; nothing behind it waits."""

    UNREADABLE = "unreadable"  # not an entry, or not a body of its kind
    UNKNOWN_KIND = "unknown_kind"  # newer software; taken in when the platform is upgraded
    WRONG_ENVELOPE = "wrong_envelope"  # the sealed part is not the one the line names; without it the entry counts
    UNKNOWN_ACTIVITY = "unknown_activity"
    UNKNOWN_ENTRY = "unknown_entry"  # refers to an entry nobody has
    TOO_LONG = "too_long"


class RefusedEntry(Struct, frozen=True, kw_only=True):
    """An entry the platform put aside. ``id`` is None where it could not be read."""

    seq: Seq
    id: EntryId | None
    reason: Refusal


class ChainTrouble(enum.StrEnum):
    """What is wrong between the journal a terminal sends and the one the platform holds. An operator is told."""

    GAP = "gap"  # starts after what the platform holds: send from ``accepted_seq`` + 1
    FORK = "fork"  # an entry the platform holds otherwise: two machines write this journal
    NOT_LINKED = "not_linked"  # does not continue what the platform holds


class Ack(Struct, frozen=True, kw_only=True):
    """What the platform now holds of a journal.

    Args:
        terminal: whose journal.
        journal: which journal.
        accepted_seq: everything up to here is held (entries refused included); 0 for nothing.
        head: hash of entry ``accepted_seq`` as the platform holds it; None for 0 or where that entry is lost for good.
        durable_seq: everything up to here survives the loss of the platform; sealed parts up to here may be forgotten.
        epoch: life of the platform's database. A new one may hold less: ``accepted_seq`` says what to send again.
        refused: entries of this batch that were put aside.
        trouble: set when this batch was not taken in; ``accepted_seq`` still says where to go on.
        at: the platform's clock.
    """

    v: Version = PROTOCOL_VERSION
    terminal: TerminalId
    journal: JournalId
    accepted_seq: Annotated[int, Meta(ge=0)]
    head: Sha256 | None = None
    durable_seq: Annotated[int, Meta(ge=0)]
    epoch: Epoch
    refused: Annotated[tuple[RefusedEntry, ...], Meta(max_length=REFUSED_MAX)] = ()
    trouble: ChainTrouble | None = None
    at: At


# Inbox and leases -------------------------------------------------------------------------------------------------


class Cursor(Struct, frozen=True):
    """How far a terminal has read: message ``seq`` of ``epoch``; a new epoch is read from 0, ids make that harmless."""

    epoch: Epoch | None
    seq: Annotated[int, Meta(ge=0)]


class InboxRequest(Struct, frozen=True, kw_only=True):
    """Asks for messages after ``after``."""

    v: Version = PROTOCOL_VERSION
    terminal: TerminalId
    incarnation: Incarnation
    request: RequestId
    after: Cursor
    sent_at: At


class InboxPage(Struct, frozen=True, kw_only=True):
    """Messages in their order. Not signed itself: each message is.

    ``more``: ask again at once. ``epoch`` is the one the numbers belong to.
    """

    v: Version = PROTOCOL_VERSION
    epoch: Epoch
    messages: Annotated[tuple[Signed, ...], Meta(max_length=INBOX_PAGE_MAX)] = ()
    more: bool = False


class SeatsWanted(Struct, frozen=True):
    """Unsold seats a terminal would like to have more of an activity."""

    activity: RecordId
    seats: Annotated[int, Meta(ge=1, le=SLOTS_MAX)]


class LeaseRequest(Struct, frozen=True, kw_only=True):
    """Asks for seats, and to confirm those held. Repeated with the same ``request``, it gets the same.

    One lease per request and activity at most. The terminal keeps durably, before it sends, when ``request`` left: the
    term of every grant and renewal that answers it starts there.
    """

    v: Version = PROTOCOL_VERSION
    holder: Holder
    request: RequestId
    wants: Annotated[tuple[SeatsWanted, ...], Meta(max_length=LEASES_ASKED_MAX)] = ()
    holds: Annotated[tuple[LeaseId, ...], Meta(max_length=LEASES_ASKED_MAX)] = ()
    after: Cursor
    sent_at: At


# Enrolment --------------------------------------------------------------------------------------------------------

EnrolmentCode = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$")]
"""Three groups of four (Crockford base32 without I, L, O, U), used once."""


class EnrolRequest(Struct, frozen=True, kw_only=True):
    """A terminal introduces its new key. Signed with that key, so that nobody enrols a key they do not have.

    Sent again with the same code and key after a lost answer, it gets the same answer.
    """

    v: Version = PROTOCOL_VERSION
    code: EnrolmentCode
    public_key: Annotated[bytes, Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]
    software: SoftwareVersion
    sent_at: At


class Enrolled(Struct, frozen=True, kw_only=True):
    """The terminal is known under this name and incarnation; every earlier incarnation of it has ended."""

    v: Version = PROTOCOL_VERSION
    terminal: TerminalId
    incarnation: Incarnation
    public_key: Annotated[bytes, Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]
    scope: ScopeCode
    place_id: RecordId | None = None
    epoch: Epoch
    at: At


# Failures ---------------------------------------------------------------------------------------------------------


class ErrorCode(enum.StrEnum):
    """Why the platform did not do what was asked, with its HTTP status."""

    MALFORMED = "malformed"  # 400: not a message of this protocol
    FORGED = "forged"  # 401: signature not good, or signer unknown
    REVOKED = "revoked"  # 403: this incarnation has ended
    BAD_CODE = "bad_code"  # 403: enrolment code unknown, used or expired
    NOT_FOUND = "not_found"  # 404
    TOO_LARGE = "too_large"  # 413
    TOO_NEW = "too_new"  # 426: a protocol version this platform does not speak
    BUSY = "busy"  # 429 or 503, with Retry-After
    BROKEN = "broken"  # 500


HTTP_STATUS: dict[ErrorCode, int] = {
    ErrorCode.MALFORMED: 400,
    ErrorCode.FORGED: 401,
    ErrorCode.REVOKED: 403,
    ErrorCode.BAD_CODE: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.TOO_LARGE: 413,
    ErrorCode.TOO_NEW: 426,
    ErrorCode.BUSY: 503,
    ErrorCode.BROKEN: 500,
}


class ErrorBody(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Body of every answer that is not a success; not signed, so nothing lasting is decided by it.

    ``retry_after_s`` repeats the header. A terminal that is told REVOKED goes on as if offline until a signed command
    says so.
    """

    error: ErrorCode
    detail: Annotated[str, Meta(max_length=300)] = ""
    retry_after_s: Annotated[int, Meta(ge=0, le=RETRY_AFTER_MAX_S)] | None = None
    reference: MessageId | None = None
