"""Names and units of a rule set: what is used exists, what exists is used, both sides of a comparison are of one unit.

The terminal's loader stops at the first fault; here all are found. Not here: what needs evaluating (``ruleset_cases``,
``ruleset_proofs``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from kiosk.domain.content import PlaceCategory
from kiosk.domain.selfcheck.ruleset import QuestionType, RuleSet, Where
from kiosk.domain.selfcheck.ruleset_logic import Node, Picked, Quantity
from kiosk.domain.selfcheck.units import NONE, Powers, parse_unit, times, unit_text
from sync.publisher.problems import Fault, Path, fault
from sync.publisher.ruleset_walk import all_nodes, comparisons, quantities, terms


def name_faults(rules: RuleSet) -> Iterator[Fault]:
    """Every name that means nothing, or not what may stand there."""
    yield from _names_in_trees(rules)
    for at, quantity in quantities(rules):
        for term in terms(quantity, rules):
            for name in term.params:
                if name not in rules.parameters:
                    yield _unknown(at, name, rules.parameters)
            if term.of is not None and term.of not in rules.questions:
                yield _unknown(at, term.of, [*rules.questions, *rules.parameters])
    for at, name, known in _plain_names(rules):
        if name not in known:
            yield _unknown(at, name, known)


def _names_in_trees(rules: RuleSet) -> Iterator[Fault]:
    for at, node in all_nodes(rules):
        if isinstance(node, str):
            if node not in rules.conditions:
                yield _unknown(at, node, rules.conditions)
            continue
        if node.benefit is not None and node.benefit not in rules.benefits:
            yield _unknown((*at, "benefit"), node.benefit, rules.benefits)
        for field, picked in (("in", node.in_), ("has", node.has)):
            if picked is not None:
                yield from _picked(picked, rules, (*at, field), several=field == "has")
        if node.compare is not None and node.compare.per is not None and node.compare.per not in rules.questions:
            yield _unknown((*at, "compare", "per"), node.compare.per, rules.questions)


def _plain_names(rules: RuleSet) -> Iterator[tuple[Path, str, Iterable[str]]]:
    for name, parameter in rules.parameters.items():
        for index, value in enumerate(parameter.values):
            yield ("parameters", name, "values", index, "source"), value.source, rules.sources
    for name, condition in rules.conditions.items():
        yield ("conditions", name, "source"), condition.source, rules.sources
    categories = [category.value for category in PlaceCategory]
    places: list[tuple[Path, Where]] = [(("contacts", index), where) for index, where in enumerate(rules.contacts)]
    for name, rule in rules.benefits.items():
        places += [(("benefits", name, "where", index), where) for index, where in enumerate(rule.where)]
        for index, other in enumerate(rule.next):
            yield ("benefits", name, "next", index), other, [each for each in rules.benefits if each != name]
    for at, where in places:
        if where.category is not None:
            yield (*at, "category"), where.category, categories
    for index, group in enumerate(rules.exclusive):
        for place, name in enumerate(group):
            yield ("exclusive", index, place), name, rules.benefits


def _picked(picked: Picked, rules: RuleSet, at: Path, *, several: bool) -> Iterator[Fault]:
    question = rules.questions.get(picked.question)
    if question is None:
        yield _unknown((*at, "question"), picked.question, rules.questions)
        return
    fitting = (QuestionType.MULTI,) if several else (QuestionType.CHOICE, QuestionType.WHO)
    if question.type not in fitting:
        yield fault((*at, "question"), "ruleset.wrong_operator", name=picked.question, type=question.type)
        return
    known = ["yes", "no"] if question.type is QuestionType.WHO else list(question.choices)
    for index, choice in enumerate(picked.choices):
        if choice not in known:
            yield _unknown((*at, "choices", index), choice, known)


def _unknown(at: Path, name: str, known: Iterable[str]) -> Fault:
    names = list(known)
    shown = "、".join(names[:12]) + ("…" if len(names) > 12 else "")
    return Fault(at, "ruleset.unknown_name", (("known", shown), ("name", name)))


# Units --------------------------------------------------------------------------------------------------------------


def unit_faults(rules: RuleSet) -> Iterator[Fault]:
    """Comparisons, bands and amounts whose sides are of different units. Names that mean nothing are passed over."""
    for at, compare in comparisons(rules):
        left, right = (_unit(side, rules) for side in (compare.left, compare.right))
        if left is None or right is None:
            continue
        if compare.per is not None and compare.per in rules.questions:
            right = times(right, parse_unit(rules.questions[compare.per].unit))
        if _bare(compare.right, rules):
            right = left
        yield from _same(at, left, right)
    for name, question in rules.questions.items():
        for index, band in enumerate(question.bands):
            unit = None if band.up_to is None or _bare(band.up_to, rules) else _unit(band.up_to, rules)
            if unit is not None:
                yield from _same(("questions", name, "bands", index, "up_to"), unit, parse_unit(question.unit))
    for name, rule in rules.benefits.items():
        for index, case in enumerate(rule.amount):
            unit = None if case.sum is None or _bare(case.sum, rules) else _unit(case.sum, rules)
            if unit is not None and case.per is not None and case.per in rules.questions:
                unit = times(unit, parse_unit(rules.questions[case.per].unit))
            if unit is not None:
                yield from _same(("benefits", name, "amount", index, "unit"), unit, parse_unit(case.unit))


def _bare(quantity: Quantity, rules: RuleSet) -> bool:
    """Whether it is a number alone, which takes the unit of the other side."""
    return all(not term.params and term.of is None and term.unit == "1" for term in terms(quantity, rules))


def _unit(quantity: Quantity, rules: RuleSet) -> Powers | None:
    """The unit of a quantity: of its first term (``_terms_agree`` looks at the others); None where a name is unknown."""
    found: list[Powers] = []
    for term in terms(quantity, rules):
        unit = times(NONE, parse_unit(term.unit))
        for name in term.params:
            if name not in rules.parameters:
                return None
            unit = times(unit, parse_unit(rules.parameters[name].unit))
        if term.of is not None:
            if term.of not in rules.questions:
                return None
            unit = times(unit, parse_unit(rules.questions[term.of].unit))
        found.append(unit)
    return found[0] if len(set(found)) == 1 else (("?", 1),)


def _same(at: Path, left: Powers, right: Powers) -> Iterator[Fault]:
    if left != right:
        yield fault(at, "ruleset.units_differ", left=unit_text(left), right=unit_text(right))


# No dead end ---------------------------------------------------------------------------------------------------------


def dead_end_faults(rules: RuleSet) -> Iterator[Fault]:
    """A "not now" that leads nowhere: no next benefit to look at, nobody to ring."""
    if not any(where.phone for where in rules.contacts):
        yield fault(("contacts",), "ruleset.no_phone")
    for name, rule in rules.benefits.items():
        if not rule.next and len(rules.benefits) > 1:
            yield fault(("benefits", name), "ruleset.no_next")


# Unused and double --------------------------------------------------------------------------------------------------


def unused_faults(rules: RuleSet) -> Iterator[Fault]:
    """Questions, parameters, conditions, sources nobody uses, and whoever of the roster can not be told apart."""
    used: set[str] = set()
    for _, node in all_nodes(rules):
        if isinstance(node, str):
            used.add(f"conditions.{node}")
        else:
            used |= {f"questions.{picked.question}" for picked in (node.in_, node.has) if picked is not None}
            if node.compare is not None and node.compare.per is not None:
                used.add(f"questions.{node.compare.per}")
    for _, quantity in quantities(rules):
        for term in terms(quantity, rules):
            used |= {f"parameters.{name}" for name in term.params} | {f"questions.{term.of}"}
    used |= {f"questions.{case.per}" for rule in rules.benefits.values() for case in rule.amount}
    used |= {f"questions.{n}" for n, q in rules.questions.items() if q.type is QuestionType.PEOPLE}
    used |= {f"sources.{value.source}" for p in rules.parameters.values() for value in p.values}
    used |= {f"sources.{condition.source}" for condition in rules.conditions.values()}
    for field in ("sources", "questions", "parameters", "conditions"):
        for name in getattr(rules, field):
            if f"{field}.{name}" not in used:
                yield fault((field, name), "ruleset.unused")


def double_faults(rules: RuleSet) -> Iterator[Fault]:
    """Conditions that say the same by the same source under two names."""
    first: dict[bytes, str] = {}
    for name, condition in rules.conditions.items():
        if condition.test is None:
            continue
        key = msgspec.json.encode((condition.test, condition.about, condition.source, condition.article))
        other = first.setdefault(key, name)
        if other != name:
            yield fault(("conditions", name, "test"), "ruleset.same_condition", other=other)
    names = Counter(case.name for case in rules.cases)
    for index, case in enumerate(rules.cases):
        if names[case.name] > 1:
            yield fault(("cases", index, "name"), "ruleset.case_twice", name=case.name)


def double_notices(rules: RuleSet) -> Iterator[Fault]:
    """What may be meant: benefits with one rule, a ``not`` upon a benefit."""
    first: dict[bytes, str] = {}
    for name, rule in rules.benefits.items():
        other = first.setdefault(msgspec.json.encode((rule.when, rule.office_when, rule.about)), name)
        if other != name:
            yield fault(("benefits", name, "when"), "ruleset.same_rule", other=other)
    for at, node in all_nodes(rules):
        if isinstance(node, Node) and isinstance(node.not_, Node) and node.not_.benefit is not None:
            yield fault((*at, "not"), "ruleset.not_benefit", name=node.not_.benefit)
