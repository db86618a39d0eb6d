"""Names of things in the journal: identifiers, and the narrow types its public part is made of.

There is no free text here. Every string of a public entry is one of these or a member of an enumeration, so that a name,
a telephone number or an address has nowhere to stand.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated

from msgspec import Meta, Struct

TerminalId = Annotated[str, Meta(pattern=r"^K-\d{5}$")]
Incarnation = Annotated[int, Meta(ge=1, le=1_000_000)]
Seq = Annotated[int, Meta(ge=1, le=1_000_000_000)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]

Uuid7 = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
EntryId = Uuid7
JournalId = Uuid7
LeaseId = Uuid7
RequestId = Uuid7
MessageId = Uuid7

TicketCode = Annotated[str, Meta(pattern=r"^[A-Z]\d{3,6}$")]
StaffId = Annotated[str, Meta(pattern=r"^S-\d{4,8}$")]
ScreenName = Annotated[str, Meta(pattern=r"^[a-z][a-z_]{0,39}$")]
CounterName = Annotated[str, Meta(pattern=r"^[a-z][a-z_]{0,39}(\.[a-z0-9_.-]{1,80})?$")]
WordsCode = Annotated[str, Meta(pattern=r"^[a-z_]{1,30}\.[a-z_]{1,40}$")]
SoftwareVersion = Annotated[str, Meta(pattern=r"^\d{1,4}(\.\d{1,5}){1,3}([a-z]{1,4}\d{0,4})?$")]

SLOTS_MAX = 64


class Seat(Struct, frozen=True):
    """One seat of a lease: slot ``slot`` (from 0) of lease ``lease``. Sold at most once, ever."""

    lease: LeaseId
    slot: Annotated[int, Meta(ge=0, lt=SLOTS_MAX)]


class SeqRange(Struct, frozen=True):
    """Sequence numbers ``first`` to ``last``, both included."""

    first: Seq
    last: Seq


class Moment(Struct, frozen=True):
    """A time (aware, UTC) and whether the clock that gave it could be trusted."""

    at: dt.datetime
    trusted: bool


def uuid7(at: dt.datetime, randomness: bytes) -> Uuid7:
    """A UUID of version 7 (RFC 9562): sorts by time, unguessable in the rest.

    Args:
        at: aware time; a clock before 1970 counts as 1970.
        randomness: ten random bytes.
    """
    if len(randomness) != 10:
        raise ValueError("ten random bytes are needed")
    millis = max(0, int(at.timestamp() * 1000)) & ((1 << 48) - 1)
    value = int.from_bytes(millis.to_bytes(6, "big") + randomness, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
