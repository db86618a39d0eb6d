"""What the platform tells one terminal: receipts, leases, the queue, staff, commands.

A message has an id (applied once, whatever happens), a place in the sequence of the platform's present life (``epoch``),
and a body of its kind. Not here: how messages are signed and fetched (``sync.protocol``), and keeping them
(``data.inbox_store``).
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.content import RecordId
from kiosk.domain.decoding import LazyDecoders
from kiosk.domain.journal_bodies import StaffRole
from kiosk.domain.journal_ids import (
    EntryId,
    Incarnation,
    JournalId,
    LeaseId,
    MessageId,
    RequestId,
    Seq,
    Sha256,
    StaffId,
    TerminalId,
    TicketCode,
)
from kiosk.domain.leases import TERM_MAX_S, Grant

At = Annotated[dt.datetime, Meta(tz=True)]
Epoch = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
"""Names one life of the platform's database: restored from a backup, it takes a new one."""


class InboxKind(enum.StrEnum):
    """Kinds of message."""

    RECEIPT = "receipt"
    LEASE_GRANT = "lease_grant"
    LEASE_RENEWAL = "lease_renewal"
    LEASE_RECALL = "lease_recall"
    PROMOTION = "promotion"
    ROSTER = "roster"
    COMMAND = "command"


class Outcome(enum.StrEnum):
    """What became of an entry at the platform."""

    ACCEPTED = "accepted"
    WAITING = "waiting"  # in the queue, ``position`` says where
    CONFLICT = "conflict"  # a person will settle it
    DECLINED = "declined"  # a person settled it: no seat; they are called
    CANCELLED = "cancelled"
    REFUSED = "refused"


class _Message(Struct, frozen=True, kw_only=True, omit_defaults=True):
    pass


class Receipt(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """What became of entry ``of``. A later receipt of the same entry replaces an earlier one."""

    of: EntryId
    journal: JournalId
    seq: Seq
    outcome: Outcome
    activity: RecordId | None = None
    ticket: TicketCode | None = None
    position: Annotated[int, Meta(ge=1, le=100_000)] | None = None


class LeaseGrant(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """Seats lent."""

    grant: Grant


class LeaseRenewal(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """The leases named are still this terminal's; their term starts again when ``request`` was sent."""

    request: RequestId
    leases: Annotated[tuple[LeaseId, ...], Meta(max_length=200)]
    term_s: Annotated[int, Meta(ge=1, le=TERM_MAX_S)]


class LeaseRecall(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """The platform wants a lease back: stop selling, then close it."""

    lease: LeaseId


class Promotion(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """A seat for somebody from the queue.

    With ``answer_by`` it is kept until then, and hers once she says so (``promotion_taken``); her receipt goes on saying that
    she waits. Without, it was given, as her receipt says.
    """

    of: EntryId
    activity: RecordId
    answer_by: At | None = None


class StaffMember(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who may work at this terminal. ``shown`` is masked (李**); ``pin_hash`` an encoded Argon2id hash."""

    staff: StaffId
    shown: Annotated[str, Meta(min_length=1, max_length=20)]
    roles: Annotated[tuple[StaffRole, ...], Meta(min_length=1, max_length=3)]
    pin_hash: Annotated[str, Meta(max_length=200)] | None = None
    badge_sha256: Sha256 | None = None
    valid_until: At


class Roster(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """All staff of this terminal; replaces a roster of a lower version, never one of a higher."""

    version: Annotated[int, Meta(ge=1)]
    issued_at: At
    expires_at: At
    staff: Annotated[tuple[StaffMember, ...], Meta(max_length=500)] = ()


class CommandName(enum.StrEnum):
    """What a terminal is told to do."""

    RESYNC = "resync"  # fetch content and inbox again from the start
    PAUSE = "pause"  # show the paused page
    RESUME = "resume"
    LOCK = "lock"  # take no personal data, no staff; information only
    UNLOCK = "unlock"
    REVOKE = "revoke"  # this incarnation has ended: wipe what is personal, show the paused page


class PauseReason(enum.StrEnum):
    """Why it is paused, for the words on the paused page."""

    MAINTENANCE = "maintenance"
    CLOSED = "closed"
    FAULT = "fault"


class Command(_Message, frozen=True, kw_only=True, omit_defaults=True):
    """An order. PAUSE may end by itself at ``until``."""

    command: CommandName
    reason: PauseReason | None = None
    until: At | None = None


Body = Receipt | LeaseGrant | LeaseRenewal | LeaseRecall | Promotion | Roster | Command

BODIES: dict[InboxKind, type[Struct]] = {
    InboxKind.RECEIPT: Receipt,
    InboxKind.LEASE_GRANT: LeaseGrant,
    InboxKind.LEASE_RENEWAL: LeaseRenewal,
    InboxKind.LEASE_RECALL: LeaseRecall,
    InboxKind.PROMOTION: Promotion,
    InboxKind.ROSTER: Roster,
    InboxKind.COMMAND: Command,
}


class Message(Struct, frozen=True, kw_only=True):
    """One message. ``kind`` is open: one not known here is kept for later software and changes nothing."""

    v: Annotated[int, Meta(ge=1)] = 1
    id: MessageId
    epoch: Epoch
    seq: Seq
    terminal: TerminalId
    incarnation: Incarnation
    at: At
    kind: Annotated[str, Meta(pattern=r"^[a-z][a-z_]{1,39}$")]
    body: msgspec.Raw


_KIND_OF: dict[type[Struct], InboxKind] = {body: kind for kind, body in BODIES.items()}
_DECODERS: LazyDecoders[str, Body] = LazyDecoders({kind.value: body for kind, body in BODIES.items()})


def message(
    body: Body, *, message_id: str, epoch: str, seq: int, terminal: str, incarnation: int, at: dt.datetime
) -> Message:
    """A message around ``body``."""
    return Message(
        id=message_id,
        epoch=epoch,
        seq=seq,
        terminal=terminal,
        incarnation=incarnation,
        at=at,
        kind=_KIND_OF[type(body)].value,
        body=msgspec.Raw(msgspec.json.encode(body)),
    )


def body_of(received: Message) -> Body | None:
    """The typed body; None for a kind this software does not know, or a body of it that it cannot read."""
    decoder = _DECODERS.get(received.kind)
    if decoder is None:
        return None
    try:
        return decoder.decode(received.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
