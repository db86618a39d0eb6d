"""One cell of a rule set's workbook ↔ one plain value."""

from __future__ import annotations

import datetime as dt
import re

from kiosk.domain.errors import WorldError
from sync.publisher.problems import shown
from sync.publisher.ruleset_columns import Holds
from sync.publisher.ruleset_expression import ExpressionError
from sync.publisher.ruleset_tree import Known, Plain, quantity_of, quantity_text, tree_of, tree_text
from sync.publisher.yaml_source import Value

CELL_MAX = 30_000
"""Characters; a cell of a workbook holds 32,767."""

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}\.[0-9]{1,6}")


class CellError(WorldError):
    """A cell does not hold what its column is for."""


def written(value: Plain, holds: Holds) -> str | int | dt.date:  # noqa: PLR0911 - one line a kind of cell
    """What stands in the cell of a value."""
    match holds:
        case Holds.BOOL:
            return "true" if value else "false"
        case Holds.NAMES:
            return ", ".join(value)
        case Holds.TREE:
            return tree_text(value)
        case Holds.QUANTITY:
            return quantity_text(value)
        case Holds.ANSWER:
            return answer_text(value)
        case Holds.ANSWERS:
            return "; ".join(f"{key}={answer_text(each)}" for key, each in value.items())
        case Holds.OUTCOMES:
            return "; ".join(f"{key}={each}" for key, each in value.items())
        case Holds.REASONS:
            return "; ".join(f"{key}={', '.join(each)}" for key, each in value.items())
    plain: str | int | dt.date = value
    return plain


def answer_text(value: Plain) -> str:
    """An answer as cases write it."""
    if value is None:
        return "null"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(str(each) for each in value) + "]"
    return str(value)


def read(cell: object, holds: Holds, known: Known) -> Value:
    """The value of a cell that is not empty.

    Raises:
        CellError: it is not what the column is for.
    """
    if holds in (Holds.TREE, Holds.QUANTITY):
        text = str(cell)
        try:
            return tree_of(text, known) if holds is Holds.TREE else quantity_of(text, known)
        except ExpressionError as error:
            raise CellError(error.code, column=error.column, found=shown(error.found)) from error
    if holds in (Holds.INT, Holds.NUMBER):
        return _number(cell, decimal=holds is Holds.NUMBER)
    if holds is Holds.DATE:
        return _date(cell)
    text = str(cell).strip() if holds is not Holds.TEXT else str(cell)
    return _text(text, holds)


def _text(text: str, holds: Holds) -> Value:  # noqa: PLR0911 - one line a kind of cell
    match holds:
        case Holds.BOOL:
            if text.lower() not in ("true", "false"):
                raise CellError("ruleset.cell_bool", value=shown(text))
            return text.lower() == "true"
        case Holds.NAMES:
            return [*_names(text)]
        case Holds.ANSWER:
            return _answer(text)
        case Holds.ANSWERS:
            return {key: _answer(each) for key, each in _pairs(text).items()}
        case Holds.OUTCOMES:
            return {**_pairs(text)}
        case Holds.REASONS:
            return {key: [*_names(each)] for key, each in _pairs(text).items()}
    return text


def _names(text: str) -> list[str]:
    return [name for part in re.split(r"[,，、]", text) if (name := part.strip())]


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in re.split(r"[;；\n]", text):
        if not part.strip():
            continue
        key, sign, value = part.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise CellError("ruleset.cell_pairs", value=shown(part.strip()))
        if key.strip() in found:
            raise CellError("ruleset.cell_twice", name=shown(key.strip()))
        found[key.strip()] = value.strip()
    return found


def _answer(text: str) -> Value:
    if text == "null":
        return None
    if text.startswith("[") != text.endswith("]"):
        raise CellError("ruleset.cell_answer", value=shown(text))
    if text.startswith("["):
        return [_word(each) for each in _names(text[1:-1])]
    return _word(text)


def _word(text: str) -> int | str:
    return int(text) if _WHOLE.fullmatch(text) else text


def _number(cell: object, *, decimal: bool) -> Value:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    text = str(cell).strip()
    if isinstance(cell, float) and cell == int(cell):
        text = str(int(cell))  # a sheet makes 3.0 of 3
    if _WHOLE.fullmatch(text):
        return int(text)
    if decimal and _DECIMAL.fullmatch(text):
        return text
    raise CellError("ruleset.cell_number" if decimal else "ruleset.cell_whole", value=shown(text))


def _date(cell: object) -> Value:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    try:
        return dt.date.fromisoformat(str(cell).strip().replace("/", "-"))
    except ValueError as error:
        raise CellError("ruleset.cell_date", value=shown(cell)) from error
