"""Who reads English reads the same as everybody: no Chinese left on these pages, no figure lost, no sample passed off as real.

Not here: 惠民清单 below its title and summary, and news, which are in Chinese only as yet (the language sheet says so).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct, structs

from kiosk.domain.content import BODY_TYPES, Kind
from kiosk.domain.text import LocalizedText, LocalizedTitle
from sync.publisher.checking import check_sources
from tests.starter_content import PUBLISHED, STARTER

WRITTEN = (Kind.ACTIVITY, Kind.SERVICE, Kind.GUIDE, Kind.PLACE)
NEVER_SHOWN = frozenset({"keywords", "position_source"})
ONE_NAME_ONLY = frozenset({"sources"})
"""Titles of documents: they are looked for by the name they have."""
HAN = re.compile(r"[\u3400-\u9fff]+")
NUMBER = re.compile(r"\d(?:[\d,.:]*\d)?(?![\d,.:]| 月)")


def texts(value: Any, path: str) -> Iterator[tuple[str, str | LocalizedText | LocalizedTitle]]:
    """Everything below ``value`` that a page shows, with where it stands."""
    if isinstance(value, LocalizedText | LocalizedTitle) or (isinstance(value, str) and HAN.search(value)):
        yield path, value
    elif isinstance(value, Struct):
        for field in structs.fields(value):
            if field.name not in NEVER_SHOWN | ONE_NAME_ONLY:
                yield from texts(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from texts(item, f"{path}[{at}]")


@pytest.fixture(scope="module")
def shown() -> dict[Kind, list[tuple[str, str | LocalizedText | LocalizedTitle]]]:
    found: dict[Kind, list[tuple[str, str | LocalizedText | LocalizedTitle]]] = {}
    for draft in check_sources(STARTER, now=PUBLISHED).drafts:
        if draft.kind in WRITTEN and isinstance(draft.body, BODY_TYPES[draft.kind]):
            found.setdefault(draft.kind, []).extend(texts(draft.body, draft.id))
    return found


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_text_has_english_with_its_figures_and_reservations(
    kind: Kind, shown: dict[Kind, list[tuple[str, str | LocalizedText | LocalizedTitle]]]
) -> None:
    assert shown[kind]
    wrong: list[str] = []
    for path, text in shown[kind]:
        if isinstance(text, str) or not isinstance(text.en, str):
            wrong.append(f"{path}: no English")
            continue
        chinese, english = text.zh_hans, text.en
        wrong += [f"{path}: {number} is lost" for number in NUMBER.findall(chinese) if number not in english]
        if ("示例" in chinese) != ("sample" in english.lower()):
            wrong.append(f"{path}: a sample is a sample in both")
        if "待核实" in chinese and "to be confirmed" not in english.lower():
            wrong.append(f"{path}: not confirmed, and does not say so")
        # A name in Chinese may follow its English, for a driver or a passer-by; nothing else may be left.
        if any(name not in chinese for name in HAN.findall(english)) or not re.search("[A-Za-z]", english):
            wrong.append(f"{path}: not English: {english}")
    assert wrong == []
