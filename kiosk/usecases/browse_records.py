"""The standard list: places and activities, a page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Activity, Body, Place, Record
from kiosk.domain.text import Language, in_language
from kiosk.usecases.show import page_of, tint_of

SHELVES = ("place", "activity")
"""What the standard list can show; the name travels in the navigation."""

_PLACE_ICONS = {
    "gongzhu": "hand-heart",
    "fantang": "bowl-food",
    "yikang": "wheelchair",
    "yiyuan": "first-aid-kit",
    "canlian": "wheelchair",
    "jiuzhu": "house-line",
    "shegong": "users-three",
    "weibao": "baby",
}


@dataclass(frozen=True)
class RecordRow:
    """One row of the standard list. ``at`` is set where the kind has it (activity)."""

    record_id: str
    title: str
    detail: str
    icon: str
    tint: str
    at: dt.datetime | None
    sample: bool
    unconfirmed: bool


@dataclass(frozen=True)
class RecordPage:
    """A page of the standard list."""

    rows: tuple[RecordRow, ...]
    page: int
    pages: int
    total: int


def _shelf_ids(reader: ContentReader, shelf: str, now: dt.datetime) -> list[str]:
    today = now.date()
    lookups: dict[str, Callable[[], list[str]]] = {
        "place": lambda: [key.id for key in reader.places(today)],
        "activity": lambda: [key.id for key in reader.activities(today, since=now, until=None)],
    }
    return lookups[shelf]()


def record_row(record: Record[Body], language: Language) -> RecordRow:
    """Any record of a shelf as a row."""
    body = record.body
    at: dt.datetime | None = None
    if isinstance(body, Place):
        line, icon = body.address, _PLACE_ICONS.get(body.category.value, "map-pin")
    elif isinstance(body, Activity):
        line, icon, at = body.place, body.icon, body.starts_at
    else:
        raise TypeError(f"{record.id} does not stand on a shelf")
    return RecordRow(
        record_id=record.id,
        title=in_language(body.title, language),
        detail=in_language(line, language),
        icon=icon,
        tint=tint_of(icon),
        at=at,
        sample=body.sample,
        unconfirmed=not body.confidence.confirmed and not body.sample,
    )


def record_page(
    reader: ContentReader, shelf: str, *, now: dt.datetime, language: Language, page: int, page_size: int
) -> RecordPage:
    """One page of a shelf at local time ``now``.

    Raises:
        KeyError: there is no such shelf (see ``SHELVES``).
    """
    ids = _shelf_ids(reader, shelf, now)
    on_page, page, pages = page_of(ids, page, page_size)
    rows = tuple(record_row(record, language) for record in reader.open(on_page, now.date()))
    return RecordPage(rows=rows, page=page, pages=pages, total=len(ids))
