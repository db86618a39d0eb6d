"""Rows of the self-check's pages, and how results and reasons of ``kiosk.usecases`` become them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import qtTrId
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.selfcheck.explaining import Verdict
from kiosk.usecases.self_check_views import Card, FigureUsed, Reason
from kiosk.viewmodels.check_glue import QtGlue, filled
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_VERDICTS = {Verdict.MET: "yes", Verdict.FAILED: "no", Verdict.OPEN: "open", Verdict.OFFICE: "office"}


@dataclass(frozen=True)
class ChoiceLine:
    """One answer to tap."""

    key: str
    text: str
    note: str
    chosen: bool
    spoken: str


@dataclass(frozen=True)
class AnswerLine:
    """One answer on the page before the results; ``better``: left open, and answering it would decide something."""

    key: str
    question: str
    answer: str
    better: bool


@dataclass(frozen=True)
class GroupLine:
    """A group of results."""

    status: str
    amount: int


@dataclass(frozen=True)
class ResultLine:
    """A result card."""

    key: str
    title: str
    status: str
    for_whom: str
    why: str
    threshold: str
    basis: str
    amount: str
    question: str


@dataclass(frozen=True)
class ConditionLine:
    """One condition of a benefit."""

    title: str
    verdict: str
    answer: str
    threshold: str
    dated: str
    says: str
    hint: str
    basis: str


@dataclass(frozen=True)
class WhereLine:
    """Where to go or whom to ring; ``record_id`` is a place to look at, or ""."""

    title: str
    note: str
    phone: str
    record_id: str


@dataclass(frozen=True)
class NextLine:
    """Another benefit to look at, or the same for another person (``slot``)."""

    key: str
    slot: str
    title: str
    status: str


@dataclass(frozen=True)
class EventLine:
    """Something that may happen."""

    key: str
    title: str
    icon: str
    chosen: bool


@dataclass(frozen=True)
class CompareLine:
    """One benefit now and then."""

    title: str
    before: str
    after: str
    changed: bool


def result_line(card: Card) -> ResultLine:
    """A card as a row."""
    glue = QtGlue()
    reason = card.reason
    return ResultLine(
        key=card.benefit,
        title=card.title,
        status=card.status.value,
        for_whom=glue.listed(card.persons),
        why=reason.text if reason else "",
        threshold=threshold_of(reason.threshold, card.figures) if reason else "",
        basis=basis_of(reason) if reason else "",
        amount=card.amount,
        question=asked_of(card),
    )


def asked_of(card: Card) -> str:
    """The question that would decide a result, "" where there is none or it would take several."""
    if not card.deciding:
        return ""
    first = card.deciding[0]
    return filled(qtTrId("check.of_person"), first.question, first.person) if first.person else first.question


def basis_of(reason: Reason) -> str:
    """Title, number and place of what a condition rests on."""
    number = "" if reason.document_no in reason.source else reason.document_no  # some titles carry it
    return " · ".join(part for part in (reason.source, number, reason.article) if part)


def threshold_of(threshold: str, figures: Iterable[FigureUsed]) -> str:
    """What is required, and that the figure is of an earlier year where it is."""
    years = [str(figure.since.year) for figure in figures if figure.outdated and figure.since is not None]
    if not threshold or not years:
        return threshold
    return filled(qtTrId("check.outdated"), threshold, max(years))


def condition_line(reason: Reason, hint: str) -> ConditionLine:
    """One condition as a row."""
    glue = QtGlue()
    dated = [
        filled(
            qtTrId("check.figure.outdated") if figure.outdated else qtTrId("check.figure.dated"),
            figure.title,
            glue.date(figure.since),
            figure.checked_on.isoformat(),
        )
        for figure in reason.figures
        if figure.since is not None and figure.checked_on is not None
    ]
    unknown = [filled(qtTrId("check.figure.unknown"), figure.title) for figure in reason.figures if not figure.value]
    answers = [filled(qtTrId("check.answer.said"), short, answer) for short, answer in reason.answers]
    return ConditionLine(
        title=reason.title,
        verdict=_VERDICTS[reason.verdict],
        answer="\n".join(answers) if answers else qtTrId("check.not_asked"),
        threshold=reason.threshold,
        dated="\n".join((*dated, *unknown)),
        says=reason.text if reason.text != reason.title else "",
        hint=hint,
        basis=basis_of(reason),
    )


@QmlElement
@QmlUncreatable("made by SelfCheckModel")
class ChoiceRows(RowsModel):
    """Answers to tap."""

    row_type = ChoiceLine


@QmlElement
@QmlUncreatable("made by SelfCheckModel")
class AnswerRows(RowsModel):
    """Answers given."""

    row_type = AnswerLine


@QmlElement
@QmlUncreatable("made by SelfCheckModel")
class GroupRows(RowsModel):
    """Groups of results."""

    row_type = GroupLine


@QmlElement
@QmlUncreatable("made by SelfCheckModel")
class ResultRows(RowsModel):
    """Result cards of one page."""

    row_type = ResultLine


@QmlElement
@QmlUncreatable("made by CheckBenefitModel")
class ConditionRows(RowsModel):
    """Conditions of one benefit."""

    row_type = ConditionLine


@QmlElement
@QmlUncreatable("made by CheckBenefitModel")
class WhereRows(RowsModel):
    """Where to go now."""

    row_type = WhereLine


@QmlElement
@QmlUncreatable("made by CheckBenefitModel")
class NextRows(RowsModel):
    """What else to look at."""

    row_type = NextLine


@QmlElement
@QmlUncreatable("made by WhatIfModel")
class EventRows(RowsModel):
    """What may happen."""

    row_type = EventLine


@QmlElement
@QmlUncreatable("made by WhatIfModel")
class CompareRows(RowsModel):
    """Benefits now and then."""

    row_type = CompareLine
