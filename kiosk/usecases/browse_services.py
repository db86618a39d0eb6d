"""服务项目: a page of services, the near ones first, filtered by category, by what is open now and by what is here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Service, ServiceCategory
from kiosk.domain.distance import Position, distance_m
from kiosk.domain.opening import Opening, OpenState
from kiosk.domain.text import Language, in_language
from kiosk.usecases.opening_now import OpeningNow
from kiosk.usecases.show import page_of, tint_of


@dataclass(frozen=True)
class ServiceFilter:
    """What a resident narrowed the list to; ``category`` None is all."""

    category: ServiceCategory | None = None
    only_open: bool = False
    only_here: bool = False


@dataclass(frozen=True)
class ServiceRow:
    """One row of the list.

    ``open_until`` is local wall-clock time, ``open_in_days`` days from today to it. ``distance_m`` is metres as the crow
    flies from this space to the provider, None where either position is not known.
    """

    record_id: str
    title: str
    provider: str
    icon: str
    tint: str
    open_state: str
    open_until: dt.datetime | None
    open_in_days: int
    here: bool
    distance_m: int | None
    phone: str
    unconfirmed: bool


@dataclass(frozen=True)
class ServiceCount:
    """A chip: category code ("" is all) and how many services it holds."""

    code: str
    count: int


@dataclass(frozen=True)
class ServicePage:
    """What the list shows; ``total`` counts the chosen category with the filters applied, ``everything`` all there is."""

    rows: tuple[ServiceRow, ...]
    categories: tuple[ServiceCount, ...]
    page: int
    pages: int
    total: int
    everything: int


@dataclass(frozen=True)
class Nearness:
    """Where a service's provider is, seen from this space."""

    here: bool
    distance_m: int | None


def positions(reader: ContentReader, today: dt.date) -> Mapping[str, Position]:
    """WGS-84 degrees of every place whose position is known."""
    return {key.id: (key.lat, key.lon) for key in reader.places(today) if key.lat is not None and key.lon is not None}


def nearness(body: Service, place_id: str | None, known: Mapping[str, Position]) -> Nearness:
    """How far the provider of a service is from the space ``place_id``."""
    if body.place_id is None or place_id is None:
        return Nearness(here=False, distance_m=None)
    if body.place_id == place_id:
        return Nearness(here=True, distance_m=0)
    start, end = known.get(place_id), known.get(body.place_id)
    return Nearness(here=False, distance_m=None if start is None or end is None else distance_m(start, end))


def _row(
    record_id: str, body: Service, *, near: Nearness, opening: Opening, today: dt.date, language: Language
) -> ServiceRow:
    return ServiceRow(
        record_id=record_id,
        title=in_language(body.title, language),
        provider=in_language(body.provider, language),
        icon=body.icon,
        tint=tint_of(body.icon),
        open_state=opening.state.value,
        open_until=opening.until,
        open_in_days=(opening.until.date() - today).days if opening.until else 0,
        here=near.here,
        distance_m=near.distance_m,
        phone=body.phone or "",
        unconfirmed=not body.confidence.confirmed and not body.sample,
    )


def _nearest_first(row: ServiceRow) -> float:
    return float("inf") if row.distance_m is None else row.distance_m


def service_page(
    reader: ContentReader,
    now: dt.datetime,
    *,
    language: Language,
    place_id: str | None,
    only: ServiceFilter,
    page: int,
    page_size: int,
) -> ServicePage:
    """The page of services a resident asked for at local time ``now``; pages outside the list become the nearest one.

    What is open depends on every record's hours, so all of them are read. Nearest first; what has no known position
    follows as editors ordered it. Counts of the chips follow both filters.
    """
    today = now.date()
    open_now = OpeningNow(reader, now)
    known = positions(reader, today)
    everything = reader.open([key.id for key in reader.services(today)], today)
    kept: list[tuple[ServiceCategory, ServiceRow]] = []
    for record in everything:
        if isinstance(record.body, Service):
            opening = open_now.of(record)
            near = nearness(record.body, place_id, known)
            if (only.only_open and opening.state is not OpenState.OPEN) or (only.only_here and not near.here):
                continue
            row = _row(record.id, record.body, near=near, opening=opening, today=today, language=language)
            kept.append((record.body.category, row))
    counts = [ServiceCount(code="", count=len(kept))]
    counts += [ServiceCount(code=each.value, count=sum(of is each for of, _ in kept)) for each in ServiceCategory]
    chosen = sorted((row for of, row in kept if only.category in (None, of)), key=_nearest_first)
    rows, page, pages = page_of(chosen, page, page_size)
    return ServicePage(
        rows=rows, categories=tuple(counts), page=page, pages=pages, total=len(chosen), everything=len(everything)
    )
