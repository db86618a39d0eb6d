"""Where this terminal stands and how old its content is: what the top bar and the banner say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Division, Place
from kiosk.domain.freshness import Freshness, clock_is_behind, freshness_of
from kiosk.domain.scopes import path_of
from kiosk.domain.text import Language, in_language


@dataclass(frozen=True)
class SiteView:
    """Names of the scopes from the district down, and whether the space is a sample record."""

    names: tuple[str, ...]
    sample: bool


@dataclass(frozen=True)
class ContentState:
    """How current the content is; ``age_days`` are whole days since it was last confirmed.

    ``clock_behind``: this machine's clock shows a time before that, so it is wrong, and so is whatever it says of opening hours.
    """

    freshness: Freshness
    age_days: int
    clock_behind: bool = False


def site_view(
    reader: ContentReader, today: dt.date, *, scope: str, place_id: str | None, language: Language
) -> SiteView:
    """The place of this terminal in words; scopes the content does not name are left out."""
    names = []
    for code in path_of(scope)[1:]:
        record = reader.record(f"division.{code}", today)
        if record is not None and isinstance(record.body, Division):
            names.append(in_language(record.body.title, language))
    place = reader.record(place_id, today) if place_id else None
    return SiteView(
        names=tuple(names), sample=place is not None and isinstance(place.body, Place) and place.body.sample
    )


def content_state(reader: ContentReader, now: dt.datetime) -> ContentState:
    """State of the content at ``now`` (aware)."""
    state = reader.sync_state()
    age_days = max(0, (now - state.confirmed_at).days) if state.confirmed_at else 0
    freshness = freshness_of(now, confirmed_at=state.confirmed_at, failing_since=state.failing_since)
    behind = clock_is_behind(now, confirmed_at=state.confirmed_at)
    return ContentState(freshness=freshness, age_days=age_days, clock_behind=behind)
