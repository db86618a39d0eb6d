"""Who can be called where nobody can come, and whether somebody can: what 叫工作人员 needs to know of this space.

Numbers come from content: those of the urgent lanes (``kiosk.domain.urgent``).
Not here: the call itself (``call_help``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Place
from kiosk.domain.opening import Opening
from kiosk.domain.text import Language, in_language
from kiosk.domain.urgent import URGENT_IDS, CallBy, UrgentLane
from kiosk.usecases.leave_number import CallBackOffer, call_back_offer
from kiosk.usecases.see_home import space_opening

HOTLINES = 6
"""More numbers than this nobody reads in need."""


@dataclass(frozen=True)
class HotlineRow:
    """One number and when to ring it; ``danger`` where somebody is in danger now."""

    when: str
    note: str
    phone: str
    danger: bool


@dataclass(frozen=True)
class HelpView:
    """What is said while somebody waits, and where nobody can come.

    ``address`` is to be read out on the telephone, ``landmark`` says where the desk is, ``phone`` is the space's own number;
    each "" where it is not known. ``sample``: the space is a sample record.
    """

    opening: Opening
    address: str
    landmark: str
    phone: str
    sample: bool
    hotlines: tuple[HotlineRow, ...]
    call_back: CallBackOffer | None = None


def hotlines(reader: ContentReader, today: dt.date, *, language: Language) -> tuple[HotlineRow, ...]:
    """The numbers of the urgent lanes, each once, with what the first lane says of it; those for danger first."""
    calls = [
        call
        for record in reader.open(URGENT_IDS, today)
        if isinstance(record.body, UrgentLane)
        for call in record.body.calls
        if call.by is CallBy.VOICE
    ]
    first = {call.number: call for call in reversed(calls)}
    rows = [
        HotlineRow(
            when=in_language(call.label, language),
            note=in_language(call.note, language),
            phone=call.number,
            danger=any(other.danger for other in calls if other.number == call.number),
        )
        for call in sorted(first.values(), key=calls.index)
    ]
    dangers = sorted((row for row in rows if row.danger), key=lambda row: row.phone)
    return (*dangers, *(row for row in rows if not row.danger))[:HOTLINES]


def help_view(reader: ContentReader, now: dt.datetime, *, language: Language, place_id: str | None) -> HelpView:
    """The view at local time ``now``."""
    record = reader.record(place_id, now.date()) if place_id else None
    place = record.body if record is not None and isinstance(record.body, Place) else None
    return HelpView(
        opening=space_opening(reader, now, place_id=place_id),
        address=in_language(place.address, language) if place else "",
        landmark=in_language(place.landmark, language) if place else "",
        phone=place.phones[0] if place and place.phones else "",
        sample=place is not None and place.sample,
        hotlines=hotlines(reader, now.date(), language=language),
        call_back=call_back_offer(reader, now, language=language, place_id=place_id),
    )
