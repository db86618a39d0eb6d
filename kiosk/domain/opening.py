"""When a place is open: weekly hours with breaks, official holidays and make-up workdays (调休), suspensions.

Pure rules over ``Hours`` and ``Calendar`` records. Not known stays not known: hours that were never written, a holiday for which
the place says nothing, or a year whose calendar nobody has published, give ``UNKNOWN`` instead of a guess. Which notices close a place is
``kiosk.domain.suspension``.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence

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
    """State at one moment; ``until`` is when it closes (open) or opens next (closed), where that is known.

    ``suspended`` means that a notice keeps it closed now, whatever its hours say.
    """

    state: OpenState
    until: dt.datetime | None = None
    suspended: bool = False


class SpecialDays(Struct, frozen=True):
    """Days that differ from their weekday.

    Args:
        off: True is off, False is a make-up workday.
        years: those with a calendar; of any other nobody knows which days are ordinary.
        confirmed: those whose official notice is out.
    """

    off: Mapping[dt.date, bool]
    years: frozenset[int]
    confirmed: frozenset[int]

    def sure_of(self, day: dt.date) -> bool:
        """Whether it is officially known what kind of day this is."""
        return day.year in self.confirmed


def special_days(calendars: Iterable[Calendar]) -> SpecialDays:
    """What calendars say of their years."""
    held = tuple(calendars)
    return SpecialDays(
        off={day.date: day.off for calendar in held for day in calendar.days},
        years=frozenset(calendar.year for calendar in held),
        confirmed=frozenset(calendar.year for calendar in held if calendar.confirmed),
    )


def spans_on(hours: Hours, day: dt.date, special: SpecialDays) -> tuple[Span, ...] | None:
    """Opening spans on ``day``, in order; empty is closed all day, None is not known.

    A make-up workday is kept like a Monday: offices run their ordinary weekday.
    """
    if day.year not in special.years and hours.holidays is not HolidayRule.OPEN:
        return None
    off = special.off.get(day)
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


def without(spans: Sequence[Span], closures: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of ``spans`` when ``closures`` are cut out."""
    left = list(spans)
    for shut_from, shut_until in closures:
        cut: list[Span] = []
        for start, end in left:
            parts = ((start, min(end, shut_from)), (max(start, shut_until), end))
            cut += [(a, b) for a, b in parts if a < b] if shut_from < end and shut_until > start else [(start, end)]
        left = cut
    return tuple(left)


def opening_at(
    hours: Hours | None, now: dt.datetime, special: SpecialDays, *, closures: Sequence[Span] = ()
) -> Opening:
    """State at ``now`` (local wall clock); looks two weeks ahead for the next opening.

    Args:
        hours: of the place; None is not known.
        now: local wall clock.
        special: see ``special_days``.
        closures: times at which notices keep it closed.
    """
    suspended = any(start <= now < end for start, end in closures)
    if hours is None:
        return Opening(state=OpenState.CLOSED if suspended else OpenState.UNKNOWN, suspended=suspended)

    def spans(ahead: int) -> tuple[Span, ...] | None:
        found = spans_on(hours, now.date() + dt.timedelta(days=ahead), special)
        return None if found is None else without(found, closures)

    today = spans(0)
    for start, end in (*(spans(-1) or ()), *(today or ())):
        if start <= now < end:
            return Opening(state=OpenState.OPEN, until=end)
    if today is None and not suspended:
        return Opening(state=OpenState.UNKNOWN)
    for ahead in range(_LOOK_AHEAD_DAYS):
        on_day = spans(ahead)
        if on_day is None:
            break
        following = [start for start, _ in on_day if start > now]
        if following:
            return Opening(state=OpenState.CLOSED, until=following[0], suspended=suspended)
    return Opening(state=OpenState.CLOSED, suspended=suspended)
