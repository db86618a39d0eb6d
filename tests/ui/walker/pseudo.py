"""Words that are two fifths longer: a catalogue and content made from ours, to see what a language with longer words would do.

Each text keeps what it says and is followed by as much of itself again, so that it breaks where such words break. In content that is every
text of a record (``LocalizedText``, ``LocalizedTitle``, in one language or several), never longer than may be published.
"""

from __future__ import annotations

import math
import re
import subprocess
import xml.etree.ElementTree as ET  # our own files
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import PySide6
from msgspec import inspect

from kiosk.domain.content import BODY_TYPES, Kind
from kiosk.domain.text import LocalizedText, LocalizedTitle
from sync.protocol.package import Line
from tests.architecture.tree import ROOT

LONGER = 0.4
_PLACE = re.compile(r"%L?\d{1,2}|%n|\{[^}]*\}")
_SHOWN = {"zh-Hans", "zh-Hant", "en"}
_LOCALIZED = (LocalizedText, LocalizedTitle)
_FORMATS = "format."
"""Ids of patterns for dates: letters in them mean something."""


def longer(text: str, most: int | None = None) -> str:
    """The text with two fifths of its length added at its end; no longer than ``most`` letters where that is given."""
    plain = _PLACE.sub("", text).strip()
    if not plain or not any(letter.isalpha() for letter in plain):
        return text
    more = math.ceil(LONGER * len(plain))
    long = text + (" " if plain.isascii() else "") + (plain * (more // len(plain) + 1))[:more].strip()
    return long if most is None else long[: max(most, len(text))]


def catalogue(language: str, folder: Path) -> Path:
    """A compiled catalogue of longer words, made from the texts of ``language`` (``zh-Hans``)."""
    name = language.replace("-", "_")
    tree = ET.parse(ROOT / "ui" / "i18n" / f"{name}.ts")  # noqa: S314 - our own checked-in file
    for message in tree.iter("message"):
        translation = message.find("translation")
        if translation is not None and not message.get("id", "").startswith(_FORMATS):
            for form in [*translation.iter("numerusform")] or [translation]:
                form.text = longer(form.text or "")
    source, compiled = folder / f"{name}.ts", folder / f"{name}.qm"
    tree.write(source, encoding="utf-8", xml_declaration=True)
    lrelease = Path(PySide6.__file__).parent / "lrelease"
    subprocess.run([lrelease, "-silent", source, "-qm", compiled], check=True)
    return compiled


def _most(of: inspect.Type) -> int | None:
    """So many letters a text of this type may have."""
    limits = [each.max_length for each in _choices(of) if isinstance(each, inspect.StrType)]
    return limits[0] if limits else None


def _localized(of: inspect.StructType, value: dict[str, Any]) -> dict[str, Any]:
    limits = {each.encode_name: _most(each.type) for each in of.fields}
    return {key: longer(text, limits[key]) if key in _SHOWN else text for key, text in value.items()}


def _choices(of: inspect.Type) -> Iterator[inspect.Type]:
    """The types a value may have."""
    if isinstance(of, inspect.UnionType):
        for each in of.types:
            yield from _choices(each)
    elif isinstance(of, inspect.Metadata):
        yield from _choices(of.type)
    else:
        yield of


def _struct(of: inspect.StructType, value: dict[str, Any]) -> dict[str, Any]:
    if of.cls in _LOCALIZED:
        return _localized(of, value)
    types = {each.encode_name: each.type for each in of.fields}
    return {key: _longer_texts(types[key], part) if key in types else part for key, part in value.items()}


def _longer_texts(of: inspect.Type, value: Any) -> Any:
    """The same value of this type with longer texts."""
    choices = list(_choices(of))
    structs = [each for each in choices if isinstance(each, inspect.StructType)]
    if isinstance(value, str):
        return longer(value, _most(of)) if any(each.cls in _LOCALIZED for each in structs) else value
    if isinstance(value, list):
        lists = [each for each in choices if isinstance(each, inspect.ListType | inspect.VarTupleType)]
        return [_longer_texts(lists[0].item_type, each) for each in value] if lists else value
    if isinstance(value, dict):
        for each in structs:
            if each.tag_field is None or value.get(each.tag_field) == each.tag:
                return _struct(each, value)
        dicts = [each for each in choices if isinstance(each, inspect.DictType)]
        return {key: _longer_texts(dicts[0].value_type, part) for key, part in value.items()} if dicts else value
    return value


def content(lines: Mapping[str, Sequence[Line]]) -> dict[str, list[Line]]:
    """The same records with longer texts."""
    types = {kind.value: inspect.type_info(body) for kind, body in BODY_TYPES.items()}

    def line(one: Line) -> Line:
        if one.gone or one.kind not in types:
            return one
        body = _longer_texts(types[one.kind], msgspec.json.decode(one.body))
        msgspec.convert(body, BODY_TYPES[Kind(one.kind)])  # it may be published
        return msgspec.structs.replace(one, body=msgspec.Raw(msgspec.json.encode(body)))

    return {scope: [line(one) for one in of_scope] for scope, of_scope in lines.items()}
