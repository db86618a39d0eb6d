"""One service, ready to be shown: who does it, when, for how much, how it goes, who will call, what not to bring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Body, Record, Service
from kiosk.domain.opening import Opening
from kiosk.domain.text import Language, LocalizedText, in_language
from kiosk.usecases.browse_services import Nearness, nearness, positions
from kiosk.usecases.opening_now import OpeningNow
from kiosk.usecases.show import clauses_of, source_lines, split_lead, tint_of


@dataclass(frozen=True)
class ServiceView:
    """Everything the page of one service says.

    ``hours`` in clauses, to be written one a line. ``fee`` and ``wait`` are the answer, ``fee_note`` and ``wait_note`` what qualifies it. ``place_id`` is "" where the
    place has no page of its own here. ``distance_m``: see ``Nearness``.
    """

    record_id: str
    title: str
    summary: str
    icon: str
    tint: str
    provider: str
    place: str
    place_id: str
    here: bool
    distance_m: int | None
    opening: Opening
    hours: tuple[str, ...]
    fee: str
    fee_note: str
    wait: str
    wait_note: str
    who: tuple[str, ...]
    steps: tuple[str, ...]
    bring: tuple[str, ...]
    not_needed: tuple[str, ...]
    caller: str
    caller_phone: str
    phone: str
    sources: tuple[str, ...]
    verified_on: dt.date
    confirmed: bool
    sample: bool


def service_view(
    record: Record[Body], body: Service, *, opening: Opening, near: Nearness, place_known: bool, language: Language
) -> ServiceView:
    """A service (envelope and body) as its page shows it."""
    fee, fee_note = split_lead(in_language(body.fee, language))
    wait, wait_note = split_lead(in_language(body.wait, language))

    def texts(items: Iterable[str | LocalizedText]) -> tuple[str, ...]:
        return tuple(in_language(item, language) for item in items)

    return ServiceView(
        record_id=record.id,
        title=in_language(body.title, language),
        summary=in_language(body.summary, language),
        icon=body.icon,
        tint=tint_of(body.icon),
        provider=in_language(body.provider, language),
        place=in_language(body.place, language),
        place_id=body.place_id if body.place_id and place_known else "",
        here=near.here,
        distance_m=near.distance_m,
        opening=opening,
        hours=clauses_of(in_language(body.hours_text, language)),
        fee=fee,
        fee_note=fee_note,
        wait=wait,
        wait_note=wait_note,
        who=texts(body.who),
        steps=texts(body.steps),
        bring=texts(body.bring),
        not_needed=texts(body.not_needed),
        caller=in_language(body.caller.name, language) if body.caller else "",
        caller_phone=body.caller.phone if body.caller else "",
        phone=body.phone or "",
        sources=source_lines(body.sources),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
        sample=body.sample,
    )


def open_service(
    reader: ContentReader, record_id: str, now: dt.datetime, *, language: Language, place_id: str | None
) -> ServiceView | None:
    """The service at local time ``now``, or None where it is not published here today (any more)."""
    today = now.date()
    record = reader.record(record_id, today)
    if record is None or not isinstance(record.body, Service):
        return None
    body = record.body
    return service_view(
        record,
        body,
        opening=OpeningNow(reader, now).of(record),
        near=nearness(body, place_id, positions(reader, today)),
        place_known=body.place_id is not None and reader.record(body.place_id, today) is not None,
        language=language,
    )
