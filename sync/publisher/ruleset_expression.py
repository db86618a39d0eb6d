"""Expressions as staff type them into a sheet → a small tree, and back.

The language is a subset of CEL: ``&& || ! < <= > >= == in ( )``, names, whole numbers, texts in quotes, lists after
``in``. No functions, no arithmetic, no macros: whatever is typed can only combine questions, parameters and conditions.
It is parsed, never executed.

Not here: which names exist and what the tree means in a rule set (``ruleset_tree``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

TEXT_MAX = 2_000
DEPTH_MAX = 12
"""Deepest nesting; the loader on the terminal refuses more."""

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)|(?P<number>-?[0-9]{1,12}(?![0-9A-Za-z_.]))"
    r"|(?P<quoted>\"[^\"\\\n]{0,80}\"|'[^'\\\n]{0,80}')"
    r"|(?P<sign>&&|\|\||<=|>=|==|[!<>()\[\],]))"
)
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "=="})
# What a Chinese keyboard gives for the signs of the language.
_WIDE = str.maketrans({"（": "(", "）": ")", "＜": "<", "＞": ">", "＝": "=", "！": "!", "，": ",", "【": "[", "】": "]",
                       "“": '"', "”": '"', "‘": "'", "’": "'", "＆": "&", "｜": "|", "\u3000": " "})  # fmt: skip


class Name(Struct, frozen=True, tag=True):
    """A question, parameter, condition, value or benefit."""

    name: str


class Compare(Struct, frozen=True, tag=True):
    """``left op right``; ``right`` is a name, a number or a text."""

    left: str
    op: str
    right: str | int
    quoted: bool = False


class In(Struct, frozen=True, tag=True):
    """``name in [a, b]``."""

    name: str
    values: tuple[str | int, ...]


class Not(Struct, frozen=True, tag=True):
    """``!part``."""

    part: Expression


class All(Struct, frozen=True, tag=True):
    """``a && b``, flat, at least two."""

    parts: tuple[Expression, ...]


class Any(Struct, frozen=True, tag=True):
    """``a || b``, flat, at least two."""

    parts: tuple[Expression, ...]


Expression = Name | Compare | In | Not | All | Any


class ExpressionError(Exception):
    """The text is not an expression.

    Args:
        code: sentence in ``data/words``.
        column: where, in characters from 1.
        found: what stands there.
    """

    def __init__(self, code: str, column: int, found: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.column = column
        self.found = found


class _Token(Struct, frozen=True):
    kind: str
    text: str
    column: int


def parse_expression(text: str) -> Expression:
    """Parse one expression.

    >>> parse_expression('hukou in [gz] && !on_dibao')
    All(parts=(In(name='hukou', values=('gz',)), Not(part=Name(name='on_dibao'))))

    Raises:
        ExpressionError: with the column of the first thing that does not fit.
    """
    if len(text) > TEXT_MAX:
        raise ExpressionError("ruleset.expression_too_long", TEXT_MAX)
    parser = _Parser(list(_tokens(text)))
    found = parser.either(0)
    parser.end()
    return found


def _tokens(text: str) -> Iterator[_Token]:
    wide = text.translate(_WIDE)
    at = 0
    while at < len(wide.rstrip()):
        match = _TOKEN.match(wide, at)
        if match is None or match.lastgroup is None:
            start = at + len(wide[at:]) - len(wide[at:].lstrip())
            raise ExpressionError("ruleset.expression_character", start + 1, text[start : start + 1])
        yield _Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup) + 1)
        at = match.end()
    yield _Token("end", "", len(wide.rstrip()) + 1)


class _Parser:
    """Recursive descent; ``depth`` counts parentheses and negations."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def end(self) -> None:
        if self._here.kind != "end":
            raise self._error("ruleset.expression_rest")

    def either(self, depth: int) -> Expression:
        parts = [self._both(depth)]
        while self._take("||"):
            parts.append(self._both(depth))
        if len(parts) == 1:
            return parts[0]
        return Any(tuple(p for part in parts for p in (part.parts if isinstance(part, Any) else (part,))))

    def _both(self, depth: int) -> Expression:
        parts = [self._one(depth)]
        while self._take("&&"):
            parts.append(self._one(depth))
        if len(parts) == 1:
            return parts[0]
        return All(tuple(p for part in parts for p in (part.parts if isinstance(part, All) else (part,))))

    def _one(self, depth: int) -> Expression:
        if depth >= DEPTH_MAX:
            raise self._error("ruleset.expression_too_deep")
        if self._take("!"):
            return Not(self._one(depth + 1))
        if self._take("("):
            inner = self.either(depth + 1)
            self._expect(")")
            return inner
        left = self._here
        if left.kind != "name" or left.text == "in":
            raise self._error("ruleset.expression_name_wanted")
        self._at += 1
        if self._here.kind == "sign" and self._here.text in _COMPARISONS:
            op = self._here.text
            self._at += 1
            quoted = self._here.kind == "quoted"
            return Compare(left.text, op, self._value(), quoted)
        if self._here.kind == "name" and self._here.text == "in":
            self._at += 1
            return In(left.text, self._list())
        return Name(left.text)

    def _list(self) -> tuple[str | int, ...]:
        self._expect("[")
        values = [self._value()]
        while self._take(","):
            values.append(self._value())
        self._expect("]")
        return tuple(values)

    def _value(self) -> str | int:
        token = self._here
        if token.kind not in {"name", "number", "quoted"}:
            raise self._error("ruleset.expression_value_wanted")
        self._at += 1
        if token.kind == "number":
            return int(token.text)
        return token.text[1:-1] if token.kind == "quoted" else token.text

    @property
    def _here(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, sign: str) -> bool:
        if self._here.kind == "sign" and self._here.text == sign:
            self._at += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise ExpressionError(f"ruleset.expression_wanted_{_SIGN_NAMES[sign]}", self._here.column, self._here.text)

    def _error(self, code: str) -> ExpressionError:
        return ExpressionError(code, self._here.column, self._here.text)


_SIGN_NAMES = {"(": "open", ")": "close", "[": "list", "]": "list_end"}


def write_expression(expression: Expression) -> str:
    """The text of a tree; ``parse_expression`` of it gives the same tree.

    >>> write_expression(All((Name("a"), Any((Name("b"), Not(Name("c")))))))
    'a && (b || !c)'
    """
    match expression:
        case Name(name):
            return name
        case Compare(left, op, right, quoted):
            return f"{left} {op} {_written(right, quoted=quoted)}"
        case In(name, values):
            return f"{name} in [{', '.join(_written(v, quoted=_needs_quotes(v)) for v in values)}]"
        case Not(part):
            inner = write_expression(part)
            return f"!{inner}" if isinstance(part, Name | Not) else f"!({inner})"
        case All(parts):
            return " && ".join(_within(part) for part in parts)
        case Any(parts):
            return " || ".join(_within(part) for part in parts)


def _within(part: Expression) -> str:
    return f"({write_expression(part)})" if isinstance(part, All | Any) else write_expression(part)


def _needs_quotes(value: str | int) -> bool:
    return isinstance(value, str) and (value == "in" or re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", value) is None)


def _written(value: str | int, *, quoted: bool) -> str:
    return f'"{value}"' if quoted else str(value)
