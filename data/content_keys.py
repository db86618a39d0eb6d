"""Light keys of records: id and what a list filters or sorts by. ``data.content_reader`` gives them."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from kiosk.domain.content import (
    ActivityCategory,
    BenefitCategory,
    BulletinLevel,
    PlaceCategory,
    ServiceCategory,
)


class BenefitKey(Struct, frozen=True, gc=False):
    """A benefit in the list."""

    id: str
    category: BenefitCategory
    also: tuple[BenefitCategory, ...]
    here: bool


class ServiceKey(Struct, frozen=True, gc=False):
    """A service in the list."""

    id: str
    category: ServiceCategory


class PlaceKey(Struct, frozen=True, gc=False):
    """A place on the map or in its list; WGS-84 degrees, None where not known."""

    id: str
    category: PlaceCategory
    lat: float | None
    lon: float | None
    town: str | None


class ActivityKey(Struct, frozen=True, gc=False):
    """An activity; local wall-clock times without a zone."""

    id: str
    category: ActivityCategory
    starts_at: dt.datetime
    ends_at: dt.datetime


class NewsKey(Struct, frozen=True, gc=False):
    """A piece of news of one channel."""

    id: str
    published_on: dt.date


class GuideKey(Struct, frozen=True, gc=False):
    """A guide."""

    id: str


class BulletinKey(Struct, frozen=True, gc=False):
    """An urgent notice."""

    id: str
    level: BulletinLevel


class DivisionKey(Struct, frozen=True, gc=False):
    """One scope of the tree, in both code systems."""

    id: str
    code: str
    code_mca: str | None


class MediaKey(Struct, frozen=True, gc=False):
    """An image; ``blob`` names the file in the state folder's ``blob/``."""

    id: str
    blob: str
    mime: str
