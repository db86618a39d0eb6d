"""One record as headed sections: a place, an activity or an urgent notice. What has a page of its own is elsewhere.

Headings are codes; their words are in the interface's translation files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Activity, Body, Bulletin, Calendar, Place, Record
from kiosk.domain.opening import Opening, OpenState, opening_at, special_days
from kiosk.domain.text import Language, LocalizedText, LocalizedTitle, in_language
from kiosk.usecases.see_bulletins import place_names

_Written = str | LocalizedText | LocalizedTitle | None


@dataclass(frozen=True)
class SectionView:
    """A heading (a code) and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class RecordView:
    """Everything the page of one record says."""

    record_id: str
    kind: str
    title: str
    summary: str
    issuer: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    opening: Opening
    sections: tuple[SectionView, ...]
    verified_on: dt.date
    confirmed: bool
    sample: bool


class _Sections:
    """Collects sections and leaves out empty ones."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.found: list[SectionView] = []

    def add(self, heading: str, *texts: _Written) -> None:
        lines = tuple(line for line in (in_language(text, self._language) for text in texts) if line)
        if lines:
            self.found.append(SectionView(heading=heading, lines=lines))


def _hours_lines(body: Place, language: Language) -> tuple[str, ...]:
    note = in_language(body.hours.note, language) if body.hours is not None else ""
    return (note,) if note else ()


def _place(body: Place, to: _Sections, language: Language) -> None:
    to.add("where", body.address, body.landmark)
    to.add("hours", *_hours_lines(body, language))
    to.add("phone", *body.phones, body.phone_note)
    to.add("about", body.note)


def _activity(body: Activity, to: _Sections) -> None:
    to.add("where", body.place, body.room)
    to.add("who", body.who)
    to.add("host", body.host)
    to.add("fee", body.fee)
    to.add("bring", body.bring)
    to.add("phone", body.contact)


def record_view(
    record: Record[Body],
    now: dt.datetime,
    *,
    language: Language,
    calendars: Iterable[Calendar],
    places: tuple[str, ...] = (),
) -> RecordView:
    """A record as its page shows it at local time ``now``; ``places`` are those a notice sends people to."""
    body = record.body
    to = _Sections(language)
    summary: _Written = None
    issuer: _Written = None
    starts_at = ends_at = None
    opening = Opening(state=OpenState.UNKNOWN)
    if isinstance(body, Place):
        _place(body, to, language)
        opening = opening_at(body.hours, now, special_days(calendars))
    elif isinstance(body, Activity):
        summary, starts_at, ends_at = body.summary, body.starts_at, body.ends_at
        _activity(body, to)
    elif isinstance(body, Bulletin):
        issuer = body.issuer
        to.add("text", body.text)
        to.add("where", *places)
    else:
        raise TypeError(f"{record.id} has no page of its own")
    return RecordView(
        record_id=record.id,
        kind=record.kind.value,
        title=in_language(body.title, language),
        summary=in_language(summary, language),
        issuer=in_language(issuer, language),
        starts_at=starts_at,
        ends_at=ends_at,
        opening=opening,
        sections=tuple(to.found),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
        sample=body.sample,
    )


def open_record(reader: ContentReader, record_id: str, now: dt.datetime, *, language: Language) -> RecordView | None:
    """The record, or None where it is not published here today (any more)."""
    record = reader.record(record_id, now.date())
    if record is None:
        return None
    calendars = reader.calendars(now.date())
    places: tuple[str, ...] = ()
    if isinstance(record.body, Bulletin):
        places = place_names(reader, record.body, now.date(), language=language)
    return record_view(record, now, language=language, calendars=calendars, places=places)
