"""What the platform makes of the code on a ticket: who signed it, and whether it holds the entry the code names.

Keys are believed because each stands in a journal that its terminal signed. Not here: the code itself (``kiosk.domain.ticket_code``).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

import sqlalchemy as sa
from msgspec import Struct

from data.ticket_key import signed_by
from kiosk.domain.journal import read_entry
from kiosk.domain.journal_kinds import EntryKind
from kiosk.domain.ticket_code import TicketCode, TicketKey
from sync.platform.store import tables as t


class Verdict(enum.StrEnum):
    """How far a code can be believed."""

    VALID = "valid"  # signed by the terminal that gave the ticket, and its entry is here
    NOT_ARRIVED = "not_arrived"  # signed by a terminal; the entry is not here (yet)
    FORGED = "forged"  # not signed by the terminal it would be of, or the ticket has another number
    UNSIGNED = "unsigned"  # from before signatures; its entry is here
    UNKNOWN = "unknown"  # neither signed by a terminal of ours nor is its entry here


class Checked(Struct, frozen=True, kw_only=True):
    """A code and what is known about it; of its ticket only where its entry is here."""

    verdict: Verdict
    terminal: str = ""
    activity: str = ""
    outcome: str = ""


def check_code(db: sa.Connection, code: TicketCode) -> Checked:
    """Look a code up. Reads the journals of its terminal, or all of them where its entry is not here."""
    c = t.promise.c
    named = sa.select(c.terminal, c.ticket, c.activity, c.outcome).where(c.entry.startswith(code.entry))
    rows = db.execute(named).all()
    row = next((each for each in rows if each.ticket == code.ticket), rows[0] if rows else None)
    if row is None:
        signer = next((by for by, key in _keys(db) if signed_by(code, [key])), None)
        return (
            Checked(verdict=Verdict.UNKNOWN)
            if signer is None
            else Checked(verdict=Verdict.NOT_ARRIVED, terminal=signer)
        )
    if row.ticket != code.ticket:
        verdict = Verdict.FORGED
    elif code.signature is None:
        verdict = Verdict.UNSIGNED
    else:
        good = signed_by(code, (key for _, key in _keys(db, row.terminal)))
        verdict = Verdict.VALID if good else Verdict.FORGED
    return Checked(verdict=verdict, terminal=row.terminal, activity=row.activity or "", outcome=row.outcome)


def _keys(db: sa.Connection, terminal: str | None = None) -> Iterator[tuple[str, str]]:
    """Terminals and the keys they told, the latest first."""
    e, j = t.entry.c, t.journal.c
    told = sa.select(e.line, j.terminal).join(t.journal, j.id == e.journal)
    told = told.where(e.kind == EntryKind.TICKET_KEY.value, e.refused.is_(None)).order_by(e.received_at.desc())
    for row in db.execute(told if terminal is None else told.where(j.terminal == terminal)):
        body = read_entry(row.line, None).body()
        if isinstance(body, TicketKey):
            yield row.terminal, body.key
