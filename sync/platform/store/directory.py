"""Terminals: their one-time codes, their keys (incarnations), and the end of them.

A terminal enrols with a code that was made for it. Each enrolment is a new incarnation with a key of its own; the one before
has then ended. Codes are kept as hashes. Not here: HTTP, signatures.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain import inbox
from kiosk.domain.errors import WorldError
from kiosk.domain.leases import Holder
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.lending import leases_of_earlier
from sync.platform.store.writer import RefusedJob
from sync.protocol.messages import ErrorCode

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32
CODE_LENGTH = 12


class RefusedRequest(RefusedJob):
    """A request this platform does not do."""

    def __init__(self, code: ErrorCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class Sender(Struct, frozen=True):
    """A terminal's key that has not ended. ``scope`` is the terminal's."""

    terminal: str
    incarnation: int
    scope: str


class Enrolment(Struct, frozen=True, kw_only=True):
    """Outcome of an enrolment."""

    terminal: str
    incarnation: int
    scope: str
    place: str | None


def code_hash(code: str) -> str:
    """What is kept of a code. It is random enough (60 bits) and short-lived enough to need no slow hash."""
    return hashlib.sha256(b"kiosk-enrolment/1\n" + code.encode()).hexdigest()


def make_code(
    books: Books, terminal: str, *, scope: str, place: str | None, life: dt.timedelta
) -> tuple[str, dt.datetime]:
    """A new one-time code for a terminal, which is listed if it was not; earlier unused codes end.

    Returns:
        The code, to be shown once, and when it expires.
    """
    c, e = t.terminal.c, t.enrolment_code.c
    known = books.db.scalar(sa.select(c.id).where(c.id == terminal))
    if known is None:
        books.db.execute(
            sa.insert(t.terminal).values(id=terminal, scope=scope, place=place, incarnation=0, listed_at=books.now)
        )
    else:
        books.db.execute(sa.update(t.terminal).where(c.id == terminal).values(scope=scope, place=place))
    books.db.execute(sa.delete(t.enrolment_code).where(e.terminal == terminal, e.used_at.is_(None)))
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    code = "-".join(letters[i : i + 4] for i in range(0, CODE_LENGTH, 4))
    expires_at = books.now + life
    books.db.execute(
        sa.insert(t.enrolment_code).values(
            code_sha256=code_hash(code), terminal=terminal, made_at=books.now, expires_at=expires_at
        )
    )
    return code, expires_at


def enrol(books: Books, *, code: str, public_key: bytes) -> Enrolment:
    """Use a code. The same code and key again (a lost answer) gives the same; anything else about a used code is refused.

    Raises:
        RefusedRequest: the code is unknown, used with another key, or expired.
    """
    c, e, i = t.terminal.c, t.enrolment_code.c, t.incarnation.c
    row = books.db.execute(
        sa.select(e.terminal, e.expires_at, e.used_at, e.incarnation, c.scope, c.place, c.incarnation.label("last"))
        .join(t.terminal, c.id == e.terminal)
        .where(e.code_sha256 == code_hash(code))
    ).one_or_none()
    if row is None:
        raise RefusedRequest(ErrorCode.BAD_CODE)
    if row.used_at is not None:
        held = books.db.scalar(
            sa.select(i.public_key).where(i.terminal == row.terminal, i.number == row.incarnation, i.ended_at.is_(None))
        )
        if held != public_key:
            raise RefusedRequest(ErrorCode.BAD_CODE)
        return Enrolment(terminal=row.terminal, incarnation=row.incarnation, scope=row.scope, place=row.place)
    if row.expires_at <= books.now:
        raise RefusedRequest(ErrorCode.BAD_CODE)
    number = row.last + 1
    if row.last:
        end_incarnation(books, row.terminal, row.last)
    books.db.execute(
        sa.insert(t.incarnation).values(
            terminal=row.terminal, number=number, public_key=public_key, enrolled_at=books.now, inbox_seq=0
        )
    )
    books.db.execute(sa.update(t.terminal).where(c.id == row.terminal).values(incarnation=number))
    books.db.execute(
        sa.update(t.enrolment_code)
        .where(e.code_sha256 == code_hash(code))
        .values(used_at=books.now, incarnation=number)
    )
    _tell_newcomer(books, row.terminal, number)
    return Enrolment(terminal=row.terminal, incarnation=number, scope=row.scope, place=row.place)


def _tell_newcomer(books: Books, terminal: str, number: int) -> None:
    """What the new incarnation must know of the old one's: staff, and what became of open promises."""
    roster = books.db.scalar(sa.select(t.roster.c.body).where(t.roster.c.terminal == terminal))
    if roster is not None:
        books.post(terminal, msgspec.json.decode(roster, type=inbox.Roster), incarnation=number)
    p, a = t.promise.c, t.activity.c
    for row in books.db.execute(
        sa.select(p.entry, p.journal, p.seq, p.outcome, p.activity, p.ticket)
        .outerjoin(t.activity, a.id == p.activity)
        .where(p.terminal == terminal, sa.or_(a.id.is_(None), a.ends_at > books.now))
        .order_by(p.journal, p.seq)
    ):
        books.post(
            terminal,
            inbox.Receipt(
                of=row.entry,
                journal=row.journal,
                seq=row.seq,
                outcome=inbox.Outcome(row.outcome),
                activity=row.activity,
                ticket=row.ticket,
            ),
            incarnation=number,
        )
    # Its journal is not known yet; the incarnation is enough to tell earlier holders.
    left = leases_of_earlier(books, Holder(terminal, number, ""))
    if left:
        books.alarm("leases_left", terminal=terminal, seq=number, detail=str(len(left)))


def end_incarnation(books: Books, terminal: str, number: int) -> bool:
    """End a terminal's key, and leave the signed order to stop in its inbox. False where it has ended already."""
    i = t.incarnation.c
    ended = books.db.execute(
        sa.update(t.incarnation)
        .where(i.terminal == terminal, i.number == number, i.ended_at.is_(None))
        .values(ended_at=books.now)
    ).rowcount
    if ended:
        books.post(terminal, inbox.Command(command=inbox.CommandName.REVOKE), incarnation=number)
    return bool(ended)


def known_terminal(books: Books, terminal: str) -> int:
    """The present incarnation of a terminal, 0 before the first.

    Raises:
        WorldError: there is no such terminal (``platform.no_terminal``).
    """
    c = t.terminal.c
    number = books.db.scalar(sa.select(c.incarnation).where(c.id == terminal))
    if number is None:
        raise WorldError("platform.no_terminal", terminal=terminal)
    return int(number)


def sender(db: sa.Connection, terminal: str, number: int, *, now: dt.datetime, software: str | None) -> Sender:
    """A terminal whose signature was good, if its key still counts; noted as seen.

    Raises:
        RefusedRequest: the incarnation has ended.
    """
    c, i = t.terminal.c, t.incarnation.c
    row = db.execute(
        sa.select(c.scope, i.ended_at)
        .join(t.incarnation, i.terminal == c.id)
        .where(c.id == terminal, i.number == number)
    ).one_or_none()
    if row is None or row.ended_at is not None:
        raise RefusedRequest(ErrorCode.REVOKED)
    values = {"seen_at": now} if software is None else {"seen_at": now, "software": software}
    db.execute(sa.update(t.terminal).where(c.id == terminal).values(**values))
    return Sender(terminal, number, row.scope)


def public_key_of(db: sa.Connection, terminal: str, number: int) -> bytes | None:
    """The key of an incarnation, ended or not; None where there is no such one. It never changes."""
    i = t.incarnation.c
    key: bytes | None = db.scalar(sa.select(i.public_key).where(i.terminal == terminal, i.number == number))
    return key
