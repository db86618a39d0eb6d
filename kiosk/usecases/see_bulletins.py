"""紧急提示: the urgent notices in force, the most severe first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Bulletin
from kiosk.domain.text import Language, in_language

MOST = 3
"""More than three urgent things at once are none."""


@dataclass(frozen=True)
class BulletinRow:
    """An urgent notice. ``level`` is ``notice``, ``warning`` or ``danger``; ``places`` are where one can go."""

    record_id: str
    level: str
    icon: str
    title: str
    text: str
    issuer: str
    places: tuple[str, ...]
    sample: bool


def place_names(reader: ContentReader, body: Bulletin, today: dt.date, *, language: Language) -> tuple[str, ...]:
    """Titles of the places a notice sends people to; those not published here are left out."""
    return tuple(in_language(record.body.title, language) for record in reader.open(body.place_ids, today))


def bulletins_now(reader: ContentReader, today: dt.date, *, language: Language) -> tuple[BulletinRow, ...]:
    """At most ``MOST`` notices in force today, the most severe first."""
    ids = [key.id for key in reader.bulletins(today)][:MOST]
    return tuple(
        BulletinRow(
            record_id=record.id,
            level=record.body.level.value,
            icon=record.body.icon,
            title=in_language(record.body.title, language),
            text=in_language(record.body.text, language),
            issuer=in_language(record.body.issuer, language),
            places=place_names(reader, record.body, today, language=language),
            sample=record.body.sample,
        )
        for record in reader.open(ids, today)
        if isinstance(record.body, Bulletin)
    )
