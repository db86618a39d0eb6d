"""How well something matches what a person typed, and which of its characters to mark.

A record is known by its *phrases*: the parts of its titles and its keywords, each with the pinyin of its characters. What
is typed comes in *parts*: a run of Chinese characters, or one of letters and digits. Letters are read as pinyin, as
initials, as a mixture of both (``dibj``), or as English. What people say in other words is in synonyms, which are
content. Not here: getting candidates out of the index (``data.search_query``), misspelled pinyin (``kiosk.domain.spelling``).
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from kiosk.domain.content import Kind
from kiosk.domain.spelling import folded, slip

_PART = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[0-9A-Za-z]+")
_WITHIN: Final = 200  # characters of a query that are looked at; nobody types more


class Tier(enum.IntEnum):
    """Where a phrase stands; what people mean is said in the title."""

    UNLIKE = 0  # words that sound urgent and are not; never matched
    TEXT = 20
    SYNONYM = 62
    KEYWORD = 74
    TITLE = 90
    FIRST = 300  # who says this is told of it before anything else
    URGENT = 400  # no record is called so: it opens a lane above all that is found


KIND_WEIGHT: dict[Kind, int] = {
    Kind.BENEFIT: 16,
    Kind.SERVICE: 10,
    Kind.GUIDE: 5,
    Kind.ACTIVITY: 6,
    Kind.PLACE: 6,
    Kind.NEWS: 0,
}
"""Who asks at a space asks first what there is for them, then who does it, then where and when."""

WHOLE = 20
BEGINNING = 10
LETTERS = -1  # characters are surer than their sounds
MIXED = -6
INSIDE_INITIALS = -12
SLIP = -24
SPOKEN_ALIKE = -10
PER_SHARE = 6


class Phrase(Struct, frozen=True, array_like=True, gc=False):
    """Some words a record is known by.

    Args:
        tier: a ``Tier``.
        text: Simplified Chinese, or English in lower case.
        sounds: pinyin of every character, separated by spaces, ``-`` for what has none; "" for English.
    """

    tier: int
    text: str
    sounds: str = ""


class Part(Struct, frozen=True):
    """A run of what was typed: Chinese characters, or letters and digits in lower case."""

    text: str
    latin: bool


class Match(Struct, frozen=True):
    """How a phrase matches.

    Args:
        score: the higher the better.
        text: the characters to mark.
        phrase: the phrase they stand in.
        spelling: its pinyin or its initials, where letters were typed; "" otherwise.
        spelled_from, spelled_to: which letters of ``spelling`` to mark.
    """

    score: int
    text: str = ""
    phrase: str = ""
    spelling: str = ""
    spelled_from: int = 0
    spelled_to: int = 0


def parts_of(typed: str) -> tuple[Part, ...]:
    """The runs of ``typed``, wide letters and digits as narrow ones.

    Syllables typed with spaces between them (``di bao``) stay parts of their own.
    """
    plain = unicodedata.normalize("NFKC", typed[:_WITHIN])
    return tuple(Part(word.lower(), word.isascii()) for word in _PART.findall(plain))


def best_match(part: Part, phrases: Sequence[Phrase], *, forgiving: bool = False) -> Match | None:
    """The best match of ``part`` among ``phrases``; None where none matches.

    Args:
        part: what was typed.
        phrases: of one record.
        forgiving: take one wrong letter, or sounds that are spoken alike here, for right.
    """
    best: Match | None = None
    sound = folded(part.text) if forgiving else ""
    for phrase in phrases:
        if not part.latin:
            found = _characters(part.text, phrase)
        elif not phrase.sounds:
            found = _english(part.text, phrase)
        else:
            found = _letters(part.text, phrase) or (_slipped(part.text, sound, phrase) if forgiving else None)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def _place(phrase: Phrase, start: int, length: int) -> int:
    """What the place of a match inside its phrase is worth."""
    whole = len(phrase.text)
    if length >= whole:
        return WHOLE + PER_SHARE
    return (BEGINNING if start == 0 else 0) + PER_SHARE * length // whole


def _characters(typed: str, phrase: Phrase) -> Match | None:
    start = phrase.text.find(typed)
    if start < 0:
        return None
    return Match(phrase.tier + _place(phrase, start, len(typed)), typed, phrase.text)


def _english(typed: str, phrase: Phrase) -> Match | None:
    start = f" {phrase.text}".find(f" {typed}")
    if start < 0:
        return None
    return Match(phrase.tier + _place(phrase, start, len(typed)), phrase.text[start : start + len(typed)], phrase.text)


def _letters(typed: str, phrase: Phrase) -> Match | None:
    sounds = phrase.sounds.split(" ")
    initials = "".join([sound[0] for sound in sounds])
    at = initials.find(typed)
    if at >= 0:
        score = phrase.tier + LETTERS + _place(phrase, at, len(typed)) + (INSIDE_INITIALS if at else 0)
        marked = phrase.text[at : at + len(typed)]
        return Match(score, marked, phrase.text, initials, at, at + len(typed))
    if typed[0] not in initials and not typed[0].isdigit():
        return None
    for start, sound in enumerate(sounds):
        if sound[0] == typed[0]:
            reach = _spelled(typed, sounds, start)
            if reach:
                return _sounded(phrase, sounds, start, reach, len(typed))
    mixed = _mixed(typed, sounds) if len(typed) > 2 else None
    if mixed is not None:
        start, reach = mixed
        score = phrase.tier + MIXED + _place(phrase, start, reach)
        return Match(score, phrase.text[start : start + reach], phrase.text, initials, start, start + reach)
    digits = phrase.text.find(typed) if not typed.isalpha() else -1
    if digits >= 0:
        return Match(phrase.tier + _place(phrase, digits, len(typed)), typed, phrase.text)
    return None


def _sounded(phrase: Phrase, sounds: Sequence[str], start: int, reach: int, letters: int) -> Match:
    before = sum(map(len, sounds[:start]))
    score = phrase.tier + LETTERS + _place(phrase, start, reach)
    marked = phrase.text[start : start + reach]
    return Match(score, marked, phrase.text, "".join(sounds), before, before + letters)


def _spelled(typed: str, sounds: Sequence[str], start: int) -> int:
    """How many characters from ``start`` on the letters spell out, the last perhaps unfinished; 0 if they do not."""
    rest = typed
    for reach, sound in enumerate(sounds[start:], 1):
        if rest.startswith(sound):
            rest = rest[len(sound) :]
            if not rest:
                return reach
        elif sound.startswith(rest):
            return reach
        else:
            return 0
    return 0


def _mixed(typed: str, sounds: Sequence[str]) -> tuple[int, int] | None:
    """Start and number of characters whose beginnings, one after the other, make up ``typed``."""
    for start in range(len(sounds)):
        reach = _beginnings(typed, sounds, start)
        if reach:
            return start, reach
    return None


def _beginnings(typed: str, sounds: Sequence[str], at: int) -> int:
    if not typed:
        return 0
    if at >= len(sounds) or sounds[at][0] != typed[0]:
        return 0
    common = 0
    for ours, theirs in zip(sounds[at], typed, strict=False):
        if ours != theirs:
            break
        common += 1
    for taken in range(common, 0, -1):
        if taken == len(typed):
            return 1
        further = _beginnings(typed[taken:], sounds, at + 1)
        if further:
            return further + 1
    return 0


def _slipped(typed: str, sound: str, phrase: Phrase) -> Match | None:
    if len(typed) < 4:
        return None
    sounds = phrase.sounds.split(" ")
    for start in range(len(sounds)):
        if sounds[start][0] not in typed[:2] and sounds[start][1:2] not in typed[:2] and start:
            continue
        spelled = "".join(sounds[start : start + 2 * len(typed) + 4])  # every sound has a letter
        kind = slip(typed, spelled, sound=sound)
        if kind is None:
            continue
        letters = min(len(typed), len(spelled))
        reach, length = 0, 0
        while length < letters and start + reach < len(sounds):
            length += len(sounds[start + reach])
            reach += 1
        penalty = SPOKEN_ALIKE if kind == "alike" else SLIP
        score = phrase.tier + penalty + _place(phrase, start, reach)
        before = sum(map(len, sounds[:start]))
        marked = phrase.text[start : start + reach]
        return Match(score, marked, phrase.text, "".join(sounds), before, min(before + letters, before + length))
    return None


def covered(typed: str, phrases: Sequence[Phrase]) -> Match | None:
    """How much of a sentence (Chinese characters) the phrases of a record cover; None for too little.

    A whole phrase that stands in the sentence counts most; otherwise pairs of characters count, and half of the sentence
    must be covered by them.
    """
    marks = bytearray(len(typed))
    best = Match(0)
    tier = 0
    for phrase in phrases:
        text = phrase.text
        if not phrase.sounds:
            continue
        if len(text) > 1 and text in typed:
            at = typed.find(text)
            marks[at : at + len(text)] = b"\x02" * len(text)
            score = phrase.tier + 4 * len(text)
            if score > best.score:
                best, tier = Match(score, text, text), max(tier, phrase.tier)
            continue
        for at in range(len(typed) - 1):
            if typed[at : at + 2] in text:
                marks[at : at + 2] = bytes(max(1, mark) for mark in marks[at : at + 2])
                tier = max(tier, phrase.tier)
    share = sum(1 for mark in marks if mark) / max(1, len(typed))
    if not best.text and share < 0.5:
        return None
    score = int(max(best.score - 40, tier - 60) + 30 * share)
    return Match(score, best.text, best.phrase)
