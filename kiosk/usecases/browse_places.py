"""服务地图 as a list: places, the nearest first, numbered as their pins are; by category and by what is open now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Place, PlaceCategory, Record
from kiosk.domain.distance import Position, distance_m, walk_min
from kiosk.domain.mercator import project
from kiosk.domain.opening import Opening, OpenState
from kiosk.domain.text import Language, in_language
from kiosk.usecases.opening_now import OpeningNow
from kiosk.usecases.show import page_of

CLOSES_SOON_MIN = 30
"""An open place that closes within so many minutes says how many are left: somebody may be about to set out."""

CATEGORY_GROUPS: Mapping[str, tuple[PlaceCategory, ...]] = {
    "care": (PlaceCategory.FANTANG, PlaceCategory.YIKANG, PlaceCategory.CANLIAN, PlaceCategory.YIYUAN),
    "desk": (PlaceCategory.GONGZHU, PlaceCategory.SHEGONG, PlaceCategory.ZHENGWU, PlaceCategory.DANGQUN),
    "trouble": (PlaceCategory.JIUZHU, PlaceCategory.WEIBAO, PlaceCategory.FALV, PlaceCategory.JIUYE),
    "other": (PlaceCategory.TUIYI, PlaceCategory.CISHAN, PlaceCategory.WENMING, PlaceCategory.BINYI),
}
"""The sixteen categories as they stand in the sheet, four and four."""

QUICK = (PlaceCategory.FANTANG, PlaceCategory.SHEGONG, PlaceCategory.ZHENGWU, PlaceCategory.CANLIAN)
"""Those that are asked for most have a chip of their own."""


@dataclass(frozen=True)
class PlaceFilter:
    """What a resident narrowed the list to; ``category`` None is all."""

    category: PlaceCategory | None = None
    only_open: bool = False


@dataclass(frozen=True)
class PlaceRow:
    """One place of the list.

    ``number`` counts from 1 over all pages. ``distance_m`` is metres as the crow flies from this space, None where a
    position is not known; ``walk_min`` minutes on foot, -1 where it is no walk. ``minutes_left`` is until it closes, where
    that is soon, else -1. ``step_free``: ``yes``, ``no``, or "" where nobody wrote it down. ``east`` and ``south`` are mercator,
    -1 without a position.
    """

    record_id: str
    number: int
    title: str
    category: str
    address: str
    distance_m: int | None
    walk_min: int
    open_state: str
    open_until: dt.datetime | None
    open_in_days: int
    suspended: bool
    minutes_left: int
    step_free: str
    sample: bool
    unconfirmed: bool
    east: float
    south: float


@dataclass(frozen=True)
class PlaceCount:
    """A category code ("" is all) and how many places it holds."""

    code: str
    count: int


@dataclass(frozen=True)
class PlacePage:
    """What the list shows; ``places`` are those of every page, for their pins."""

    rows: tuple[PlaceRow, ...]
    places: tuple[PlaceRow, ...]
    counts: tuple[PlaceCount, ...]
    page: int
    pages: int
    total: int
    everything: int


def position_of(body: Place) -> Position | None:
    """WGS-84 degrees of a place, where they are known."""
    return (body.lat, body.lon) if body.lat is not None and body.lon is not None else None


def here_of(reader: ContentReader, today: dt.date, place_id: str | None) -> Position | None:
    """Where this space is, as its own record says."""
    record = reader.record(place_id, today) if place_id else None
    return position_of(record.body) if record is not None and isinstance(record.body, Place) else None


def flag_of(known: bool | None) -> str:
    """``yes``, ``no``, or "" where nobody wrote it down."""
    return "" if known is None else "yes" if known else "no"


def minutes_left(opening: Opening, now: dt.datetime) -> int:
    """Minutes until an open place closes, where that is soon; else -1."""
    if opening.state is not OpenState.OPEN or opening.until is None:
        return -1
    left = int((opening.until - now).total_seconds() // 60)
    return left if left <= CLOSES_SOON_MIN else -1


def _row(
    record: Record[Place], opening: Opening, here: Position | None, now: dt.datetime, language: Language
) -> PlaceRow:
    body = record.body
    position = position_of(body)
    away = None if here is None or position is None else distance_m(here, position)
    on_foot = None if away is None else walk_min(away)
    x, y = (-1.0, -1.0) if position is None else project(position)
    return PlaceRow(
        record_id=record.id,
        number=0,
        title=in_language(body.title, language),
        category=body.category.value,
        address=in_language(body.address, language),
        distance_m=away,
        walk_min=-1 if on_foot is None else on_foot,
        open_state=opening.state.value,
        open_until=opening.until,
        open_in_days=(opening.until.date() - now.date()).days if opening.until else 0,
        suspended=opening.suspended,
        minutes_left=minutes_left(opening, now),
        step_free=flag_of(body.step_free),
        sample=body.sample,
        unconfirmed=not body.confidence.confirmed and not body.sample,
        east=x,
        south=y,
    )


def _nearest_first(row: PlaceRow) -> tuple[float, str]:
    return float("inf") if row.distance_m is None else row.distance_m, row.record_id


def place_page(
    reader: ContentReader,
    now: dt.datetime,
    *,
    language: Language,
    place_id: str | None,
    only: PlaceFilter,
    page: int,
    page_size: int,
) -> PlacePage:
    """The page of places a resident asked for at local time ``now``; pages outside the list become the nearest one.

    This space itself is not listed: it is 您在这里. Counts of the categories follow the filter on what is open.
    """
    today = now.date()
    here = here_of(reader, today, place_id)
    open_now = OpeningNow(reader, now)
    rows: list[PlaceRow] = []
    everything = 0
    for record in reader.open([key.id for key in reader.places(today) if key.id != place_id], today):
        if isinstance(record.body, Place):
            everything += 1
            opening = open_now.of(record)
            if not only.only_open or opening.state is OpenState.OPEN:
                rows.append(_row(record, opening, here, now, language))  # type: ignore[arg-type] # its body is a Place
    per_category = {category.value: 0 for category in PlaceCategory}
    for row in rows:
        per_category[row.category] += 1
    chosen = sorted((r for r in rows if only.category in (None, r.category)), key=_nearest_first)
    numbered = tuple(PlaceRow(**{**vars(row), "number": n}) for n, row in enumerate(chosen, start=1))
    shown, page, pages = page_of(numbered, page, page_size)
    return PlacePage(
        rows=shown,
        places=numbered,
        counts=(PlaceCount("", len(rows)), *(PlaceCount(code, count) for code, count in per_category.items())),
        page=page,
        pages=pages,
        total=len(numbered),
        everything=everything,
    )
