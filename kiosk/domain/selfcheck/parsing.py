"""Bytes of a rule set → its structures, refusing what JSON allows and rules must not hold.

Duplicate keys (the second would silently win), NaN and Infinity, fractions and exponents (money is whole yuan; exact decimals
stand in quotes), numbers nobody needs, deep nesting, more than 2 MiB. Not here: whether the rules make sense
(``loading``).
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import msgspec

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.ruleset import RuleSet

MAX_BYTES = 2 * 1024 * 1024
MAX_NESTING = 64
"""Of brackets in the file; of trees there may be less (``loading.MAX_DEPTH``)."""

MAX_DIGITS = 12

_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]')


def parse_ruleset(data: bytes) -> RuleSet:
    """The rule set in ``data`` (JSON, UTF-8).

    Raises:
        WorldError: ``selfcheck.too_big``, ``too_nested``, ``not_json``, ``not_finite``, ``fraction``, ``big_number``,
            ``duplicate_key``, ``wrong_form``.
    """
    if len(data) > MAX_BYTES:
        raise WorldError("selfcheck.too_big", kb=len(data) // 1024, max_kb=MAX_BYTES // 1024)
    _refuse_deep(data)
    try:
        value = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_float=_refuse_fraction,
            parse_int=_whole,
            object_pairs_hook=_once,
        )
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise WorldError("selfcheck.not_json", reason=error) from error
    try:
        ruleset = msgspec.convert(value, RuleSet)
        encode_ruleset(ruleset)  # half a character (a lone surrogate) cannot be written again
    except (msgspec.ValidationError, UnicodeEncodeError) as error:
        raise WorldError("selfcheck.wrong_form", reason=error) from error
    return ruleset


def encode_ruleset(ruleset: RuleSet) -> bytes:
    """The bytes of a rule set; ``parse_ruleset`` gives it back."""
    return msgspec.json.encode(ruleset)


def _refuse_deep(data: bytes) -> None:
    # The parser is recursive: what is too deep is refused before it sees it.
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(data):
        first = found.group()[0]
        if first in b"[{":
            depth += 1
            if depth > MAX_NESTING:
                raise WorldError("selfcheck.too_nested", max=MAX_NESTING)
        elif first in b"]}":
            depth -= 1


def _refuse_constant(text: str) -> NoReturn:
    raise WorldError("selfcheck.not_finite", value=text)


def _refuse_fraction(text: str) -> NoReturn:
    raise WorldError("selfcheck.fraction", value=text[:40])


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > MAX_DIGITS:
        raise WorldError("selfcheck.big_number", value=text[:20], max=MAX_DIGITS)
    return int(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise WorldError("selfcheck.duplicate_key", key=twice[:60])
    return found
