"""The paused page: whether it is to be shown, why, until when, and who can be asked meanwhile.

Orders of the platform stand until they are taken back (``data.inbox_reader``). A pause and the end of this terminal's time
show the page; a lock stops sign-up only, and what there is to read stays readable. Not here: obeying the order to
wipe (``Standing.wipe``, by the composition root).
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Protocol

from data.content_reader import ContentReader
from data.inbox_reader import Orders
from kiosk.domain.content import Place, Service, ServiceCategory
from kiosk.domain.inbox import PauseReason
from kiosk.domain.text import Language, in_language
from kiosk.usecases.clock import GUANGZHOU

PHONES_MAX = 2


class Standing(Protocol):
    """The orders of the platform to this terminal."""

    def version(self) -> int:
        """A number that changes with the orders; cheap.

        Raises:
            WorldError: they cannot be read.
        """

    def orders(self) -> Orders:
        """Orders in force.

        Raises:
            WorldError: they cannot be read.
        """

    def wipe(self) -> bool:
        """Forget what is personal here; whether nothing is left.

        Raises:
            WorldError: the disk failed.
        """


class NoOrders:
    """For a window without an inbox."""

    def version(self) -> int:
        """Never another."""
        return 0

    def orders(self) -> Orders:
        """None."""
        return Orders()

    def wipe(self) -> bool:
        """Nothing is kept here."""
        return True


class Why(enum.StrEnum):
    """What the page says."""

    MAINTENANCE = "maintenance"
    CLOSED = "closed"
    FAULT = "fault"
    PAUSED = "paused"  # no reason was given
    REVOKED = "revoked"  # this terminal takes part no more


_REASONS = {
    PauseReason.MAINTENANCE: Why.MAINTENANCE,
    PauseReason.CLOSED: Why.CLOSED,
    PauseReason.FAULT: Why.FAULT,
}


@dataclass(frozen=True)
class Pause:
    """The page is to be shown: why, and until when (local), where that is known."""

    why: Why
    until: dt.datetime | None

    @property
    def at_once(self) -> bool:
        """Whether nobody is given time to finish."""
        return self.why is Why.REVOKED


@dataclass(frozen=True)
class PhoneRow:
    """Somebody to ring, and who that is. A sample record says so in its own title."""

    number: str
    line: str


def pause_of(orders: Orders, now: dt.datetime) -> Pause | None:
    """The page these orders want at ``now`` (aware); None where they want none."""
    if orders.revoked:
        return Pause(Why.REVOKED, None)
    order = orders.pause
    if order is None or not orders.paused(now):
        return None
    why = Why.PAUSED if order.reason is None else _REASONS[order.reason]
    return Pause(why, None if order.until is None else order.until.astimezone(GUANGZHOU).replace(tzinfo=None))


def phones(reader: ContentReader, today: dt.date, *, place_id: str | None, language: Language) -> tuple[PhoneRow, ...]:
    """Whom to ring: this space itself, then the first hotline for any matter (its number is part of its provider's name)."""
    found: list[PhoneRow] = []
    place = reader.record(place_id, today) if place_id else None
    if place is not None and isinstance(place.body, Place) and place.body.phones:
        body = place.body
        found.append(PhoneRow(body.phones[0], in_language(body.title, language)))
    records = reader.open([key.id for key in reader.services(today)], today)
    hotlines = [
        record.body
        for record in records
        if isinstance(record.body, Service)
        and record.body.phone is not None
        and record.body.phone in in_language(record.body.provider, Language.ZH_HANS)
        and record.body.category is ServiceCategory.APPLY
    ]
    for service in sorted(hotlines, key=lambda each: each.order)[:1]:
        found.append(PhoneRow(service.phone or "", in_language(service.provider, language)))
    return tuple(found[:PHONES_MAX])
