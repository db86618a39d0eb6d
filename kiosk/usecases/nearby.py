"""Places near this terminal: by category, the open and near ones first."""

from __future__ import annotations

import datetime as dt

from data.content_reader import ContentReader
from kiosk.domain.content import Body, Place, Record
from kiosk.domain.distance import Position, distance_m
from kiosk.domain.opening import Opening, OpenState
from kiosk.usecases.opening_now import OpeningNow


def position_of(record: Record[Body] | None) -> Position | None:
    """Where a place lies, if it is one and that is known."""
    body = record.body if record is not None else None
    if not isinstance(body, Place) or body.lat is None or body.lon is None:
        return None
    return body.lat, body.lon


class Nearby:
    """The places published here at local time ``now``, seen from the place ``place_id``; read once.

    Args:
        reader: of the content.
        now: local wall clock.
        place_id: the space this terminal stands in, if known.
    """

    def __init__(self, reader: ContentReader, now: dt.datetime, *, place_id: str | None) -> None:
        today = now.date()
        self._opening = OpeningNow(reader, now)
        self._from = position_of(reader.record(place_id, today)) if place_id else None
        self._places = reader.open([key.id for key in reader.places(today)], today)

    def by_id(self, record_id: str) -> Record[Body] | None:
        """One of them."""
        return next((record for record in self._places if record.id == record_id), None)

    def of_category(self, category: str, *, most: int) -> tuple[Record[Body], ...]:
        """Those of a category (``content.PlaceCategory``), closed ones last, near ones first."""
        found = [r for r in self._places if isinstance(r.body, Place) and r.body.category.value == category]
        return tuple(sorted(found, key=self._rank)[:most])

    def _rank(self, record: Record[Body]) -> tuple[bool, float]:
        away = self.away_m(record)
        return self.opening(record).state is OpenState.CLOSED, float("inf") if away is None else away

    def away_m(self, record: Record[Body]) -> int | None:
        """Straight-line distance; None where either position is not known."""
        to = position_of(record)
        return None if self._from is None or to is None else distance_m(self._from, to)

    def opening(self, record: Record[Body]) -> Opening:
        """Whether it is open now."""
        return self._opening.of(record)
