"""Texts of a rule set: in every language, with the same placeholders, and no figure typed where a parameter belongs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from data.words import say
from kiosk.domain.selfcheck.ruleset import About, QuestionType, RuleSet
from kiosk.domain.text import LocalizedText, LocalizedTitle
from sync.publisher.problems import Fault, Path, fault
from sync.publisher.ruleset_walk import TextValue, nodes, texts

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_OF_COMPARISON = frozenset({"value", "limit", "over", "under", "unit", "from", "year"})
_OF_CONDITION = _OF_COMPARISON | {"answer", "person"}


def text_faults_of(rules: RuleSet) -> Iterator[Fault]:
    """Every text that is missing in a language, or whose placeholders do not fit."""
    for at, text in texts(rules):
        yield from _languages(text, at)
        yield from _placeholders(text, at, rules)
        for language, words in _words(text):
            if figure := money_in(words):
                yield fault((*at, *_step(text, language)), "ruleset.typed_figure", figure=figure)
    for name, question in rules.questions.items():
        spoken = question.text.yue if isinstance(question.text, LocalizedText | LocalizedTitle) else ""
        if not isinstance(spoken, str) or not spoken:
            yield fault(("questions", name, "text"), "ruleset.no_yue")


def _words(text: TextValue) -> Iterator[tuple[str, str]]:
    if isinstance(text, str):
        yield "zh-Hans", text
        return
    for language, field in (("zh-Hans", "zh_hans"), ("zh-Hant", "zh_hant"), ("en", "en"), ("yue", "yue")):
        words = getattr(text, field)
        if isinstance(words, str) and words:
            yield language, words


def _step(text: TextValue, language: str) -> Path:
    return () if isinstance(text, str) else (language,)


def _languages(text: TextValue, at: Path) -> Iterator[Fault]:
    if "en" not in dict(_words(text)):
        yield fault(at, "ruleset.no_english")


def _placeholders(text: TextValue, at: Path, rules: RuleSet) -> Iterator[Fault]:
    by_language = {language: set(_PLACEHOLDER.findall(words)) for language, words in _words(text)}
    chinese = by_language.get("zh-Hans", set())
    for language, found in by_language.items():
        # English may leave out whom it is about where Chinese names them, never a figure.
        if (found ^ chinese) - {"person", "unit", "answer"}:
            yield fault((*at, language), "ruleset.placeholders_differ", one=_list(chinese), other=_list(found))
        for name in sorted(found):
            if not _known(name, at, rules):
                yield fault((*at, *_step(text, language)), "ruleset.placeholder", name=name)


def _known(name: str, at: Path, rules: RuleSet) -> bool:
    if name.startswith("figure:"):
        return at[0] == "questions" and name.removeprefix("figure:") in rules.parameters
    if at[0] == "questions":
        question = rules.questions[str(at[1])]
        about_person = question.about is About.PERSON and question.type is not QuestionType.WHO
        return name == "person" and about_person
    if at[0] != "conditions":
        return False
    condition = rules.conditions[str(at[1])]
    if name == "person":
        return condition.about is About.PERSON
    if name in _OF_COMPARISON:
        return condition.test is not None and any(
            not isinstance(node, str) and node.compare is not None for _, node in nodes(condition.test)
        )
    return name in _OF_CONDITION


def _list(names: set[str]) -> str:
    return "、".join(sorted(names)) or "-"


def money_in(text: str) -> str:
    """The first sum typed into a text, "" where there is none. It would outlive the figure it was copied from."""
    found = _money().search(text)
    return found.group() if found else ""


@functools.cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d,])\d[\d,]*(?:\.\d+)?\s*(?:{say('ruleset.words_of_money')})")
