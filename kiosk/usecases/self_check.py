"""政策自测: one check from 您替谁测 to the results. Nothing is stored.

The rules come as the record ``ruleset.guangzhou`` (``open_rules``) and may be kept over a change of language. A ``Check`` never changes: every tap gives the next one, so the
screen keeps one value and forgets it at the end. Texts come in the language asked for, so that changing the language
loses nothing::

    rules = open_rules(reader, today)              # WorldError: there is none, or it cannot be used
    check = start(rules, Audience.SELF)
    check.question(Language.ZH_HANS, glue)         # QuestionView; None: all is decided → results
    check = check.answer("gz")                     # or .answer((1276, 1914)), .answer(("self", "mother")), .answer(())
    check = check.skip() / .back() / .change("income")
    check.answers_given(language, glue)            # the page before the results
    check.results(language, glue).cards()          # .why("dibao"), .events(), .event("out_of_work"), .take_away()

Results may be looked at any time, answers changed after them. Answers at hand-over: ``kiosk.domain.selfcheck.handover``.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from dataclasses import dataclass, replace

from data.content_reader import ContentReader
from kiosk.domain.content import RuleSet
from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household, can_say_more, household
from kiosk.domain.selfcheck.asking import Remaining, by_look_ahead, live, remaining
from kiosk.domain.selfcheck.evaluating import Evaluator
from kiosk.domain.selfcheck.kleene import NO, YES
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.parsing import encode_ruleset
from kiosk.domain.selfcheck.results import deciding_screens
from kiosk.domain.selfcheck.ruleset import AnswerValue, Audience, QuestionType
from kiosk.domain.text import Language
from kiosk.domain.traditional import Convert
from kiosk.usecases.reading import ResidentReader
from kiosk.usecases.self_check_results import Results
from kiosk.usecases.self_check_texts import Glue, Words
from kiosk.usecases.self_check_views import AnswerRow, Option, QuestionView

RECORD_ID = "ruleset.guangzhou"
"""The one rule set of a terminal; a district may publish its own under the same id."""

DIGEST_BYTES = 6


@dataclass(frozen=True)
class Rules:
    """A rule set in use on a day.

    Args:
        evaluator: of its program.
        digest: by which a hand-over knows it; the same on every terminal that holds this revision, in every language.
        to_traditional: converts what has no Traditional Chinese of its own; None: it is shown as it is.
    """

    evaluator: Evaluator
    digest: bytes
    to_traditional: Convert | None = None

    @property
    def ruleset(self) -> RuleSet:
        """What it was made of."""
        return self.evaluator.program.ruleset


def open_rules(reader: ContentReader, today: dt.date) -> Rules:
    """The rules in force. Takes some milliseconds: keep them while the content and the day are the same.

    Raises:
        WorldError: there is no rule set (``selfcheck.none``), or it cannot be used today (``selfcheck.…``). Content that
            cannot be read at all: as ``ContentReader``.
    """
    record = reader.record(RECORD_ID, today)
    if record is None or not isinstance(record.body, RuleSet):
        raise WorldError("selfcheck.none")
    # Its revision, not its bytes: these differ once Traditional Chinese is filled in.
    name = f"{record.scope} {record.id} {record.rev} {record.body.serial}".encode()
    to_traditional = reader.to_traditional if isinstance(reader, ResidentReader) else None
    return Rules(Evaluator(load(record.body, today)), _digest(name), to_traditional)


def rules_of(ruleset: RuleSet, today: dt.date) -> Rules:
    """Rules from a set at hand that no record names.

    Raises:
        WorldError: it cannot be used today.
    """
    return Rules(Evaluator(load(ruleset, today)), _digest(encode_ruleset(ruleset)))


def _digest(name: bytes) -> bytes:
    return hashlib.sha256(name).digest()[:DIGEST_BYTES]


def start(rules: Rules, audience: Audience) -> Check:
    """A check nothing has been answered in."""
    return _next(Check(rules, audience, household(rules.evaluator, {}), (), None))


@dataclass(frozen=True)
class Check:
    """One check, as far as it has come.

    Args:
        rules: by which.
        audience: whom "您" means.
        household: what was answered.
        order: keys of the screens in the order they were first asked.
        current: key of the screen being asked; None: all is decided, or results are looked at.
    """

    rules: Rules
    audience: Audience
    household: Household
    order: tuple[str, ...]
    current: str | None

    @property
    def finished(self) -> bool:
        """Whether nothing is left to ask that could change a result."""
        return not live(self.household)

    @functools.cached_property
    def remaining(self) -> Remaining:
        """How many questions are likely to come, the one being asked among them."""
        more = remaining(self.household)
        here = 1 if self.current is not None and self.current not in self.household.answers else 0
        return Remaining(max(more.likely, here), max(more.most, here))

    def question(self, language: Language, glue: Glue) -> QuestionView | None:
        """The question being asked."""
        if self.current is None:
            return None
        screen = self.household.program.screens[self.current]
        return _question(self, screen, self._words(language, glue))

    # Going on -----------------------------------------------------------------------------------------------------

    def answer(self, value: AnswerValue) -> Check:
        """Answers the question being asked, and goes on to the next.

        A question that is changed after others were asked goes on to the next one that still matters.

        Raises:
            WorldError: that is no answer to it (``selfcheck.bad_answer``, ``unknown_choice``, ``out_of_range``).
        """
        if self.current is None:
            raise ValueError("nothing is being asked")
        order = self.order if self.current in self.order else (*self.order, self.current)
        answered = replace(self, household=self.household.with_answer(self.current, value), order=order)
        return _next(answered, last=self.current)

    def skip(self) -> Check:
        """不清楚，或不想答."""
        return self.answer(None)

    def back(self) -> Check:
        """The question before, with the answer it was given; the first one stays."""
        before = self.order if self.current not in self.order else self.order[: self.order.index(self.current)]
        applying = [key for key in before if self.household.asked(self.household.program.screens[key]) != NO]
        return replace(self, current=applying[-1]) if applying else self

    def change(self, key: str) -> Check:
        """Asks a question (again): from the page of answers, or one that decides a result."""
        if key not in self.household.program.screens:
            raise KeyError(key)
        return replace(self, current=key)

    def go_on(self) -> Check:
        """The next question that still matters, leaving the one being changed as it is."""
        return _next(self, last=self.order[-1] if self.order else None)

    # Looking ------------------------------------------------------------------------------------------------------

    def answers_given(self, language: Language, glue: Glue) -> tuple[AnswerRow, ...]:
        """What was answered, in the order it was asked."""
        words = self._words(language, glue)
        home = self.household
        helped: dict[str, int] = {}
        for decision in home.program.decisions:
            for key in deciding_screens(home, decision):
                helped[key] = helped.get(key, 0) + 1
        found = []
        for key in self.order:
            screen = home.program.screens[key]
            found.append(
                AnswerRow(
                    key=key,
                    question=words.text(screen.question.short),
                    person=words.person(screen.name[1]),
                    answer=words.answer(key),
                    unsaid=home.answers[key] is None,
                    decides=helped.get(key, 0) if can_say_more(home, key) else 0,
                    applies=home.asked(screen) != NO,
                )
            )
        return tuple(found)

    def results(self, language: Language, glue: Glue) -> Results:
        """Results as far as the answers go."""
        return Results(self._words(language, glue))

    def _words(self, language: Language, glue: Glue) -> Words:
        return Words(self.household, language, self.audience, glue, self.rules.to_traditional)


def resume(rules: Rules, audience: Audience, answers: dict[str, AnswerValue]) -> Check:
    """A check from its answers, as an attendant gets them.

    Raises:
        WorldError: they do not fit these rules.
    """
    return Check(rules, audience, household(rules.evaluator, answers), tuple(answers), None)


def _next(check: Check, *, last: str | None = None) -> Check:
    return replace(check, current=by_look_ahead(check.household, last))


def _question(check: Check, screen: p.Screen, words: Words) -> QuestionView:
    home, question = check.household, screen.question
    person = words.person(screen.name[1])
    values = {"person": person}
    given = home.answers.get(screen.key)
    variable = home.program.variable(screen.variables[0])
    low, high = variable.start if question.type is QuestionType.INT else (0, 0)
    options = _options(home, screen, words)
    typed = given if isinstance(given, int) else None
    number = check.order.index(screen.key) + 1 if screen.key in check.order else len(check.order) + 1
    return QuestionView(
        key=screen.key,
        type=question.type,
        person=person,
        text=words.text(question.text, values),
        spoken=words.spoken(question.text, values),
        short=words.text(question.short),
        help=words.text(question.help, values),
        why=words.text(question.why, values),
        options=options,
        none_of=words.text(question.none_of)
        or (words.glue.nobody() if question.type in (QuestionType.WHO, QuestionType.PEOPLE) else ""),
        digits=question.digits,
        low=low,
        high=high,
        unit=question.unit,
        number=number,
        remaining=check.remaining,
        answered=screen.key in home.answers,
        unsaid=screen.key in home.answers and given is None,
        typed=typed,
        can_go_back=check.back() is not check,
    )


def _options(home: Household, screen: p.Screen, words: Words) -> tuple[Option, ...]:
    question = screen.question
    given = home.answers.get(screen.key)
    picked = given if isinstance(given, tuple) else (given,)
    if question.type is QuestionType.INT:
        return _bands(home, screen, words)
    if question.type in (QuestionType.WHO, QuestionType.PEOPLE):
        roster = question.type is QuestionType.PEOPLE
        there = [
            slot
            for slot, step in zip(screen.slots, screen.variables, strict=True)
            if home.program.variable(step).screen is not None
            and (roster or home.truth(home.program.present[slot]) == YES)
        ]
        return tuple(Option(slot, words.person(slot), selected=slot in picked) for slot in there)
    possible = home.program.variable(screen.variables[0]).start[1]
    return tuple(
        Option(
            value=name,
            label=words.text(choice.label),
            note=words.text(choice.note),
            icon=choice.icon or "",
            selected=name in picked,
            spoken=words.spoken(choice.label),
        )
        for bit, (name, choice) in enumerate(question.choices.items())
        if possible >> bit & 1
    )


def _bands(home: Household, screen: p.Screen, words: Words) -> tuple[Option, ...]:
    name = screen.name[0]
    least, most = home.program.variable(screen.variables[0]).start
    given = home.answers.get(screen.key)
    found = []
    for number, ((low, high), band) in enumerate(
        zip(home.program.bands.get(name, ()), screen.question.bands, strict=True)
    ):
        if high < least or low > most:
            continue  # not of this person: a child is not 80
        value = (max(low, least), min(high, most))
        label = words.band(name, number)
        exact = value[0] if value[0] == value[1] else value
        found.append(Option(exact, label, words.text(band.note), selected=given in (value, exact)))
    return tuple(found)
