"""One record as headed sections: a service, place, activity, piece of news, guide or urgent notice.

Headings are codes; their words are in the interface's translation files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Activity, Body, Bulletin, Calendar, Guide, News, Paper, Place, Record, Service
from kiosk.domain.opening import Opening, OpenState, opening_at, special_days
from kiosk.domain.text import Language, LocalizedText, LocalizedTitle, in_language
from kiosk.usecases.see_bulletins import place_names

_Written = str | LocalizedText | LocalizedTitle | None


@dataclass(frozen=True)
class SectionView:
    """A heading (a code, or ``title`` where the record brings its own) and its lines.

    ``numbered`` where the order matters; ``papers`` are shown as a list of things to have ready.
    """

    heading: str
    lines: tuple[str, ...]
    numbered: bool = False
    title: str = ""
    papers: tuple[str, ...] = ()


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
    day: dt.date | None
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

    def add(self, heading: str, *texts: _Written, numbered: bool = False) -> None:
        lines = tuple(line for line in (in_language(text, self._language) for text in texts) if line)
        if lines:
            self.found.append(SectionView(heading=heading, lines=lines, numbered=numbered))


def _service(body: Service, to: _Sections) -> None:
    to.add("provider", body.provider)
    to.add("where", body.place)
    to.add("hours", body.hours_text, body.wait)
    to.add("fee", body.fee)
    to.add("who", *body.who)
    to.add("steps", *body.steps, numbered=True)
    to.add("bring", *body.bring)
    to.add("not_needed", *body.not_needed)
    if body.caller is not None:
        to.add("caller", body.caller.name, body.caller.phone)
    to.add("phone", body.phone)


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


def _news(body: News, to: _Sections, language: Language) -> None:
    to.add("meaning", body.meaning)
    to.add("text", *body.paragraphs)
    for change in body.changes:
        arrow = f"{in_language(change.before, language)} → {in_language(change.after, language)}"
        to.add("change", change.label, arrow)
    to.add("fraud", body.fraud_warning)


def _paper(paper: Paper, language: Language) -> str:
    notes = [in_language(note, language) for note in (paper.only_if, paper.if_missing) if note]
    return "\n".join((in_language(paper.name, language), *notes))


def _guide(body: Guide, to: _Sections, language: Language) -> None:
    for number, step in enumerate(body.steps, start=1):
        to.found.append(
            SectionView(
                heading="step",
                title=f"{number}. {in_language(step.title, language)}",
                lines=(in_language(step.text, language),),
                papers=tuple(_paper(paper, language) for paper in step.papers),
            )
        )


def record_view(
    record: Record[Body],
    now: dt.datetime,
    *,
    language: Language,
    calendars: Iterable[Calendar],
    places: tuple[str, ...] = (),
) -> RecordView:
    """Any record of a shelf as its page shows it at local time ``now``; ``places`` are those a notice sends people to."""
    body = record.body
    to = _Sections(language)
    summary: _Written = None
    issuer: _Written = None
    starts_at = ends_at = None
    day = None
    opening = Opening(state=OpenState.UNKNOWN)
    if isinstance(body, Service):
        summary = body.summary
        _service(body, to)
        opening = opening_at(body.hours, now, special_days(calendars))
    elif isinstance(body, Place):
        _place(body, to, language)
        opening = opening_at(body.hours, now, special_days(calendars))
    elif isinstance(body, Activity):
        summary, starts_at, ends_at = body.summary, body.starts_at, body.ends_at
        _activity(body, to)
    elif isinstance(body, News):
        summary, issuer, day = body.summary, body.issuer, body.published_on
        _news(body, to, language)
    elif isinstance(body, Bulletin):
        issuer = body.issuer
        to.add("text", body.text)
        to.add("where", *places)
    elif isinstance(body, Guide):
        summary = body.summary
        _guide(body, to, language)
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
        day=day,
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
