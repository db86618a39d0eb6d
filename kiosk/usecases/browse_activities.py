"""服务活动: one week of activities, from a chosen day on, filtered by category, packed into pages that fit the screen."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from data.content_reader import ActivityKey, ContentReader
from kiosk.domain.content import Activity, ActivityCategory
from kiosk.domain.text import Language, in_language
from kiosk.usecases.show import tint_of

DAYS = 7

FreeSeats = Callable[[str], int | None]
"""Seats of an activity that this terminal can confirm by itself right now: None where it has been lent none, else ``UNSEEN``
where what it was lent cannot be read."""

UNSEEN = -2
"""For ``FreeSeats``. Nobody may say then that there are none: only that they cannot be seen. (-1 is None, for QML.)"""


class Offer(enum.StrEnum):
    """What a resident can do about an activity here."""

    SIGN_UP = "sign_up"
    WAITING_LIST = "waiting_list"
    WALK_IN = "walk_in"  # nobody counts: just come
    CLOSED = "closed"  # the time to sign up is over; it can still be asked for by telephone
    STARTED = "started"
    OVER = "over"


@dataclass(frozen=True)
class Room:
    """What the screen has room for, all in the same unit: height of the list, a card, a day's heading, and the gap."""

    height: int
    card: int
    heading: int
    gap: int


@dataclass(frozen=True)
class ActivityFilter:
    """What a resident chose. ``week`` counts from this one (None: the first with anything to come).

    ``day`` lies in it (None: from today, or its first with any).
    """

    week: int | None = None
    day: dt.date | None = None
    category: ActivityCategory | None = None


@dataclass(frozen=True)
class DayCell:
    """A day of the week strip; ``count`` is what is still to come of the chosen category."""

    day: dt.date
    count: int
    past: bool
    today: bool
    chosen: bool


@dataclass(frozen=True)
class ActivityCount:
    """A chip: category code ("" is all) and how many are still to come in the week."""

    code: str
    count: int


@dataclass(frozen=True)
class ActivityRow:
    """A card. ``heading`` is set on the first card of each day but the chosen one.

    ``capacity`` is None where nobody counts; ``seats`` as ``FreeSeats`` has it.
    """

    record_id: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    who: str
    fee: str
    icon: str
    tint: str
    meal: bool
    capacity: int | None
    seats: int | None
    offer: str
    until: dt.datetime | None
    heading: dt.date | None
    in_days: int
    sample: bool


@dataclass(frozen=True)
class ActivityWeek:
    """What the page shows. ``total`` counts the cards from the chosen day to the end of the week."""

    days: tuple[DayCell, ...]
    categories: tuple[ActivityCount, ...]
    rows: tuple[ActivityRow, ...]
    week: int
    last_week: int
    day: dt.date
    on_day: int
    page: int
    pages: int
    total: int
    sample: bool


def offer_of(body: Activity, now: dt.datetime, seats: int | None) -> Offer:
    """What can be done about an activity at local time ``now``, with ``seats`` of our own (None: lent none)."""
    if body.ends_at <= now:
        return Offer.OVER
    if body.starts_at <= now:
        return Offer.STARTED
    if body.capacity is None and body.signup_until is None:
        return Offer.WALK_IN
    if body.signup_until is not None and body.signup_until <= now:
        return Offer.CLOSED
    if body.capacity is None or (seats is not None and seats > 0):
        return Offer.SIGN_UP
    return Offer.WAITING_LIST


def no_seats(_activity: str) -> int | None:
    """For a terminal that has been lent no seats of anything."""
    return None


def _pages(days: Sequence[dt.date], room: Room, chosen: dt.date) -> Iterator[tuple[int, int]]:
    """Cut cards (given by their days, in order) into pages: first and one past last of each."""
    first, used = 0, 0
    for number, day in enumerate(days):
        new_day = day != chosen if number == first else day != days[number - 1]
        needs = room.card + (room.heading + room.gap if new_day else 0)
        if number > first and used + room.gap + needs > room.height:
            yield first, number
            first = number
            used = room.card + (room.heading + room.gap if day != chosen else 0)
        else:
            used += needs + (room.gap if number > first else 0)
    yield first, len(days)


def activity_row(
    record_id: str, body: Activity, *, language: Language, now: dt.datetime, seats: int | None
) -> ActivityRow:
    """The card of an activity at local time ``now``."""
    return ActivityRow(
        record_id=record_id,
        title=in_language(body.title, language),
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        place=in_language(body.room or body.place, language),
        who=in_language(body.who, language),
        fee=in_language(body.fee, language),
        icon=body.icon,
        tint=tint_of(body.icon),
        meal=body.category is ActivityCategory.MEALS,
        capacity=body.capacity,
        seats=seats,
        offer=offer_of(body, now, seats).value,
        until=body.signup_until,
        heading=None,
        in_days=(body.starts_at.date() - now.date()).days,
        sample=body.sample,
    )


def _chosen_day(
    wanted: dt.date | None, days: Sequence[dt.date], keys: Sequence[ActivityKey], today: dt.date
) -> dt.date:
    open_days = [day for day in days if day >= today]
    if wanted in open_days:
        return wanted
    if today in open_days:
        return today
    with_any = [key.starts_at.date() for key in keys]
    return with_any[0] if with_any else open_days[0]


def _headed(rows: Sequence[ActivityRow], chosen: dt.date) -> tuple[ActivityRow, ...]:
    before = chosen
    headed = []
    for row in rows:
        day = row.starts_at.date()
        headed.append(row if day == before else _with_heading(row, day))
        before = day
    return tuple(headed)


def _with_heading(row: ActivityRow, day: dt.date) -> ActivityRow:
    return ActivityRow(**{**row.__dict__, "heading": day})


def _first_week(coming: Sequence[ActivityKey], monday: dt.date) -> int:
    """On a Sunday evening that is the next one: nobody came to look at a week that is over."""
    return min(((key.starts_at.date() - monday).days // DAYS for key in coming), default=0)


def activity_week(
    reader: ContentReader,
    now: dt.datetime,
    *,
    language: Language,
    only: ActivityFilter,
    page: int,
    room: Room,
    seats: FreeSeats = no_seats,
) -> ActivityWeek:
    """The week a resident asked for at local time ``now``; weeks, days and pages outside what there is become the nearest.

    What is over is left out. Pages begin with the chosen day and run on to the end of the week.
    """
    today = now.date()
    monday = today - dt.timedelta(days=today.weekday())
    coming = reader.activities(today, since=now, until=None)
    last_week = max((key.starts_at.date() - monday).days // DAYS for key in coming) if coming else 0
    week = min(max(0, _first_week(coming, monday) if only.week is None else only.week), max(0, last_week))
    days = [monday + dt.timedelta(days=DAYS * week + number) for number in range(DAYS)]
    # One that began before this week and goes on stands under its first day that can still be pressed.
    in_week = [key for key in coming if days[0] <= key.starts_at.date() <= days[-1]]
    of_category = [key for key in in_week if only.category in (None, key.category)]
    day = _chosen_day(only.day, days, of_category, today)
    listed = [key for key in of_category if key.starts_at.date() >= day]
    cuts = list(_pages([key.starts_at.date() for key in listed], room, day))
    page = min(max(0, page), len(cuts) - 1)
    first, end = cuts[page]
    rows = [
        activity_row(record.id, record.body, language=language, now=now, seats=seats(record.id))
        for record in reader.open([key.id for key in listed[first:end]], today)
        if isinstance(record.body, Activity)
    ]
    counts = [ActivityCount(code="", count=len(in_week))]
    counts += [
        ActivityCount(code=each.value, count=sum(key.category is each for key in in_week))
        for each in ActivityCategory
        if any(key.category is each for key in coming)
    ]
    on = [key.starts_at.date() for key in of_category]
    return ActivityWeek(
        days=tuple(
            DayCell(day=each, count=on.count(each), past=each < today, today=each == today, chosen=each == day)
            for each in days
        ),
        categories=tuple(counts),
        rows=_headed(rows, day),
        week=week,
        last_week=max(0, last_week),
        day=day,
        on_day=on.count(day),
        page=page,
        pages=len(cuts),
        total=len(listed),
        sample=any(row.sample for row in rows),
    )
