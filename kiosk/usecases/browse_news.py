"""政府救助动态 and 社会帮扶动态: a page of one channel, newest first, the newest one large."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Channel, Division, News
from kiosk.domain.scopes import CITY
from kiosk.domain.text import Language, in_language

NEW_FOR_DAYS = 14


@dataclass(frozen=True)
class NewsPageSize:
    """Items a page of the screen holds: the first page with the large one counted, and any other."""

    first: int
    others: int


@dataclass(frozen=True)
class NewsRow:
    """One item. ``area`` is the name of the district, town or village it was published for, "" for the whole city."""

    record_id: str
    title: str
    summary: str
    issuer: str
    day: dt.date
    area: str
    fresh: bool
    sample: bool


@dataclass(frozen=True)
class NewsPage:
    """A page of a channel."""

    rows: tuple[NewsRow, ...]
    page: int
    pages: int
    total: int


def area_name(reader: ContentReader, scope: str, today: dt.date, *, language: Language) -> str:
    """Name of a scope below the city; "" for the city itself or where the tree does not name it."""
    if scope == CITY:
        return ""
    record = reader.record(f"division.{scope}", today)
    if record is None or not isinstance(record.body, Division):
        return ""
    return in_language(record.body.title, language)


def _page_of(total: int, page: int, size: NewsPageSize) -> tuple[slice, int, int]:
    """Which items a page holds (pages outside the list become the nearest one), the page, and how many there are."""
    first, others = max(1, size.first), max(1, size.others)
    pages = 1 + max(0, -(-(total - first) // others))
    page = min(max(0, page), pages - 1)
    start = 0 if page == 0 else first + (page - 1) * others
    return slice(start, start + (first if page == 0 else others)), page, pages


def news_page(
    reader: ContentReader, channel: Channel, today: dt.date, *, language: Language, page: int, size: NewsPageSize
) -> NewsPage:
    """The page of a channel a resident asked for."""
    ids = [key.id for key in reader.news(today, channel)]
    held, page, pages = _page_of(len(ids), page, size)
    rows = tuple(
        NewsRow(
            record_id=record.id,
            title=in_language(record.body.title, language),
            summary=in_language(record.body.summary, language),
            issuer=in_language(record.body.issuer, language),
            day=record.body.published_on,
            area=area_name(reader, record.scope, today, language=language),
            fresh=0 <= (today - record.body.published_on).days <= NEW_FOR_DAYS,
            sample=record.body.sample,
        )
        for record in reader.open(ids[held], today)
        if isinstance(record.body, News)
    )
    return NewsPage(rows=rows, page=page, pages=pages, total=len(ids))
