"""One benefit, ready to be shown: who, how much, what to bring, where, how long, legal basis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Benefit, Body, Figure, LegalBasis, Record
from kiosk.domain.freshness import figure_is_old
from kiosk.domain.text import Language, LocalizedText, in_language
from kiosk.usecases.show import split_title


@dataclass(frozen=True)
class FigureView:
    """An amount to show. ``value`` is None where it is ``text`` instead, or not known (then only ``note``)."""

    label: str
    value: int | None
    text: str
    unit: str
    year: int | None
    confirmed: bool
    old: bool
    note: str


@dataclass(frozen=True)
class BasisView:
    """A legal basis: title with article and number, and whether it is past its last day or unconfirmed."""

    citation: str
    ended: bool
    confirmed: bool


@dataclass(frozen=True)
class BenefitView:
    """Everything the page of one benefit says."""

    record_id: str
    title: str
    title_tail: str
    summary: str
    headline: FigureView | None
    figures: tuple[FigureView, ...]
    example: str
    who: tuple[str, ...]
    gives: tuple[str, ...]
    bring: tuple[str, ...]
    bring_note: str
    here: bool
    where: str
    online: str
    department: str
    time_limit: str
    time_note: str
    hotlines: tuple[str, ...]
    basis: tuple[BasisView, ...]
    verified_on: dt.date
    confirmed: bool
    sample: bool


def figure_view(figure: Figure, today: dt.date, language: Language) -> FigureView:
    """A figure with what must be said beside it."""
    return FigureView(
        label=in_language(figure.label, language),
        value=figure.value,
        text=in_language(figure.value_text, language),
        unit=in_language(figure.unit, language),
        year=figure.year,
        confirmed=figure.confidence.confirmed,
        old=figure_is_old(figure.year, today),
        note=in_language(figure.note, language),
    )


def basis_view(basis: LegalBasis, today: dt.date) -> BasisView:
    """Title, article and document number in one line, as written in law."""
    return BasisView(
        citation=" ".join(part for part in (basis.title + basis.article, basis.document_no) if part),
        ended=basis.valid_to is not None and basis.valid_to < today,
        confirmed=basis.confidence.confirmed,
    )


def benefit_view(record: Record[Body], body: Benefit, *, today: dt.date, language: Language) -> BenefitView:
    """A benefit (envelope and body) as its page shows it."""
    title, tail = split_title(in_language(body.title, language))
    headline = next((figure for figure in body.figures if figure.headline), None)

    def texts(items: Iterable[str | LocalizedText]) -> tuple[str, ...]:
        return tuple(in_language(item, language) for item in items)

    return BenefitView(
        record_id=record.id,
        title=title,
        title_tail=tail,
        summary=in_language(body.summary, language),
        headline=figure_view(headline, today, language) if headline else None,
        figures=tuple(figure_view(each, today, language) for each in body.figures if each is not headline),
        example=in_language(body.example, language),
        who=texts(body.who),
        gives=texts(body.gives),
        bring=texts(body.bring),
        bring_note=in_language(body.bring_note, language),
        here=body.here,
        where=in_language(body.where, language),
        online=in_language(body.online, language),
        department=in_language(body.department, language),
        time_limit=in_language(body.time_limit, language),
        time_note=in_language(body.time_note, language),
        hotlines=body.hotlines,
        basis=tuple(basis_view(each, today) for each in body.legal_basis),
        verified_on=record.verified_on,
        confirmed=body.confidence.confirmed,
        sample=body.sample,
    )


def open_benefit(reader: ContentReader, record_id: str, today: dt.date, *, language: Language) -> BenefitView | None:
    """The benefit, or None where it is not published here today (any more)."""
    record = reader.record(record_id, today)
    if record is None or not isinstance(record.body, Benefit):
        return None
    return benefit_view(record, record.body, today=today, language=language)
