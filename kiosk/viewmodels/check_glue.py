"""The small words of the self-check, from the interface's translation files: dates, spans, lists, units, outcomes.

Which text a rule set holds itself is ``kiosk.usecases.self_check_texts``. Words are looked up at every call, so that they follow
the language of the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, qtTrId

from kiosk.domain.selfcheck.ruleset import Status


def filled(text: str, *values: str) -> str:
    """A text with ``%1``, ``%2`` … filled, each once; a value that holds a placeholder itself stays as it is."""
    parts = [text]
    for number, value in enumerate(values, start=1):
        place = f"%{number}"
        parts = [
            piece
            for index, part in enumerate(parts)
            for piece in (_split(part, place, value) if index % 2 == 0 else [part])
        ]
    return "".join(parts)


def _split(part: str, place: str, value: str) -> list[str]:
    """The part around its first placeholder, as [text, value, text]: values stand at odd places and are left alone."""
    before, found, after = part.partition(place)
    return [before, value, after] if found else [part]


class QtGlue:
    """``kiosk.usecases.self_check_texts.Glue`` in the language whose texts are loaded."""

    def date(self, day: dt.date) -> str:
        """2025年1月1日."""
        return QLocale.c().toString(QDate(day.year, day.month, day.day), qtTrId("format.yearday"))

    def between(self, low: str, high: str) -> str:
        """1,276 到 1,914."""
        return filled(qtTrId("check.glue.between"), low, high)

    def at_most(self, high: str) -> str:
        """不超过 1,276."""
        return filled(qtTrId("check.glue.at_most"), high)

    def at_least(self, low: str) -> str:
        """至少 1,914."""
        return filled(qtTrId("check.glue.at_least"), low)

    def listed(self, names: Sequence[str]) -> str:
        """甲、乙和丙."""
        if len(names) < 2:
            return "".join(names)
        head = qtTrId("check.glue.comma").join(names[:-1])
        return filled(qtTrId("check.glue.and"), head, names[-1])

    def one_of(self, names: Sequence[str]) -> str:
        """甲或乙."""
        if len(names) < 2:
            return "".join(names)
        head = qtTrId("check.glue.comma").join(names[:-1])
        return filled(qtTrId("check.glue.or"), head, names[-1])

    def numbered(self, title: str, number: int) -> str:
        """第 2 个孩子."""
        return filled(qtTrId("check.glue.numbered"), title, str(number))

    def with_unit(self, number: str, unit: str) -> str:
        """1,276 元/月. A unit the interface has no words for is a bug of the rule set's gate; the number is shown alone."""
        many = 1 if number == "1" else 2
        words = {
            "yuan": qtTrId("check.unit.yuan"),
            "yuan/month": qtTrId("check.unit.yuan_month"),
            "yuan/year": qtTrId("check.unit.yuan_year"),
            "yuan/person": qtTrId("check.unit.yuan_person"),
            "yuan/month/person": qtTrId("check.unit.yuan_month_person"),
            "yuan/year/person": qtTrId("check.unit.yuan_year_person"),
            "yuan/day": qtTrId("check.unit.yuan_day"),
            "person": qtTrId("check.unit.person", many),
            "year": qtTrId("check.unit.year", many),
            "month": qtTrId("check.unit.month", many),
            "day": qtTrId("check.unit.day", many),
            "m2": qtTrId("check.unit.m2"),
            "m2/person": qtTrId("check.unit.m2_person"),
            "piece": qtTrId("check.unit.piece"),
        }.get(unit, "%1")
        return filled(words, number)

    def unsaid(self) -> str:
        """不清楚，或不想答."""
        return qtTrId("check.skip")

    def nobody(self) -> str:
        """没有这样的人."""
        return qtTrId("check.glue.nobody")

    def status(self, status: Status) -> str:
        """很可能符合 and the other three."""
        return {
            Status.LIKELY: qtTrId("check.status.likely"),
            Status.ONE_MORE: qtTrId("check.status.one_more"),
            Status.NOT_NOW: qtTrId("check.status.not_now"),
            Status.OFFICE: qtTrId("check.status.office"),
        }[status]
