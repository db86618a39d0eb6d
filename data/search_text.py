"""What a record can be found by: its words as single characters, its title and keywords in pinyin and initials too.

Two-character words are the normal query in Chinese (低保), so every character is a token of its own and a query is a
phrase of them. For letters typed on the keypad the title and the keywords are there in pinyin, from each character
on: ``dibao`` and ``db`` find 最低生活保障金（低保）. The same words, each with its sounds, are kept beside the index as
phrases, which say how well something matches. Loading the pinyin dictionary takes a third of a second: only the agent
imports this module.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct, UnsetType
from pypinyin import lazy_pinyin
from pypinyin.contrib.mmseg import seg

from data.simplified import simplified
from kiosk.domain.content import Activity, Benefit, Body, Guide, News, Place, Service, Synonym
from kiosk.domain.finding import Phrase, Tier
from kiosk.domain.text import Audio, LocalizedText, LocalizedTitle

BODY_CHARACTERS = 300
SYLLABLES = 6
"""Longest run of syllables one token holds; a longer query is cut to as many letters as fit."""

_WORD = re.compile(r"([0-9A-Za-z]+)")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_BREAK = re.compile(r"[^\u3400-\u9fff0-9A-Za-z]+")
_NO_SOUND = "-"

_BODY_FIELDS: dict[type[Struct], tuple[str, ...]] = {
    Benefit: ("summary", "gives", "who", "bring", "where", "department"),
    Service: ("summary", "provider", "place", "who", "steps"),
    Place: ("address", "landmark", "note"),
    Activity: ("summary", "place", "who", "host"),
    News: ("summary", "issuer", "meaning", "paragraphs"),
    Guide: ("summary",),
}

_pack = msgspec.json.Encoder().encode


class SearchText(Struct, frozen=True):
    """The three columns of the search index, and the phrases kept beside it as JSON."""

    head: str
    also: str
    body: str
    phrases: str


def search_text(body: Body) -> SearchText:
    """Everything a resident can find ``body`` by."""
    titles = (*_strings(body.title), *_strings(getattr(body, "short_title", "")))
    keywords = tuple(_strings(getattr(body, "keywords", ())))
    phrases = (*_phrases(titles, Tier.TITLE), *_phrases(keywords, Tier.KEYWORD))
    return SearchText(
        head=_tokens(titles),
        also=_tokens(keywords),
        body=spaced(_beginning(body)),
        phrases=_pack(phrases).decode(),
    )


def sayings_text(body: Synonym) -> str:
    """The sayings of a synonym list as JSON: pairs of a phrase and the words it means, or the id it opens."""
    pairs = [
        (_said(text, Tier.FIRST if saying.first else Tier.SYNONYM), [simplified(mean) for mean in saying.means])
        for saying in body.sayings
        for text in saying.say
    ]
    for words in body.urgent:
        opens = [words.urgent_id or words.service_id or ""]
        pairs += [(_said(text, Tier.URGENT), opens) for text in words.say]
        pairs += [(_said(text, Tier.UNLIKE), opens) for text in words.unlike]
    return _pack(pairs).decode()


def _said(text: str, tier: Tier) -> Phrase:
    text = simplified(text)
    return Phrase(tier, text, "" if text.isascii() else _sounds(text))


def spaced(text: str) -> str:
    """The words of ``text``: letters and digits as they stand together, every other character a word of its own."""
    pieces = _WORD.split(text)  # words at the odd places
    pieces[::2] = [" ".join(piece) for piece in pieces[::2]]
    return " ".join(pieces)


def _phrases(texts: Iterable[str], tier: Tier) -> Iterator[Phrase]:
    """The parts of ``texts`` between punctuation, each once."""
    seen: set[str] = set()
    for text in texts:
        # An English title is one phrase: its words are looked for one by one.
        pieces = [" ".join(_BREAK.split(text.lower())).strip()] if text.isascii() else _BREAK.split(text)
        for piece in pieces:
            phrase = piece.lower()
            if phrase and phrase not in seen:
                seen.add(phrase)
                yield Phrase(tier, phrase, "" if phrase.isascii() else _sounds(phrase))


def _tokens(texts: Sequence[str]) -> str:
    joined = " ".join(texts)
    full, initials = _spelled(joined)
    return f"{spaced(joined)} {full} {initials}"


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
        yield value.zh_hans
        # Written for other readers, perhaps in other words; what is typed is folded to Simplified too.
        if isinstance(value.zh_hant, str) and (folded := simplified(value.zh_hant)) != value.zh_hans:
            yield folded
        if not isinstance(value.en, UnsetType):
            yield value.en
    elif isinstance(value, Iterable) and not isinstance(value, Audio):
        for item in value:
            yield from _strings(item)


def _spelled(text: str) -> tuple[str, str]:
    """Pinyin and initials, one token from each character on."""
    full: set[str] = set()
    initials: set[str] = set()
    for run in _HAN_RUN.findall(text):
        syllables = _run_syllables(run)
        spelled = "".join(syllables)
        first_letters = "".join([syllable[0] for syllable in syllables])
        starts = [0, *itertools.accumulate(map(len, syllables))]
        last = len(syllables)
        for n in range(last):
            full.add(spelled[starts[n] : starts[min(n + SYLLABLES, last)]])
            initials.add(first_letters[n : n + SYLLABLES])
    return " ".join(sorted(full)), " ".join(sorted(initials))


def _sounds(text: str) -> str:
    """Pinyin of every character of ``text``, ``-`` for what has none."""
    sounds: list[str] = []
    at = 0
    for run in _HAN_RUN.finditer(text):
        sounds += [_NO_SOUND] * (run.start() - at)
        syllables = _run_syllables(run[0])
        # A character the dictionary does not know would shift all others.
        sounds += syllables if len(syllables) == len(run[0]) else [_NO_SOUND] * len(run[0])
        at = run.end()
    return " ".join(sounds + [_NO_SOUND] * (len(text) - at))


@functools.lru_cache(maxsize=4_096)
def _run_syllables(run: str) -> list[str]:
    return [syllable for word in seg.cut(run) for syllable in _syllables(word)]


@functools.lru_cache(maxsize=32_768)
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(syllable for syllable in lazy_pinyin(word, errors="ignore") if syllable)
