"""How a call for help stands, told from the entries of the journal and from nothing else.

A call begins with ``HelpCall``. A repeat names its first entry; an answer or an end may name any of its entries. It is seen
when somebody has answered since it last rang: an answer that nobody came after counts no more, for a screen must never say
that somebody is coming who is not.

A call is not personal (its entry names a screen and a language), so it outlasts the visit of who made it: they may be waiting
in a chair. It stays open for staff until they answer and close it; the next person is not told of it as theirs.
"""

from __future__ import annotations

import enum

from msgspec import Struct, structs

from kiosk.domain.journal_bodies import HelpAnswer, HelpCall, HelpCancel, Who
from kiosk.domain.journal_ids import EntryId, StaffId
from kiosk.domain.journal_kinds import Body


class CallState(enum.StrEnum):
    """What may be said of a call."""

    RINGING = "ringing"  # nobody has said anything yet
    SEEN = "seen"  # somebody said 我去
    CAME = "came"  # staff closed it: they are here, or it is dealt with
    CANCELLED = "cancelled"  # who called needs nobody any more


class Call(Struct, frozen=True, kw_only=True):
    """One call. ``entries`` are its rings, the first first; ``seq`` numbers the first; ``staff`` answered, where known."""

    entries: tuple[EntryId, ...]
    seq: int
    silent: bool = False
    state: CallState = CallState.RINGING
    staff: StaffId | None = None

    @property
    def first(self) -> EntryId:
        """The entry that names the call."""
        return self.entries[0]

    @property
    def open(self) -> bool:
        """Whether somebody is still waited for."""
        return self.state in (CallState.RINGING, CallState.SEEN)


def called(entry: EntryId, seq: int, body: HelpCall) -> Call:
    """The call that ``body``, which repeats none, begins."""
    return Call(entries=(entry,), seq=seq, silent=body.silent)


def followed(call: Call, entry: EntryId, body: Body) -> Call:
    """The call after one more entry of the journal, whatever that is about; what is over stays over."""
    if not call.open:
        return call
    match body:
        case HelpCall(again=again) if again in call.entries:
            return structs.replace(
                call, entries=(*call.entries, entry), silent=body.silent, state=CallState.RINGING, staff=None
            )
        case HelpAnswer(of=of) if of in call.entries:
            return structs.replace(call, state=CallState.SEEN, staff=body.staff)
        case HelpCancel(of=of) if of in call.entries:
            state = CallState.CAME if body.by is Who.STAFF else CallState.CANCELLED
            return structs.replace(call, state=state)
        case _:
            return call
