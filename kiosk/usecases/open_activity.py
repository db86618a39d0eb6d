"""One activity, ready to be shown: when, where, for whom, what it costs, what to bring, whom to ask, what can be done here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Activity, ActivityCategory, Body, Record
from kiosk.domain.text import Language, in_language
from kiosk.usecases.browse_activities import FreeSeats, no_seats, offer_of


@dataclass(frozen=True)
class ActivityView:
    """Everything the page of one activity says.

    ``place`` is the building, ``room`` where in it ("" where that is all). ``capacity`` 0: nobody counts. ``seats`` -1: this
    terminal was lent none; ``UNSEEN``: nobody can tell. ``partner`` is who else is told of a sign-up, "" for nobody.
    """

    record_id: str
    title: str
    summary: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    in_days: int
    place: str
    place_id: str
    room: str
    who: str
    host: str
    fee: str
    bring: str
    contact: str
    capacity: int
    seats: int
    offer: str
    meal: bool
    until: dt.datetime | None
    sensitive: bool
    partner: str
    verified_on: dt.date
    confirmed: bool
    sample: bool


def activity_view(
    record: Record[Body], body: Activity, now: dt.datetime, *, language: Language, seats: int | None, place_id: str
) -> ActivityView:
    """An activity (envelope and body) as its page shows it; ``place_id`` is "" where its place has no page to lead to."""
    return ActivityView(
        record_id=record.id,
        title=in_language(body.title, language),
        summary=in_language(body.summary, language),
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        in_days=(body.starts_at.date() - now.date()).days,
        place=in_language(body.place, language),
        place_id=place_id,
        room=in_language(body.room, language),
        who=in_language(body.who, language),
        host=in_language(body.host, language),
        fee=in_language(body.fee, language),
        bring=in_language(body.bring, language),
        contact=body.contact or "",
        capacity=body.capacity or 0,
        seats=-1 if seats is None else seats,
        offer=offer_of(body, now, seats).value,
        meal=body.category is ActivityCategory.MEALS,
        until=body.signup_until,
        sensitive=body.sensitive,
        partner=in_language(body.partner, language),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
        sample=body.sample,
    )


def open_activity(
    reader: ContentReader,
    record_id: str,
    now: dt.datetime,
    *,
    language: Language,
    seats: FreeSeats = no_seats,
    here: str | None = None,
) -> ActivityView | None:
    """The activity at local time ``now``, or None where it is not published here today (any more).

    Its place leads to a page unless it is not published here, or is this space (``here``) itself.
    """
    record = reader.record(record_id, now.date())
    if record is None or not isinstance(record.body, Activity):
        return None
    place_id = record.body.place_id or ""
    leads = place_id not in ("", here) and reader.record(place_id, now.date()) is not None
    return activity_view(
        record,
        record.body,
        now,
        language=language,
        seats=seats(record_id),
        place_id=place_id if leads else "",
    )
