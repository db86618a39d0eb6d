"""The idle screen: what happens in this space today, or in the coming days where today has nothing left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ActivityKey, ContentReader
from kiosk.domain.content import Activity
from kiosk.domain.text import Language, in_language

LOOK_AHEAD_DAYS = 7


@dataclass(frozen=True)
class IdleRow:
    """One activity. ``progress`` is ``running``, ``open`` (sign-up ends at ``until``) or ``""`` (nothing to add)."""

    record_id: str
    title: str
    room: str
    starts_at: dt.datetime
    progress: str
    until: dt.datetime | None
    sample: bool


@dataclass(frozen=True)
class IdleView:
    """Activities for the idle screen; ``coming`` where they are not of today."""

    rows: tuple[IdleRow, ...]
    coming: bool


def idle_view(reader: ContentReader, now: dt.datetime, *, language: Language, most: int) -> IdleView:
    """At most ``most`` activities at local time ``now``: today's that are not over, else those of the next week."""
    today = now.date()
    midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time())
    keys = reader.activities(today, since=now, until=midnight)
    coming = not keys
    if coming:
        keys = reader.activities(today, since=midnight, until=midnight + dt.timedelta(days=LOOK_AHEAD_DAYS))
    return IdleView(rows=_rows(reader, keys[:most], now, language), coming=coming)


def _rows(
    reader: ContentReader, keys: tuple[ActivityKey, ...], now: dt.datetime, language: Language
) -> tuple[IdleRow, ...]:
    return tuple(
        IdleRow(
            record_id=record.id,
            title=in_language(record.body.title, language),
            room=in_language(record.body.room or record.body.place, language),
            starts_at=record.body.starts_at,
            progress=_progress(record.body, now),
            until=record.body.signup_until,
            sample=record.body.sample,
        )
        for record in reader.open([key.id for key in keys], now.date())
        if isinstance(record.body, Activity)
    )


def _progress(body: Activity, now: dt.datetime) -> str:
    if body.starts_at <= now:
        return "running"
    return "open" if body.signup_until is not None and now < body.signup_until else ""
