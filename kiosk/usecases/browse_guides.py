"""体验专区: the rehearsals of applications, and the short how-tos of this machine."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Guide
from kiosk.domain.text import Language, in_language
from kiosk.usecases.show import first_sentence, tint_of


@dataclass(frozen=True)
class GuideRow:
    """One guide: how many steps it has, how many minutes it takes, and what the steps are called."""

    record_id: str
    title: str
    summary: str
    icon: str
    tint: str
    steps: int
    minutes: int
    step_titles: tuple[str, ...]


@dataclass(frozen=True)
class GuidesView:
    """Guides of the page: ``rehearsals`` of applying for something, ``how_tos`` of the machine itself."""

    rehearsals: tuple[GuideRow, ...]
    how_tos: tuple[GuideRow, ...]


def guides_view(reader: ContentReader, today: dt.date, *, language: Language) -> GuidesView:
    """Every guide shown here today, as editors ordered them.

    A guide that belongs to a benefit is a rehearsal; one that belongs to none explains the machine.
    """
    rehearsals: list[GuideRow] = []
    how_tos: list[GuideRow] = []
    for record in reader.open([key.id for key in reader.guides(today)], today):
        body = record.body
        if isinstance(body, Guide):
            row = GuideRow(
                record_id=record.id,
                title=in_language(body.title, language),
                summary=first_sentence(in_language(body.summary, language)),
                icon=body.icon,
                tint=tint_of(body.icon),
                steps=len(body.steps),
                minutes=body.minutes,
                step_titles=tuple(in_language(step.title, language) for step in body.steps),
            )
            (rehearsals if body.benefit_id else how_tos).append(row)
    return GuidesView(rehearsals=tuple(rehearsals), how_tos=tuple(how_tos))
