"""The public part of every kind of journal entry: what happened, without whom.

Readable by anybody who steals the disk, so built only from identifiers, enumerations, dates, moments and bounded numbers
(``kiosk.domain.journal_ids``); a test walks all types and refuses free text. Who it concerns is in the sealed part
(``kiosk.domain.journal_private``). Unknown fields are accepted, so that an older platform can read a newer terminal.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.domain.content import RecordId
from kiosk.domain.journal_ids import (
    CounterName,
    EntryId,
    Incarnation,
    JournalId,
    LeaseId,
    ScreenName,
    Seat,
    SeqRange,
    Sha256,
    SoftwareVersion,
    StaffId,
    TicketCode,
    WordsCode,
)
from kiosk.domain.text import Language

Seconds = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Megabytes = Annotated[int, Meta(ge=0, le=100_000_000)]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
At = Annotated[dt.datetime, Meta(tz=True)]


class _Public(Struct, frozen=True, kw_only=True, omit_defaults=True):
    pass


class Who(enum.StrEnum):
    """Whose hand it was."""

    RESIDENT = "resident"
    STAFF = "staff"
    TERMINAL = "terminal"  # a time-out or a rule


class ConsentBy(enum.StrEnum):
    """How consent was given."""

    PRESS = "press"  # the resident's own press on the screen
    GUARDIAN = "guardian"  # press of a guardian, for somebody under 14
    SHEET = "sheet"  # a signed paper sheet kept at the space


class Consent(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """Evidence of consent: which notice, in which language, read aloud or not; no name.

    ``notice`` is the SHA-256 of the notice as shown; ``separate`` says that the sensitive part was asked on its own.
    """

    notice: Sha256
    language: Language
    by: ConsentBy = ConsentBy.PRESS
    spoken: bool = False
    separate: bool = False


class Started(enum.StrEnum):
    """Why a journal begins."""

    FIRST = "first"
    ENROLLED_AGAIN = "enrolled_again"
    SALVAGED = "salvaged"
    FORKED = "forked"  # the platform holds other entries than the journal before had: its books prove nothing


class JournalStarted(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """First entry of every journal. Names the journal before it and what of that is known to be lost."""

    reason: Started
    incarnation: Incarnation
    software: SoftwareVersion
    previous: JournalId | None = None
    intact: Count = 0  # entries of the previous journal that were saved
    missing: Annotated[tuple[SeqRange, ...], Meta(max_length=100)] = ()


class ForWhom(enum.StrEnum):
    """For whom somebody signs up."""

    SELF = "self"
    FAMILY = "family"


class SignUp(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """A sign-up. With a ``seat`` it is confirmed; without, the activity has no limit that the terminal knows of."""

    activity: RecordId
    ticket: TicketCode
    consent: Consent
    seat: Seat | None = None
    for_whom: ForWhom = ForWhom.SELF
    has_phone: bool = True
    staff: StaffId | None = None  # who typed it for the resident


class WaitingList(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """A place in the queue of a full activity; ``position_shown`` is what the screen said, None if it knew none."""

    activity: RecordId
    ticket: TicketCode
    consent: Consent
    position_shown: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    for_whom: ForWhom = ForWhom.SELF
    has_phone: bool = True
    staff: StaffId | None = None


class Correction(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """The contact of entry ``of`` was put right; the whole new contact is in the sealed part.

    ``has_phone``: whether there is a telephone in it; None where older software wrote it.
    """

    of: EntryId
    activity: RecordId | None = None
    has_phone: bool | None = None
    by: Who = Who.RESIDENT
    staff: StaffId | None = None


class Cancellation(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """Entry ``of`` (sign-up, waiting list, walk-in, referral or case) is withdrawn."""

    of: EntryId
    activity: RecordId | None = None
    by: Who = Who.RESIDENT
    staff: StaffId | None = None


class CheckInBy(enum.StrEnum):
    """How somebody was found on the list."""

    SCAN = "scan"
    CODE = "code"
    LIST = "list"


class CheckIn(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """The holder of a ticket came. ``of`` is the sign-up; None where only the number on the slip is known here."""

    activity: RecordId
    ticket: TicketCode
    how: CheckInBy
    of: EntryId | None = None
    staff: StaffId | None = None


class CheckInUndo(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """Check-in ``of`` was a mistake."""

    of: EntryId
    activity: RecordId
    staff: StaffId | None = None


class WalkIn(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody came without a sign-up; may leave a contact (sealed) and then has consented."""

    activity: RecordId
    people: Annotated[int, Meta(ge=1, le=50)] = 1
    seat: Seat | None = None
    consent: Consent | None = None
    staff: StaffId | None = None


class Urgency(enum.StrEnum):
    """How soon somebody must answer."""

    TODAY = "today"
    DAYS_3 = "days_3"
    NONE = "none"


class Referral(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """转介: somebody asks for a service, or is passed on to ``receiver`` (a place record).

    ``call_by``: somebody left a number while nobody was on duty; people of ``receiver`` call until then, as the screen said.
    """

    ticket: TicketCode
    consent: Consent
    service: RecordId | None = None
    receiver: RecordId | None = None
    urgency: Urgency = Urgency.NONE
    call_by: At | None = None
    keep_until: dt.date | None = None
    has_phone: bool = True
    staff: StaffId | None = None


class CaseState(enum.StrEnum):
    """How far an assisted case is."""

    OPENED = "opened"
    DONE = "done"
    HANDED_OVER = "handed_over"


class AssistedCase(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """代办: staff does something for a resident. Later entries name the first one in ``case``."""

    state: CaseState
    consent: Consent
    staff: StaffId
    case: EntryId | None = None
    benefit: RecordId | None = None
    service: RecordId | None = None
    keep_until: dt.date | None = None


class HelpCall(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """叫工作人员. ``silent`` rings no bell; ``again`` is the call it repeats."""

    screen: ScreenName
    language: Language
    silent: bool = False
    large_text: bool = False
    again: EntryId | None = None


class HelpAnswer(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody said 我去."""

    of: EntryId
    after_s: Seconds
    staff: StaffId | None = None


class HelpCancel(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """The call is over without (more) help being needed."""

    of: EntryId
    by: Who


class Feedback(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """How it was, 1 (bad) to 5 (good); a remark is sealed."""

    rating: Annotated[int, Meta(ge=1, le=5)] | None = None
    screen: ScreenName | None = None
    consent: Consent | None = None  # where a contact was left


class ContentFault(enum.StrEnum):
    """这条信息不对: what is wrong with a record."""

    PHONE = "phone"
    HOURS = "hours"
    ADDRESS = "address"
    AMOUNT = "amount"
    CONDITIONS = "conditions"
    CLOSED = "closed"
    OUTDATED = "outdated"
    OTHER = "other"


class ContentComplaint(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """这条信息不对, about revision ``rev`` of ``record``; a remark is sealed."""

    record: RecordId
    rev: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    fault: ContentFault
    consent: Consent | None = None  # where a contact was left
    staff: StaffId | None = None


SMALL_CELL = 5
"""Counts below this are not said: they could point at a person."""


class DailyCounters(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """Counts of one day (Guangzhou date). Cells of 1 to 4 are named in ``few`` without their number; zero is left out."""

    day: dt.date
    cells: dict[CounterName, Annotated[int, Meta(ge=SMALL_CELL, le=10_000_000)]] = {}
    few: tuple[CounterName, ...] = ()


def daily_counters(day: dt.date, counts: dict[str, int]) -> DailyCounters:
    """What may be said of ``counts`` (by counter name)."""
    return DailyCounters(
        day=day,
        cells={name: n for name, n in sorted(counts.items()) if n >= SMALL_CELL},
        few=tuple(name for name, n in sorted(counts.items()) if 0 < n < SMALL_CELL),
    )


class StaffRole(enum.StrEnum):
    """Roles; none contains another."""

    ATTENDANT = "attendant"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"


class StaffAction(enum.StrEnum):
    """What staff did or tried."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    LOCKED_OUT = "locked_out"
    UNLOCK = "unlock"
    LIST_OPENED = "list_opened"
    REVEAL = "reveal"
    APPROVE = "approve"
    SETTINGS = "settings"
    NOTICE_POSTED = "notice_posted"
    NOTICE_REMOVED = "notice_removed"
    EXPORT_JOURNAL = "export_journal"
    IMPORT = "import"
    PAUSE = "pause"
    RESUME = "resume"


class RevealReason(enum.StrEnum):
    """Why somebody looked at a full number."""

    CALL_BACK = "call_back"
    IDENTIFY = "identify"
    CORRECT = "correct"


class StaffEvent(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the staff log; ``done`` False is a refused attempt."""

    action: StaffAction
    role: StaffRole | None = None
    staff: StaffId | None = None
    about: EntryId | None = None
    record: RecordId | None = None
    reason: RevealReason | None = None
    done: bool = True


class DeviceState(enum.StrEnum):
    """State of a device as measured; UNKNOWN where nothing was measured."""

    OK = "ok"
    LOW = "low"
    EMPTY = "empty"
    BROKEN = "broken"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class DeviceHealth(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """How the terminal is. None where a value was not measured."""

    software: SoftwareVersion
    uptime_s: Seconds | None = None
    disk_free_mb: Megabytes | None = None
    memory_free_mb: Megabytes | None = None
    content_age_s: Seconds | None = None
    waiting_entries: Count | None = None
    clock_off_s: Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)] | None = None
    printer: DeviceState = DeviceState.UNKNOWN
    scanner: DeviceState = DeviceState.UNKNOWN
    audio: DeviceState = DeviceState.UNKNOWN
    network: DeviceState = DeviceState.UNKNOWN
    faults: Annotated[tuple[WordsCode, ...], Meta(max_length=50)] = ()


class CloseReason(enum.StrEnum):
    """Why a terminal stopped selling a lease for good."""

    RECALLED = "recalled"
    EXPIRED = "expired"
    STARTED = "started"
    SOLD_OUT = "sold_out"
    PAUSED = "paused"
    REVOKED = "revoked"
    SALVAGED = "salvaged"


class LeaseClosed(_Public, frozen=True, kw_only=True, omit_defaults=True):
    """The terminal has durably stopped selling ``lease``; slots 0 to ``fin`` - 1 were sold."""

    lease: LeaseId
    activity: RecordId
    fin: Annotated[int, Meta(ge=0, le=64)]
    reason: CloseReason
