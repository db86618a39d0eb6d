"""The code on a ticket: what it says, what of it is signed, and the journal entry that tells with which key.

::

    SJY2 A037 <half the entry's id, and the signature: 96 characters of base64url>
    SJY1 A037 activity.x <entry> [<lease>.<slot>]       before there were signatures; nothing in it can be checked

It names the ticket and its entry; activity, lease and slot stand in that entry, so a ticket that is found again has the very same
code. Of the entry's id the first eight bytes are enough (the millisecond and twelve random bits), and every byte counts: a code must stay
one that a phone reads off the glass (``take_away.CODE_BYTES``). Nothing in it is of a person. Not here: the keys (``data.ticket_key``), what the platform makes of it
(``sync.platform.store.ticket_codes``), what a scanner is (``kiosk.devices.scanner``).
"""

from __future__ import annotations

import base64
import re
from typing import Annotated

from msgspec import Meta, Struct

_ENTRY_BYTES = 8
_SIGNED_RE = re.compile(r"\bSJY2 ([A-D]\d{3}) ([A-Za-z0-9_-]{96})(?![A-Za-z0-9_-])")
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UNSIGNED_RE = re.compile(rf"\bSJY1 ([A-D]\d{{3}}) [a-z]\S* ({_UUID})(?![0-9a-f-])")


class TicketKey(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Entry of a journal: codes of tickets are signed with this key from here on (Ed25519, its public half in hex).

    A key of its own, for tickets alone: the screen that signs them is not given the key the terminal speaks to the platform with.
    """

    key: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class TicketCode(Struct, frozen=True):
    """What a code says. ``entry`` is how the id of its entry begins; ``signature`` is None in one from before there were any."""

    ticket: str
    entry: str
    signature: bytes | None


def _beginning(entry: str) -> bytes:
    return bytes.fromhex(entry.replace("-", ""))[:_ENTRY_BYTES]


def signed_part(ticket: str, entry: str) -> bytes:
    """The bytes a signature is over; they are of no other kind of message. Of ``entry`` the beginning is enough."""
    return b"sjy-ticket/2\n" + ticket.encode() + b"\n" + _beginning(entry)


def token(ticket: str, entry: str, signature: bytes) -> str:
    """The code as text."""
    return f"SJY2 {ticket} {base64.urlsafe_b64encode(_beginning(entry) + signature).decode()}"


def ticket_in(text: str) -> TicketCode | None:
    """What a scanner read: the code, alone or in the calendar entry or note around it; None for none.

    A code that is well formed is not yet a genuine one, and whoever shows a genuine one must still know the four digits.
    """
    if (found := _SIGNED_RE.search(text)) is not None:
        raw = base64.urlsafe_b64decode(found[2])
        said = raw[:_ENTRY_BYTES].hex()
        return TicketCode(found[1], f"{said[:8]}-{said[8:12]}-{said[12:]}", raw[_ENTRY_BYTES:])
    found = _UNSIGNED_RE.search(text)
    return None if found is None else TicketCode(found[1], found[2], None)
