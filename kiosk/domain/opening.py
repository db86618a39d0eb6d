"""When a place is open: weekly hours with breaks, official holidays and make-up workdays (调休).

Pure rules over ``Hours`` and ``Calendar`` records. Not known stays not known: hours that were never written, or a holiday
for which the place says nothing, give ``UNKNOWN`` instead of a guess.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kiosk.domain.content import Calendar, HolidayRule, Hours

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOK_AHEAD_DAYS = 14

Span = tuple[dt.datetime, dt.datetime]


class OpenState(enum.StrEnum):
    """What may be said about a place at one moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Opening(Struct, frozen=True, kw_only=True):
    """State at one moment; ``until`` is when it closes (open) or opens next (closed), where that is known."""

    state: OpenState
    until: dt.datetime | None = None


def special_days(calendars: Iterable[Calendar]) -> dict[dt.date, bool]:
    """Days that differ from their weekday: True is off, False is a make-up workday."""
    return {day.date: day.off for calendar in calendars for day in calendar.days}


def spans_on(hours: Hours, day: dt.date, special: Mapping[dt.date, bool]) -> tuple[Span, ...] | None:
    """Opening spans on ``day``, in order; empty is closed all day, None is not known.

    A make-up workday is kept like a Monday: offices run their ordinary weekday.
    """
    off = special.get(day)
    if off and hours.holidays is not HolidayRule.OPEN:
        return () if hours.holidays is HolidayRule.CLOSED else None
    weekday = "mon" if off is False else _WEEKDAYS[day.weekday()]
    clock_spans: tuple[str, ...] | None = getattr(hours, weekday)
    if clock_spans is None:
        return None
    midnight = dt.datetime.combine(day, dt.time())
    spans = []
    for text in clock_spans:
        start, end = (midnight + dt.timedelta(hours=int(part[:2]), minutes=int(part[3:5])) for part in text.split("-"))
        spans.append((start, end if end > start else end + dt.timedelta(days=1)))
    return tuple(sorted(spans))


def opening_at(hours: Hours | None, now: dt.datetime, special: Mapping[dt.date, bool]) -> Opening:
    """State at ``now`` (local wall clock); looks two weeks ahead for the next opening."""
    if hours is None:
        return Opening(state=OpenState.UNKNOWN)
    yesterday = spans_on(hours, now.date() - dt.timedelta(days=1), special) or ()
    today = spans_on(hours, now.date(), special)
    for start, end in (*yesterday, *(today or ())):
        if start <= now < end:
            return Opening(state=OpenState.OPEN, until=end)
    if today is None:
        return Opening(state=OpenState.UNKNOWN)
    for ahead in range(_LOOK_AHEAD_DAYS):
        spans = spans_on(hours, now.date() + dt.timedelta(days=ahead), special)
        if spans is None:
            break
        following = [start for start, _ in spans if start > now]
        if following:
            return Opening(state=OpenState.CLOSED, until=following[0])
    return Opening(state=OpenState.CLOSED)
