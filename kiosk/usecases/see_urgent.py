"""急事先走: the four doors before the self-check and the page behind each, with places that are near and open now.

The lanes are content (``kiosk.domain.urgent``). Not here: calling staff, leaving quickly, and how a quiet lane keeps quiet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Body, Place, Record
from kiosk.domain.distance import walk_min
from kiosk.domain.opening import OpenState
from kiosk.domain.text import Language, in_language
from kiosk.domain.urgent import URGENT_IDS, CallBy, UrgentCall, UrgentLane, UrgentPlace
from kiosk.usecases.nearby import Nearby

NEAREST = 2
"""Places of one category that are named: more would have to be read."""

HERE = "gongzhu"
"""The category of the spaces themselves: the nearest one is this one."""

_CALL_ICONS = {"120": "ambulance", "12110": "chat-text", "12338": "gender-female", "12355": "student"}


@dataclass(frozen=True)
class LaneRow:
    """A tile before the self-check; ``key`` is the record."""

    key: str
    title: str
    line: str
    icon: str


@dataclass(frozen=True)
class CallRow:
    """A number to ring. ``confirmed`` False: the operator still has to check it."""

    when: str
    line: str
    phone: str
    icon: str
    danger: bool
    confirmed: bool


@dataclass(frozen=True)
class GoRow:
    """Somewhere to go.

    ``open`` is ``open``, ``closed`` or ``unknown``; ``distance_m`` and ``minutes`` are 0 where not known.
    """

    record_id: str
    title: str
    note: str
    distance_m: int
    minutes: int
    open: str
    until: dt.datetime | None
    sample: bool


@dataclass(frozen=True)
class AidRow:
    """A benefit for the days after."""

    record_id: str
    title: str


@dataclass(frozen=True)
class LaneView:
    """The page of one lane."""

    record_id: str
    heading: str
    comfort: str
    quiet: bool
    calls: tuple[CallRow, ...]
    places: tuple[GoRow, ...]
    here: tuple[str, ...]
    staff: str
    first_say: str
    later: str
    later_benefits: tuple[AidRow, ...]
    address: str
    sample: bool


def urgent_lanes(reader: ContentReader, today: dt.date, *, language: Language) -> tuple[LaneRow, ...]:
    """The lanes published here, in their order."""
    return tuple(
        LaneRow(
            key=record.id,
            title=in_language(record.body.title, language),
            line=in_language(record.body.hint, language),
            icon=record.body.icon,
        )
        for record in reader.open(list(URGENT_IDS), today)
        if isinstance(record.body, UrgentLane)
    )


def urgent_lane(
    reader: ContentReader, record_id: str, now: dt.datetime, *, language: Language, place_id: str | None
) -> LaneView | None:
    """The page of a lane at local time ``now``, seen from the space ``place_id``; None where it is not published here."""
    record = reader.record(record_id, now.date())
    if record is None or not isinstance(record.body, UrgentLane):
        return None
    lane = record.body
    home = reader.record(place_id, now.date()) if place_id else None
    space = home.body if home is not None and isinstance(home.body, Place) else None
    nearby = Nearby(reader, now, place_id=place_id)
    return LaneView(
        record_id=record.id,
        heading=in_language(lane.heading, language),
        comfort=in_language(lane.comfort, language),
        quiet=lane.quiet,
        calls=tuple(_call(call, language) for call in lane.calls),
        places=tuple(row for place in lane.places for row in _places(place, nearby, language)),
        here=tuple(in_language(line, language) for line in lane.here),
        staff=in_language(lane.staff, language),
        first_say=in_language(lane.first_say, language),
        later=in_language(lane.later, language),
        later_benefits=_later(reader, lane, now.date(), language),
        address=in_language(space.address, language) if space is not None else "",
        sample=lane.sample or (space is not None and space.sample),
    )


def _call(call: UrgentCall, language: Language) -> CallRow:
    icon = _CALL_ICONS.get(
        call.number, "siren" if call.danger else "chat-text" if call.by is CallBy.MESSAGE else "phone-call"
    )
    return CallRow(
        when=in_language(call.label, language),
        line=in_language(call.note, language),
        phone=call.number,
        icon=icon,
        danger=call.danger,
        confirmed=call.confidence.confirmed,
    )


def _later(reader: ContentReader, lane: UrgentLane, today: dt.date, language: Language) -> tuple[AidRow, ...]:
    found = reader.open(list(lane.later_benefits), today)
    return tuple(AidRow(record.id, in_language(record.body.title, language)) for record in found)


def _places(wanted: UrgentPlace, nearby: Nearby, language: Language) -> tuple[GoRow, ...]:
    """What a line of a lane stands for: one record, or the nearest of a category; words alone where there is none."""
    if wanted.place_id is not None:
        record = nearby.by_id(wanted.place_id)
        found: tuple[Record[Body], ...] = (record,) if record is not None else ()
    else:
        found = nearby.of_category(wanted.category or "", most=1 if wanted.category == HERE else NEAREST)
    rows = tuple(_row(record, wanted, nearby, language) for record in found)
    label, note = in_language(wanted.label, language), in_language(wanted.note, language)
    return rows or (GoRow("", label, note, 0, 0, OpenState.UNKNOWN.value, None, sample=False),)


def _row(record: Record[Body], wanted: UrgentPlace, nearby: Nearby, language: Language) -> GoRow:
    body = record.body
    if not isinstance(body, Place):
        raise TypeError(f"{record.id} is no place")
    opening = nearby.opening(record)
    away = nearby.away_m(record)
    return GoRow(
        record_id=record.id,
        title=in_language(body.title, language),
        note=in_language(wanted.note, language) or in_language(body.address, language),
        distance_m=away or 0,
        minutes=(walk_min(away) or 0) if away else 0,
        open=opening.state.value,
        until=opening.until,
        sample=body.sample,
    )
