"""The home page: latest news of both channels, what happens in this space today, whether the desk is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Activity, Channel, News, Place
from kiosk.domain.opening import Opening, OpenState
from kiosk.domain.text import Language, in_language
from kiosk.usecases.opening_now import OpeningNow


@dataclass(frozen=True)
class NewsLine:
    """The latest item of a channel."""

    record_id: str
    title: str
    published_on: dt.date


@dataclass(frozen=True)
class TodayRow:
    """An activity of today that is not over yet."""

    record_id: str
    title: str
    starts_at: dt.datetime
    room: str
    capacity: int | None


@dataclass(frozen=True)
class HomeView:
    """Everything the home page shows that comes from content."""

    government: NewsLine | None
    social: NewsLine | None
    today: tuple[TodayRow, ...]
    opening: Opening
    benefits: int


def latest_news(reader: ContentReader, today: dt.date, *, channel: Channel, language: Language) -> NewsLine | None:
    """Newest item of a channel that is in force."""
    for key in reader.news(today, channel)[:3]:  # the next one stands in where a row is damaged
        record = reader.record(key.id, today)
        if record is not None and isinstance(record.body, News):
            return NewsLine(
                record_id=record.id,
                title=in_language(record.body.title, language),
                published_on=record.body.published_on,
            )
    return None


def space_opening(reader: ContentReader, now: dt.datetime, *, place_id: str | None) -> Opening:
    """Whether the space this terminal stands in is open at ``now`` (local)."""
    record = reader.record(place_id, now.date()) if place_id else None
    if record is None or not isinstance(record.body, Place):
        return Opening(state=OpenState.UNKNOWN)
    return OpeningNow(reader, now).of(record)


def home_view(
    reader: ContentReader, now: dt.datetime, *, language: Language, place_id: str | None, today_rows: int
) -> HomeView:
    """The home page at local time ``now``, with at most ``today_rows`` activities."""
    today = now.date()
    midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time())
    keys = [key.id for key in reader.activities(today, since=now, until=midnight)][:today_rows]
    rows = [
        TodayRow(
            record_id=record.id,
            title=in_language(record.body.title, language),
            starts_at=record.body.starts_at,
            room=in_language(record.body.room or record.body.place, language),
            capacity=record.body.capacity,
        )
        for record in reader.open(keys, today)
        if isinstance(record.body, Activity)
    ]
    return HomeView(
        government=latest_news(reader, today, channel=Channel.GOVERNMENT, language=language),
        social=latest_news(reader, today, channel=Channel.SOCIAL, language=language),
        today=tuple(rows),
        opening=space_opening(reader, now, place_id=place_id),
        benefits=len(reader.benefits(today)),
    )
