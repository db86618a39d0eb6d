"""A household in the middle of a check: its answers in the order they were given, and what is true by them.

An answer is kept under the key of its screen (``size``, ``age@mother``) as ``ruleset`` writes answers; None is 不清楚，或不想答.
Households never change: giving, changing and taking back an answer makes a new one. Answers to questions that no longer
apply stay, and count for nothing until they do again.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.evaluating import Evaluator, State
from kiosk.domain.selfcheck.kleene import NO, YES
from kiosk.domain.selfcheck.program import Program, Screen, Slot
from kiosk.domain.selfcheck.ruleset import AnswerValue, QuestionType
from kiosk.domain.selfcheck.values import Possible, Shape


@dataclass(frozen=True)
class Household:
    """Who has answered what so far.

    Args:
        evaluator: of the program.
        answers: by key of the screen, in the order given.
        state: what follows.
    """

    evaluator: Evaluator
    answers: Mapping[str, AnswerValue]
    state: State

    @functools.cached_property
    def masks(self) -> list[int]:
        """By step: the screens whose (better) answer may still decide it (``liveness``)."""
        live = self.evaluator.liveness
        return live.masks(self.state.values, live.settled(key for key in self.answers if not can_say_more(self, key)))

    @property
    def program(self) -> Program:
        """The rules on the day."""
        return self.evaluator.program

    def truth(self, step: int) -> int:
        """Yes, no or open (``evaluating``) of a step."""
        value: int = self.state.values[step]
        return value

    def possible(self, step: int) -> Possible:
        """What is still possible of a variable."""
        value: Possible = self.state.values[step]
        return value

    def with_answer(self, key: str, value: AnswerValue) -> Household:
        """The household after an answer; one given before is replaced where it stands.

        Args:
            key: of a screen, or ``NAME@slot`` for one person of a ``who`` question (in cases and events).
            value: as ``ruleset`` writes answers.

        Raises:
            WorldError: ``selfcheck.unknown_name``, ``bad_answer``, ``unknown_choice``, ``out_of_range``: not an answer to
                that question.
        """
        changes = changes_of(self.program, key, value)
        return Household(self.evaluator, {**self.answers, key: value}, self.evaluator.given(self.state, changes))

    def without_answer(self, key: str) -> Household:
        """The household as if that had not been answered."""
        left = {each: value for each, value in self.answers.items() if each != key}
        return household(self.evaluator, left)

    def asked(self, screen: Screen) -> int:
        """Whether a screen is asked of this household: yes, no or open."""
        truths = []
        for step in screen.variables:
            variable = self.program.variable(step)
            if variable.screen is not None:
                truths.append(YES if variable.guard is None else self.truth(variable.guard))
        return max(truths, default=NO)

    def people(self) -> tuple[Slot, ...]:
        """Everybody who is there for sure."""
        return tuple(slot for slot, step in self.program.present.items() if self.truth(step) == YES)


def household(evaluator: Evaluator, answers: Mapping[str, AnswerValue]) -> Household:
    """A household that has given ``answers``.

    Raises:
        WorldError: one of them is none; see ``Household.with_answer``.
    """
    changes: dict[int, Possible] = {}
    for key, value in answers.items():
        changes |= changes_of(evaluator.program, key, value)
    return Household(
        evaluator, dict(answers), evaluator.given(evaluator.start, changes) if changes else evaluator.start
    )


def can_say_more(household: Household, key: str) -> bool:
    """Whether the screen was not asked yet, was left open, or takes a more exact answer than it got."""
    if household.answers.get(key) is None:
        return True
    screen = household.program.screens.get(key)
    if screen is None or screen.question.type in (QuestionType.WHO, QuestionType.PEOPLE):
        return False
    answers = household.state.answers
    if all(household.program.variable(step).range.single(answers[step]) for step in screen.variables):
        return False
    # A band is as exact as it gets where no digits may be typed.
    bands = household.program.bands.get(screen.name[0], ())
    return (
        screen.question.type is not QuestionType.INT
        or screen.question.digits
        or answers[screen.variables[0]] not in bands
    )


def changes_of(program: Program, key: str, value: AnswerValue) -> dict[int, Possible]:
    """What an answer makes of the variables it is about.

    What is known of a person anyway (``given``) stays known.

    Raises:
        WorldError: see ``Household.with_answer``.
    """
    screen = program.screens.get(key)
    if screen is None:
        return _about_one(program, key, value)
    if screen.question.type in (QuestionType.WHO, QuestionType.PEOPLE):
        names = _names(program, value, screen)
        said = {slot: None if names is None else "yes" if slot in names else "no" for slot in screen.slots}
        return {
            step: _narrowed(program, step, said[slot], key)
            for step, slot in zip(screen.variables, screen.slots, strict=True)
            # About whom it is known anyway nobody was asked; only to say the opposite is refused.
            if program.variable(step).screen is not None or said[slot] == "yes"
        }
    return {step: _narrowed(program, step, value, key) for step in screen.variables}


def _about_one(program: Program, key: str, value: AnswerValue) -> dict[int, Possible]:
    name, _, slot = key.partition("@")
    screen = program.screens.get(name)
    if screen is None or slot not in screen.slots:
        raise WorldError("selfcheck.unknown_name", where="answers", name=key)
    step = screen.variables[screen.slots.index(slot)]
    return {step: _narrowed(program, step, value, key)}


def _names(program: Program, value: AnswerValue, screen: Screen) -> tuple[object, ...] | None:
    """Who was ticked. The person the check is about may be named on the roster too: they are there anyway."""
    if value is None:
        return None
    names: tuple[object, ...] = (value,) if isinstance(value, (str, int)) else value
    known = {*screen.slots, program.slots[0]}
    if not known.issuperset(names):
        raise WorldError("selfcheck.bad_answer", where=screen.key, value=value)
    return names


def _narrowed(program: Program, step: int, value: AnswerValue, key: str) -> Possible:
    variable = program.variable(step)
    possible = variable.range.both(variable.range.possible(value, where=key), variable.start)
    if possible is None:
        if variable.range.shape is not Shape.NUMBER:
            raise WorldError("selfcheck.bad_answer", where=key, value=value)
        raise WorldError("selfcheck.out_of_range", where=key, value=value, min=variable.start[0], max=variable.start[1])
    return possible
