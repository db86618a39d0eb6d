"""看别的场: where an activity is full or over, what comes instead: its other dates first, then others of its kind."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Activity, ActivityCategory
from kiosk.domain.text import Language, in_language
from kiosk.usecases.browse_activities import ActivityRow, FreeSeats, Offer, activity_row, no_seats

MOST = 24
"""Nobody turns more pages than these fill."""
_DATED_RE = re.compile(r"\.\d{8}$")
_COMES = frozenset({Offer.SIGN_UP.value, Offer.WALK_IN.value, Offer.WAITING_LIST.value})


@dataclass(frozen=True)
class OtherDates:
    """What the page shows: ``title`` of the activity it began with, its other dates (``same`` many), then its kind's."""

    title: str
    category: ActivityCategory
    same: int
    rows: tuple[ActivityRow, ...]


def series_of(record_id: str) -> str:
    """What the dates of one recurring activity have in common; the id itself where it does not recur."""
    return _DATED_RE.sub("", record_id)


def other_dates(
    reader: ContentReader, record_id: str, now: dt.datetime, *, language: Language, seats: FreeSeats = no_seats
) -> OtherDates | None:
    """The page at local time ``now``; None where the activity is not published here today (any more)."""
    today = now.date()
    record = reader.record(record_id, today)
    body = None if record is None else record.body
    if not isinstance(body, Activity):
        return None
    coming = [key for key in reader.activities(today, since=now, until=None) if key.id != record_id]
    series = series_of(record_id)
    same = [key.id for key in coming if series_of(key.id) == series]
    kind = [key.id for key in coming if key.category is body.category and key.id not in same]
    rows = [
        activity_row(each.id, each.body, language=language, now=now, seats=seats(each.id))
        for each in reader.open([*same, *kind][:MOST], today)
        if isinstance(each.body, Activity)
    ]
    rows = [row for row in rows if row.offer in _COMES]
    return OtherDates(
        title=in_language(body.title, language),
        category=body.category,
        same=sum(series_of(row.record_id) == series for row in rows),
        rows=tuple(rows),
    )
