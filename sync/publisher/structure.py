"""Checks a value from a source against the types of ``kiosk.domain.content``: every violation, not only the first.

``msgspec.convert`` stops at the first violation; an editor wants them all. The walk goes over ``msgspec.inspect``
types, so the structures themselves stay the only definition. On the way it looks at the characters of every text and
collects what only other records can answer: references, scopes, icons.

Stricter than the terminal in one thing: an unknown field is a typing error here, and news from a newer platform there.
"""

from __future__ import annotations

import datetime as dt
import difflib
import enum
import functools
import re
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec import inspect as mi

from kiosk.domain import content
from kiosk.domain.selfcheck import ruleset, ruleset_logic
from kiosk.domain.text import text_faults
from kiosk.domain.urgent import CATEGORY
from sync.publisher.problems import Fault, Path, fault, shown


def _pattern(annotated: object) -> str:
    (meta,) = annotated.__metadata__  # type: ignore[attr-defined]
    return str(meta.pattern)


RECORD_ID = _pattern(content.RecordId)
SCOPE_CODE = _pattern(content.ScopeCode)
ICON = _pattern(content.Icon)

CLOCK_TIME = r"^([01]\d|2[0-3]):[0-5]\d$"

ONE_LINE_MAX = 300
"""Fields up to this many characters are names and titles: one line. Longer ones may have paragraphs."""

FORMS = {
    RECORD_ID: "publisher.form_id",
    SCOPE_CODE: "publisher.form_scope",
    ICON: "publisher.form_icon",
    CATEGORY: "publisher.form_category",
    _pattern(content.Phone): "publisher.form_phone",
    _pattern(content.ClockSpan): "publisher.form_clock_span",
    CLOCK_TIME: "publisher.form_clock_time",
    _pattern(content.KeyName): "publisher.form_key_name",
    _pattern(content.KeyBytes): "publisher.form_key_bytes",
    _pattern(ruleset_logic.Name): "publisher.form_rule_name",
    _pattern(ruleset_logic.Unit): "publisher.form_unit",
    _pattern(ruleset.AnswerName): "publisher.form_answer_name",
}
"""What a text of each pattern should look like; a pattern not listed is shown as it is."""


class Findings(Struct, frozen=True):
    """What one walk found.

    Args:
        faults: violations, in the order of the value.
        references: places and values of ids of other records.
        scopes: places and values of scope codes.
        icons: places and values of icon names.
    """

    faults: list[Fault] = field(default_factory=list)
    references: list[tuple[Path, str]] = field(default_factory=list)
    scopes: list[tuple[Path, str]] = field(default_factory=list)
    icons: list[tuple[Path, str]] = field(default_factory=list)


@functools.cache
def _type_of(struct: type[Struct]) -> mi.StructType:
    info = mi.type_info(struct)
    if not isinstance(info, mi.StructType):
        raise TypeError(f"not a structure: {struct}")
    return info


def check_structure(value: object, struct: type[Struct], *, at: Path = ()) -> Findings:
    """Walk ``value`` (plain values as ``yaml_source`` gives them) along the type ``struct``.

    Args:
        value: what the source holds.
        struct: what it should be.
        at: path of ``value`` in its file.
    """
    findings = Findings()
    _walk(value, _type_of(struct), at, findings)
    return findings


def check_text(text: str, at: Path) -> list[Fault]:
    """Faults in the characters of one text."""
    faults = [Fault(at, found.value) for found in text_faults(text)]
    if text and not text.strip():
        faults.append(fault(at, "publisher.blank"))
    return faults


def _walk(value: object, expected: mi.Type, at: Path, out: Findings) -> None:
    match expected:
        case mi.UnionType():
            _walk(value, _branch(value, expected), at, out)
        case mi.StructType():
            _walk_struct(value, expected, at, out)
        case mi.VarTupleType() | mi.ListType():
            _walk_list(value, expected, at, out)
        case mi.DictType():
            _walk_named(value, expected, at, out)
        case mi.StrType():
            _walk_text(value, expected, at, out)
        case mi.IntType() | mi.FloatType():
            _walk_number(value, expected, at, out)
        case mi.EnumType():
            _walk_choice(value, expected.cls, at, out)
        case mi.DateType() | mi.DateTimeType():
            _walk_date(value, expected, at, out)
        case mi.BoolType() | mi.NoneType():
            _walk_fixed(value, expected, at, out)
        case _:
            raise TypeError(f"the walk does not know {expected!r}")


def _branch(value: object, union: mi.UnionType) -> mi.Type:
    """The member of a union that ``value`` was meant to be; the first one where it fits none."""
    if value is None and union.includes_none:
        return mi.NoneType()
    members = [member for member in union.types if not isinstance(member, mi.NoneType)]
    if isinstance(value, dict):
        return next((m for m in members if isinstance(m, mi.StructType)), members[0])
    if isinstance(value, list):
        return next((m for m in members if isinstance(m, mi.VarTupleType)), members[0])
    if isinstance(value, int) and not isinstance(value, bool):
        # A bare 12345 where a name or a number may stand is a number.
        return next((m for m in members if isinstance(m, mi.IntType)), members[0])
    if isinstance(value, str):
        return next((m for m in members if isinstance(m, mi.StrType)), members[0])
    return next((m for m in members if not isinstance(m, mi.StructType)), members[0])


def _walk_struct(value: object, expected: mi.StructType, at: Path, out: Findings) -> None:
    if not isinstance(value, dict):
        names = "、".join(f.encode_name for f in expected.fields if f.required)
        out.faults.append(fault(at, "publisher.want_map", value=_said(value), fields=names))
        return
    known = {f.encode_name: f for f in expected.fields}
    for name, member in value.items():
        if name in known:
            _walk(member, known[name].type, (*at, name), out)
        else:
            out.faults.append(unknown_field(name, known, at))
    for name, f in known.items():
        if f.required and name not in value:
            out.faults.append(fault(at, "publisher.missing", name=name))


def _walk_named(value: object, expected: mi.DictType, at: Path, out: Findings) -> None:
    if not isinstance(value, dict):
        out.faults.append(fault(at, "publisher.want_named", value=_said(value)))
        return
    for name, member in value.items():
        _walk(name, expected.key_type, (*at, str(name)), out)
        _walk(member, expected.value_type, (*at, str(name)), out)


def unknown_field(name: str, known: Iterable[str], at: Path) -> Fault:
    """The fault of a field nobody knows, with the nearest known name if there is one."""
    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        return fault((*at, name), "publisher.unknown_field_near", near=near[0])
    return fault((*at, name), "publisher.unknown_field")


def _walk_list(value: object, expected: mi.VarTupleType | mi.ListType, at: Path, out: Findings) -> None:
    if not isinstance(value, list):
        out.faults.append(fault(at, "publisher.want_list", value=_said(value)))
        return
    if expected.max_length is not None and len(value) > expected.max_length:
        out.faults.append(fault(at, "publisher.too_many", count=len(value), max=expected.max_length))
    if expected.min_length is not None and len(value) < expected.min_length:
        out.faults.append(fault(at, "publisher.too_few", count=len(value), min=expected.min_length))
    for index, member in enumerate(value):
        _walk(member, expected.item_type, (*at, index), out)


def _walk_text(value: object, expected: mi.StrType, at: Path, out: Findings) -> None:
    if not isinstance(value, str):
        # 12345 without quotes is a number to YAML: the commonest slip in codes and telephone numbers.
        code = "publisher.want_quotes" if isinstance(value, (bool, int, float, dt.date)) else "publisher.want_text"
        out.faults.append(fault(at, code, value=_said(value)))
        return
    out.faults.extend(check_text(value, at))
    if expected.max_length is not None and len(value) > expected.max_length:
        out.faults.append(fault(at, "publisher.too_long", count=len(value), max=expected.max_length))
    if expected.min_length is not None and len(value) < expected.min_length:
        out.faults.append(fault(at, "publisher.empty"))
    if expected.max_length is not None and expected.max_length <= ONE_LINE_MAX and "\n" in value:
        out.faults.append(fault(at, "publisher.one_line"))
    if expected.pattern is not None:
        _walk_form(value, expected.pattern, at, out)


def _walk_form(value: str, pattern: str, at: Path, out: Findings) -> None:
    # "$" also matches before a final line feed; no form has one.
    if re.search(pattern, value) is None or value.endswith("\n"):
        out.faults.append(fault(at, FORMS.get(pattern, "publisher.form_other"), value=value, pattern=pattern))
    elif pattern == RECORD_ID:
        out.references.append((at, value))
    elif pattern == SCOPE_CODE:
        out.scopes.append((at, value))
    elif pattern == ICON:
        out.icons.append((at, value))


def _walk_number(value: object, expected: mi.IntType | mi.FloatType, at: Path, out: Findings) -> None:
    whole = isinstance(expected, mi.IntType)
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        out.faults.append(fault(at, "publisher.want_int" if whole else "publisher.want_number", value=_said(value)))
        return
    if expected.ge is not None and value < expected.ge:
        out.faults.append(fault(at, "publisher.too_small", value=value, min=expected.ge))
    if expected.le is not None and value > expected.le:
        out.faults.append(fault(at, "publisher.too_big", value=value, max=expected.le))


def _walk_choice(value: object, choices: type[enum.Enum], at: Path, out: Findings) -> None:
    allowed = [str(member.value) for member in choices]
    if not isinstance(value, str) or value not in allowed:
        # Long lists are not cut: the right word is the whole point of this sentence.
        params = (("choices", "、".join(allowed)), ("value", shown(_said(value))))
        out.faults.append(Fault(at, "publisher.not_a_choice", params))


def _walk_fixed(value: object, expected: mi.BoolType | mi.NoneType, at: Path, out: Findings) -> None:
    if isinstance(expected, mi.BoolType):
        if not isinstance(value, bool):
            out.faults.append(fault(at, "publisher.want_bool", value=_said(value)))
    elif value is not None:
        out.faults.append(fault(at, "publisher.want_nothing", value=_said(value)))


def _walk_date(value: object, expected: mi.DateType | mi.DateTimeType, at: Path, out: Findings) -> None:
    if isinstance(expected, mi.DateType):
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            out.faults.append(fault(at, "publisher.want_date", value=_said(value)))
    elif not isinstance(value, dt.datetime):
        out.faults.append(fault(at, "publisher.want_datetime", value=_said(value)))


def _said(value: object) -> str:
    """A value of any type, for a sentence."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(str(key) for key in value) + "}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    return str(value)
