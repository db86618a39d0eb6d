"""One piece of news: who says it, what it means for the reader, which benefit it changes and from what to what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Benefit, News
from kiosk.domain.text import Language, in_language
from kiosk.usecases.browse_news import area_name
from kiosk.usecases.show import lines_of, source_lines


@dataclass(frozen=True)
class ChangeView:
    """How a benefit changes. ``benefit_id`` is "" where it has no page here; ``effective`` None where no day is named."""

    benefit_id: str
    benefit: str
    label: str
    before: str
    after: str
    effective: dt.date | None


@dataclass(frozen=True)
class RelatedView:
    """A benefit that belongs to the news without being changed by it."""

    record_id: str
    title: str


@dataclass(frozen=True)
class ArticleView:
    """Everything the page of one piece of news says. ``area``: see ``NewsRow``."""

    record_id: str
    channel: str
    title: str
    issuer: str
    day: dt.date
    area: str
    meaning: tuple[str, ...]
    paragraphs: tuple[str, ...]
    changes: tuple[ChangeView, ...]
    related: tuple[RelatedView, ...]
    fraud_warning: str
    sources: tuple[str, ...]
    verified_on: dt.date
    confirmed: bool
    sample: bool


def read_news(reader: ContentReader, record_id: str, today: dt.date, *, language: Language) -> ArticleView | None:
    """The news, or None where it is not published here today: not yet, not any more, or expired."""
    record = reader.record(record_id, today)
    if record is None or not isinstance(record.body, News):
        return None
    body = record.body
    named = [change.benefit_id for change in body.changes] + list(body.benefit_ids)
    titles = {
        benefit.id: in_language(benefit.body.title, language)
        for benefit in reader.open(list(dict.fromkeys(named)), today)
        if isinstance(benefit.body, Benefit)
    }
    changed = {change.benefit_id for change in body.changes}
    return ArticleView(
        record_id=record.id,
        channel=body.channel.value,
        title=in_language(body.title, language),
        issuer=in_language(body.issuer, language),
        day=body.published_on,
        area=area_name(reader, record.scope, today, language=language),
        meaning=lines_of(in_language(body.meaning, language)),
        paragraphs=tuple(line for text in body.paragraphs for line in lines_of(in_language(text, language))),
        changes=tuple(
            ChangeView(
                benefit_id=change.benefit_id if change.benefit_id in titles else "",
                benefit=titles.get(change.benefit_id, ""),
                label=in_language(change.label, language),
                before=in_language(change.before, language),
                after=in_language(change.after, language),
                effective=change.effective,
            )
            for change in body.changes
        ),
        related=tuple(
            RelatedView(record_id=each, title=titles[each])
            for each in dict.fromkeys(body.benefit_ids)
            if each in titles and each not in changed
        ),
        fraud_warning=in_language(body.fraud_warning, language),
        sources=source_lines(body.sources),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
        sample=body.sample,
    )
