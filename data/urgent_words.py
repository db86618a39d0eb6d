"""Whether what is typed are the words of somebody who cannot wait. The lists are content (kind ``synonym``, ``urgent``).

A saying counts where it stands in what was typed, as it is or in everyday words (``data.colloquial``); one with ``…`` in it as
it is, with a few characters there. Letters count as a whole saying in pinyin, English as whole words. Words the list is
``unlike`` are not heard: 饭堂 is no hunger. The list that stands first is the one that counts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from data.colloquial import colloquial
from data.sayings import Execute, listed
from data.simplified import simplified
from kiosk.domain.finding import Part, Phrase, Tier, parts_of

BETWEEN: Final = "…"
_GAP: Final = ".{0,4}?"
_NOT_HEARD: Final = "#"
_LETTERS_ALONE: Final = 5  # pinyin of two characters says something only if nothing else is typed
_LETTERS_WITHIN: Final = 8

Pattern = re.Pattern[str]


class _Words(Struct, frozen=True):
    """One list: what it opens, its sayings as they are and in everyday words, and what they are unlike, likewise.

    ``begin`` are the first letters of all that is said; ``spelled`` is it in pinyin.
    """

    opens: str
    begin: frozenset[str]
    typed: Pattern
    plain: Pattern
    english: Pattern
    unlike: tuple[Pattern, Pattern]
    spelled: frozenset[str]


class UrgentWords(Struct, frozen=True):
    """Every list shown today, in the order in which they are listened to."""

    lists: tuple[_Words, ...] = ()

    def heard(self, typed: str) -> tuple[str, ...]:
        """Ids of what ``typed`` calls for, the one that counts first; empty where nothing is urgent in it."""
        parts = parts_of(simplified(typed))
        said = "".join(part.text for part in parts if not part.latin)
        plain = colloquial(said)
        latin = [part for part in parts if part.latin]
        return tuple(
            words.opens
            for words in self.lists
            if (said and _in_characters(words, said, plain)) or (latin and _in_letters(words, latin, alone=not said))
        )


def urgent_words_of(execute: Execute, at: Mapping[str, object]) -> UrgentWords:
    """The lists shown today."""
    said: dict[str, list[Phrase]] = {}
    unlike: dict[str, list[str]] = {}
    for phrase, opens in listed(execute, at):
        if phrase.tier == Tier.URGENT:
            said.setdefault(opens[0], []).append(phrase)
        elif phrase.tier == Tier.UNLIKE:
            unlike.setdefault(opens[0], []).append(phrase.text)
    return UrgentWords(tuple(_words(opens, phrases, unlike.get(opens, ())) for opens, phrases in said.items()))


def _words(opens: str, phrases: Iterable[Phrase], unlike: Iterable[str]) -> _Words:
    characters = [phrase for phrase in phrases if phrase.sounds]
    texts = [phrase.text for phrase in characters]
    plain = [colloquial(text) for text in texts if BETWEEN not in text]
    whole = [folded for folded, text in zip(plain, _whole(texts), strict=True) if 2 * len(folded) > len(text)]
    unlike = tuple(unlike)
    return _Words(
        opens,
        frozenset(text[0] for text in (*texts, *whole)),
        _any_of(texts),
        _any_of(whole),
        _any_of((phrase.text for phrase in phrases if not phrase.sounds), around=r"\b"),
        (_any_of(unlike), _any_of(map(colloquial, unlike))),
        frozenset(_spelled(characters)),
    )


def _whole(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if BETWEEN not in text)


def _spelled(phrases: Iterable[Phrase]) -> Iterator[str]:
    for phrase in phrases:
        letters = phrase.sounds.replace(" ", "")
        if BETWEEN not in phrase.text and len(phrase.text) > 1 and len(letters) >= _LETTERS_ALONE:
            yield letters


def _any_of(texts: Iterable[str], *, around: str = "") -> Pattern:
    """The longest first, so that of 赶出家门 no 赶出 is left; what matches nothing where there are none."""
    ways = [_GAP.join(map(re.escape, text.split(BETWEEN))) for text in sorted(texts, key=len, reverse=True) if text]
    return re.compile(f"{around}(?:{'|'.join(ways)}){around}" if ways else r"(?!)")


def _in_characters(words: _Words, said: str, plain: str) -> bool:
    if words.begin.isdisjoint(said) and words.begin.isdisjoint(plain):
        return False
    return any(
        sayings.search(text) is not None and sayings.search(unlike.sub(_NOT_HEARD, text)) is not None
        for sayings, unlike, text in ((words.typed, words.unlike[0], said), (words.plain, words.unlike[1], plain))
    )


def _in_letters(words: _Words, latin: Iterable[Part], *, alone: bool) -> bool:
    if words.english.search(" ".join(part.text for part in latin)) is not None:
        return True
    letters = "".join(part.text for part in latin)
    if letters in words.spelled:
        return alone
    ends = itertools.chain(
        (letters[:at] for at in range(_LETTERS_WITHIN, len(letters))),
        (letters[at:] for at in range(1, len(letters) - _LETTERS_WITHIN + 1)),
    )
    return any(end in words.spelled for end in ends)
