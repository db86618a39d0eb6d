"""Cases of a rule set: what each household must come out as, and whether the cases look at everything they should.

A set of cases is whole when every benefit comes out once as met, not met and open; every comparison is tried at its limit and
one below and above it; the days before and after every change of a figure are there; and no comparison can be changed
without a case noticing. Not here: what needs no case (``ruleset_proofs``).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

import msgspec
from msgspec import Struct

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household, household
from kiosk.domain.selfcheck.evaluating import Evaluator
from kiosk.domain.selfcheck.explaining import Verdict, rows
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.results import outcome
from kiosk.domain.selfcheck.ruleset import Case, Condition, RuleSet, Status
from kiosk.domain.selfcheck.ruleset_logic import Compare, Node, Op, Tree
from sync.publisher.problems import Fault, Path, fault
from sync.publisher.ruleset_walk import nodes

YES = frozenset({Status.LIKELY, Status.OFFICE})
MUTANTS: Mapping[Op, Op] = {
    Op.LESS: Op.AT_MOST,
    Op.AT_MOST: Op.LESS,
    Op.MORE: Op.AT_LEAST,
    Op.AT_LEAST: Op.MORE,
    Op.EQUAL: Op.AT_LEAST,
}
"""The slip each comparison is tried with."""


class Ready(Struct, frozen=True):
    """A case that could be read: its household on its day, and its place in the set."""

    index: int
    case: Case
    house: Household


class CaseRun:
    """The cases of a set against its own rules.

    Args:
        rules: a set that loads on every day of its cases.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._evaluators: dict[dt.date, Evaluator | WorldError] = {}
        self.faults: list[Fault] = []
        self.ready: list[Ready] = []
        for index, case in enumerate(rules.cases):
            at: Path = ("cases", index)
            try:
                self.ready.append(Ready(index, case, household(self._evaluator(case.on), case.answers)))
            except WorldError as error:
                self.faults.append(fault((*at, "answers"), error.code, **error.params))
        for each in self.ready:
            self.faults.extend(_compare_with(each))

    def _evaluator(self, on: dt.date) -> Evaluator:
        found = self._evaluators.get(on)
        if found is None:
            try:
                found = Evaluator(load(self._rules, on))
            except WorldError as error:
                found = error
            self._evaluators[on] = found
        if isinstance(found, WorldError):
            raise found
        return found

    def coverage(self, program: p.Program) -> Iterator[Fault]:
        """What no case looks at; ``program`` says which comparisons decide anything today."""
        yield from _benefits_seen(self._rules, self.ready)
        yield from _limits_tried(program, self.ready)
        yield from _changes_seen(self._rules)

    def survivors(self, program: p.Program) -> Iterator[Fault]:
        """Comparisons that can be changed without a case noticing, where the change means anything today."""
        for name in self._rules.conditions:
            if not _comparisons_of(self._rules.conditions[name]):
                continue
            small = _around(self._rules, name)
            sound = load(small, program.on)
            for at, mutant in mutants(small, name):
                if _differ(sound, load(mutant, program.on)) and not _noticed(mutant, self.ready):
                    yield fault(at, "ruleset.survivor")


def _compare_with(ready: Ready) -> Iterator[Fault]:
    at: Path = ("cases", ready.index)
    for key, wanted in ready.case.expect.items():
        decision = _decision(ready.house.program, key)
        if decision is None:
            yield fault((*at, "expect", key), "ruleset.no_such_outcome", name=key)
            continue
        found = outcome(ready.house, decision).status
        if found is not wanted:
            yield fault((*at, "expect", key), "ruleset.case_differs", want=wanted.value, found=found.value)
    for key, names in ready.case.because.items():
        decision = _decision(ready.house.program, key)
        if decision is None:
            yield fault((*at, "because", key), "ruleset.no_such_outcome", name=key)
            continue
        failed = {row.name[0] for row in rows(ready.house, decision) if row.verdict is Verdict.FAILED}
        for name in names:
            if name not in failed:
                shown = "、".join(sorted(failed)) or "-"
                yield fault((*at, "because", key), "ruleset.other_reason", name=name, found=shown)


def _decision(program: p.Program, key: str) -> p.Decision | None:
    name, _, slot = key.partition("@")
    return next((each for each in program.decisions if each.name == (name, slot or None)), None)


# What is looked at --------------------------------------------------------------------------------------------------


def _benefits_seen(rules: RuleSet, ready: list[Ready]) -> Iterator[Fault]:
    seen = {(key.partition("@")[0], status) for each in ready for key, status in each.case.expect.items()}
    for name in rules.benefits:
        found = {status for benefit, status in seen if benefit == name}
        missing = []
        if not found & YES:
            missing.append("likely/office")
        missing += [status.value for status in (Status.NOT_NOW, Status.ONE_MORE) if status not in found]
        if missing:
            yield fault(("benefits", name), "ruleset.case_missing", statuses="、".join(missing))


def _limits_tried(program: p.Program, ready: list[Ready]) -> Iterator[Fault]:
    for name in program.ruleset.conditions:
        wanted = {d for each in _comparisons_below(program, name) for d in _wanted(each)}
        tried = {
            distance
            for each in ready
            for slot in (None, *each.house.people())
            for compared in _comparisons_below(each.house.program, name, slot)
            for distance in _tried(each.house, compared)
        }
        missing = wanted - tried
        if missing:
            shown = "、".join(f"{distance:+d}" if distance else "0" for distance in sorted(missing))
            yield fault(("conditions", name, "test"), "ruleset.limit_untried", distances=shown)


def _comparisons_below(program: p.Program, name: str, slot: p.Slot | None = None) -> list[p.Compared]:
    """The comparisons a condition itself makes (about ``slot``, or whoever comes first): of one answer with a figure."""
    step = program.conditions.get((name, slot))
    if step is None and slot is None:
        step = program.conditions.get((name, program.slots[0]))
    waiting = [] if step is None else [program.steps[step]]
    found = []
    first = True
    while waiting:
        each = waiting.pop()
        if isinstance(each, p.Compared) and len(each.terms) == 1:
            found.append(each)
        elif isinstance(each, p.AllOf | p.AnyOf | p.Not) or (isinstance(each, p.Met) and first):
            waiting += [program.steps[below] for below in p.parts_of(each)]
        first = False
    return found


def _limit(compared: p.Compared) -> Fraction:
    ((_, factor),) = compared.terms
    return Fraction(-compared.constant, factor)


def _wanted(compared: p.Compared) -> set[int]:
    """Distances to try: at a limit between two whole numbers there is no 0."""
    return {-1, 0, 1} if _limit(compared).denominator == 1 else {-1, 1}


def _tried(house: Household, compared: p.Compared) -> Iterator[int]:
    ((variable, _),) = compared.terms
    low, high = house.possible(variable)
    away = low - _limit(compared)
    if low == high and abs(away) <= 1:
        yield int(away) if away.denominator == 1 else 1 if away > 0 else -1


def _changes_seen(rules: RuleSet) -> Iterator[Fault]:
    for name, parameter in rules.parameters.items():
        users = _users(rules, name)
        for index, value in enumerate(parameter.values):
            if index == 0 or value.since <= rules.valid_from or not users:
                continue
            for day, word in ((value.since - dt.timedelta(days=1), "before"), (value.since, "after")):
                if not any(c.on == day and {k.partition("@")[0] for k in c.expect} & users for c in rules.cases):
                    at = ("parameters", name, "values", index, "since")
                    yield fault(at, f"ruleset.change_{word}", day=day, benefits="、".join(sorted(users)[:4]))


def _users(rules: RuleSet, parameter: str) -> set[str]:
    """Benefits that rest on a parameter, in their rule or their amount."""
    mentions = f'"{parameter}"'.encode()
    conditions = {n for n, c in rules.conditions.items() if c.test and mentions in msgspec.json.encode(c.test)}
    paying = {n for n, b in rules.benefits.items() if mentions in msgspec.json.encode(b.amount)}
    return _resting(rules, conditions, set())[1] | paying


def _resting(rules: RuleSet, conditions: set[str], benefits: set[str]) -> tuple[set[str], set[str]]:
    """``conditions`` and ``benefits`` with everything that rests on them."""
    grown = True
    while grown:
        grown = False
        for name, condition in rules.conditions.items():
            if name not in conditions and condition.test and _rests_on(condition.test, conditions, benefits):
                conditions.add(name)
                grown = True
        for name in rules.benefits:
            if name not in benefits and any(_rests_on(t, conditions, benefits) for t in _rule_trees(rules, name)):
                benefits.add(name)
                grown = True
    return conditions, benefits


def _rests_on(tree: Tree, conditions: set[str], benefits: set[str]) -> bool:
    found = (node for _, node in nodes(tree))
    return any(n in conditions if isinstance(n, str) else n.benefit in benefits for n in found)


def _comparisons_of(condition: Condition) -> list[tuple[Path, Compare]]:
    if condition.test is None:
        return []
    found = nodes(condition.test)
    return [(at, node.compare) for at, node in found if isinstance(node, Node) and node.compare is not None]


# Mutation -----------------------------------------------------------------------------------------------------------


def mutants(rules: RuleSet, name: str) -> Iterator[tuple[Path, RuleSet]]:
    """The set with one comparison of a condition changed, for each."""
    condition = rules.conditions[name]
    for at, compare in _comparisons_of(condition):
        changed = msgspec.structs.replace(compare, op=MUTANTS[compare.op])
        test = _with(condition.test, at, changed)
        conditions = {**rules.conditions, name: msgspec.structs.replace(condition, test=test)}
        yield ("conditions", name, "test", *at), msgspec.structs.replace(rules, conditions=conditions)


def _around(rules: RuleSet, name: str) -> RuleSet:
    """The part of a set that can change with a condition: what rests on it, and what that rests on."""
    _, affected = _resting(rules, {name}, set())
    conditions: set[str] = {name}
    benefits = set(affected)
    waiting: list[Tree] = [q.ask_when for q in rules.questions.values() if q.ask_when is not None]
    waiting += [tree for each in affected for tree in _rule_trees(rules, each)]
    while waiting:
        for _, node in nodes(waiting.pop()):
            if isinstance(node, str) and node not in conditions:
                conditions.add(node)
                waiting += [test] if (test := rules.conditions[node].test) is not None else []
            elif isinstance(node, Node) and node.benefit is not None and node.benefit not in benefits:
                benefits.add(node.benefit)
                waiting += _rule_trees(rules, node.benefit)
    plain = {n: msgspec.structs.replace(b, amount=(), documents=(), next=()) for n, b in rules.benefits.items()}
    return msgspec.structs.replace(
        rules,
        conditions={n: c for n, c in rules.conditions.items() if n in conditions},
        benefits={n: b for n, b in plain.items() if n in benefits},
        facts=(),
        exclusive=(),
        events={},
    )


def _rule_trees(rules: RuleSet, benefit: str) -> list[Tree]:
    rule = rules.benefits[benefit]
    return [rule.when, *([rule.office_when] if rule.office_when is not None else [])]


def _differ(one: p.Program, other: p.Program) -> bool:
    """Whether two programs of one form can come out otherwise: a limit no whole number meets can be changed freely."""
    changed = (step for step, now in zip(one.steps, other.steps, strict=True) if step != now)
    compared = (step for step in changed if isinstance(step, p.Compared))
    return any(step.constant % math.gcd(*(factor for _, factor in step.terms)) == 0 for step in compared)


def _with(tree: Tree | None, at: Path, compare: Compare) -> Tree:
    """The tree with the comparison of the node at ``at`` replaced."""
    if not isinstance(tree, Node):
        raise TypeError(tree)
    if not at:
        return msgspec.structs.replace(tree, compare=compare)
    field = str(at[0])
    name = "not_" if field == "not" else field
    if field in ("all", "any"):
        parts = list(getattr(tree, name))
        parts[int(at[1])] = _with(parts[int(at[1])], at[2:], compare)
        return msgspec.structs.replace(tree, **{name: tuple(parts)})
    return msgspec.structs.replace(tree, **{name: _with(getattr(tree, name), at[1:], compare)})


def _noticed(mutant: RuleSet, ready: list[Ready]) -> bool:
    """Whether a case comes out otherwise."""
    by_day: dict[dt.date, list[Ready]] = {}
    for each in ready:
        by_day.setdefault(each.case.on, []).append(each)
    for day, cases in sorted(by_day.items(), key=lambda pair: -len(pair[1])):
        evaluator = Evaluator(load(mutant, day))
        for each in cases:
            wanted = {key: s for key, s in each.case.expect.items() if key.partition("@")[0] in mutant.benefits}
            house = household(evaluator, each.case.answers) if wanted else None
            for key, status in wanted.items():
                decision = _decision(evaluator.program, key)
                if house is not None and decision is not None and outcome(house, decision).status is not status:
                    return True
    return False
