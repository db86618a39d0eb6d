"""留个电话，明天打给您: where nobody is on duty, somebody leaves a number and is told who calls, by when, and from which number.

Offered only where the space's own record says who calls: a promise nobody made is not made here. Not here: writing it down
(``sign_up``), and the form (``open_subject``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Place
from kiosk.domain.opening import OpenState
from kiosk.domain.text import Language, in_language
from kiosk.usecases.see_home import space_opening

KEPT_DAYS = 30
"""How long after the call what was left is kept; the notice of consent says so."""


@dataclass(frozen=True)
class CallBackOffer:
    """What can be promised now. ``call_by`` is local."""

    place_id: str
    caller: str
    phone: str
    call_by: dt.datetime


@dataclass(frozen=True)
class CallingPlace:
    """The space people of which call. ``contact`` is its own number, "" for none."""

    title: str
    caller: str
    caller_phone: str
    within: dt.timedelta
    contact: str
    sample: bool


def calling_place(reader: ContentReader, place_id: str, today: dt.date, *, language: Language) -> CallingPlace | None:
    """Who calls, where the record of the space says so."""
    record = reader.record(place_id, today)
    body = None if record is None else record.body
    if not isinstance(body, Place) or body.call_back is None:
        return None
    caller = body.call_back.caller
    return CallingPlace(
        title=in_language(body.title, language),
        caller=in_language(caller.name, language),
        caller_phone=caller.phone,
        within=dt.timedelta(minutes=body.call_back.within_min),
        contact=body.phones[0] if body.phones else "",
        sample=body.sample,
    )


def call_back_offer(
    reader: ContentReader, now: dt.datetime, *, language: Language, place_id: str | None
) -> CallBackOffer | None:
    """The offer at local time ``now``; None while somebody is on duty, or where it is not known when, or who calls."""
    found = calling_place(reader, place_id, now.date(), language=language) if place_id else None
    opening = space_opening(reader, now, place_id=place_id)
    if place_id is None or found is None or opening.state is not OpenState.CLOSED or opening.until is None:
        return None
    return CallBackOffer(place_id, found.caller, found.caller_phone, opening.until + found.within)
