"""What a record can be found by: its words as single characters, its title in pinyin and in initials.

Two-character words are the normal query in Chinese (低保), so every character is a token of its own and a query is a
phrase of them. For letters typed on the keypad the title and the keywords are there in pinyin, from each character
on: ``dibao`` and ``db`` find 最低生活保障金（低保）. Loading the pinyin dictionary takes a third of a second:
only the agent imports this module.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, UnsetType
from pypinyin import lazy_pinyin
from pypinyin.contrib.mmseg import seg

from kiosk.domain.content import Activity, Benefit, Body, Guide, News, Place, Service
from kiosk.domain.text import Audio, LocalizedText, LocalizedTitle

BODY_CHARACTERS = 300
SYLLABLES = 6
"""Longest run of syllables one token holds; a longer query is cut to as many letters as fit."""

_WORD = re.compile(r"([0-9A-Za-z]+)")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")

_BODY_FIELDS: dict[type[Struct], tuple[str, ...]] = {
    Benefit: ("summary", "gives", "who", "bring", "where", "department"),
    Service: ("summary", "provider", "place", "who", "steps"),
    Place: ("address", "landmark", "note"),
    Activity: ("summary", "place", "who", "host"),
    News: ("summary", "issuer", "meaning", "paragraphs"),
    Guide: ("summary",),
}


class SearchText(Struct, frozen=True):
    """The five columns of the search index."""

    title: str
    keywords: str
    pinyin: str
    initials: str
    body: str


def search_text(body: Body) -> SearchText:
    """Everything a resident can find ``body`` by."""
    title = " ".join((*_strings(body.title), *_strings(getattr(body, "short_title", ""))))
    keywords = " ".join(_strings(getattr(body, "keywords", ())))
    full, initials = _spelled(f"{title} {keywords}")
    return SearchText(spaced(title), spaced(keywords), full, initials, spaced(_beginning(body)))


def spaced(text: str) -> str:
    """The words of ``text``: letters and digits as they stand together, every other character a word of its own."""
    pieces = _WORD.split(text)  # words at the odd places
    pieces[::2] = [" ".join(piece) for piece in pieces[::2]]
    return " ".join(pieces)


def _beginning(body: Body) -> str:
    """The first ``BODY_CHARACTERS`` of what the body says."""
    parts: list[str] = []
    room = BODY_CHARACTERS
    for name in _BODY_FIELDS.get(type(body), ()):
        for text in _strings(getattr(body, name)):
            parts.append(text[:room])
            room -= len(parts[-1])
            if room <= 0:
                return " ".join(parts)
    return " ".join(parts)


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - any field of a body
    if isinstance(value, str):
        yield value
    elif isinstance(value, LocalizedText | LocalizedTitle):
        for text in (value.zh_hans, value.zh_hant, value.en):
            if not isinstance(text, UnsetType):
                yield text
    elif isinstance(value, Iterable) and not isinstance(value, Audio):
        for item in value:
            yield from _strings(item)


def _spelled(text: str) -> tuple[str, str]:
    """Pinyin and initials, one token from each character on."""
    full: set[str] = set()
    initials: set[str] = set()
    for run in _HAN_RUN.findall(text):
        syllables = [syllable for word in seg.cut(run) for syllable in _syllables(word)]
        spelled = "".join(syllables)
        first_letters = "".join([syllable[0] for syllable in syllables])
        starts = [0, *itertools.accumulate(map(len, syllables))]
        last = len(syllables)
        for n in range(last):
            full.add(spelled[starts[n] : starts[min(n + SYLLABLES, last)]])
            initials.add(first_letters[n : n + SYLLABLES])
    return " ".join(full), " ".join(initials)


@functools.lru_cache(maxsize=32_768)
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(syllable for syllable in lazy_pinyin(word, errors="ignore") if syllable)
