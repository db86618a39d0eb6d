"""One place, ready to be shown: open or not, the week's hours, how to get there, what a phone is given to take along."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from urllib.parse import quote

from data.content_reader import ContentReader
from kiosk.domain.content import Body, Hours, Place, Record
from kiosk.domain.distance import Position, distance_m, walk_min
from kiosk.domain.gcj02 import to_gcj02
from kiosk.domain.mercator import project
from kiosk.domain.opening import Opening, Span
from kiosk.domain.text import Language, in_language
from kiosk.usecases.browse_places import flag_of, here_of, minutes_left, position_of
from kiosk.usecases.opening_now import OpeningNow
from kiosk.usecases.show import source_lines

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_QUARTERS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
HERE_M = 15
"""Nearer than this one is there: no direction is named."""

PHONE_MAP = "https://uri.amap.com/marker?position={lon:.6f},{lat:.6f}&name={name}&coordinate=gaode"
"""A link phones of the city open in their map app; documented by Amap's URI API, which takes GCJ-02. It goes out as a
code on the screen only: the terminal never calls it."""


@dataclass(frozen=True)
class HoursLine:
    """Days of the week that have the same hours: ``first`` to ``last``, 1 is Monday. No ``spans``: closed."""

    first: int
    last: int
    spans: tuple[str, ...]


@dataclass(frozen=True)
class PlaceView:
    """Everything the page of one place says.

    ``distance_m``, ``walk_min``, ``step_free``, ``minutes_left``, ``east``, ``south``: see ``PlaceRow``. ``quarter`` is the quarter of
    the sky it lies in seen from here ("n", "ne" …), "" where that is not known or one is there. ``today`` are
    today's hours, "" where it is closed all day. ``holidays``: ``open``,
    ``closed`` or "". ``link`` opens the place in a phone's map, "" where its position is made up or not known. ``in_chinese``: name
    and address as a driver reads them, "" where they stand here in Chinese anyway.
    """

    record_id: str
    title: str
    category: str
    address: str
    in_chinese: str
    phones: tuple[str, ...]
    phone_note: str
    opening: Opening
    minutes_left: int
    today: tuple[str, ...]
    today_known: bool
    hours: tuple[HoursLine, ...]
    hours_note: str
    holidays: str
    holidays_sure: bool
    step_free: str
    landmark: str
    note: str
    here: bool
    distance_m: int | None
    walk_min: int
    quarter: str
    east: float
    south: float
    link: str
    sources: tuple[str, ...]
    verified_on: dt.date
    confirmed: bool
    sample: bool


def hours_lines(hours: Hours | None) -> tuple[HoursLine, ...]:
    """The week in as few lines as it takes; days nobody knows are left out."""
    lines: list[HoursLine] = []
    for day, name in enumerate(_DAYS, start=1):
        written: tuple[str, ...] | None = getattr(hours, name) if hours is not None else None
        if written is None:
            continue
        spans = tuple(_span(span) for span in written)
        last = lines[-1] if lines else None
        if last is not None and last.last == day - 1 and last.spans == spans:
            lines[-1] = HoursLine(last.first, day, spans)
        else:
            lines.append(HoursLine(day, day, spans))
    return tuple(lines)


def _span(text: str) -> str:
    return "–".join(part.removeprefix("0") for part in text.split("-"))


def quarter_of(start: Position, end: Position) -> str:
    """The quarter of the sky ``end`` lies in seen from ``start``.

    >>> quarter_of((23.1, 113.2), (23.2, 113.2))
    'n'
    """
    east = (end[1] - start[1]) * math.cos(math.radians(start[0]))
    north = end[0] - start[0]
    return _QUARTERS[round(math.degrees(math.atan2(east, north)) / 45) % 8]


def phone_link(body: Place, title: str) -> str:
    """What a phone opens in its map; "" where the position is made up or not known."""
    position = position_of(body)
    if position is None or body.sample:
        return ""
    lat, lon = to_gcj02(position)
    return PHONE_MAP.format(lat=lat, lon=lon, name=quote(title, safe=""))


def place_view(
    record: Record[Body],
    body: Place,
    now: dt.datetime,
    *,
    opening: Opening,
    today: tuple[Span, ...] | None,
    here: Position | None,
    is_here: bool,
    holidays_sure: bool,
    language: Language,
) -> PlaceView:
    """A place (envelope and body) as its page shows it at local time ``now``."""
    position = position_of(body)
    away = 0 if is_here else None if here is None or position is None else distance_m(here, position)
    on_foot = None if away is None else walk_min(away)
    known = here is not None and position is not None and (away or 0) > HERE_M
    x, y = (-1.0, -1.0) if position is None else project(position)
    title, address = in_language(body.title, language), in_language(body.address, language)
    name, way = in_language(body.title, Language.ZH_HANS), in_language(body.address, Language.ZH_HANS)
    foreign = language is Language.EN
    return PlaceView(
        record_id=record.id,
        title=title,
        category=body.category.value,
        address=address,
        in_chinese=f"{name} {way}" if foreign and (name, way) != (title, address) else "",
        phones=body.phones,
        phone_note=in_language(body.phone_note, language),
        opening=opening,
        minutes_left=minutes_left(opening, now),
        today=tuple(f"{a:%-H:%M}–{b:%-H:%M}" for a, b in today or ()),
        today_known=today is not None,
        hours=hours_lines(body.hours),
        hours_note=in_language(body.hours.note, language) if body.hours is not None else "",
        holidays=body.hours.holidays.value if body.hours is not None and body.hours.holidays is not None else "",
        holidays_sure=holidays_sure,
        step_free=flag_of(body.step_free),
        landmark=in_language(body.landmark, language),
        note=in_language(body.note, language),
        here=is_here,
        distance_m=away,
        walk_min=-1 if on_foot is None else on_foot,
        quarter=quarter_of(here, position) if known and here is not None and position is not None else "",
        east=x,
        south=y,
        link=phone_link(body, name if foreign else title),
        sources=source_lines(body.sources),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
        sample=body.sample,
    )


def open_place(
    reader: ContentReader, record_id: str, now: dt.datetime, *, language: Language, place_id: str | None
) -> PlaceView | None:
    """The place at local time ``now``, or None where it is not published here today (any more)."""
    record = reader.record(record_id, now.date())
    if record is None or not isinstance(record.body, Place):
        return None
    open_now = OpeningNow(reader, now)
    return place_view(
        record,
        record.body,
        now,
        opening=open_now.of(record),
        today=open_now.hours_today(record),
        here=here_of(reader, now.date(), place_id),
        is_here=record_id == place_id,
        holidays_sure=open_now.holidays_sure,
        language=language,
    )
