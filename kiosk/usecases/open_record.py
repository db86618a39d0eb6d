"""The page of an urgent notice. Every other kind of record has a page of its own.

Headings are codes; their words are in the interface's translation files.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Bulletin
from kiosk.domain.text import Language, in_language


@dataclass(frozen=True)
class SectionView:
    """A heading (a code) and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlaceLink:
    """A place a notice sends people to; its page is one press away."""

    record_id: str
    title: str
    address: str


@dataclass(frozen=True)
class RecordView:
    """Everything the page of a notice says."""

    record_id: str
    title: str
    issuer: str
    sections: tuple[SectionView, ...]
    places: tuple[PlaceLink, ...]
    verified_on: dt.date
    confirmed: bool
    sample: bool


def open_record(reader: ContentReader, record_id: str, today: dt.date, *, language: Language) -> RecordView | None:
    """The notice, or None where it is not published here today (any more)."""
    record = reader.record(record_id, today)
    if record is None or not isinstance(record.body, Bulletin):
        return None
    body = record.body
    return RecordView(
        record_id=record.id,
        title=in_language(body.title, language),
        issuer=in_language(body.issuer, language),
        sections=(SectionView("text", (in_language(body.text, language),)),),
        places=place_links(reader, body.place_ids, today, language=language),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
        sample=body.sample,
    )


def place_links(
    reader: ContentReader, place_ids: tuple[str, ...], today: dt.date, *, language: Language
) -> tuple[PlaceLink, ...]:
    """Those of the places that are published here, as something to press."""
    return tuple(
        PlaceLink(
            record_id=record.id,
            title=in_language(record.body.title, language),
            address=in_language(getattr(record.body, "address", None), language),
        )
        for record in reader.open(place_ids, today)
    )
