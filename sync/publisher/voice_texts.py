"""Which sentences pages say: those of the records and of the interface, as a terminal splits and speaks them.

A sentence the screen puts together from parts (an amount with its year, a distance) is not among them: the terminal's own engine says
it. Not here: who speaks (``voice_making``), what is spoken for a text (``kiosk.domain.spoken``).
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET  # our own checked-in file
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from data.simplified import simplified
from kiosk.domain.content import Kind
from kiosk.domain.scopes import CITY
from kiosk.domain.spoken import Speech, Voice, clip_key, sentences
from sync.publisher.drafts import Draft

INTERFACE = "interface"
_NOT_READ = frozenset({Kind.SYNONYM, Kind.MEDIA, Kind.KEY, Kind.CALENDAR, Kind.DIVISION})
_NOT_SHOWN = frozenset({"keywords", "en", "yue", "means", "say"})
"""Members of a body that are for finding it, or in a language that is not read in this voice."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_PLACEHOLDER = re.compile(r"%(?:L?\d{1,2}|n)")
_DAY = re.compile(r"\.\d{8}$")
"""What the dates of one recurring activity are told apart by."""


class Passage(Struct, frozen=True, kw_only=True):
    """What one record says, or the interface.

    Args:
        name: the record's id, ``INTERFACE``, or what several dates of one activity share.
        scope: where it is published.
        expires_on: last day on which any of it is shown, where that is known.
        sentences: each once, as written, in Simplified characters.
    """

    name: str
    scope: str
    expires_on: dt.date | None = None
    sentences: tuple[str, ...]


def passages_of(drafts: Iterable[Draft], interface: Path) -> tuple[Passage, ...]:
    """Everything there is to say, the interface first.

    Args:
        drafts: the records.
        interface: Qt's file of interface texts in Simplified Chinese.
    """
    said: dict[tuple[str, str], dict[str, None]] = {}
    until: dict[tuple[str, str], list[dt.date | None]] = {}
    for draft in drafts:
        if draft.body is None or draft.kind in _NOT_READ:
            continue
        group = draft.scope, _DAY.sub("", draft.id)
        until.setdefault(group, []).append(draft.expires_on)
        for text in _texts(msgspec.to_builtins(draft.body)):
            said.setdefault(group, {}).update(dict.fromkeys(_split(text)))
    passages = [Passage(name=INTERFACE, scope=CITY, sentences=_interface(interface))]
    for (scope, name), found in said.items():
        days = [day for day in until[scope, name] if day is not None]
        last = max(days) if len(days) == len(until[scope, name]) else None
        passages.append(Passage(name=name, scope=scope, expires_on=last, sentences=tuple(found)))
    return tuple(passage for passage in passages if passage.sentences)


def key_of(sentence: str, voice: Voice, speech: Speech) -> str:
    """Under which the clip of a sentence is kept, here and on terminals."""
    return clip_key(spoken(sentence, voice, speech), voice)


def spoken(sentence: str, voice: Voice, speech: Speech) -> str:
    """What an engine is given for a sentence."""
    return simplified(speech.say(sentence, voice))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if _HAN.search(value):
            yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in _NOT_SHOWN:
                yield from _texts(member)
    elif isinstance(value, (list, tuple)):
        for member in value:
            yield from _texts(member)


def _split(text: str) -> list[str]:
    return [sentence for sentence in sentences(simplified(text)) if len(sentence) > 1 and _HAN.search(sentence)]


def _interface(path: Path) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for message in ET.parse(path).iter("translation"):  # noqa: S314 - our own checked-in file
        text = message.text or ""
        if not _PLACEHOLDER.search(text):
            found.update(dict.fromkeys(_split(text)))
    return tuple(found)
