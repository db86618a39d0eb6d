"""Walking a rule set: every tree, quantity, name and text with the path of the place it stands at.

Not here: what is wrong with what is found (``ruleset_names``, ``ruleset_dates``, ``ruleset_texts``).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kiosk.domain.selfcheck.ruleset import RuleSet
from kiosk.domain.selfcheck.ruleset_logic import Compare, Node, Quantity, Term, Tree
from kiosk.domain.text import LocalizedText, LocalizedTitle
from sync.publisher.problems import Path


def trees(rules: RuleSet) -> Iterator[tuple[Path, Tree]]:
    """Every whole tree."""
    for name, question in rules.questions.items():
        if question.ask_when is not None:
            yield ("questions", name, "ask_when"), question.ask_when
    for name, condition in rules.conditions.items():
        if condition.test is not None:
            yield ("conditions", name, "test"), condition.test
    for name, rule in rules.benefits.items():
        yield ("benefits", name, "when"), rule.when
        if rule.office_when is not None:
            yield ("benefits", name, "office_when"), rule.office_when
        for index, case in enumerate(rule.amount):
            if case.when is not None:
                yield ("benefits", name, "amount", index, "when"), case.when
        for index, paper in enumerate(rule.documents):
            if paper.when is not None:
                yield ("benefits", name, "documents", index, "when"), paper.when
    for index, fact in enumerate(rules.facts):
        yield ("facts", index, "when"), fact.when
        yield ("facts", index, "then"), fact.then


def nodes(tree: Tree, at: Path = ()) -> Iterator[tuple[Path, Tree]]:
    """A tree and everything below it."""
    yield at, tree
    if isinstance(tree, str):
        return
    for field, parts in (("all", tree.all), ("any", tree.any)):
        for index, part in enumerate(parts or ()):
            yield from nodes(part, (*at, field, index))
    for field, one in (("not", tree.not_), ("some", tree.some), ("every", tree.every)):
        if one is not None:
            yield from nodes(one, (*at, field))


def all_nodes(rules: RuleSet) -> Iterator[tuple[Path, Tree]]:
    """Every node of every tree."""
    for at, tree in trees(rules):
        yield from nodes(tree, at)


def comparisons(rules: RuleSet) -> Iterator[tuple[Path, Compare]]:
    """Every comparison of every tree."""
    for at, node in all_nodes(rules):
        if isinstance(node, Node) and node.compare is not None:
            yield (*at, "compare"), node.compare


def terms(quantity: Quantity, rules: RuleSet) -> tuple[Term, ...]:
    """The terms a quantity stands for; a bare number is one factor."""
    if isinstance(quantity, int):
        return (Term(times=quantity),)
    if isinstance(quantity, str):
        return (Term(params=(quantity,)) if quantity in rules.parameters else Term(of=quantity),)
    return quantity


def quantities(rules: RuleSet) -> Iterator[tuple[Path, Quantity]]:
    """Every quantity: sides of comparisons, ends of bands, sums of amounts."""
    for at, compare in comparisons(rules):
        yield (*at, "left"), compare.left
        yield (*at, "right"), compare.right
    for name, question in rules.questions.items():
        for index, band in enumerate(question.bands):
            if band.up_to is not None:
                yield ("questions", name, "bands", index, "up_to"), band.up_to
    for name, rule in rules.benefits.items():
        for index, case in enumerate(rule.amount):
            if case.sum is not None:
                yield ("benefits", name, "amount", index, "sum"), case.sum


TextValue = str | LocalizedText | LocalizedTitle

_NO_TEXT = frozenset({"sources", "cases"})
"""Titles of documents are Chinese, and cases are for editors."""


def texts(rules: RuleSet) -> Iterator[tuple[Path, TextValue]]:
    """Every text a resident may see or hear."""
    for field in rules.__struct_fields__:
        if field not in _NO_TEXT:
            yield from _texts(getattr(rules, field), (field,))


_TEXT_FIELDS = frozenset({
    "title", "titles", "text", "short", "help", "why", "none_of", "label", "note", "threshold", "yes", "no", "open", "hint_text",
    "say", "name", "if_missing", "office_checks", "amount_note", "not_needed", "becomes", "then",
})  # fmt: skip


def _texts(value: object, at: Path) -> Iterator[tuple[Path, TextValue]]:
    field = next((step for step in reversed(at) if isinstance(step, str)), "")
    if isinstance(value, LocalizedText | LocalizedTitle):
        yield at, value
    elif isinstance(value, str):
        known = field in _TEXT_FIELDS or (len(at) > 1 and at[-2] == "titles")
        if known and at[0] != "facts":
            yield at, value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _texts(member, (*at, str(key)))
    elif isinstance(value, tuple):
        for index, member in enumerate(value):
            yield from _texts(member, (*at, index))
    elif isinstance(value, Struct) and not isinstance(value, Node | Compare | Term):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), (*at, name))
