"""What a rule set must keep to before it is spelled out: version, size, depth, names, whom things may be about.

Each refusal has a reason of its own (``data/words/selfcheck.toml``). Not here: what only spelling out can find (units,
cycles, scopes, dates: ``loading``), and what makes a set good (the publisher's gate).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.ruleset import ENGINE, SCHEMA, BenefitRule, Person, Question, QuestionType, RuleSet
from kiosk.domain.selfcheck.ruleset_logic import Node, Tree

MAX_NODES = 5_000
MAX_DEPTH = 12
MAX_SLOTS = 8
MAX_STEPS = 40_000
"""After spelling out for every person."""

MAX_CHAIN = 16
"""Of conditions, benefits and questions that rest on one another."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
CONDITION_PLACEHOLDERS = frozenset(
    {"answer", "value", "limit", "over", "under", "unit", "from", "year", "person"}
)  # fmt: skip


def slots_of(people: dict[str, Person]) -> dict[str, Person]:
    """Everybody who may belong to the household, by slot."""
    found: dict[str, Person] = {}
    for name, person in people.items():
        if person.most == 1:
            found[name] = person
        else:
            found.update({f"{name}-{number}": person for number in range(1, person.most + 1)})
    return found


def check_set(ruleset: RuleSet, on: dt.date) -> None:
    """Refuse a set that is not for this software or this day, is too large, or names what is not there.

    Raises:
        WorldError: ``selfcheck.newer_schema``, ``newer_engine``, ``not_in_force``, ``no_people``, ``too_many_people``,
            ``two_rosters``, ``no_roster``, ``name_twice``, ``unknown_name``, ``too_many_nodes``, ``too_deep``, ``one_field``,
            ``empty``, ``bare_test``, ``wrong_type``, ``no_otherwise``, ``no_choices``, ``placeholder``.
    """
    if ruleset.schema > SCHEMA:
        raise WorldError("selfcheck.newer_schema", found=ruleset.schema, known=SCHEMA)
    if ruleset.needs_engine > ENGINE:
        raise WorldError("selfcheck.newer_engine", found=ruleset.needs_engine, known=ENGINE)
    if on < ruleset.valid_from:
        raise WorldError("selfcheck.not_in_force", on=on, start=ruleset.valid_from)
    _check_people(ruleset)
    twice = ruleset.questions.keys() & ruleset.parameters.keys()
    if twice:
        raise WorldError("selfcheck.name_twice", name=min(twice))
    for name, question in ruleset.questions.items():
        _check_question(name, question)
    _check_trees(ruleset)
    _check_names(ruleset)


def _check_people(ruleset: RuleSet) -> None:
    slots = slots_of(ruleset.people)
    if not slots or next(iter(ruleset.people.values())).most != 1:
        raise WorldError("selfcheck.no_people")
    if len(slots) > MAX_SLOTS:
        raise WorldError("selfcheck.too_many_people", count=len(slots), max=MAX_SLOTS)
    rosters = [name for name, question in ruleset.questions.items() if question.type is QuestionType.PEOPLE]
    if len(rosters) > 1:
        raise WorldError("selfcheck.two_rosters", name=rosters[1])
    if len(slots) > 1 and not rosters:
        raise WorldError("selfcheck.no_roster")


def _check_question(name: str, question: Question) -> None:
    picks = question.type in (QuestionType.CHOICE, QuestionType.MULTI)
    if picks and not question.choices:
        raise WorldError("selfcheck.no_choices", name=name)
    if not picks and question.choices:
        raise WorldError("selfcheck.wrong_type", where=name, name="choices")
    if question.type is not QuestionType.INT and (question.bands or question.digits):
        raise WorldError("selfcheck.wrong_type", where=name, name="bands")
    if question.type is QuestionType.INT and question.min > question.max:
        raise WorldError("selfcheck.bad_answer", where=name, value=(question.min, question.max))
    if question.ask_when is not None and question.otherwise is None and question.type is not QuestionType.PEOPLE:
        raise WorldError("selfcheck.no_otherwise", name=name)


# Trees ------------------------------------------------------------------------------------------------------------


def trees_of(ruleset: RuleSet) -> Iterator[tuple[str, Tree]]:
    """Every tree of a set, with where it stands."""
    for name, question in ruleset.questions.items():
        if question.ask_when is not None:
            yield f"questions.{name}.ask_when", question.ask_when
    for name, condition in ruleset.conditions.items():
        if condition.test is not None:
            yield f"conditions.{name}.test", condition.test
    for name, rule in ruleset.benefits.items():
        yield f"benefits.{name}.when", rule.when
        if rule.office_when is not None:
            yield f"benefits.{name}.office_when", rule.office_when
        for number, case in enumerate(rule.amount):
            if case.when is not None:
                yield f"benefits.{name}.amount.{number}", case.when
        for number, document in enumerate(rule.documents):
            if document.when is not None:
                yield f"benefits.{name}.documents.{number}", document.when
    for number, fact in enumerate(ruleset.facts):
        yield f"facts.{number}.when", fact.when
        yield f"facts.{number}.then", fact.then


def fields_set(node: Node) -> list[str]:
    """Which fields of a node are set."""
    return [name for name in node.__struct_fields__ if getattr(node, name) is not None]


def parts(node: Node) -> tuple[Tree, ...]:
    """The trees right below a node."""
    found: tuple[Tree, ...] = (*(node.all or ()), *(node.any or ()))
    return found + tuple(tree for tree in (node.not_, node.some, node.every) if tree is not None)


def _check_trees(ruleset: RuleSet) -> None:
    count = 0
    for where, tree in trees_of(ruleset):
        bare = re.fullmatch(r"benefits\.\w+\.(office_)?when", where) is not None
        waiting = [(tree, 1)]
        while waiting:
            part, depth = waiting.pop()
            count += 1
            if count > MAX_NODES:
                raise WorldError("selfcheck.too_many_nodes", max=MAX_NODES)
            if depth > MAX_DEPTH:
                raise WorldError("selfcheck.too_deep", where=where, max=MAX_DEPTH)
            if isinstance(part, str):
                if part not in ruleset.conditions:
                    raise WorldError("selfcheck.unknown_name", where=where, name=part)
                continue
            _check_node(part, where=where, in_benefit=bare)
            if part.benefit is not None and part.benefit not in ruleset.benefits:
                raise WorldError("selfcheck.unknown_name", where=where, name=part.benefit)
            waiting += [(below, depth + 1) for below in parts(part)]


def _check_node(node: Node, *, where: str, in_benefit: bool) -> None:
    found = fields_set(node)
    if len(found) != 1:
        raise WorldError("selfcheck.one_field", where=where, found=", ".join(found) or "-")
    if node.all == () or node.any == ():
        raise WorldError("selfcheck.empty", where=where)
    if in_benefit and (node.in_ or node.has or node.compare):
        raise WorldError("selfcheck.bare_test", where=where)


# Names ------------------------------------------------------------------------------------------------------------


def _check_names(ruleset: RuleSet) -> None:
    def known(names: Iterable[str], among: Iterable[str], where: str) -> None:
        for name in names:
            if name not in among:
                raise WorldError("selfcheck.unknown_name", where=where, name=name)

    for name, parameter in ruleset.parameters.items():
        known((value.source for value in parameter.values), ruleset.sources, f"parameters.{name}")
    for name, condition in ruleset.conditions.items():
        known((condition.source,), ruleset.sources, f"conditions.{name}")
        for text in (condition.yes, condition.no, condition.open, condition.threshold, condition.hint_text):
            _check_placeholders(text, f"conditions.{name}")
    for name, rule in ruleset.benefits.items():
        known(rule.next, ruleset.benefits, f"benefits.{name}.next")
        _check_amounts(name, rule)
    for number, group in enumerate(ruleset.exclusive):
        known(group, ruleset.benefits, f"exclusive.{number}")
    for name, person in ruleset.people.items():
        known(person.given, ruleset.questions, f"people.{name}.given")


def _check_amounts(name: str, rule: BenefitRule) -> None:
    for number, case in enumerate(rule.amount):
        if (case.sum is None) == (case.say is None):
            raise WorldError("selfcheck.one_field", where=f"benefits.{name}.amount.{number}", found="sum, say")


def _check_placeholders(text: object, where: str) -> None:
    texts = (
        [text] if isinstance(text, str) else [getattr(text, each, None) for each in ("zh_hans", "zh_hant", "en", "yue")]
    )
    for each in texts:
        for name in _PLACEHOLDER.findall(each) if isinstance(each, str) else ():
            if name not in CONDITION_PLACEHOLDERS:
                raise WorldError("selfcheck.placeholder", where=where, name=name)
