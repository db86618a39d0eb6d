"""The idle screen: what happens in this space today, or in the coming days where today has nothing left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ActivityKey, ContentReader
from kiosk.domain.content import Activity
from kiosk.domain.text import Language, in_language
from kiosk.usecases.browse_activities import FreeSeats, Offer, no_seats, offer_of

LOOK_AHEAD_DAYS = 7


@dataclass(frozen=True)
class IdleRow:
    """One activity. ``progress`` is ``running``, ``seats`` (so many are left here), ``open`` (sign-up ends at ``until``) or ``""``."""

    record_id: str
    title: str
    room: str
    starts_at: dt.datetime
    progress: str
    seats: int
    until: dt.datetime | None
    sample: bool


@dataclass(frozen=True)
class IdleView:
    """Activities for the idle screen; ``coming`` where they are not of today."""

    rows: tuple[IdleRow, ...]
    coming: bool


def idle_view(
    reader: ContentReader, now: dt.datetime, *, language: Language, most: int, seats: FreeSeats = no_seats
) -> IdleView:
    """At most ``most`` activities at local time ``now``: today's that are not over, else those of the next week."""
    today = now.date()
    midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time())
    keys = reader.activities(today, since=now, until=midnight)
    coming = not keys
    if coming:
        keys = reader.activities(today, since=midnight, until=midnight + dt.timedelta(days=LOOK_AHEAD_DAYS))
    return IdleView(rows=_rows(reader, keys[:most], now, language=language, seats=seats), coming=coming)


def _rows(
    reader: ContentReader, keys: tuple[ActivityKey, ...], now: dt.datetime, *, language: Language, seats: FreeSeats
) -> tuple[IdleRow, ...]:
    return tuple(
        _row(record.id, record.body, now, language=language, left=seats(record.id) or 0)
        for record in reader.open([key.id for key in keys], now.date())
        if isinstance(record.body, Activity)
    )


def _row(record_id: str, body: Activity, now: dt.datetime, *, language: Language, left: int) -> IdleRow:
    return IdleRow(
        record_id=record_id,
        title=in_language(body.title, language),
        room=in_language(body.room or body.place, language),
        starts_at=body.starts_at,
        progress=_progress(body, now, left),
        seats=max(0, left),
        until=body.signup_until,
        sample=body.sample,
    )


def _progress(body: Activity, now: dt.datetime, left: int) -> str:
    if body.starts_at <= now:
        return "running"
    if left > 0 and offer_of(body, now, left) is Offer.SIGN_UP:
        return "seats"
    return "open" if body.signup_until is not None and now < body.signup_until else ""
