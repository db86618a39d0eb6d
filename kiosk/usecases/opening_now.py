"""Open or closed at one moment: hours, calendars and the notices in force, read once for a whole page."""

from __future__ import annotations

import datetime as dt

from data.content_reader import ContentReader
from kiosk.domain.content import Body, Bulletin, Place, Record, Service
from kiosk.domain.freshness import clock_is_behind
from kiosk.domain.opening import Opening, OpenState, Span, opening_at, spans_on, special_days
from kiosk.domain.suspension import closures_of
from kiosk.usecases.clock import GUANGZHOU


class OpeningNow:
    """What is open at local time ``now``. Nothing is known while the clock is certainly wrong.

    Args:
        reader: of the content.
        now: local wall clock.
    """

    def __init__(self, reader: ContentReader, now: dt.datetime) -> None:
        self._reader = reader
        self._now = now
        confirmed_at = reader.sync_state().confirmed_at
        self._lost = clock_is_behind(now.replace(tzinfo=GUANGZHOU), confirmed_at=confirmed_at)
        self._special = special_days(reader.calendars(now.date()))
        notices = reader.open([key.id for key in reader.bulletins(now.date())], now.date())
        self._notices = [n for n in notices if isinstance(n.body, Bulletin) and n.body.suspends is not None]

    def of(self, record: Record[Body]) -> Opening:
        """A place or a service; anything else has no hours and is UNKNOWN."""
        if self._lost:
            return Opening(state=OpenState.UNKNOWN)
        if isinstance(record.body, Place):
            return opening_at(record.body.hours, self._now, self._special, closures=self._closures(record))
        if isinstance(record.body, Service):
            closures = self._closures_at(record.body.place_id)
            return opening_at(record.body.hours, self._now, self._special, closures=closures)
        return Opening(state=OpenState.UNKNOWN)

    @property
    def holidays_sure(self) -> bool:
        """Whether the official notice says which days of this year are holidays."""
        return self._special.sure_of(self._now.date())

    def hours_today(self, place: Record[Body]) -> tuple[Span, ...] | None:
        """Today's hours by the calendar, whatever notices say; empty is closed today, None is not known."""
        hours = place.body.hours if isinstance(place.body, Place) else None
        return None if hours is None or self._lost else spans_on(hours, self._now.date(), self._special)

    def _closures(self, place: Record[Body]) -> tuple[Span, ...]:
        return closures_of(place, self._notices) if self._notices else ()

    def _closures_at(self, place_id: str | None) -> tuple[Span, ...]:
        """Of the place where a service is done: when that is shut, so is the service."""
        place = self._reader.record(place_id, self._now.date()) if place_id and self._notices else None
        return self._closures(place) if place is not None else ()
