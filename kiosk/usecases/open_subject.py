"""What a form is about: an activity to take part in, a service whose people are asked to call, or a space that calls back.

One view of all, so that one form, one ticket and one list serve them. Not here: the pages of activities and services.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.text import Language
from kiosk.usecases.browse_activities import FreeSeats, Offer, no_seats
from kiosk.usecases.leave_number import call_back_offer, calling_place
from kiosk.usecases.open_activity import ActivityView, open_activity
from kiosk.usecases.open_service import open_service

SIGN_UP, WAITING_LIST, REFERRAL, CALL_BACK = "sign_up", "waiting_list", "referral", "call_back"
FORM_OFFERS = frozenset({SIGN_UP, WAITING_LIST, REFERRAL, CALL_BACK})
"""What a form can do; everything else an activity may say of itself leads to a person or a telephone."""

TOO_LATE = frozenset({Offer.CLOSED, Offer.STARTED, Offer.OVER})
"""Offers of what could have been signed up for before."""


@dataclass(frozen=True)
class Subject:
    """What is asked for.

    ``offer`` is what can be done: an ``Offer`` of activities, ``referral``, ``call_back``, or "" (nothing here).
    ``service``: somebody is asked to call; ``call_back``: about anything, while nobody is on duty, until ``call_by`` (local).
    ``told`` are the people outside this space who learn of it, "" for nobody; ``separate``: consent is asked on its own.
    ``caller`` and ``caller_phone`` say who will call, and from which number only; ``wait`` how soon, as its page says.
    ``starts_at`` is None where there is no date. ``seats`` -1: this terminal knows none of its own. ``activity`` is the whole of it, None for a service.
    """

    record_id: str
    service: bool
    title: str
    place: str
    building: str
    host: str
    told: str
    contact: str
    offer: str
    sensitive: bool
    separate: bool
    caller: str
    caller_phone: str
    wait: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    in_days: int
    seats: int
    sample: bool
    activity: ActivityView | None = None
    call_back: bool = False
    call_by: dt.datetime | None = None

    @property
    def facts(self) -> tuple[object, ...]:
        """What somebody agrees to: what, when, where, with whom, and who learns of it."""
        where = self.place, self.building, self.host, self.told, self.caller, self.caller_phone
        return self.title, self.starts_at, self.ends_at, *where, self.separate


def open_subject(
    reader: ContentReader,
    record_id: str,
    now: dt.datetime,
    *,
    language: Language,
    place_id: str | None,
    seats: FreeSeats = no_seats,
) -> Subject | None:
    """The subject at local time ``now``, or None where it is not published here today (any more)."""
    if record_id.startswith("service."):
        return _service(reader, record_id, now, language=language, place_id=place_id)
    if record_id.startswith("place."):
        return _call_back(reader, record_id, now, language=language)
    view = open_activity(reader, record_id, now, language=language, seats=seats)
    if view is None:
        return None
    return Subject(
        record_id=record_id,
        service=False,
        title=view.title,
        place=view.room or view.place,
        building=view.place,
        host=view.host,
        told=view.partner,
        contact=view.contact,
        offer=view.offer,
        sensitive=view.sensitive,
        separate=view.sensitive or bool(view.partner),
        caller="",
        caller_phone="",
        wait="",
        starts_at=view.starts_at,
        ends_at=view.ends_at,
        in_days=view.in_days,
        seats=view.seats,
        sample=view.sample,
        activity=view,
    )


def _service(
    reader: ContentReader, record_id: str, now: dt.datetime, *, language: Language, place_id: str | None
) -> Subject | None:
    view = open_service(reader, record_id, now, language=language, place_id=place_id)
    if view is None:
        return None
    return Subject(
        record_id=record_id,
        service=True,
        title=view.title,
        place=view.place,
        building=view.place,
        host=view.provider,
        told=view.provider,
        contact=view.phone,
        # Without somebody who calls, and a number to know them by, nothing may be promised.
        offer=REFERRAL if view.caller and view.caller_phone else "",
        sensitive=True,
        # To want a service shows a need, and its people are told: always asked on its own.
        separate=True,
        caller=view.caller,
        caller_phone=view.caller_phone,
        wait=view.wait,
        starts_at=None,
        ends_at=None,
        in_days=0,
        seats=-1,
        sample=view.sample,
    )


def _call_back(reader: ContentReader, record_id: str, now: dt.datetime, *, language: Language) -> Subject | None:
    found = calling_place(reader, record_id, now.date(), language=language)
    if found is None:
        return None
    offer = call_back_offer(reader, now, language=language, place_id=record_id)
    return Subject(
        record_id=record_id,
        service=True,
        title=found.title,
        place=found.title,
        building=found.title,
        host=found.title,
        told=found.title,
        contact=found.contact,
        offer=CALL_BACK if offer is not None else "",
        sensitive=False,
        separate=False,
        caller=found.caller,
        caller_phone=found.caller_phone,
        wait="",
        starts_at=None,
        ends_at=None,
        in_days=0,
        seats=-1,
        sample=found.sample,
        call_back=True,
        call_by=None if offer is None else offer.call_by,
    )
