"""Trees and quantities of a rule set as plain values ↔ as expressions in a sheet.

One meaning, one writing: a quantity that is one name is that name, a whole factor is a number, a list of one part is that
part. Not here: the language (``ruleset_expression``).
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any, TypeAlias

from msgspec import Struct

from sync.publisher import ruleset_expression as e
from sync.publisher.yaml_source import Value

Plain: TypeAlias = Any
"""A value as ``msgspec.to_builtins`` gives it."""


class Known(Struct, frozen=True):
    """What names mean in the set a sheet is of.

    Args:
        questions: type of each question (``choice``, ``multi`` …).
        parameters: names of the parameters.
    """

    questions: Mapping[str, str]
    parameters: Set[str]


def tree_of(text: str, known: Known) -> Value:
    """The tree an expression stands for.

    Raises:
        ExpressionError: it is none.
    """
    return _tree(e.parse_expression(text), known)


def _tree(found: e.Expression, known: Known) -> Value:  # noqa: PLR0911 - one line a kind of node
    match found:
        case e.Name(name):
            return name
        case e.Benefit(name):
            return {"benefit": name}
        case e.All(parts):
            return {"all": [_tree(part, known) for part in parts]}
        case e.Any(parts):
            return {"any": [_tree(part, known) for part in parts]}
        case e.Not(part):
            return {"not": _tree(part, known)}
        case e.Somebody(word, part):
            return {word: _tree(part, known)}
        case e.In(name, values):
            return _picked(name, list(values), known)
    choice = _choice(found, known)
    if choice is not None:
        return _picked(*choice, known)
    sides: dict[str, Value] = {
        "left": _quantity(found.left, known),
        "op": found.op,
        "right": _quantity(found.right, known),
    }
    return {"compare": {**sides, **({"per": found.per} if found.per is not None else {})}}


def _picked(name: str, values: list[str], known: Known) -> Value:
    choices: list[Value] = list(values)
    return {"has" if known.questions.get(name) == "multi" else "in": {"question": name, "choices": choices}}


def _choice(found: e.Compare, known: Known) -> tuple[str, list[str]] | None:
    """``hukou == gz`` of a question with choices is ``hukou in [gz]``."""
    sides = [side[0] for side in (found.left, found.right) if len(side) == 1 and len(side[0].names) == 1]
    if found.op != "==" or len(sides) != 2 or known.questions.get(sides[0].names[0]) not in ("choice", "multi", "who"):
        return None
    return sides[0].names[0], [sides[1].names[0]]


def quantity_of(text: str, known: Known) -> Value:
    """The quantity a text stands for.

    Raises:
        ExpressionError: it is none.
    """
    return _quantity(e.parse_sum(text), known)


def _quantity(products: e.Sum, known: Known) -> Value:
    terms = [_term(product, known) for product in products]
    if len(products) == 1:
        product, term = products[0], terms[0]
        if product.times == "1" and product.unit == "1" and len(product.names) == 1:
            return product.names[0]
        if not product.names and product.unit == "1" and isinstance(term.get("times", 1), int):
            return term.get("times", 1)
    return list(terms)


def _term(product: e.Product, known: Known) -> dict[str, Value]:
    times: Value = product.times if "." in product.times else int(product.times)
    asked = [name for name in product.names if name in known.questions]
    params: list[Value] = [name for name in product.names if name not in known.questions]
    term: dict[str, Value] = {} if times == 1 else {"times": times}
    if product.unit != "1":
        term["unit"] = product.unit
    if params or len(asked) > 1:
        term["params"] = [*params, *asked[1:]]
    if asked:
        term["of"] = asked[0]
    return term


# Back ---------------------------------------------------------------------------------------------------------------


def tree_text(tree: Plain) -> str:
    """The expression of a tree of plain values."""
    return e.write_expression(_expression(tree))


def _expression(tree: Plain) -> e.Expression:  # noqa: PLR0911 - one line a kind of node
    if isinstance(tree, str):
        return e.Name(tree)
    ((field, value),) = tree.items()
    match field:
        case "all" | "any":
            parts = tuple(_expression(part) for part in value)
            return parts[0] if len(parts) == 1 else e.All(parts) if field == "all" else e.Any(parts)
        case "not":
            return e.Not(_expression(value))
        case "some" | "every":
            return e.Somebody(field, _expression(value))
        case "in" | "has":
            return e.In(value["question"], tuple(value["choices"]))
        case "benefit":
            return e.Benefit(value)
    return e.Compare(_sum(value["left"]), value["op"], _sum(value["right"]), value.get("per"))


def quantity_text(quantity: Plain) -> str:
    """The text of a quantity of plain values."""
    return e.write_sum(_sum(quantity))


def _sum(quantity: Plain) -> e.Sum:
    if isinstance(quantity, int):
        return (e.Product(str(quantity), "1", ()),)
    if isinstance(quantity, str):
        return (e.Product("1", "1", (quantity,)),)
    return tuple(
        e.Product(
            str(term.get("times", 1)),
            term.get("unit", "1"),
            (*term.get("params", ()), *([term["of"]] if term.get("of") is not None else ())),
        )
        for term in quantity
    )
