"""The kinds of journal entry: for each its public body, its private part, and whether that part must be there."""

from __future__ import annotations

import enum

import msgspec
from msgspec import Struct

from kiosk.domain import journal_bodies as b
from kiosk.domain.decoding import LazyDecoders
from kiosk.domain.journal_ids import Seat
from kiosk.domain.journal_private import Contact, Need, PrivatePart, Remark
from kiosk.domain.journal_queue import PromotionTaken
from kiosk.domain.ticket_code import TicketKey


class EntryKind(enum.StrEnum):
    """Everything a terminal writes down."""

    JOURNAL_STARTED = "journal_started"
    SIGN_UP = "sign_up"
    CORRECTION = "correction"
    CANCELLATION = "cancellation"
    CHECK_IN = "check_in"
    CHECK_IN_UNDO = "check_in_undo"
    WALK_IN = "walk_in"
    WAITING_LIST = "waiting_list"
    REFERRAL = "referral"
    ASSISTED_CASE = "assisted_case"
    HELP_CALL = "help_call"
    HELP_ANSWER = "help_answer"
    HELP_CANCEL = "help_cancel"
    FEEDBACK = "feedback"
    CONTENT_COMPLAINT = "content_complaint"
    DAILY_COUNTERS = "daily_counters"
    STAFF_EVENT = "staff_event"
    DEVICE_HEALTH = "device_health"
    LEASE_CLOSED = "lease_closed"
    PROMOTION_TAKEN = "promotion_taken"
    TICKET_KEY = "ticket_key"


class Sealing(enum.StrEnum):
    """Whether an entry of a kind has a sealed part."""

    NEVER = "never"
    MAY = "may"
    MUST = "must"


class KindRules(Struct, frozen=True):
    """What an entry of one kind consists of."""

    body: type[Struct]
    sealing: Sealing = Sealing.NEVER
    private: type[PrivatePart] | None = None


Body = (
    b.JournalStarted
    | b.SignUp
    | b.Correction
    | b.Cancellation
    | b.CheckIn
    | b.CheckInUndo
    | b.WalkIn
    | b.WaitingList
    | b.Referral
    | b.AssistedCase
    | b.HelpCall
    | b.HelpAnswer
    | b.HelpCancel
    | b.Feedback
    | b.ContentComplaint
    | b.DailyCounters
    | b.StaffEvent
    | b.DeviceHealth
    | b.LeaseClosed
    | PromotionTaken
    | TicketKey
)

KINDS: dict[EntryKind, KindRules] = {
    EntryKind.JOURNAL_STARTED: KindRules(b.JournalStarted),
    EntryKind.SIGN_UP: KindRules(b.SignUp, Sealing.MUST, Contact),
    EntryKind.CORRECTION: KindRules(b.Correction, Sealing.MUST, Contact),
    EntryKind.CANCELLATION: KindRules(b.Cancellation),
    EntryKind.CHECK_IN: KindRules(b.CheckIn),
    EntryKind.CHECK_IN_UNDO: KindRules(b.CheckInUndo),
    EntryKind.WALK_IN: KindRules(b.WalkIn, Sealing.MAY, Contact),
    EntryKind.WAITING_LIST: KindRules(b.WaitingList, Sealing.MUST, Contact),
    EntryKind.REFERRAL: KindRules(b.Referral, Sealing.MUST, Need),
    EntryKind.ASSISTED_CASE: KindRules(b.AssistedCase, Sealing.MAY, Need),
    EntryKind.HELP_CALL: KindRules(b.HelpCall),
    EntryKind.HELP_ANSWER: KindRules(b.HelpAnswer),
    EntryKind.HELP_CANCEL: KindRules(b.HelpCancel),
    EntryKind.FEEDBACK: KindRules(b.Feedback, Sealing.MAY, Remark),
    EntryKind.CONTENT_COMPLAINT: KindRules(b.ContentComplaint, Sealing.MAY, Remark),
    EntryKind.DAILY_COUNTERS: KindRules(b.DailyCounters),
    EntryKind.STAFF_EVENT: KindRules(b.StaffEvent),
    EntryKind.DEVICE_HEALTH: KindRules(b.DeviceHealth),
    EntryKind.LEASE_CLOSED: KindRules(b.LeaseClosed),
    EntryKind.PROMOTION_TAKEN: KindRules(PromotionTaken),
    EntryKind.TICKET_KEY: KindRules(TicketKey),
}

_KIND_OF: dict[type[Struct], EntryKind] = {rules.body: kind for kind, rules in KINDS.items()}
_DECODERS: LazyDecoders[str, Body] = LazyDecoders({kind.value: rules.body for kind, rules in KINDS.items()})
_PRIVATE: LazyDecoders[str, PrivatePart] = LazyDecoders(
    {kind.value: rules.private for kind, rules in KINDS.items() if rules.private is not None}
)


def kind_of(body: Body) -> EntryKind:
    """The kind whose body this is."""
    return _KIND_OF[type(body)]


def known_kind(kind: str) -> bool:
    """Whether this software knows entries of ``kind``; a newer terminal may write others."""
    return kind in _DECODERS


def decode_body(kind: str, body: bytes) -> Body | None:
    """The typed public body, or None for a kind this software does not know.

    Raises:
        msgspec.ValidationError: the bytes are not a body of that kind.
    """
    decoder = _DECODERS.get(kind)
    return None if decoder is None else decoder.decode(body)


def decode_private(kind: str, plain: bytes) -> PrivatePart:
    """The typed private part from opened bytes.

    Raises:
        msgspec.ValidationError: not a private part of that kind, or the kind has none.
    """
    decoder = _PRIVATE.get(kind)
    if decoder is None:
        raise msgspec.ValidationError(f"{kind} has no private part")
    return decoder.decode(plain)


def sealing_fits(kind: EntryKind, *, sealed: bool) -> bool:
    """Whether an entry of ``kind`` may be written with, or without, a sealed part."""
    rule = KINDS[kind].sealing
    return rule is Sealing.MAY or sealed == (rule is Sealing.MUST)


def activity_of(body: Body) -> str | None:
    """The activity an entry is about, where its kind names one."""
    activity: str | None = getattr(body, "activity", None)
    return activity


def seat_of(body: Body) -> Seat | None:
    """The seat an entry takes, if it takes one."""
    return body.seat if isinstance(body, (b.SignUp, b.WalkIn)) else None
