"""The logic of a rule set as its authors write it: quantities, tests, trees. What the parts of a set are: ``ruleset``.

**Quantity.** A whole number (in the unit of the other side), the name of a question or a parameter, or a list of terms
that are added up::

    right: dibao                                       # a parameter
    right: [{params: [margin, dibao]}]                 # 1.5 times the standard
    left:  [{times: 12, unit: month/year, of: income}] # monthly income over a year
    left:  [{of: rent}, {times: -1, of: subsidy}]      # a difference

**Units** are products of ``yuan``, ``person``, ``month``, ``year`` (age too), ``day``, ``m2``, ``piece``, with ``/`` before each
divisor: ``yuan/month/person``. ``1`` is a bare factor. Both sides of a comparison must come to the same unit.

**Tree.** The name of a condition, or a node with exactly one of its fields set::

    all:  [hukou, {any: [inc_low, has_status]}]
    not:  has_dibao
    some: senior70              # of somebody in the household; ``every``: of everybody. Inside stands what is about one person
    in:   {question: housing, choices: [rent, lent]}
    has:  {question: status, choices: [dibao, margin]} # at least one of them was ticked
    compare: {left: income, op: "<", right: dibao, per: size}   # per head: income < dibao × size, without dividing
    benefit: dibao              # that benefit's ``when`` holds

Tests of conditions, ``ask_when`` and ``when`` of amounts and documents may use everything; ``when`` and ``office_when`` of a benefit
hold conditions and benefits only, because reasons and citations hang on conditions.

Not here: what is true (``evaluating``), and what a node may be combined with (``loading``).
"""

from __future__ import annotations

import enum
from typing import Annotated

from msgspec import Meta, Struct, field

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A name within a rule set: question, parameter, condition, benefit, source, choice, person, event."""

SlotName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}(-[1-9])?$")]
"""One person of the household: the name of a person, with ``-1``, ``-2`` … where there may be several (``child-2``)."""

Number = int | str
"""An exact number: a whole one, or a decimal in quotes (``"1.5"``, ``"742.8"``), 12 digits and 6 decimals. Never a float."""

Unit = Annotated[
    str,
    Meta(pattern=r"^(1|yuan|person|month|year|day|m2|piece)(\*(yuan|person|month|year|day|m2|piece))*"
                      r"(/(yuan|person|month|year|day|m2|piece))*$")
]  # fmt: skip


class Op(enum.StrEnum):
    """How two quantities are compared."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "=="


class RuleStruct(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of everything in a rule set. Unknown fields are passed over."""


class Term(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One product of a quantity: ``times`` × every parameter of ``params`` × the answer to ``of``.

    ``unit`` is the unit of ``times``. One question at most, so that every quantity stays linear and exact.
    """

    times: Number = 1
    unit: Unit = "1"
    params: Annotated[tuple[Name, ...], Meta(max_length=4)] = ()
    of: Name | None = None


Quantity = int | str | tuple[Term, ...]
"""A number, a name, or up to 8 terms.

No ``Meta`` in the unions here: recursive types with one inside crash the interpreter at its end (msgspec 0.22, its
issue 717). The loader knows every name anyway."""


class Compare(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """``left`` against ``right``; with ``per`` (a question counted in whole things, such as people) left is divided by it.

    With ``per`` the right side holds no question. The first comparison of a condition fills the placeholders of its texts.
    """

    left: Quantity
    op: Op
    right: Quantity
    per: Name | None = None


class Picked(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to ``question`` is one of ``choices`` (``in``), or at least one of them is ticked (``has``)."""

    question: Name
    choices: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=40)]


class Node(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Exactly one field is set; see the module's docstring."""

    all: tuple[Tree, ...] | None = None
    any: tuple[Tree, ...] | None = None
    not_: Tree | None = field(name="not", default=None)
    some: Tree | None = None
    every: Tree | None = None
    in_: Picked | None = field(name="in", default=None)
    has: Picked | None = None
    compare: Compare | None = None
    benefit: Name | None = None


Tree = str | Node
"""The name of a condition, or a node."""
