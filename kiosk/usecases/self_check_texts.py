"""Words of the self-check: texts of the rule set with their placeholders filled, answers and figures as one reads them.

What a rule set does not say itself (到, 不到, 、, how a date is written) comes from the screen through ``Glue``, so that Python
holds no Chinese. Not here: what is shown where (``self_check_views``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household
from kiosk.domain.selfcheck.explaining import Figures, Row
from kiosk.domain.selfcheck.results import Amount
from kiosk.domain.selfcheck.ruleset import AnswerValue, Audience, QuestionType, Status
from kiosk.domain.text import Language, LocalizedText, LocalizedTitle, in_language
from kiosk.domain.traditional import Convert

AnyText = str | LocalizedText | LocalizedTitle | None

_PLACEHOLDER = re.compile(r"\{([a-z_:0-9]+)\}")


class Glue(Protocol):
    """Small words of the interface, in the resident's language. Numbers arrive written out."""

    def date(self, day: dt.date) -> str:
        """2025年1月1日."""
        ...

    def between(self, low: str, high: str) -> str:
        """1,276 到 1,914."""
        ...

    def at_most(self, high: str) -> str:
        """不超过 1,276: the number itself belongs to it. A unit may stand around it."""
        ...

    def at_least(self, low: str) -> str:
        """至少 1,914: the number itself belongs to it."""
        ...

    def listed(self, names: Sequence[str]) -> str:
        """甲、乙和丙."""
        ...

    def one_of(self, names: Sequence[str]) -> str:
        """甲或乙: one of them, not known which."""
        ...

    def numbered(self, title: str, number: int) -> str:
        """第 2 个孩子."""
        ...

    def with_unit(self, number: str, unit: str) -> str:
        """1,276 元/月, from ``yuan/month`` as a rule set writes units."""
        ...

    def unsaid(self) -> str:
        """不清楚，或不想答."""
        ...

    def nobody(self) -> str:
        """没有这样的人."""
        ...

    def status(self, status: Status) -> str:
        """很可能符合 and the other three."""
        ...


@dataclass(frozen=True)
class Words:
    """Says things about one household in one language.

    Args:
        household: whom about.
        language: of the texts.
        audience: whom "您" means.
        glue: the small words.
        to_traditional: converts what has no Traditional Chinese of its own; None: it is shown as it is.
    """

    household: Household
    language: Language
    audience: Audience
    glue: Glue
    to_traditional: Convert | None = None

    @property
    def program(self) -> p.Program:
        """The rules."""
        return self.household.program

    def text(self, text: AnyText, values: Mapping[str, str] | None = None) -> str:
        """A text with its placeholders filled: ``{figure:NAME}`` from the rules, others from ``values``."""
        return self._filled(self._written(text), values or {})

    def plain(self, text: str) -> str:
        """A text that has no place for a second language: a number of a document, an article."""
        return self._written(text)

    def _written(self, text: AnyText) -> str:
        said = in_language(text, self.language)
        hant = getattr(text, "zh_hant", None)
        own = isinstance(hant, str) and hant != ""
        if self.language is not Language.ZH_HANT or own or self.to_traditional is None:
            return said
        return self.to_traditional(said)

    def spoken(self, text: AnyText, values: Mapping[str, str] | None = None) -> str:
        """How one says it in Cantonese; "" where nobody wrote that."""
        written = getattr(text, "yue", None)
        return self._filled(written, values or {}) if isinstance(written, str) else ""

    def _filled(self, text: str, values: Mapping[str, str]) -> str:
        def value(found: re.Match[str]) -> str:
            name = found.group(1)
            if name.startswith("figure:"):
                figure = self.program.figures.get(name.removeprefix("figure:"))
                return "" if figure is None else number_text(figure.value)
            return values.get(name, "")

        return _PLACEHOLDER.sub(value, text)

    def person(self, slot: p.Slot | None) -> str:
        """How somebody is called; "" for the household."""
        if slot is None:
            return ""
        person = self.program.persons[slot]
        title = self._written(person.titles.get(self.audience, person.title))
        number = slot.partition("-")[2]
        return self.glue.numbered(title, int(number)) if number else title

    # Answers ------------------------------------------------------------------------------------------------------

    def answer(self, key: str) -> str:
        """What was answered at a screen, as one reads it."""
        screen = self.program.screens[key]
        return self.answer_text(screen, self.household.answers.get(key))

    def answer_text(self, screen: p.Screen, value: AnswerValue) -> str:
        """An answer to a screen as one reads it."""
        question = screen.question
        if value is None:
            return self.glue.unsaid()
        names = value if isinstance(value, tuple) else (value,)
        if question.type is QuestionType.INT:
            return self._number_answer(screen, (int(names[0]), int(names[-1])))
        if question.type in (QuestionType.WHO, QuestionType.PEOPLE):
            people = [self.person(slot) for slot in screen.slots if slot in names]
            return self.glue.listed(people) if people else self._nobody(question.none_of)
        labels = [self.text(question.choices[str(name)].label) for name in names]
        if not labels:
            return self._nobody(question.none_of)
        if question.type is QuestionType.CHOICE and len(labels) > 1:
            return self.glue.one_of(labels)
        return self.glue.listed(labels)

    def _nobody(self, none_of: AnyText) -> str:
        return self.text(none_of) or self.glue.nobody()

    def _number_answer(self, screen: p.Screen, interval: tuple[int, int]) -> str:
        bands = self.program.bands.get(screen.name[0], ())
        if interval in bands and interval[0] != interval[1]:
            return self.band(screen.name[0], bands.index(interval))
        start = self.program.variable(screen.variables[0]).start
        return self.interval(interval, start, screen.question.unit)

    def band(self, name: str, number: int) -> str:
        """An interval to tap."""
        asked = self.program.ruleset.questions[name]
        low, high = self.program.bands[name][number]
        label = asked.bands[number].label
        if label is not None:
            return self.text(label, {"low": number_text(Fraction(low)), "high": number_text(Fraction(high))})
        return self.interval((low, high), (asked.min, asked.max), asked.unit)

    def interval(self, interval: tuple[int, int], whole: tuple[int, int], unit: str) -> str:
        """Whole numbers from … to …, with their unit."""
        low, high = (number_text(Fraction(end)) for end in interval)
        if interval[0] == interval[1]:
            said = low
        elif interval[1] >= whole[1]:
            said = self.glue.at_least(low)
        elif interval[0] <= whole[0]:
            said = self.glue.at_most(high)
        else:
            said = self.glue.between(low, high)
        return said if unit == "1" else self.glue.with_unit(said, unit)

    # Reasons ------------------------------------------------------------------------------------------------------

    def row_values(self, row: Row) -> dict[str, str]:
        """What the placeholders of a condition's texts stand for."""
        values = {"person": self.person(row.name[1])}
        answered = [key for key in row.screens if key in self.household.answers]
        values["answer"] = self.glue.listed([self.answer(key) for key in answered]) if answered else self.glue.unsaid()
        if row.figures is not None:
            values |= self._figure_values(row.figures)
        return values

    def _figure_values(self, figures: Figures) -> dict[str, str]:
        values = {"value": self.span(figures.value)}
        if figures.limit is not None:
            values["limit"] = self.span(figures.limit)
        if figures.over is not None:
            low, high = figures.over
            values["over"] = self.span((max(low, Fraction(0)), max(high, Fraction(0))))
            values["under"] = self.span((max(-high, Fraction(0)), max(-low, Fraction(0))))
        if figures.used:
            since = max(figure.since for figure in figures.used)
            values |= {"from": self.glue.date(since), "year": str(since.year)}
        return values

    def span(self, ends: tuple[Fraction, Fraction]) -> str:
        """A number, or from … to …."""
        low, high = (number_text(end) for end in ends)
        return low if low == high else self.glue.between(low, high)

    def amount(self, decision: p.Decision, amount: Amount | None) -> str:
        """How much a benefit would be, as one reads it; "" where that is not known."""
        if amount is None:
            return ""
        said = [self.text(decision.rule.amount[number].say) for number in amount.says]
        if amount.low is not None and amount.high is not None:
            said.insert(0, self.glue.with_unit(self.span((amount.low, amount.high)), amount.unit))
        return self.glue.listed(said) if len(said) > 1 else said[0]


def number_text(number: Fraction) -> str:
    """A number with thousands marked, and at most two decimals."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    return f"{float(number):,.2f}".rstrip("0").rstrip(".")
