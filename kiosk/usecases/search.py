"""Searching: what a resident types, what it finds as rows, which characters of them to mark, and words to go on with.

Above the rows stands, for words of need, the lane that helps at once (``data.urgent_words``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.search_query import Hit, Search
from kiosk.domain.content import Activity, Benefit, Body, Guide, Kind, News, Place, Record, Service
from kiosk.domain.distance import distance_m
from kiosk.domain.text import Language, in_language
from kiosk.domain.traditional import Convert
from kiosk.domain.urgent import UrgentLane
from kiosk.usecases.reading import ResidentReader
from kiosk.usecases.show import tint_of

SHOWN = 5
"""Rows above the keyboard; what is not among them is found by typing on."""

COUNTED = 50
WORDS = 6

_SENTENCE_END = re.compile(r"。|\. |\.$")  # a row has room for the first sentence

_SCREENS = {
    Kind.BENEFIT: "benefit",
    Kind.SERVICE: "service",
    Kind.GUIDE: "guide",
    Kind.ACTIVITY: "activity",
    Kind.PLACE: "place",
    Kind.NEWS: "article",
}
_ICONS = {Kind.PLACE: "map-pin", Kind.NEWS: "megaphone"}


@dataclass(frozen=True)
class SearchRow:
    """One result.

    The title comes in three pieces, the middle one matched. ``said`` is what matched where that is not in the title: a
    keyword, or what people say; in three pieces likewise. ``letters_…`` are its pinyin or initials, the middle ones
    typed; all "" where characters were typed. ``starts_at`` is local wall-clock time, ``in_days`` days from today to it.
    ``distance_m`` is metres as the crow flies from this space.
    """

    record_id: str
    kind: str
    screen: str
    icon: str
    tint: str
    before: str
    matched: str
    after: str
    said_before: str
    said: str
    said_after: str
    letters_before: str
    letters: str
    letters_after: str
    line: str
    starts_at: dt.datetime | None
    in_days: int
    distance_m: int | None


@dataclass(frozen=True)
class UrgentRow:
    """What cannot wait, above the results: a lane, or a service with a hotline, in its own words."""

    record_id: str
    screen: str
    icon: str
    title: str
    line: str


@dataclass(frozen=True)
class SearchView:
    """What is found.

    ``total`` counts up to ``COUNTED``; ``words`` are words of content that were begun in letters. ``urgent`` is no result and
    not counted; what it opens is not found a second time.
    """

    total: int = 0
    rows: tuple[SearchRow, ...] = ()
    words: tuple[str, ...] = ()
    urgent: UrgentRow | None = None


def search_view(
    reader: ResidentReader, typed: str, now: dt.datetime, *, place_id: str | None, language: Language
) -> SearchView:
    """What ``typed`` finds at local time ``now`` from the space ``place_id``."""
    today = now.date()
    here = next(((key.lat, key.lon) for key in reader.places(today) if key.id == place_id), (None, None))
    near = None if here[0] is None or here[1] is None else (here[0], here[1])
    urgent = _urgent(reader, typed, today, language)
    found = reader.find(typed, today, Search(now=now, near=near, limit=COUNTED))
    hits = [hit for hit in found if urgent is None or hit.id != urgent.record_id]
    records = {record.id: record for record in reader.open([hit.id for hit in hits[:SHOWN]], today)}
    rows = tuple(
        _row(hit, records[hit.id], now=now, near=near, language=language, convert=reader.in_script)
        for hit in hits[:SHOWN]
        if hit.id in records
    )
    return SearchView(total=len(hits), rows=rows, words=tuple(map(reader.in_script, _words(hits))), urgent=urgent)


def _urgent(reader: ResidentReader, typed: str, today: dt.date, language: Language) -> UrgentRow | None:
    """The first thing published here that somebody who types this may need at once."""
    for record in reader.open(reader.urgent(typed, today), today):
        match record.body:
            case UrgentLane() as lane:
                line = in_language(lane.hint, language)
                return UrgentRow(record.id, "urgent", lane.icon, in_language(lane.title, language), line)
            case Service() as service:
                title, line = _words_of(service, language)
                return UrgentRow(record.id, "service", service.icon, title, _SENTENCE_END.split(line)[0])
            case _:
                pass
    return None


def _words(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Whole words of content whose beginning was typed in letters: 低保金, 大病救助 for ``dbj``."""
    begun = [hit.match.phrase for hit in hits if hit.match.spelling and hit.match.spelled_from == 0]
    return tuple(dict.fromkeys(begun))[:WORDS]


def _cut(text: str, part: str) -> tuple[str, str, str] | None:
    at = text.lower().find(part.lower()) if part else -1
    return None if at < 0 else (text[:at], text[at : at + len(part)], text[at + len(part) :])


def _row(
    hit: Hit,
    record: Record[Body],
    *,
    now: dt.datetime,
    near: tuple[float, float] | None,
    language: Language,
    convert: Convert,
) -> SearchRow:
    body, match = record.body, hit.match
    title, line = _words_of(body, language)
    part = convert(match.text)
    marked = _cut(title, part)
    said = None if marked else _cut(convert(match.phrase), part)
    icon = _ICONS.get(hit.kind) or str(getattr(body, "icon", "list-checks"))
    position = (body.lat, body.lon) if isinstance(body, Place) else (None, None)
    start, end = match.spelled_from, match.spelled_to
    starts_at = body.starts_at if isinstance(body, Activity) else None
    return SearchRow(
        record_id=record.id,
        kind=hit.kind.value,
        screen=_SCREENS[hit.kind],
        icon=icon,
        tint="river" if hit.kind is Kind.PLACE else tint_of(icon),
        before=marked[0] if marked else title,
        matched=marked[1] if marked else "",
        after=marked[2] if marked else "",
        said_before=said[0] if said else "",
        said=said[1] if said else "",
        said_after=said[2] if said else "",
        letters_before=match.spelling[:start],
        letters=match.spelling[start:end],
        letters_after=match.spelling[end:],
        line=line,
        starts_at=starts_at,
        in_days=(starts_at.date() - now.date()).days if starts_at else 0,
        distance_m=None
        if near is None or position[0] is None or position[1] is None
        else distance_m(near, (position[0], position[1])),
    )


def _words_of(body: Body, language: Language) -> tuple[str, str]:
    """Title and second line of a row."""
    title = in_language(getattr(body, "title", None), language)
    match body:
        case Benefit():
            short = body.short_title if language is not Language.EN else ""
            summary = in_language(body.summary, language)
            return (short or title, summary)
        case Place():
            return title, in_language(body.address, language)
        case Activity():
            return title, in_language(body.place, language)
        case Service() | News() | Guide():
            return title, in_language(body.summary, language)
        case _:
            return title, ""
