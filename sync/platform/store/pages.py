"""Reading a terminal's inbox: the messages after a cursor, numbered within the present life of the database."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain.inbox import Message
from sync.platform.store import tables as t
from sync.protocol.messages import INBOX_PAGE_MAX, Cursor


class Page(Struct, frozen=True):
    """Messages not yet signed. ``more``: there are others after these."""

    epoch: str
    messages: tuple[Message, ...]
    more: bool


def present_epoch(db: sa.Connection) -> str:
    """Name of the present life of the database."""
    epoch: str = db.execute(sa.select(t.life.c.epoch).order_by(t.life.c.number.desc()).limit(1)).scalar_one()
    return epoch


def page(db: sa.Connection, terminal: str, number: int, after: Cursor) -> Page:
    """One page of an incarnation's inbox. A cursor of another life reads from the start; ids make that harmless."""
    epoch = present_epoch(db)
    start = after.seq if after.epoch == epoch else 0
    m = t.message.c
    rows = db.execute(
        sa.select(t.message)
        .where(m.terminal == terminal, m.incarnation == number, m.seq > start)
        .order_by(m.seq)
        .limit(INBOX_PAGE_MAX + 1)
    ).all()
    messages = tuple(
        Message(
            id=row.id,
            epoch=epoch,
            seq=row.seq,
            terminal=terminal,
            incarnation=number,
            at=row.at,
            kind=row.kind,
            body=msgspec.Raw(row.body),
        )
        for row in rows[:INBOX_PAGE_MAX]
    )
    return Page(epoch, messages, len(rows) > INBOX_PAGE_MAX)
