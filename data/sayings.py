"""What people say in other words, and how what is typed says it. The lists are content (kind ``synonym``).

A saying counts where it stands in what was typed, or begins with it; in everyday words that mean the same
(``data.colloquial``); and, more weakly, with a few words in between or in another order. A saying of a single character
counts, weakly, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from data import content_sql as sql
from data.colloquial import colloquial
from kiosk.domain.content import Kind
from kiosk.domain.finding import Match, Part, Phrase, Tier, best_match, parts_of

Execute = Callable[[str, Mapping[str, object]], Sequence[Sequence[Any]]]

COUNTED_CHARACTERS: Final = 6
PER_CHARACTER: Final = 3
ALIKE: Final = -2
APART: Final = -24
PER_GAP: Final = -2
TURNED: Final = -32
ALONE: Final = -28  # one character says it: 饿, 穷
TURNED_WITHIN: Final = 3  # times its length


class Candidate(Struct, frozen=True, gc=False):
    """A record that may be meant."""

    kind: Kind
    scope: str
    id: str
    phrases: tuple[Phrase, ...]


class Saying(Struct, frozen=True, gc=False):
    """What people say, in characters, pinyin and initials, and what they mean by it; nothing where it only fills.

    ``plain`` is it in everyday words, ``letters`` are the characters of that.
    """

    say: Phrase
    means: tuple[str, ...]
    spelled: str
    initials: str
    plain: str
    letters: frozenset[str]


class Sayings(Struct, frozen=True):
    """Every saying of the lists shown today.

    ``begin`` and ``hold`` say by a character or letter which of them begin with it, and which have it somewhere; ``meant``
    remembers what each meaning was found to be called.
    """

    all: tuple[Saying, ...]
    begin: dict[str, set[int]]
    hold: dict[str, set[int]]
    meant: dict[str, list[tuple[Candidate, int]]]

    def likely(self, typed: Part, plain: str) -> Iterator[Saying]:
        """Those that can be said by ``typed``, in everyday words ``plain``: looking at all of them costs a key too much."""
        first = self.begin if typed.latin else self.hold
        found = first.get(typed.text[0], set()).union(
            *(self.begin.get(letter, ()) for letter in ({*plain, *typed.text} if not typed.latin else ()))
        )
        return (self.all[at] for at in sorted(found))


_sayings = msgspec.json.Decoder(tuple[tuple[Phrase, tuple[str, ...]], ...]).decode


def listed(execute: Execute, at: Mapping[str, object]) -> Iterator[tuple[Phrase, tuple[str, ...]]]:
    """Everything in the synonym lists shown today: what is said and what it means; words of urgency are among it."""
    shown = {(row[1], row[0]) for row in execute(sql.SHOWN_SCOPES[Kind.SYNONYM.value], at)}
    for scope, record_id, packed in execute(sql.SAYINGS, {}):
        if (scope, record_id) in shown:
            yield from _sayings(packed)


def sayings_of(execute: Execute, at: Mapping[str, object]) -> Sayings:
    """Everything the synonym lists shown today say, without the words of urgency (``data.urgent_words``)."""
    found = tuple(
        _saying(say, means) for say, means in listed(execute, at) if say.tier not in (Tier.URGENT, Tier.UNLIKE)
    )
    begin: dict[str, set[int]] = {}
    hold: dict[str, set[int]] = {}
    for n, saying in enumerate(found):
        for whole in (saying.say.text, saying.plain, saying.spelled, saying.initials):
            begin.setdefault(whole[:1], set()).add(n)
        for letter in saying.say.text:
            hold.setdefault(letter, set()).add(n)
    return Sayings(found, begin, hold, {})


def _saying(say: Phrase, means: tuple[str, ...]) -> Saying:
    plain = colloquial(say.text)
    initials = "".join([sound[:1] for sound in say.sounds.split(" ")])
    return Saying(say, means, say.sounds.replace(" ", ""), initials, plain, frozenset(plain))


def said(typed: Part, saying: Saying) -> Match | None:
    """How ``typed`` says what a saying says: all of it, its beginning, or it within a sentence."""
    text, say = typed.text, saying.say
    if len(text) < 2 and text != say.text:
        return None
    if typed.latin:
        begins = any(way.startswith(text) for way in (saying.spelled, saying.initials, say.text))
        return _begun(typed, say) if begins else None
    if text in say.text:
        return _begun(typed, say)
    if len(say.text) > 1 and say.text in text:
        return Match(_within(say), say.text, say.text)
    return None


def said_alike(plain: str, saying: Saying) -> Match | None:
    """How ``plain``, which is typed in everyday words, holds a saying in everyday words."""
    if len(saying.plain) > 1 and saying.plain in plain:
        return Match(_within(saying.say) + ALIKE, saying.say.text, saying.say.text)
    return None


def said_apart(plain: str, letters: frozenset[str], saying: Saying) -> Match | None:
    """How ``plain``, made of ``letters``, holds a saying with a few words in between, or in another order."""
    wanted, say = saying.plain, saying.say
    if not wanted or not saying.letters <= letters:
        return None
    gaps = _gaps(wanted, plain)
    if len(wanted) == 1:
        if say.text != wanted:
            return None  # the rest were particles: 太高 is no 高
        penalty = ALONE
    elif gaps is not None and gaps <= max(2, len(wanted)):
        penalty = APART + PER_GAP * gaps
    elif len(wanted) > 2 and len(plain) <= TURNED_WITHIN * len(wanted):
        penalty = TURNED
    else:
        return None
    return Match(_within(_unsure(say)) + penalty, say.text, say.text)


def without_filling(parts: Iterable[Part], sayings: Iterable[Saying]) -> tuple[Part, ...]:
    """``parts`` without the words that only fill a sentence."""
    filling = sorted((saying.say.text for saying in sayings if not saying.means), key=len, reverse=True)
    texts = []
    for part in parts:
        text = part.text
        for word in filling if not part.latin else ():
            text = text.replace(word, " ")
        texts.append(text)
    return parts_of(" ".join(texts))


def _begun(typed: Part, say: Phrase) -> Match | None:
    return best_match(typed, (say if typed.text in (say.text, say.sounds.replace(" ", "")) else _unsure(say),))


def _unsure(say: Phrase) -> Phrase:
    """What is only nearly or not yet said never comes before everything."""
    return msgspec.structs.replace(say, tier=Tier.SYNONYM) if say.tier == Tier.FIRST else say


def _within(say: Phrase) -> int:
    return say.tier + PER_CHARACTER * min(len(say.text), COUNTED_CHARACTERS)


def _gaps(wanted: str, text: str) -> int | None:
    """The fewest characters between those of ``wanted``, one after the other in ``text``; None if they are not."""
    best: int | None = None
    start = text.find(wanted[0])
    while start >= 0:
        at = start
        for letter in wanted[1:]:
            at = text.find(letter, at + 1)
            if at < 0:
                return best
        gaps = at - start + 1 - len(wanted)
        best = gaps if best is None else min(best, gaps)
        start = text.find(wanted[0], start + 1)
    return best
