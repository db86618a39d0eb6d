"""A rule set made ready for one day: every tree spelled out for every person it may be about, as one list of steps.

Steps stand in an order in which each comes after those it is made of, so that one pass from the front evaluates all and a
changed answer needs only the steps that rest on it. Not here: how a rule set becomes this (``loading``) and how the
steps are evaluated (``evaluating``).
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kiosk.domain.selfcheck.ruleset import BenefitRule, Condition, Person, Question, RuleSet
from kiosk.domain.selfcheck.ruleset_logic import Op
from kiosk.domain.selfcheck.units import Powers
from kiosk.domain.selfcheck.values import Possible, Range

Slot = str
"""Name of one person of the household (``self``, ``child-2``)."""

Instance = tuple[str, Slot | None]
"""A question, condition or benefit by name, and whom it is about; None for the household."""


@dataclass(frozen=True)
class Fixed:
    """Always open: only the office can know, or its figure is not known or not confirmed."""


@dataclass(frozen=True)
class Here:
    """Always met: the person the check is about is there."""


@dataclass(frozen=True)
class Variable:
    """One answer about one person or the household.

    Args:
        name: question and person.
        range: every value there is.
        start: what is possible before anybody is asked.
        screen: key of the screen that asks it; None where nobody is ever asked.
        ask_when: step that says whether the question applies; None: always.
        otherwise: the answer where it does not apply.
        guard: step that says whether it is asked: applies, and the person is there; None: always.
    """

    name: Instance
    range: Range
    start: Possible
    screen: str | None
    ask_when: int | None = None
    otherwise: Possible = (0, 0)
    guard: int | None = None


@dataclass(frozen=True)
class Compared:
    """Whole-number form of a comparison: the sum of ``terms`` (step of a variable, factor) and ``constant``, against 0."""

    terms: tuple[tuple[int, int], ...]
    constant: int
    op: Op  # LESS, AT_MOST or EQUAL


@dataclass(frozen=True)
class PickedOne:
    """The one choice of ``variable`` is among the bits of ``mask``."""

    variable: int
    mask: int


@dataclass(frozen=True)
class PickedAny:
    """At least one of the bits of ``mask`` is ticked."""

    variable: int
    mask: int


@dataclass(frozen=True)
class AllOf:
    """Every one of ``steps``."""

    steps: tuple[int, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of ``steps``."""

    steps: tuple[int, ...]


@dataclass(frozen=True)
class Not:
    """Not ``step``."""

    step: int


@dataclass(frozen=True)
class Met:
    """Condition ``name`` is met: stands for ``step``, or for nothing one can ask (None)."""

    name: Instance
    step: int | None


Step = Fixed | Here | Variable | Compared | PickedOne | PickedAny | AllOf | AnyOf | Not | Met


@dataclass(frozen=True)
class Figure:
    """The value of a parameter on the day of the program.

    Args:
        name: of the parameter.
        value: in ``unit``.
        unit: its unit.
        since: first day of this value.
        until: last day it is known to hold, where that has passed: it must be confirmed.
        source: name of the source.
        article: place in it.
        confirmed: whether it may decide anything.
    """

    name: str
    value: Fraction
    unit: Powers
    since: dt.date
    until: dt.date | None
    source: str
    article: str
    confirmed: bool


@dataclass(frozen=True)
class Linear:
    """A quantity: the sum of ``terms`` (step of a variable → factor) and ``constant``, in ``unit``.

    Args:
        terms: none of factor 0.
        constant: the rest.
        unit: of the sum; None where a bare number takes the other side's.
        figures: the parameters used.
        unknown: parameters without any value: the sum cannot be known.
    """

    terms: Mapping[int, Fraction]
    constant: Fraction
    unit: Powers | None
    figures: tuple[Figure, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether every parameter in it is known and confirmed."""
        return not self.unknown and all(figure.confirmed for figure in self.figures)


@dataclass(frozen=True)
class Comparison:
    """What is compared, for explaining: ``left`` (divided by ``per``) against ``right``. Steps of variables throughout."""

    left: Linear
    op: Op
    right: Linear
    per: int | None


@dataclass(frozen=True)
class AmountRule:
    """One case of an amount: where ``when`` holds, ``sum`` (times ``per``) or the words of case ``number``."""

    number: int
    when: int | None
    sum: Linear | None
    per: int | None


@dataclass(frozen=True)
class Decision:
    """One benefit for one person or the household.

    Args:
        name: benefit and person.
        rule: what the set says.
        when: step that makes it likely, with the person being there.
        office_when: step that leaves it to the office; None: nothing does.
        amounts: in their order.
        documents: step of each document's ``when``, None where everybody brings it.
    """

    name: Instance
    rule: BenefitRule
    when: int
    office_when: int | None
    amounts: tuple[AmountRule, ...]
    documents: tuple[int | None, ...]


@dataclass(frozen=True)
class Screen:
    """One question as it is asked: of the household, or of one person.

    Args:
        key: ``NAME`` or ``NAME@slot``; answers are kept under it.
        name: question and person.
        question: what the set says.
        variables: steps of what it answers: one, or one for each person (``who``, ``people``).
        slots: whom each variable is about; () for a question of the household.
        order: place in the authored order.
    """

    key: str
    name: Instance
    question: Question
    variables: tuple[int, ...]
    slots: tuple[Slot, ...]
    order: int


@dataclass(frozen=True)
class Program:
    """A rule set on one day. Immutable; several checks may share it.

    Args:
        ruleset: what it was made of.
        on: the day, in Guangzhou.
        slots: everybody who may belong to the household, the person the check is about first.
        persons: what the set says of each slot.
        steps: see the module's docstring.
        screens: by key, in the authored order.
        present: step that says whether a person is there.
        conditions: step of each condition.
        decisions: every benefit for everybody it may be for, in the authored order.
        comparisons: the first comparison of each condition that has one, those that decide nothing too.
        figures: value of each parameter that has one today.
        bands: intervals to tap of each question that has them.
    """

    ruleset: RuleSet
    on: dt.date
    slots: tuple[Slot, ...]
    persons: Mapping[Slot, Person]
    steps: tuple[Step, ...]
    screens: Mapping[str, Screen]
    present: Mapping[Slot, int]
    conditions: Mapping[Instance, int]
    decisions: tuple[Decision, ...]
    comparisons: Mapping[Instance, Comparison]
    figures: Mapping[str, Figure]
    bands: Mapping[str, tuple[tuple[int, int], ...]]
    _after: dict[int, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def condition(self, name: Instance) -> Condition:
        """What the set says of a condition."""
        return self.ruleset.conditions[name[0]]

    def variable(self, step: int) -> Variable:
        """The variable at a step that is one."""
        found = self.steps[step]
        if not isinstance(found, Variable):
            raise TypeError(found)
        return found

    def after(self, step: int) -> tuple[int, ...]:
        """Every step that rests on ``step``, and itself, in order."""
        if step not in self._after:
            reached = {step}
            waiting = [step]
            while waiting:
                for above in self._above[waiting.pop()]:
                    if above not in reached:
                        reached.add(above)
                        waiting.append(above)
            self._after[step] = tuple(sorted(reached))
        return self._after[step]

    @functools.cached_property
    def _above(self) -> list[list[int]]:
        above: list[list[int]] = [[] for _ in self.steps]
        for index, step in enumerate(self.steps):
            for below in set(parts_of(step)):
                above[below].append(index)
        return above


def parts_of(step: Step) -> tuple[int, ...]:
    """The steps a step is made of directly."""
    below: tuple[int, ...]
    match step:
        case Variable():
            below = () if step.ask_when is None else (step.ask_when,)
        case Compared():
            below = tuple(index for index, _ in step.terms)
        case PickedOne() | PickedAny():
            below = (step.variable,)
        case AllOf() | AnyOf():
            below = step.steps
        case Not():
            below = (step.step,)
        case Met():
            below = () if step.step is None else (step.step,)
        case Fixed() | Here():
            below = ()
    return below
