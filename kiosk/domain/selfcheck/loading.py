"""A rule set → a ``Program`` for one day.

Everything is checked here, so that evaluating cannot fail: names, units, types, whom a thing is about, dates, cycles, caps.
Trees are spelled out once for each person; equal steps are made once. Not here: bytes (``parsing``).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.loading_checks import MAX_CHAIN, MAX_STEPS, check_set, slots_of
from kiosk.domain.selfcheck.quantities import Quantities, added, figure_on, per_each
from kiosk.domain.selfcheck.ruleset import About, BenefitRule, Question, QuestionType, RuleSet
from kiosk.domain.selfcheck.ruleset_logic import Compare, Node, Op, Picked, Tree
from kiosk.domain.selfcheck.units import Powers, parse_unit, times, unit_text
from kiosk.domain.selfcheck.values import NO, NO_YES, Possible, Range, Shape


def load(ruleset: RuleSet, on: dt.date) -> p.Program:
    """The program of a rule set on a day.

    Raises:
        WorldError: the set is not for this software or that day, is too large, or makes no sense; one reason each (see
            ``data/words/selfcheck.toml``).
    """
    check_set(ruleset, on)
    return _Builder(ruleset, on).program()


class _Builder:
    def __init__(self, ruleset: RuleSet, on: dt.date) -> None:
        self._set = ruleset
        self._on = on
        self._steps: list[p.Step] = []
        self._known: dict[p.Step, int] = {}
        self._made: dict[tuple[str, p.Instance], int] = {}
        self._open: list[tuple[str, p.Instance]] = []
        self._comparisons: dict[p.Instance, p.Comparison] = {}
        self._persons = slots_of(ruleset.people)
        self._slots = tuple(self._persons)
        self._roster = next((n for n, q in ruleset.questions.items() if q.type is QuestionType.PEOPLE), None)
        found = {name: figure_on(name, parameter, on) for name, parameter in ruleset.parameters.items()}
        self._figures = {name: figure for name, figure in found.items() if figure is not None}

    def program(self) -> p.Program:
        present = {slot: self._present(slot) for slot in self._slots}
        screens = self._screens()
        conditions = {
            name: self._condition(name)
            for each, condition in self._set.conditions.items()
            for name in self._instances(each, condition.about)
        }
        decisions = [
            self._decision(name, rule)
            for each, rule in self._set.benefits.items()
            for name in self._instances(each, rule.about)
        ]
        bands = {name: self._bands(name, question) for name, question in self._set.questions.items() if question.bands}
        return p.Program(
            ruleset=self._set,
            on=self._on,
            slots=self._slots,
            persons=self._persons,
            steps=tuple(self._steps),
            screens=screens,
            present=present,
            conditions=conditions,
            decisions=tuple(decisions),
            comparisons=self._comparisons,
            figures=self._figures,
            bands=bands,
        )

    # Steps --------------------------------------------------------------------------------------------------------

    def _add(self, step: p.Step) -> int:
        index = self._known.get(step)
        if index is None:
            index = self._known[step] = len(self._steps)
            if index >= MAX_STEPS:
                raise WorldError("selfcheck.too_many_steps", max=MAX_STEPS)
            self._steps.append(step)
        return index

    @contextmanager
    def _making(self, what: str, name: p.Instance) -> Iterator[None]:
        """Refuse to make something while it is being made."""
        key = (what, name)
        if key in self._open:
            round_trip = [f"{kind} {each[0]}" for kind, each in self._open[self._open.index(key) :]]
            raise WorldError("selfcheck.cycle", path=" → ".join([*round_trip, round_trip[0]]))
        if len(self._open) >= MAX_CHAIN:
            raise WorldError("selfcheck.long_chain", where=name[0], max=MAX_CHAIN)
        self._open.append(key)
        try:
            yield
        finally:
            self._open.pop()

    def _instances(self, name: str, about: About) -> list[p.Instance]:
        return [(name, None)] if about is About.HOUSEHOLD else [(name, slot) for slot in self._slots]

    # Answers ------------------------------------------------------------------------------------------------------

    def _present(self, slot: p.Slot) -> int:
        if slot == self._slots[0] or self._roster is None:
            return self._add(p.Here())
        return self._add(p.PickedOne(self._variable((self._roster, slot)), 0b10))

    def _variable(self, name: p.Instance) -> int:
        made = self._made.get(("question", name))
        if made is not None:
            return made
        with self._making("question", name):
            each, slot = name
            question = self._set.questions[each]
            span = _range(question)
            roster = question.type is QuestionType.PEOPLE
            tree_slot = slot if question.about is About.PERSON else None
            where = f"questions.{each}"
            ask_when = None if question.ask_when is None else self._tree(question.ask_when, tree_slot, where)
            there = None if slot is None or roster or slot == self._slots[0] else self._present(slot)
            guard = ask_when if there is None else there if ask_when is None else self._all((there, ask_when))
            start = self._start(name, span)
            key = each if question.about is About.HOUSEHOLD else f"{each}@{slot}"
            otherwise = NO if roster else span.everything
            if ask_when is not None and not roster:
                value = "no" if question.type is QuestionType.WHO and question.otherwise == () else question.otherwise
                otherwise = span.possible(value, where=where)
            # Somebody about whom it is known is not asked.
            screen = None if span.single(start) else key
            step = p.Variable(name, span, start, screen, ask_when, otherwise, guard)
            made = self._made["question", name] = self._add(step)
        return made

    def _start(self, name: p.Instance, span: Range) -> Possible:
        each, slot = name
        person = None if slot is None else self._persons[slot]
        if person is None or each not in person.given:
            return span.everything
        return span.possible(person.given[each], where=f"people.{slot}.given.{each}")

    def _screens(self) -> dict[str, p.Screen]:
        screens: dict[str, p.Screen] = {}
        for each, question in self._set.questions.items():
            for name in self._instances(each, question.about):
                slots: tuple[p.Slot, ...] = () if name[1] is None else (name[1],)
                if question.type is QuestionType.WHO:
                    slots = self._slots
                elif question.type is QuestionType.PEOPLE:
                    slots = self._slots[1:]
                names: list[p.Instance] = [(each, slot) for slot in slots] if slots else [(each, None)]
                if question.type is QuestionType.PEOPLE and not slots:
                    continue
                steps = tuple(self._variable(n) for n in names)
                key = each if name[1] is None else f"{each}@{name[1]}"
                screens[key] = p.Screen(key, name, question, steps, slots, len(screens))
        return screens

    def _bands(self, name: str, question: Question) -> tuple[tuple[int, int], ...]:
        where = f"questions.{name}.bands"
        sums = Quantities(self._set.parameters, self._figures, find=_nothing)
        low, found = question.min, []
        for number, band in enumerate(question.bands):
            last = number == len(question.bands) - 1
            if last != (band.up_to is None):
                raise WorldError("selfcheck.bands", where=where)
            high = question.max
            if band.up_to is not None:
                total = sums.linear(band.up_to, where=where)
                _same_unit(total.unit, parse_unit(question.unit), where)
                if total.unknown:
                    raise WorldError("selfcheck.band_without_figure", where=where, name=total.unknown[0])
                high = math.ceil(total.constant) - 1 if band.below else math.floor(total.constant)
            if high < low:
                raise WorldError("selfcheck.bands", where=where)
            found.append((low, high))
            low = high + 1
        return tuple(found)

    # Trees --------------------------------------------------------------------------------------------------------

    def _all(self, steps: tuple[int, ...]) -> int:
        unique = tuple(dict.fromkeys(steps))
        return unique[0] if len(unique) == 1 else self._add(p.AllOf(unique))

    def _any(self, steps: tuple[int, ...]) -> int:
        unique = tuple(dict.fromkeys(steps))
        return unique[0] if len(unique) == 1 else self._add(p.AnyOf(unique))

    def _tree(self, tree: Tree, slot: p.Slot | None, where: str) -> int:
        if isinstance(tree, str):
            about = self._set.conditions[tree].about
            return self._condition((tree, self._slot_for(about, slot, where=where, name=tree)))
        return self._node(tree, slot, where)

    def _node(self, node: Node, slot: p.Slot | None, where: str) -> int:
        # ``loading_checks`` has seen to it that exactly one field is set.
        if node.all is not None:
            made = self._all(tuple(self._tree(part, slot, where) for part in node.all))
        elif node.any is not None:
            made = self._any(tuple(self._tree(part, slot, where) for part in node.any))
        elif node.not_ is not None:
            made = self._add(p.Not(self._tree(node.not_, slot, where)))
        elif node.some is not None:
            each = [self._all((self._present(s), self._tree(node.some, s, where))) for s in self._slots]
            made = self._any(tuple(each))
        elif node.every is not None:
            gone = [self._add(p.Not(self._present(s))) for s in self._slots]
            both = zip(gone, (self._tree(node.every, s, where) for s in self._slots), strict=True)
            made = self._all(tuple(self._any(pair) for pair in both))
        else:
            made = self._leaf(node, slot, where)
        return made

    def _leaf(self, node: Node, slot: p.Slot | None, where: str) -> int:
        if node.compare is not None:
            return self._compare(node.compare, slot, where)
        if node.benefit is not None:
            about = self._set.benefits[node.benefit].about
            return self._benefit((node.benefit, self._slot_for(about, slot, where=where, name=node.benefit)))
        if node.in_ is not None:
            step, mask = self._picked(node.in_, slot, where, several=False)
            return self._add(p.PickedOne(step, mask))
        if node.has is not None:
            step, mask = self._picked(node.has, slot, where, several=True)
            return self._add(p.PickedAny(step, mask))
        raise AssertionError(node)

    def _slot_for(self, about: About, slot: p.Slot | None, *, where: str, name: str) -> p.Slot | None:
        if about is About.HOUSEHOLD:
            return None
        if slot is None:
            raise WorldError("selfcheck.needs_some", where=where, name=name)
        return slot

    def _question(self, each: str, slot: p.Slot | None, where: str) -> int:
        question = self._set.questions.get(each)
        if question is None:
            raise WorldError("selfcheck.unknown_name", where=where, name=each)
        about = About.PERSON if question.type in (QuestionType.WHO, QuestionType.PEOPLE) else question.about
        about_slot = self._slot_for(about, slot, where=where, name=each)
        if question.type is QuestionType.PEOPLE:
            raise WorldError("selfcheck.wrong_type", where=where, name=each)
        return self._variable((each, about_slot))

    def _picked(self, picked: Picked, slot: p.Slot | None, where: str, *, several: bool) -> tuple[int, int]:
        step = self._question(picked.question, slot, where)
        span = self._variable_at(step).range
        if span.shape is not (Shape.SEVERAL if several else Shape.ONE):
            raise WorldError("selfcheck.wrong_type", where=where, name=picked.question)
        return step, span.mask(picked.choices, where=where)

    def _variable_at(self, step: int) -> p.Variable:
        found = self._steps[step]
        assert isinstance(found, p.Variable)  # noqa: S101 - only ``_variable`` makes the steps asked for here
        return found

    def _sums(self, slot: p.Slot | None) -> Quantities:
        def find(each: str, where: str) -> tuple[int, Powers]:
            step = self._question(each, slot, where)
            if self._variable_at(step).range.shape is not Shape.NUMBER:
                raise WorldError("selfcheck.wrong_type", where=where, name=each)
            return step, parse_unit(self._set.questions[each].unit)

        return Quantities(self._set.parameters, self._figures, find=find)

    def _compare(self, compare: Compare, slot: p.Slot | None, where: str) -> int:
        sums = self._sums(slot)
        left, right = (sums.linear(side, where=where) for side in (compare.left, compare.right))
        per, limit = None, right
        if compare.per is not None:
            per, per_unit = self._per(compare.per, slot, where)
            limit = per_each(right, per, per_unit, where=where)
            if limit.unit is None and left.unit is not None:
                raise WorldError("selfcheck.unit_mismatch", where=where, one=compare.per, other=right.constant)
        difference = added(left, limit, where=where, sign=-1)
        if not difference.terms and difference.sure:
            raise WorldError("selfcheck.constant", where=where)
        comparison = p.Comparison(left, compare.op, right, per)
        if not difference.sure:
            index = len(self._steps)  # a step of its own for each: what it would compare differs
            self._steps.append(p.Fixed())
        else:
            index = self._add(_whole(difference, compare.op))
        if self._open and self._open[-1][0] == "condition":
            self._comparisons.setdefault(self._open[-1][1], comparison)
        return index

    def _per(self, each: str, slot: p.Slot | None, where: str) -> tuple[int, Powers]:
        step = self._question(each, slot, where)
        span = self._variable_at(step).range
        if span.shape is not Shape.NUMBER or span.lowest < 1:
            raise WorldError("selfcheck.per_zero", where=where, name=each)
        return step, parse_unit(self._set.questions[each].unit)

    # Conditions and benefits --------------------------------------------------------------------------------------

    def _condition(self, name: p.Instance) -> int:
        made = self._made.get(("condition", name))
        if made is None:
            with self._making("condition", name):
                test = self._set.conditions[name[0]].test
                step = None if test is None else self._tree(test, name[1], f"conditions.{name[0]}")
                made = self._made["condition", name] = self._add(p.Met(name, step))
        return made

    def _benefit(self, name: p.Instance) -> int:
        made = self._made.get(("benefit", name))
        if made is None:
            with self._making("benefit", name):
                each, slot = name
                made = self._tree(self._set.benefits[each].when, slot, f"benefits.{each}.when")
            self._made["benefit", name] = made
        return made

    def _decision(self, name: p.Instance, rule: BenefitRule) -> p.Decision:
        each, slot = name
        where = f"benefits.{each}"
        sums = self._sums(slot)
        amounts = []
        for number, case in enumerate(rule.amount):
            at = f"{where}.amount.{number}"
            when = None if case.when is None else self._tree(case.when, slot, at)
            total = None if case.sum is None else sums.linear(case.sum, where=at)
            per = None
            per_unit: Powers = ()
            if case.per is not None:
                per, per_unit = self._per(case.per, slot, at)
            if total is not None:
                _same_product(total, per_unit, parse_unit(case.unit), at)
            amounts.append(p.AmountRule(number, when, total, per))
        there = self._add(p.Here()) if slot is None else self._present(slot)
        office_when = None if rule.office_when is None else self._tree(rule.office_when, slot, where)
        return p.Decision(
            name=name,
            rule=rule,
            when=self._all((there, self._benefit(name))),
            office_when=None if office_when is None else self._all((there, office_when)),
            amounts=tuple(amounts),
            documents=tuple(None if d.when is None else self._tree(d.when, slot, where) for d in rule.documents),
        )


def _range(question: Question) -> Range:
    match question.type:
        case QuestionType.INT:
            return Range(Shape.NUMBER, question.min, question.max)
        case QuestionType.CHOICE:
            return Range(Shape.ONE, choices=tuple(question.choices))
        case QuestionType.MULTI:
            return Range(Shape.SEVERAL, choices=tuple(question.choices))
        case QuestionType.WHO | QuestionType.PEOPLE:
            return Range(Shape.ONE, choices=NO_YES)


def _whole(difference: p.Linear, op: Op) -> p.Compared:
    """The comparison of ``difference`` with 0 in whole numbers, by one of three operators."""
    sign = 1
    if op in (Op.MORE, Op.AT_LEAST):
        sign, op = -1, Op.LESS if op is Op.MORE else Op.AT_MOST
    factors = [*difference.terms.values(), difference.constant]
    scale = sign * math.lcm(*(factor.denominator for factor in factors))
    whole = {step: int(factor * scale) for step, factor in difference.terms.items()}
    return p.Compared(tuple(sorted(whole.items())), int(difference.constant * scale), op)


def _nothing(each: str, where: str) -> tuple[int, Powers]:
    raise WorldError("selfcheck.wrong_type", where=where, name=each)


def _same_unit(found: Powers | None, wanted: Powers, where: str) -> None:
    if found is not None and found != wanted:
        raise WorldError("selfcheck.unit_mismatch", where=where, one=unit_text(found), other=unit_text(wanted))


def _same_product(total: p.Linear, per_unit: Powers, wanted: Powers, where: str) -> None:
    _same_unit(None if total.unit is None else times(total.unit, per_unit), wanted, where)
