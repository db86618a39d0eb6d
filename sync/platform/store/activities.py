"""Activities as they were published: kept for ever, because a journal may arrive a month after its activity is over."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from sync.platform.store import tables as t
from sync.platform.store.books import ActivityRow, Books
from sync.platform.store.engine import upsert
from sync.platform.store.intake import retry_refused
from sync.platform.store.seats import promote_all


def note_published(books: Books, published: Iterable[ActivityRow]) -> None:
    """Take over what is published now. Changed numbers of seats take effect, entries that waited for it are taken in.

    Args:
        books: the transaction; flushed here.
        published: all activities in force.
    """
    a = t.activity.c
    before = {row.id: row for row in books.db.execute(sa.select(t.activity))}
    rows = {row.id: row for row in published}
    for row in rows.values():
        values = {
            "scope": row.scope,
            "title": row.title,
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
            "capacity": row.capacity,
            "published": True,
        }
        held = before.get(row.id)
        if held is None:
            books.db.execute(upsert(books.db.dialect.name, t.activity).values(id=row.id, **values))
        elif {name: getattr(held, name) for name in values} != values:
            books.db.execute(sa.update(t.activity).where(a.id == row.id).values(**values))
    gone = [id_ for id_, held in before.items() if held.published and id_ not in rows]
    if gone:
        books.db.execute(sa.update(t.activity).where(a.id.in_(gone)).values(published=False))
    changed = [id_ for id_, row in rows.items() if id_ in before and before[id_].capacity != row.capacity]
    for id_ in changed:
        if books.pool(id_) is not None:
            promote_all(books, id_)
    if any(id_ not in before for id_ in rows):
        retry_refused(books)
    books.flush()
