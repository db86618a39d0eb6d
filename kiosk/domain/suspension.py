"""Which notices keep a place closed, and when: typhoon, flood, a power cut.

Not here: what a place's hours make of it (``kiosk.domain.opening``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kiosk.domain.content import Body, Bulletin, Place, Record
from kiosk.domain.opening import Span


def closures_of(place: Record[Body], notices: Iterable[Record[Body]]) -> tuple[Span, ...]:
    """Times at which ``notices`` keep ``place`` closed; empty where none does, or it is no place."""
    body = place.body
    if not isinstance(body, Place):
        return ()
    found = (_closure(place.id, body, place.scope, notice) for notice in notices)
    return tuple(span for span in found if span is not None)


def _closure(place_id: str, place: Place, scope: str, notice: Record[Body]) -> Span | None:
    what = notice.body.suspends if isinstance(notice.body, Bulletin) else None
    if what is None:
        return None
    if what.place_ids:
        if place_id not in what.place_ids:
            return None
    else:
        # Where a place lies, its town says; a city record without one lies anywhere, so only a city notice closes it.
        inside = (place.town or scope).startswith(notice.scope)
        if not inside or (what.categories and place.category not in what.categories):
            return None
    # A notice without a last day is refused by the publisher; one that came all the same ends with its first day.
    last = notice.expires_on or what.starts_at.date()
    end = what.ends_at or dt.datetime.combine(last + dt.timedelta(days=1), dt.time())
    return (what.starts_at, end) if what.starts_at < end else None
