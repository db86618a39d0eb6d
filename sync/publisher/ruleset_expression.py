"""Expressions as staff type them into a sheet → a small tree, and back.

The language is a subset of CEL: ``&& || ! < <= > >= == in ( )``, names, whole and decimal numbers, lists after ``in``, sums of
products (``*``, ``+``, ``-``) where two sides are compared, one ``/`` for what each person has. ``some(…)``, ``every(…)`` and
``benefit.NAME`` are words of the language, not functions: nothing else can be called. It is parsed, never run.

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
    r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)|(?P<number>[0-9]{1,12}(?:\.[0-9]{1,6})?(?![0-9A-Za-z_.]))"
    r"|(?P<quoted>\"[^\"\\\n]{0,80}\"|'[^'\\\n]{0,80}')"
    r"|(?P<sign>&&|\|\||<=|>=|==|[!<>()\[\],*+/-]))"
)
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "=="})
# What a Chinese keyboard gives for the signs of the language.
_WIDE = str.maketrans({"（": "(", "）": ")", "＜": "<", "＞": ">", "＝": "=", "！": "!", "，": ",", "【": "[", "】": "]",
                       "“": '"', "”": '"', "‘": "'", "’": "'", "＆": "&", "｜": "|", "＋": "+", "－": "-", "×": "*", "\u3000": " "})  # fmt: skip


class Product(Struct, frozen=True):
    """``times * "unit" * name * name``; ``times`` is an exact number as text, negative where it is taken away."""

    times: str
    unit: str
    names: tuple[str, ...]


Sum = tuple[Product, ...]


class Name(Struct, frozen=True, tag=True):
    """A condition."""

    name: str


class Benefit(Struct, frozen=True, tag=True):
    """``benefit.NAME``."""

    name: str


class Compare(Struct, frozen=True, tag=True):
    """``left op right`` or ``left / per op right``."""

    left: Sum
    op: str
    right: Sum
    per: str | None


class In(Struct, frozen=True, tag=True):
    """``name in [a, b]``."""

    name: str
    values: tuple[str, ...]


class Not(Struct, frozen=True, tag=True):
    """``!part``."""

    part: Expression


class Somebody(Struct, frozen=True, tag=True):
    """``some(part)`` or ``every(part)``."""

    word: str
    part: Expression


class All(Struct, frozen=True, tag=True):
    """``a && b``, at least two."""

    parts: tuple[Expression, ...]


class Any(Struct, frozen=True, tag=True):
    """``a || b``, at least two."""

    parts: tuple[Expression, ...]


Expression = Name | Benefit | Compare | In | Not | Somebody | All | Any


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

    >>> parse_expression("hukou in [gz] && !on_dibao")
    All(parts=(In(name='hukou', values=('gz',)), Not(part=Name(name='on_dibao'))))

    Raises:
        ExpressionError: with the column of the first thing that does not fit.
    """
    parser = _Parser(_read(text))
    found = parser.either(0)
    parser.end()
    return found


def parse_sum(text: str) -> Sum:
    """Parse a quantity: ``dibao - income``, ``1.5 * dibao``, ``0``.

    Raises:
        ExpressionError: as ``parse_expression``.
    """
    parser = _Parser(_read(text))
    found = parser.sum()
    parser.end()
    return found


def _read(text: str) -> list[_Token]:
    if len(text) > TEXT_MAX:
        raise ExpressionError("ruleset.expression_too_long", TEXT_MAX)
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[_Token]:
    wide = text.translate(_WIDE)
    at = 0
    end = len(wide.rstrip())
    while at < end:
        match = _TOKEN.match(wide, at)
        if match is None or match.lastgroup is None:
            start = at + len(wide[at:]) - len(wide[at:].lstrip())
            raise ExpressionError("ruleset.expression_character", start + 1, text[start : start + 1])
        yield _Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup) + 1)
        at = match.end()
    yield _Token("end", "", end + 1)


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
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _both(self, depth: int) -> Expression:
        parts = [self._one(depth)]
        while self._take("&&"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Expression:
        if depth >= DEPTH_MAX:
            raise self._error("ruleset.expression_too_deep")
        if self._take("!"):
            return Not(self._one(depth + 1))
        if self._take("("):
            inner = self.either(depth + 1)
            self._expect(")")
            return inner
        word = self._here
        if word.kind == "name" and word.text in ("some", "every") and self._next.text == "(":
            self._at += 2
            inner = self.either(depth + 1)
            self._expect(")")
            return Somebody(word.text, inner)
        return self._leaf(word)

    def _leaf(self, word: _Token) -> Expression:
        if word.kind == "name" and word.text != "in":
            if self._next.kind == "name" and self._next.text == "in":
                self._at += 2
                return In(word.text, self._list())
            if not (self._next.kind == "sign" and self._next.text in _COMPARISONS | {"*", "+", "-", "/"}):
                self._at += 1
                if word.text.startswith("benefit."):
                    return Benefit(word.text.removeprefix("benefit."))
                return Name(word.text)
        elif word.kind not in ("number", "quoted") and word.text != "-":
            raise self._error("ruleset.expression_name_wanted")
        return self._compare()

    def _compare(self) -> Compare:
        left = self.sum()
        per = None
        if self._take("/"):
            per = self._word()
        op = self._here
        if op.kind != "sign" or op.text not in _COMPARISONS:
            raise self._error("ruleset.expression_comparison_wanted")
        self._at += 1
        return Compare(left, op.text, self.sum(), per)

    def sum(self) -> Sum:
        """A quantity."""
        products = [self._product(minus=self._take("-"))]
        while self._here.text in ("+", "-") and self._here.kind == "sign":
            minus = self._here.text == "-"
            self._at += 1
            products.append(self._product(minus=minus))
        return tuple(products)

    def _product(self, *, minus: bool) -> Product:
        times, unit, names = "1", "1", []
        first = True
        while first or self._take("*"):
            token = self._here
            if token.kind == "number" and first:
                times = token.text
            elif token.kind == "quoted" and unit == "1":
                unit = token.text[1:-1]
            elif token.kind == "name" and token.text != "in":
                names.append(token.text)
            else:
                raise self._error("ruleset.expression_value_wanted")
            self._at += 1
            first = False
        return Product(f"-{times}" if minus else times, unit, tuple(names))

    def _list(self) -> tuple[str, ...]:
        self._expect("[")
        values = [self._word()]
        while self._take(","):
            values.append(self._word())
        self._expect("]")
        return tuple(values)

    def _word(self) -> str:
        token = self._here
        if token.kind != "name":
            raise self._error("ruleset.expression_name_wanted")
        self._at += 1
        return token.text

    @property
    def _here(self) -> _Token:
        return self._tokens[self._at]

    @property
    def _next(self) -> _Token:
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

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


def write_expression(expression: Expression) -> str:  # noqa: PLR0911 - one line a kind of node
    """The text of a tree; ``parse_expression`` of it gives the same tree.

    >>> write_expression(All((Name("a"), Any((Name("b"), Not(Name("c")))))))
    'a && (b || !c)'
    """
    match expression:
        case Name(name):
            return name
        case Benefit(name):
            return f"benefit.{name}"
        case Compare(left, op, right, per):
            each = f" / {per}" if per is not None else ""
            return f"{write_sum(left)}{each} {op} {write_sum(right)}"
        case In(name, values):
            return f"{name} in [{', '.join(values)}]"
        case Not(part):
            inner = write_expression(part)
            return f"!{inner}" if isinstance(part, Name | Benefit | Not | Somebody) else f"!({inner})"
        case Somebody(word, part):
            return f"{word}({write_expression(part)})"
        case All(parts):
            return " && ".join(_within(part) for part in parts)
        case Any(parts):
            return " || ".join(_within(part) for part in parts)


def _within(part: Expression) -> str:
    return f"({write_expression(part)})" if isinstance(part, All | Any) else write_expression(part)


def write_sum(products: Sum) -> str:
    """The text of a quantity."""
    text = ""
    for index, product in enumerate(products):
        minus = product.times.startswith("-")
        factors = [
            product.times.removeprefix("-"),
            *([f'"{product.unit}"'] if product.unit != "1" else []),
            *product.names,
        ]
        if factors[0] == "1" and len(factors) > 1:
            factors = factors[1:]
        text += ("- " if minus else "+ ") if index else ("-" if minus else "")
        text += " * ".join(factors) + " "
    return text.rstrip()
