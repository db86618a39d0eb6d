"""Finding in the full-text index of ``content.db``, with the driver alone. Building it is ``data.search_index``.

The index gives candidates, a few of every kind; ``kiosk.domain.finding`` says how well each matches. First everything that
was typed must be there. Where that finds little, what people say in other words, a sentence around the word that counts,
and slips in pinyin are tried.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, Final

import msgspec
from msgspec import Struct

from data import content_sql as sql
from data.colloquial import asked, colloquial
from data.sayings import Candidate, Execute, Sayings, said, said_alike, said_apart, without_filling
from data.search_docs import SEARCHED, first_of, last_of
from data.simplified import simplified
from kiosk.domain.content import Kind
from kiosk.domain.finding import KIND_WEIGHT, Match, Part, Phrase, Tier, best_match, covered, parts_of
from kiosk.domain.spelling import GUESSED_LETTERS, TOKEN_LETTERS, alike, initials_of, misspelled

Parts = tuple[Part, ...]

ENOUGH: Final = 5
INITIALS_LETTERS: Final = 6
"""Initials one token of the index holds."""
_LIMITS: Final = {Kind.BENEFIT: 50, Kind.SERVICE: 40, Kind.GUIDE: 20}
_LIMIT_OTHERS: Final = 30
_LIMIT_ALL: Final = 150
_TITLES_ENOUGH: Final = 12
_ALL_AT_ONCE: Final = 80
_SURE_LETTERS: Final = 4
_SAME_KIND_MOST: Final = {Kind.PLACE: 3, Kind.ACTIVITY: 3, Kind.NEWS: 2}
_SAME_SAYING_MOST: Final = 4
_FIND = (
    "SELECT search_doc.docid, search_doc.scope, search_doc.id, search_doc.phrases FROM search_index "
    "CROSS JOIN search_doc ON search_doc.docid = search_index.rowid "
    "WHERE search_index MATCH :query AND search_index.rowid BETWEEN :low AND :high LIMIT :limit"
)


class Search(Struct, frozen=True, kw_only=True):
    """Where and when somebody searches.

    Args:
        now: local wall clock; activities that are over are left out. None: the beginning of the day.
        near: latitude and longitude in degrees (WGS-84); of places that match equally the nearer comes first.
        limit: at most so many.
    """

    now: dt.datetime | None = None
    near: tuple[float, float] | None = None
    limit: int = ENOUGH


class Hit(Struct, frozen=True):
    """Something found, and what of it matched."""

    id: str
    kind: Kind
    match: Match


_phrases = msgspec.json.Decoder(tuple[Phrase, ...]).decode


def find(execute: Execute, typed: str, sayings: Sayings, at: Mapping[str, object], search: Search) -> tuple[Hit, ...]:
    """What is found by ``typed``, the best first.

    Args:
        execute: runs a statement on an open ``content.db``.
        typed: as typed; Traditional characters are folded.
        sayings: of ``sayings_of``.
        at: parameters of the reader's statements: scopes and day.
        search: where and when.
    """
    finding = _Finding(execute, sayings, at, search)
    parts = parts_of(asked(simplified(typed)))
    if not parts:
        return ()
    finding.directly(parts)
    finding.in_other_words(parts)
    if finding.few:
        rest = without_filling(parts, sayings.all) or parts
        if rest != parts:
            finding.directly(rest)
            finding.in_other_words(rest)
        plain = parts_of(" ".join(colloquial(part.text) for part in rest))
        if finding.few and plain and plain != rest:
            finding.directly(plain)
        if finding.few:
            finding.in_other_words(rest, roughly=True)
        for part in rest:
            if finding.few and not part.latin:
                finding.in_a_sentence(part.text)
        if finding.few:
            finding.misspelled(parts)
    return finding.ranked()


class _Finding:
    """What was found so far; the better of two matches of the same record counts."""

    def __init__(self, execute: Execute, sayings: Sayings, at: Mapping[str, object], search: Search) -> None:
        self._execute = execute
        self._sayings = sayings
        self._meant = sayings.meant
        self._at = at
        self._search = search
        self._found: dict[tuple[str, str], tuple[Match, Candidate]] = {}
        self._heard: set[str] = set()

    @property
    def few(self) -> bool:
        """Whether fewer were found, by more than their text, than fit on the screen."""
        return sum(1 for match, _ in self._found.values() if match.score >= Tier.SYNONYM) < ENOUGH

    def directly(self, parts: Parts) -> None:
        """Everything that was typed stands there: in the words a record is known by, or else in its text."""
        readings = _readings(parts)
        query = " OR ".join(f"({_query(reading)})" for reading in readings)
        for candidate in self._candidates(query):
            for reading in readings:
                matches = [best_match(part, candidate.phrases) for part in reading]
                if all(matches):
                    self._take(candidate, _together(matches))
        if self.few:
            for candidate in self._any_kind(" AND ".join(map(_word, parts)), columns="head also body"):
                self._take(candidate, _together([best_match(part, candidate.phrases) for part in parts]))

    def in_other_words(self, parts: Parts, *, roughly: bool = False) -> None:
        """What was typed is how people call something; ``roughly``: or nearly, with other words in between."""
        typed = Part("".join(part.text for part in parts), all(part.latin for part in parts))
        plain = "" if typed.latin else colloquial(typed.text)
        letters = frozenset(plain)
        heard: dict[str, Match] = {}
        for saying in self._sayings.likely(typed, plain):
            match = said_apart(plain, letters, saying) if roughly else said(typed, saying) or said_alike(plain, saying)
            if match is not None:
                for mean in saying.means:
                    if mean not in heard or heard[mean].score < match.score:
                        heard[mean] = match
        if not heard:
            return
        self._heard.update(match.text for match in heard.values())
        likely = sorted(heard, key=lambda mean: -heard[mean].score)[:6]
        self._learn(likely)
        for mean in likely:
            for candidate, meant in self._meant[mean]:
                # Who says 阿婆津贴 means what is called so, more than what mentions it.
                score = heard[mean].score + (meant - Tier.TITLE) // 2
                self._take(candidate, msgspec.structs.replace(heard[mean], score=score))

    def _learn(self, means: Sequence[str]) -> None:
        """Look up what is called so, once until the records change: a phrase costs as much as a key."""
        fresh = [mean for mean in means if mean not in self._meant]
        if not fresh:
            return
        parts = [Part(mean, mean.isascii()) for mean in fresh]
        self._meant.update({mean: [] for mean in fresh})
        for candidate in self._any_kind(" OR ".join(map(_term, parts))):
            for part in parts:
                match = best_match(part, candidate.phrases)
                if match is not None and match.score >= Tier.KEYWORD:
                    self._meant[part.text].append((candidate, match.score))

    def in_a_sentence(self, text: str) -> None:
        """Some word of a sentence is what it is about."""
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        if len(text) < 3 or not pairs:
            return
        query = " OR ".join(_term(Part(pair, latin=False)) for pair in sorted(pairs))
        for candidate in self._any_kind(query):
            match = covered(text, candidate.phrases)
            if match is not None:
                self._take(candidate, match)

    def misspelled(self, parts: Parts) -> None:
        """Pinyin with a slip in it."""
        letters = "".join(part.text for part in parts)
        if not all(part.latin for part in parts) or not letters.isalpha() or len(letters) < 4:
            return
        # A slip in the second half leaves the first one to go by; only slips before it have to be guessed.
        half = letters[: max(_SURE_LETTERS, len(letters) // 2)] if len(letters) > _SURE_LETTERS else ""
        begun = letters[:GUESSED_LETTERS]
        wrong = (word for word in misspelled(begun) if len(word) >= _SURE_LETTERS)  # three begin far too much
        words = {word[:TOKEN_LETTERS] for word in (*alike(begun), *wrong)}
        if half:
            words = {word for word in words if not word.startswith(half)} | {half}
        query = " OR ".join(f'"{word}" *' for word in sorted(words))
        if not query:
            return
        for candidate in self._any_kind(query):
            match = best_match(Part(letters, latin=True), candidate.phrases, forgiving=True)
            if match is not None:
                self._take(candidate, match)

    def ranked(self) -> tuple[Hit, ...]:
        """The best first, without what is not shown here today."""
        places = self._shown()
        rows = [
            (-(match.score + KIND_WEIGHT[candidate.kind]), place, candidate, match)
            for key, (match, candidate) in self._found.items()
            if (place := places.get(key)) is not None
        ]
        rows.sort(key=lambda row: row[:2])
        seen: set[tuple[Kind, str]] = set()
        hits: list[Hit] = []
        for _, _, candidate, match in rows:
            # The same class every Tuesday is found once, with its next date.
            same = (candidate.kind, candidate.phrases[0].text if candidate.phrases else candidate.id)
            if candidate.kind is Kind.ACTIVITY and same in seen:
                continue
            seen.add(same)
            hits.append(Hit(candidate.id, candidate.kind, match))
        return _mixed(hits, self._heard)[: self._search.limit]

    def _take(self, candidate: Candidate, match: Match) -> None:
        key = (candidate.id, candidate.scope)
        held = self._found.get(key)
        if held is None or held[0].score < match.score:
            self._found[key] = (match, candidate)

    def _candidates(self, query: str) -> Iterable[Candidate]:
        """Of every kind some that match, those where a title does first; keywords only where few titles do.

        Where fewer match than are looked at anyway, one query gives all of them.
        """
        seen: set[int] = set()
        whole = {"low": 0, "high": last_of(SEARCHED[-1]), "limit": _ALL_AT_ONCE + 1}
        rows = self._execute(_FIND, {**whole, "query": f"{{head also}} : ({query})"})
        if len(rows) <= _ALL_AT_ONCE:
            yield from _unpacked(rows, None, seen)
            return
        today = dt.date.fromisoformat(str(self._at["today"]))
        for kind in SEARCHED:
            limit = _LIMITS.get(kind, _LIMIT_OTHERS)
            band = {"low": first_of(kind, since=today), "high": last_of(kind)}
            rows = self._execute(_FIND, {**band, "limit": limit, "query": f"{{head}} : ({query})"})
            yield from _unpacked(rows, kind, seen)
            if len(rows) < _TITLES_ENOUGH:
                rows = self._execute(_FIND, {**band, "limit": limit, "query": f"{{head also}} : ({query})"})
                yield from _unpacked(rows, kind, seen)

    def _any_kind(self, query: str, *, columns: str = "head also") -> Iterable[Candidate]:
        """The first that match, of all kinds together: for long queries, which cost as much each time as they are long."""
        band = {"low": 0, "high": last_of(SEARCHED[-1]), "limit": _LIMIT_ALL}
        return _unpacked(self._execute(_FIND, {**band, "query": f"{{{columns}}} : ({query})"}), None, set())

    def _shown(self) -> dict[tuple[str, str], tuple[float, ...]]:
        """What orders equals, by id and scope, of everything found that is shown today."""
        by_kind: dict[Kind, list[str]] = {}
        for _, candidate in self._found.values():
            by_kind.setdefault(candidate.kind, []).append(candidate.id)
        places: dict[tuple[str, str], tuple[float, ...]] = {}
        now = self._search.now or dt.datetime.fromisoformat(str(self._at["today"]))
        for kind, ids in by_kind.items():
            order = float(SEARCHED.index(kind))
            for record_id, scope, *facts in self._execute(sql.FOUND[kind.value], {**self._at, "ids": json.dumps(ids)}):
                within = _within_kind(kind, facts, now=now, near=self._search.near)
                if within is not None:
                    places[record_id, scope] = (order, within)
        return places


def _unpacked(rows: Sequence[Sequence[Any]], kind: Kind | None, seen: set[int]) -> Iterable[Candidate]:
    for docid, scope, record_id, packed in rows:
        if docid not in seen:
            seen.add(docid)
            yield Candidate(kind or Kind(record_id.partition(".")[0]), scope, record_id, _phrases(packed))


def _within_kind(
    kind: Kind, facts: Sequence[Any], *, now: dt.datetime, near: tuple[float, float] | None
) -> float | None:
    """What orders equals of one kind, smallest first; None for what is over."""
    if kind is Kind.ACTIVITY:
        if dt.datetime.fromisoformat(facts[1]) <= now:
            return None
        return dt.datetime.fromisoformat(facts[0]).toordinal()
    if kind is Kind.NEWS:
        return -dt.date.fromisoformat(facts[0]).toordinal()
    if kind is Kind.PLACE:
        if near is None or facts[0] is None or facts[1] is None:
            return math.inf
        east = (facts[1] - near[1]) * math.cos(math.radians(near[0]))
        return math.hypot(facts[0] - near[0], east)
    return float(facts[0] or 0)


def _mixed(hits: Sequence[Hit], heard: Set[str]) -> tuple[Hit, ...]:
    """The same order, but the first page is not all of one kind, nor of one of two things ``heard``, where there are others."""
    first: list[Hit] = []
    later: list[Hit] = []
    for hit in hits:
        same = sum(1 for other in first if other.kind is hit.kind)
        said = sum(1 for other in first if other.match.text == hit.match.text) if hit.match.text in heard else 0
        room = len(first) < ENOUGH and same < _SAME_KIND_MOST.get(hit.kind, ENOUGH) and said < _SAME_SAYING_MOST
        (first if room else later).append(hit)
    return (*first, *later)


def _together(matches: Sequence[Match | None]) -> Match:
    """One match of several parts: their mean; what only the text says counts as that."""
    score = sum(Tier.TEXT if match is None else match.score for match in matches) // len(matches)
    best = max((match for match in matches if match is not None), key=lambda match: match.score, default=Match(0))
    return msgspec.structs.replace(best, score=score)


def _readings(parts: Parts) -> list[Parts]:
    """``parts`` as they are and, where they are letters only, as pinyin with spaces in it."""
    if len(parts) > 1 and all(part.latin and part.text.isalpha() for part in parts):
        return [parts, (Part("".join(part.text for part in parts), latin=True),)]
    return [parts]


def _query(parts: Parts) -> str:
    return " AND ".join(_term(part) for part in parts)


def _word(part: Part) -> str:
    """A part as it may stand in a text, where there is no pinyin."""
    return f'"{part.text}" *' if part.latin else _term(part)


def _term(part: Part) -> str:
    """A part as a full-text query: characters as a phrase, letters as the beginning of pinyin, initials or a word."""
    if not part.latin:
        return '"' + " ".join(part.text) + '"'
    letters = part.text
    terms = [f'"{letters[:TOKEN_LETTERS]}" *']
    if letters.isalpha() and len(letters) > 2:
        initials = initials_of(letters)
        if initials != letters and len(initials) > 1:
            terms.append(f'"{initials[:INITIALS_LETTERS]}" *')
        if len(letters) > INITIALS_LETTERS:
            terms.append(f'"{letters[:INITIALS_LETTERS]}"')
    return "(" + " OR ".join(terms) + ")" if len(terms) > 1 else terms[0]


def bare_query(typed: str) -> str:
    """What ``typed`` asks of the index before anything else is tried; "" where there is nothing to ask."""
    return _query(parts_of(simplified(typed)))
