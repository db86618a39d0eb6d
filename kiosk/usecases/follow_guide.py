"""Following one guide step by step, with the papers of each step as a checklist.

What somebody ticked is not content and is kept by nobody but the page on the screen (``kiosk.viewmodels.guides``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Benefit, Guide, GuideStep, Paper
from kiosk.domain.text import Language, in_language
from kiosk.usecases.show import lines_of, source_lines


@dataclass(frozen=True)
class PaperView:
    """A paper to have ready. ``key`` names it within its step in every language."""

    key: str
    name: str
    only_if: str
    if_missing: str


@dataclass(frozen=True)
class StepView:
    """One step: a title, a few sentences, and perhaps papers."""

    title: str
    sentences: tuple[str, ...]
    papers: tuple[PaperView, ...]


@dataclass(frozen=True)
class GuideView:
    """A guide with all its steps. ``benefit_id`` is "" where the benefit is not published here."""

    record_id: str
    title: str
    minutes: int
    steps: tuple[StepView, ...]
    benefit_id: str
    benefit_title: str
    sources: tuple[str, ...]
    verified_on: dt.date
    confirmed: bool

    def minutes_left(self, step: int) -> int:
        """Minutes from the start of ``step`` (0-based) to the end, rounded up."""
        return -(-self.minutes * (len(self.steps) - step) // len(self.steps))


def _paper(paper: Paper, language: Language) -> PaperView:
    return PaperView(
        key=in_language(paper.name, Language.ZH_HANS),
        name=in_language(paper.name, language),
        only_if=in_language(paper.only_if, language),
        if_missing=in_language(paper.if_missing, language),
    )


def _step(step: GuideStep, language: Language) -> StepView:
    return StepView(
        title=in_language(step.title, language),
        sentences=lines_of(in_language(step.text, language)),
        papers=tuple(_paper(paper, language) for paper in step.papers),
    )


def follow_guide(reader: ContentReader, record_id: str, today: dt.date, *, language: Language) -> GuideView | None:
    """The guide, or None where it is not published here today (any more)."""
    record = reader.record(record_id, today)
    if record is None or not isinstance(record.body, Guide):
        return None
    body = record.body
    about = reader.record(body.benefit_id, today) if body.benefit_id else None
    benefit = about.body if about is not None and isinstance(about.body, Benefit) else None
    return GuideView(
        record_id=record.id,
        title=in_language(body.title, language),
        minutes=body.minutes,
        steps=tuple(_step(step, language) for step in body.steps),
        benefit_id=about.id if about is not None and benefit is not None else "",
        benefit_title=in_language(benefit.title, language) if benefit is not None else "",
        sources=source_lines(body.sources),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
    )
