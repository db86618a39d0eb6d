"""Seats kept for people of the queue, in the database: offered, taken, declined, over.

The rules are ``kiosk.domain.queue_offers``. Not here: who is told what (``seats``).
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain.queue_offers import Offer, expire, released, without
from sync.platform.store import tables as t
from sync.platform.store.books import Books

DUE_AT_ONCE = 50
"""Activities whose offers are looked after in one transaction."""


class OfferLine(Struct, frozen=True, kw_only=True):
    """An open offer as it is listed."""

    entry: str
    activity: str
    terminal: str
    ticket: str | None
    answer_by: dt.datetime


def offers_of(books: Books, activity: str) -> tuple[Offer, ...]:
    """Offers of an activity that have not been answered, the first due first."""
    o = t.offer.c
    rows = books.db.execute(
        sa.select(o.entry, o.answer_by).where(o.activity == activity).order_by(o.answer_by, o.entry)
    )
    return tuple(Offer(entry, answer_by) for entry, answer_by in rows)


def open_offers(db: sa.Connection) -> tuple[OfferLine, ...]:
    """All of them, for whoever rings people up; the first due first."""
    o, p = t.offer.c, t.promise.c
    rows = db.execute(
        sa.select(o.entry, o.activity, p.terminal, p.ticket, o.answer_by)
        .join(t.promise, p.entry == o.entry)
        .order_by(o.answer_by, o.entry)
    )
    return tuple(OfferLine(**row._mapping) for row in rows)


def keep(books: Books, activity: str, made: Offer) -> None:
    """A seat is kept for somebody."""
    books.db.execute(sa.insert(t.offer).values(entry=made.entry, activity=activity, answer_by=made.answer_by))


def forget(books: Books, *entries: str) -> None:
    """These offers are over."""
    if entries:
        books.db.execute(sa.delete(t.offer).where(t.offer.c.entry.in_(entries)))


def taken(books: Books, activity: str, entry: str) -> bool:
    """Whether a seat was kept for ``entry``; it is hers now."""
    held = offers_of(books, activity)
    forget(books, *({each.entry for each in held} & {entry}))
    return without(held, entry) != held


def declined(books: Books, activity: str, entry: str) -> bool:
    """Whether a seat was kept for ``entry``; it is free again."""
    if not taken(books, activity, entry):
        return False
    pool = books.pool(activity)
    if pool is None:
        raise LookupError(f"{entry} was offered a seat of an activity without any")
    books.put_pool(released(pool))
    return True


def expire_offers(books: Books, activity: str) -> tuple[str, ...]:
    """Free the seats nobody answered for in time; who stands at the end of the queue again."""
    held = offers_of(books, activity)
    pool = books.pool(activity) if held else None
    if pool is None:
        return ()
    pool, _, over = expire(pool, held, now=books.now)
    books.put_pool(pool)
    forget(books, *over)
    return over


def activities_due(books: Books) -> tuple[str, ...]:
    """Activities with offers whose time is over."""
    o = t.offer.c
    return tuple(
        books.db.scalars(
            sa.select(o.activity).where(o.answer_by <= books.now).distinct().order_by(o.activity).limit(DUE_AT_ONCE)
        )
    )
