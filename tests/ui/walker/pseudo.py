"""Words that are two fifths longer: a catalogue and content made from ours, to see what a language with longer words would do.

Each text keeps what it says and is followed by as much of itself again, so that it breaks where such words break.
"""

from __future__ import annotations

import math
import re
import subprocess
import xml.etree.ElementTree as ET  # our own files
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import PySide6

from kiosk.domain.text import TITLE_MAX
from sync.protocol.package import Line
from tests.architecture.tree import ROOT

LONGER = 0.4
_PLACE = re.compile(r"%L?\d{1,2}|%n|\{[^}]*\}")
_LANGUAGES = {"zh-Hans", "zh-Hant", "en"}
_FORMATS = "format."
"""Ids of patterns for dates: letters in them mean something."""


def longer(text: str) -> str:
    """The text with two fifths of its length added at its end."""
    plain = _PLACE.sub("", text).strip()
    if not plain or not any(letter.isalpha() for letter in plain):
        return text
    more = math.ceil(LONGER * len(plain))
    return text + (" " if plain.isascii() else "") + (plain * (more // len(plain) + 1))[:more].strip()


def catalogue(language: str, folder: Path) -> Path:
    """A compiled catalogue of longer words, made from ``ui/i18n/<language>.ts``."""
    tree = ET.parse(ROOT / "ui" / "i18n" / f"{language}.ts")  # noqa: S314 - our own checked-in file
    for message in tree.iter("message"):
        translation = message.find("translation")
        if translation is not None and not message.get("id", "").startswith(_FORMATS):
            for form in [*translation.iter("numerusform")] or [translation]:
                form.text = longer(form.text or "")
    source, compiled = folder / "pseudo.ts", folder / "pseudo.qm"
    tree.write(source, encoding="utf-8", xml_declaration=True)
    lrelease = Path(PySide6.__file__).parent / "lrelease"
    subprocess.run([lrelease, "-silent", source, "-qm", compiled], check=True)
    return compiled


def _title(text: str, language: str) -> str:
    """Longer, but no longer than a title may be where it was no longer."""
    most = 2 * TITLE_MAX if language == "en" else TITLE_MAX
    return longer(text)[:most] if len(text) <= most else longer(text)


def _longer_texts(body: Any) -> Any:
    if isinstance(body, dict):
        if body.keys() <= _LANGUAGES | {"yue", "audio"} and body.keys() & _LANGUAGES:
            return {key: _title(text, key) if key in _LANGUAGES else text for key, text in body.items()}
        return {key: _longer_texts(part) for key, part in body.items()}
    return [_longer_texts(part) for part in body] if isinstance(body, list) else body


def content(lines: Mapping[str, Sequence[Line]]) -> dict[str, list[Line]]:
    """The same records with longer words, wherever a text is written in languages."""

    def line(one: Line) -> Line:
        body = _longer_texts(msgspec.json.decode(one.body))
        return msgspec.structs.replace(one, body=msgspec.Raw(msgspec.json.encode(body)))

    return {scope: [line(one) for one in of_scope] for scope, of_scope in lines.items()}
