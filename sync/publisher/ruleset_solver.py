"""A program of the self-check as formulas for z3: what could be true of any household that answers everything.

z3 is on the platform only, an optional dependency (extra ``logic``); ``available`` says whether it is here. Each step
becomes two formulas, *yes* and *no*, because what only the office knows is neither: the same three values the terminal
computes with, on complete answers. Not here: what is asked of the formulas (``ruleset_proofs``, ``ruleset_difference``).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.ruleset import AnswerValue, DecidedBy, Status
from kiosk.domain.selfcheck.ruleset_logic import Op
from kiosk.domain.selfcheck.values import Possible, Range, Shape

Formula: TypeAlias = Any
"""Something of z3, which has no types."""

TIMEOUT_MS = 2_000
"""Longest time for one question to z3; what it cannot settle is said not to be settled."""


def available() -> bool:
    """Whether z3 is installed."""
    return importlib.util.find_spec("z3") is not None


class Truth(Struct, frozen=True):
    """When a step is yes and when it is no; neither is open for good."""

    yes: Formula
    no: Formula


class Answers:
    """The variables of households, shared by every program that asks the same.

    A number is an integer, one choice of several too (each choice has a number of its own, by its name: two sets may list them
    in different orders), a multiple choice one truth value each.
    """

    def __init__(self) -> None:
        import z3  # noqa: PLC0415 - optional, and large

        self.z3: Formula = z3
        self._known: dict[str, Formula] = {}
        self._codes: dict[str, list[str]] = {}
        self.limits: dict[str, Formula] = {}

    def number(self, name: str, low: int, high: int) -> Formula:
        """The integer ``name``, within its limits."""
        if name not in self._known:
            self._known[name] = self.z3.Int(name)
        found = self._known[name]
        self.limits[f"{name} {low} {high}"] = self.z3.And(found >= low, found <= high)
        return found

    def code(self, question: str, choice: str) -> int:
        """The number of a choice."""
        codes = self._codes.setdefault(question, [])
        if choice not in codes:
            codes.append(choice)
        return codes.index(choice)

    def one_of(self, name: str, question: str, choices: Iterable[str]) -> Formula:
        """The integer ``name``, which is the number of one of ``choices``."""
        if name not in self._known:
            self._known[name] = self.z3.Int(name)
        found = self._known[name]
        numbers = [self.code(question, choice) for choice in choices]
        self.limits[f"{name} among {numbers}"] = self.z3.Or(*(found == number for number in numbers))
        return found

    def truth(self, name: str) -> Formula:
        """The truth value ``name``."""
        return self._known.setdefault(name, self.z3.Bool(name))

    def solver(self) -> Formula:
        """A solver that knows the limits of every answer."""
        solver = self.z3.Solver()
        solver.set("timeout", TIMEOUT_MS)
        solver.add(*self.limits.values())
        return solver


class Formulas:
    """The formulas of one program.

    Args:
        program: on its day.
        answers: variables, shared where programs are compared.
    """

    def __init__(self, program: p.Program, answers: Answers) -> None:
        self.program = program
        self.answers = answers
        self._z3 = answers.z3
        self._values: dict[int, Formula] = {}
        self._truths: dict[int, Truth] = {}
        for index, step in enumerate(program.steps):
            if isinstance(step, p.Variable):
                self._values[index] = self._variable(step)
            else:
                self._truths[index] = self._truth(step)

    def truth(self, step: int) -> Truth:
        """Of one step."""
        return self._truths[step]

    def status(self, decision: p.Decision) -> Mapping[Status, Formula]:
        """When a benefit comes out as each of the statuses complete answers can give."""
        z3 = self._z3
        when = self._truths[decision.when]
        office = Truth(z3.BoolVal(False), z3.BoolVal(True))
        if decision.office_when is not None:
            office = self._truths[decision.office_when]
        not_now = z3.And(when.no, office.no)
        likely = when.yes if decision.rule.decided_by is DecidedBy.RULES else z3.BoolVal(False)
        return {
            Status.LIKELY: likely,
            Status.NOT_NOW: not_now,
            Status.OFFICE: z3.And(z3.Not(likely), z3.Not(not_now)),
        }

    # Steps ------------------------------------------------------------------------------------------------------

    def _variable(self, step: p.Variable) -> Formula:
        key = key_of(step.name)
        answer = self._fresh(key, step, step.start)
        if step.ask_when is None:
            return answer
        otherwise = self._fresh(f"{key}/otherwise", step, step.otherwise)
        when = self._truths[step.ask_when].yes
        if step.range.shape is Shape.SEVERAL:
            pairs = zip(answer, otherwise, strict=True)
            return tuple(self._z3.If(when, one, other) for one, other in pairs)
        return self._z3.If(when, answer, otherwise)

    def _fresh(self, key: str, step: p.Variable, possible: Possible) -> Formula:
        low, high = possible
        span = step.range
        if span.shape is Shape.NUMBER:
            return self.answers.number(key, low, high)
        if span.shape is Shape.ONE:
            return self.answers.one_of(key, step.name[0], _chosen(span, high))
        bits = []
        for bit, choice in enumerate(span.choices):
            free = not low >> bit & 1 and bool(high >> bit & 1)
            bits.append(self.answers.truth(f"{key}={choice}") if free else self._z3.BoolVal(bool(low >> bit & 1)))
        return tuple(bits)

    def _truth(self, step: p.Step) -> Truth:
        z3 = self._z3
        match step:
            case p.AllOf(steps):
                return Truth(z3.And(*self._yes(steps)), z3.Or(*self._no(steps)))
            case p.AnyOf(steps):
                return Truth(z3.Or(*self._yes(steps)), z3.And(*self._no(steps)))
            case p.Not(below):
                return Truth(self._truths[below].no, self._truths[below].yes)
            case p.Met(_, below) if below is not None:
                return self._truths[below]
            case p.Met() | p.Fixed():
                return Truth(z3.BoolVal(False), z3.BoolVal(False))
        yes = z3.BoolVal(True) if isinstance(step, p.Here) else self._test(step)
        return Truth(yes, z3.Not(yes))

    def _test(self, step: p.Step) -> Formula:
        z3 = self._z3
        match step:
            case p.Compared(terms, constant, op):
                total = z3.Sum([constant, *(factor * self._values[index] for index, factor in terms)])
                return total < 0 if op is Op.LESS else total == 0 if op is Op.EQUAL else total <= 0
            case p.PickedOne(variable, mask):
                asked = self.program.variable(variable)
                numbers = [self.answers.code(asked.name[0], choice) for choice in _chosen(asked.range, mask)]
                return z3.Or(*(self._values[variable] == number for number in numbers))
            case p.PickedAny(variable, mask):
                bits = [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
                return z3.Or(*(self._values[variable][bit] for bit in bits))
        raise TypeError(step)

    def _yes(self, steps: Iterable[int]) -> list[Formula]:
        return [self._truths[step].yes for step in steps]

    def _no(self, steps: Iterable[int]) -> list[Formula]:
        return [self._truths[step].no for step in steps]

    # Households -------------------------------------------------------------------------------------------------

    def household(self, model: Formula) -> dict[str, AnswerValue]:
        """Answers of the household z3 found, as cases write them."""
        found: dict[str, AnswerValue] = {}
        for step in self.program.steps:
            if not isinstance(step, p.Variable) or step.screen is None or step.range.single(step.start):
                continue
            key = key_of(step.name)
            found[key] = self._read(key, step, model)
        return found

    def _read(self, key: str, step: p.Variable, model: Formula) -> AnswerValue:
        if step.range.shape is Shape.SEVERAL:
            chosen = _chosen(step.range, step.start[1])
            return tuple(choice for choice in chosen if self._true(model, f"{key}={choice}"))
        low, high = step.start
        value: int = model.eval(self._z3.Int(key), model_completion=True).as_long()
        if step.range.shape is Shape.NUMBER:
            return min(max(value, low), high)
        allowed = _chosen(step.range, high)
        return next((c for c in allowed if self.answers.code(step.name[0], c) == value), allowed[0])

    def _true(self, model: Formula, name: str) -> bool:
        return bool(self._z3.is_true(model.eval(self._z3.Bool(name), model_completion=True)))


def key_of(name: p.Instance) -> str:
    """A question and person as answers name them: ``age@mother``."""
    return name[0] if name[1] is None else f"{name[0]}@{name[1]}"


def _chosen(span: Range, mask: int) -> list[str]:
    return [choice for bit, choice in enumerate(span.choices) if mask >> bit & 1]
