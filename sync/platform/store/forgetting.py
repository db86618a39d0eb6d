"""Forgetting who people were when the time is over that they agreed to: the envelope goes, the entry stays and proves the chain.

An activity's names and telephones go ``KEPT`` after its end, a request for a call after its ``keep_until``. Not here, because
nobody knows when it is over: a service that is being given; nor what is only kept aside (lines of a fork), and backups.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa

from kiosk.domain.journal_bodies import Correction, Referral
from kiosk.domain.journal_kinds import EntryKind
from sync.platform.message_keys import CITY_ZONE
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.sealed_rows import sealed_entries

KEPT = dt.timedelta(days=30)
"""As the notices of consent say."""
AT_ONCE = 500


def _of_activities(books: Books) -> Iterator[str]:
    """Promises of activities that ended long enough ago, while something of them is still sealed."""
    p, a = t.promise.c, t.activity.c
    over = sa.select(a.id).where(a.ends_at < books.now - KEPT)
    for entry, contact in books.db.execute(sa.select(p.entry, p.contact).where(p.activity.in_(over))):
        yield entry
        yield contact


def _requests(books: Books) -> Iterator[str]:
    """Requests that may be kept no longer."""
    today = books.now.astimezone(CITY_ZONE).date()
    for sealed in sealed_entries(books.db, kind=EntryKind.REFERRAL.value):
        body = sealed.entry.body()
        if isinstance(body, Referral) and body.keep_until is not None and body.keep_until < today:
            yield sealed.entry.id


def forget_due(books: Books) -> int:
    """Forget the envelopes that are due; how many there were."""
    due = {*_of_activities(books), *_requests(books)}
    for sealed in tuple(sealed_entries(books.db, kind=EntryKind.CORRECTION.value)):
        body = sealed.entry.body()
        if isinstance(body, Correction) and body.of in due:
            due.add(sealed.entry.id)
    e, found, ids = t.entry.c, 0, sorted(due)
    for start in range(0, len(ids), AT_ONCE):
        which = e.id.in_(ids[start : start + AT_ONCE]) & e.sealed.is_not(None)
        found += books.db.execute(sa.update(t.entry).where(which).values(sealed=None)).rowcount
    return found
