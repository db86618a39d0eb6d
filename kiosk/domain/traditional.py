"""Fills in the Traditional Chinese of a record where its author wrote only Simplified.

What an author wrote in ``zh-Hant`` always stays. How characters are converted is the caller's (``convert``); here is only
where a record carries words. Not here: interface texts, which are written by people in every language.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct, structs

from kiosk.domain.content import Benefit, LegalBasis, Media, Source
from kiosk.domain.selfcheck.ruleset import Condition, DatedValue, Origin
from kiosk.domain.text import LocalizedText, LocalizedTitle

Convert = Callable[[str], str]
"""Simplified to Traditional Chinese; pure, the same answer every time."""

_Worded = LocalizedText | LocalizedTitle
S = TypeVar("S", bound=Struct)

_PLAIN_WORDS: dict[type[Struct], tuple[str, ...]] = {
    LegalBasis: ("title", "document_no", "article"),
    Source: ("title",),
    Benefit: ("short_title",),
    Media: ("credit",),
    Origin: ("document_no", "article"),
    DatedValue: ("article",),
    Condition: ("article",),
}
"""Words in fields that have no place for a second language: they are converted themselves."""


def in_traditional(record: S, convert: Convert) -> S:
    """The same structure, in which every text that may have several languages has Traditional Chinese.

    Works on anything made of msgspec structures: a record, a body, a rule set. Codes, numbers and addresses of phones stay
    as they are.
    """
    changes: dict[str, Any] = {}
    for name, shape in _worded_fields(type(record)).items():
        value = getattr(record, name)
        fresh = _filled(value, shape, convert)
        if fresh is not value:
            changes[name] = fresh
    for name in _PLAIN_WORDS.get(type(record), ()):
        changes[name] = convert(getattr(record, name))
    return structs.replace(record, **changes) if changes else record


@functools.cache
def _worded_fields(kind: type[Struct]) -> dict[str, type[_Worded] | None]:
    """Fields that may hold words: the structure a plain string there becomes, None where only deeper structures are."""
    fields: dict[str, type[_Worded] | None] = {}
    for name, hint in typing.get_type_hints(kind).items():
        if name in kind.__struct_fields__:
            leaves = _leaves(hint)
            fields[name] = next((shape for shape in (LocalizedTitle, LocalizedText) if shape in leaves), None)
    return fields


def _leaves(hint: object) -> set[object]:
    """The plain types a type hint is made of."""
    inside = typing.get_args(hint)
    if not inside:
        return {hint}
    return {leaf for each in inside for leaf in _leaves(each)}


def _filled(value: Any, shape: type[_Worded] | None, convert: Convert) -> Any:  # noqa: ANN401 (any field's value)
    if isinstance(value, tuple):
        fresh = tuple(_filled(each, shape, convert) for each in value)
        return fresh if any(new is not old for new, old in zip(fresh, value, strict=True)) else value
    if isinstance(value, dict):
        filled = {key: _filled(each, shape, convert) for key, each in value.items()}
        return filled if any(filled[key] is not value[key] for key in value) else value
    if isinstance(value, _Worded):
        return value if value.zh_hant else structs.replace(value, zh_hant=convert(value.zh_hans))
    if isinstance(value, Struct):
        return in_traditional(value, convert)
    if isinstance(value, str) and shape is not None:
        return shape(zh_hans=value, zh_hant=convert(value))
    return value
