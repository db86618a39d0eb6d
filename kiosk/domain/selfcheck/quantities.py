"""Quantities of a rule set → sums with exact factors, on one day: figures looked up, units followed.

Not here: which variables exist (``loading`` hands in how to find one) and what is true of a sum.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.program import Figure, Linear
from kiosk.domain.selfcheck.ruleset import Parameter
from kiosk.domain.selfcheck.ruleset_logic import Number, Quantity, Term
from kiosk.domain.selfcheck.units import NONE, Powers, parse_unit, times, unit_text

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
MAX_TERMS = 8

FindVariable = Callable[[str, str], tuple[int, Powers]]
"""Name of a question and where it stands → its step and unit; raises where it cannot be part of a sum."""


def exact(number: Number, *, where: str) -> Fraction:
    """The value of a number.

    Raises:
        WorldError: ``selfcheck.bad_number``.
    """
    text = str(number)
    if isinstance(number, bool) or _NUMBER.fullmatch(text) is None:
        raise WorldError("selfcheck.bad_number", where=where, value=text[:40])
    return Fraction(text)


def figure_on(name: str, parameter: Parameter, on: dt.date) -> Figure | None:
    """The value of a parameter on a day; None where it has none at all.

    Raises:
        WorldError: ``selfcheck.dates_order``, ``selfcheck.before_first``, ``selfcheck.bad_number``.
    """
    if not parameter.values:
        return None
    days = [value.since for value in parameter.values]
    if any(later <= earlier for earlier, later in itertools.pairwise(days)):
        raise WorldError("selfcheck.dates_order", name=name)
    current = [value for value in parameter.values if value.since <= on]
    if not current:
        raise WorldError("selfcheck.before_first", name=name, first=days[0], on=on)
    dated = current[-1]
    newest = dated is parameter.values[-1]
    return Figure(
        name=name,
        value=exact(dated.value, where=name),
        unit=parse_unit(parameter.unit),
        since=dated.since,
        until=parameter.until if newest and parameter.until is not None and parameter.until < on else None,
        source=dated.source,
        article=dated.article,
        confirmed=dated.confidence.confirmed,
    )


class Quantities:
    """Makes sums on one day.

    Args:
        parameters: of the set.
        figures: their values that day; a parameter missing here has none.
        find: finds the variable of a question.
    """

    def __init__(
        self, parameters: Mapping[str, Parameter], figures: Mapping[str, Figure], *, find: FindVariable
    ) -> None:
        self._parameters = parameters
        self._figures = figures
        self._find = find

    def linear(self, quantity: Quantity, *, where: str) -> Linear:
        """The sum a quantity is.

        Raises:
            WorldError: ``selfcheck.unit_mismatch``, ``unknown_name``, ``bad_number``, ``too_many_terms``, ``empty``.
        """
        if isinstance(quantity, int):
            return Linear(terms={}, constant=exact(quantity, where=where), unit=None)
        if isinstance(quantity, str):
            term = Term(params=(quantity,)) if quantity in self._parameters else Term(of=quantity)
            return self._term(term, where)
        if not quantity:
            raise WorldError("selfcheck.empty", where=where)
        if len(quantity) > MAX_TERMS:
            raise WorldError("selfcheck.too_many_terms", where=where, max=MAX_TERMS)
        total = self._term(quantity[0], where)
        for term in quantity[1:]:
            total = added(total, self._term(term, where), where=where)
        return total

    def _term(self, term: Term, where: str) -> Linear:
        factor = exact(term.times, where=where)
        unit = parse_unit(term.unit)
        used: list[Figure] = []
        unknown: list[str] = []
        for name in term.params:
            if name not in self._parameters:
                raise WorldError("selfcheck.unknown_name", where=where, name=name)
            unit = times(unit, parse_unit(self._parameters[name].unit))
            figure = self._figures.get(name)
            if figure is None:
                unknown.append(name)
            else:
                factor *= figure.value
                used.append(figure)
        if term.of is None:
            return Linear({}, factor, unit, tuple(used), tuple(unknown))
        step, of_unit = self._find(term.of, where)
        terms = {step: factor} if factor else {}
        return Linear(terms, Fraction(0), times(unit, of_unit), tuple(used), tuple(unknown))


def added(one: Linear, other: Linear, *, where: str, sign: int = 1) -> Linear:
    """``one`` + ``sign`` × ``other``.

    Raises:
        WorldError: ``selfcheck.unit_mismatch``.
    """
    if one.unit is not None and other.unit is not None and one.unit != other.unit:
        raise WorldError("selfcheck.unit_mismatch", where=where, one=unit_text(one.unit), other=unit_text(other.unit))
    terms = dict(one.terms)
    for step, factor in other.terms.items():
        terms[step] = terms.get(step, Fraction(0)) + sign * factor
    return Linear(
        {step: factor for step, factor in terms.items() if factor},
        one.constant + sign * other.constant,
        one.unit if one.unit is not None else other.unit,
        tuple(dict.fromkeys((*one.figures, *other.figures))),
        tuple(dict.fromkeys((*one.unknown, *other.unknown))),
    )


def per_each(right: Linear, per: int, per_unit: Powers, *, where: str) -> Linear:
    """``right`` × the variable at step ``per``: what a sum divided by it is compared with.

    Raises:
        WorldError: ``selfcheck.per_question``: ``right`` holds a question, the product would not be linear.
    """
    if right.terms:
        raise WorldError("selfcheck.per_question", where=where)
    terms = {per: right.constant} if right.constant else {}
    unit = times(right.unit, per_unit) if right.unit is not None else None
    return replace(right, terms=terms, constant=Fraction(0), unit=unit)


__all__ = ["MAX_TERMS", "NONE", "FindVariable", "Quantities", "added", "exact", "figure_on", "per_each"]
