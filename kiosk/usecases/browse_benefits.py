"""惠民清单: a page of benefits, filtered by category and by what can be done here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.content_reader import ContentReader
from kiosk.domain.content import Benefit, BenefitCategory
from kiosk.domain.text import Language, in_language
from kiosk.usecases.show import page_of, tint_of


@dataclass(frozen=True)
class BenefitRow:
    """One row of the list."""

    record_id: str
    title: str
    summary: str
    icon: str
    tint: str
    payment: str
    apply_at: str
    here: bool
    unconfirmed: bool


@dataclass(frozen=True)
class CategoryCount:
    """A chip: category code ("" is all) and how many benefits it holds."""

    code: str
    count: int


@dataclass(frozen=True)
class BenefitPage:
    """What the list shows; ``total`` counts the chosen category with the filter applied."""

    rows: tuple[BenefitRow, ...]
    categories: tuple[CategoryCount, ...]
    page: int
    pages: int
    total: int
    everything: int


def benefit_row(record_id: str, body: Benefit, *, language: Language) -> BenefitRow:
    """A benefit as a list row."""
    return BenefitRow(
        record_id=record_id,
        title=in_language(body.title, language),
        summary=in_language(body.summary, language),
        icon=body.icon,
        tint=tint_of(body.icon),
        payment=body.payment.value,
        apply_at=body.apply_at.value,
        here=body.here,
        unconfirmed=not body.confidence.confirmed,
    )


def benefit_page(
    reader: ContentReader,
    today: dt.date,
    *,
    language: Language,
    category: BenefitCategory | None,
    only_here: bool,
    page: int,
    page_size: int,
) -> BenefitPage:
    """The page of benefits a resident asked for; pages outside the list are moved to the nearest one.

    A benefit counts in its own category and in those it also belongs to. Counts follow the 只看这里能办的 filter.
    """
    keys = [key for key in reader.benefits(today) if key.here or not only_here]
    counts = [CategoryCount(code="", count=len(keys))]
    counts += [
        CategoryCount(code=each.value, count=sum(each in (key.category, *key.also) for key in keys))
        for each in BenefitCategory
    ]
    chosen = [key for key in keys if category is None or category in (key.category, *key.also)]
    if category is not None:  # what belongs here first of all stands before what also belongs here
        chosen.sort(key=lambda key: key.category != category)
    on_page, page, pages = page_of([key.id for key in chosen], page, page_size)
    rows = [
        benefit_row(record.id, record.body, language=language)
        for record in reader.open(on_page, today)
        if isinstance(record.body, Benefit)
    ]
    return BenefitPage(
        rows=tuple(rows),
        categories=tuple(counts),
        page=page,
        pages=pages,
        total=len(chosen),
        everything=len(keys),
    )
