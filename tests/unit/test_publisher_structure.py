"""The walk over the content types says the same as the types themselves, only more of it."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect as mi

from kiosk.domain.content import BODY_TYPES, Activity, Benefit, Kind, News, Place
from sync.publisher.problems import field_name
from sync.publisher.references import REFERENCE_KINDS
from sync.publisher.structure import FORMS, ONE_LINE_MAX, RECORD_ID, check_structure
from tests import content_sources as written

_ENVELOPE = ("id", "scope", "verified_on", "expires_on")
_START = dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 (content has wall-clock times)


def _body(source: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**{key: member for key, member in copy.deepcopy(source).items() if key not in _ENVELOPE}, **more}


GOOD: dict[type[msgspec.Struct], dict[str, Any]] = {
    Benefit: _body(written.BENEFIT, sources=[{"id": "S2", "title": "t", "confidence": "A"}]),
    Place: _body(written.PLACE),
    News: _body(written.NEWS),
    Activity: {
        **{
            k: v for k, v in _body(written.ACTIVITY).items() if k not in ("recurs", "starts", "ends", "signup_closes_h")
        },
        "starts_at": _START,
        "ends_at": _START + dt.timedelta(hours=1),
    },
}

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.sampled_from(["A", "basic", "benefit.x", "4401", "2026-11-22", "09:00-10:00", "12345", "好" * 61, "好" * 301]),
    st.dates(),
    st.datetimes(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["zh-Hans", "en", "title"]), st.text(max_size=3), max_size=2),
)


def _places(value: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [at] if at else []
    if isinstance(value, dict):
        for key, member in value.items():
            found += _places(member, (*at, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            found += _places(member, (*at, index))
    return found


def _replace(value: Any, at: tuple[str | int, ...], new: object) -> None:
    for step in at[:-1]:
        value = value[step]
    value[at[-1]] = new


STRICTER = {"publisher.unknown_field", "publisher.unknown_field_near", "publisher.blank", "publisher.one_line"}


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_the_walk_accepts_exactly_what_the_terminal_can_read(data: st.DataObject) -> None:
    """Whatever is put in whatever place: faults of the walk and of msgspec come together."""
    body_type = data.draw(st.sampled_from(sorted(GOOD, key=lambda t: t.__name__)))
    value = copy.deepcopy(GOOD[body_type])
    for _ in range(data.draw(st.integers(0, 3))):
        _replace(value, data.draw(st.sampled_from(_places(value))), data.draw(ODD))
    faults = {found.code for found in check_structure(value, body_type).faults}
    # Strictness of the sources only: text rules, typing errors in names, and dates as text.
    structural = (
        {code for code in faults if not code.startswith("text.")}
        - STRICTER
        - {"publisher.want_date", "publisher.want_datetime"}
    )
    try:
        msgspec.convert(value, body_type)
        readable = True
    except msgspec.ValidationError:
        readable = False
    if not faults:
        assert readable
    if structural:
        assert not readable


def test_every_violation_is_reported_with_its_place() -> None:
    value = _body(written.BENEFIT, sources=[])
    value["figures"] = [
        {"label": "", "value": -1, "confidence": "Z"},
        {"lable": "x", "value": "1282", "confidence": "A"},
    ]
    value["who"] = []
    value["payment"] = "weekly"
    value["hotlines"] = [12345]
    del value["where"]
    found = check_structure(value, Benefit).faults
    assert {(field_name(f.path), f.code) for f in found} == {
        ("figures[0].label", "publisher.empty"),
        ("figures[0].value", "publisher.too_small"),
        ("figures[0].confidence", "publisher.not_a_choice"),
        ("figures[1].lable", "publisher.unknown_field_near"),
        ("figures[1]", "publisher.missing"),
        ("figures[1].value", "publisher.want_int"),
        ("who", "publisher.too_few"),
        ("payment", "publisher.not_a_choice"),
        ("hotlines[0]", "publisher.want_quotes"),
        ("", "publisher.missing"),
    }


def _types_in(info: mi.Type, seen: frozenset[type] = frozenset()) -> list[mi.Type]:
    found = [info]
    if isinstance(info, mi.UnionType):
        found += [t for member in info.types for t in _types_in(member, seen)]
    elif isinstance(info, mi.StructType) and info.cls not in seen:  # the trees of a rule set hold trees
        found += [t for f in info.fields for t in _types_in(f.type, seen | {info.cls})]
    elif isinstance(info, (mi.VarTupleType, mi.ListType)):
        found += _types_in(info.item_type, seen)
    elif isinstance(info, mi.DictType):
        found += [*_types_in(info.key_type, seen), *_types_in(info.value_type, seen)]
    return found


@pytest.mark.parametrize("kind", list(Kind))
def test_every_type_of_the_content_can_be_walked_and_explained(kind: Kind) -> None:
    """A new type or pattern in the content needs its walk and its words before it can be published."""
    known = (mi.UnionType, mi.StructType, mi.VarTupleType, mi.StrType, mi.IntType, mi.FloatType, mi.EnumType)
    known += (mi.DateType, mi.DateTimeType, mi.BoolType, mi.NoneType, mi.DictType)
    for info in _types_in(mi.type_info(BODY_TYPES[kind])):
        assert isinstance(info, known)
        if isinstance(info, mi.StrType) and info.pattern is not None and kind is not Kind.MEDIA:
            assert info.pattern in FORMS or info.pattern == r"^\d{6,12}$"


def _fields_in(info: mi.Type) -> list[mi.Field]:
    return [f for t in _types_in(info) if isinstance(t, mi.StructType) for f in t.fields]


def _is_reference(info: mi.Type) -> bool:
    if isinstance(info, mi.UnionType):
        return any(_is_reference(member) for member in info.types)
    if isinstance(info, (mi.VarTupleType, mi.ListType)):
        return _is_reference(info.item_type)
    return isinstance(info, mi.StrType) and info.pattern == RECORD_ID


def test_every_reference_in_the_content_says_by_its_name_what_it_refers_to() -> None:
    fields = [f for body_type in BODY_TYPES.values() for f in _fields_in(mi.type_info(body_type))]
    assert {f.name for f in fields if _is_reference(f.type)} == set(REFERENCE_KINDS)


def test_titles_are_one_line_and_paragraphs_may_have_several() -> None:
    value = _body(written.NEWS, title="一\n二", paragraphs=["一\n二"])
    assert [(field_name(f.path), f.code) for f in check_structure(value, News).faults] == [
        ("title", "publisher.one_line")
    ]
    assert ONE_LINE_MAX < 10_000
