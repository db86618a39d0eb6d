"""Every sentence of the starter content and of the interface is said in characters, letters and stops: no sign is left to an engine."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from data.spoken_words import spoken_words
from kiosk.domain.spoken import Speech, Voice, sentences, voice_for
from kiosk.usecases.clock import GUANGZHOU
from sync.publisher.checking import check_sources

ROOT = Path(__file__).resolve().parents[2]
NOW = dt.datetime(2026, 11, 24, 9, 6, tzinfo=GUANGZHOU)
SPEECH = Speech(spoken_words())
ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+(?:cn|com|cc|org|net)\b[\w./?=&#-]*")
PLACEHOLDER = re.compile(r"%(?:L?\d{1,2}|n)|\{\w+\}")
HAN = "\u3400-\u9fff\uf900-\ufaff"
SAID = {
    Voice.MANDARIN: re.compile(rf"[{HAN}A-Za-z ，。！？；：、]*"),
    Voice.ENGLISH: re.compile(r"(?:[^\W_]|[ ,.!?;:'’()-])*"),
}


def of_the_interface(language: str) -> Iterator[str]:
    for message in ET.parse(ROOT / "ui" / "i18n" / f"{language}.ts").iter("message"):  # noqa: S314 - our own checked-in file
        yield from (part.text or "" for part in message.iter() if part.tag in ("translation", "numerusform"))


def of_the_content(value: object, name: str = "") -> Iterator[str]:
    """Whatever is written in characters, and the English beside it."""
    if isinstance(value, str):
        if name == "en" or re.search(f"[{HAN}]", value):
            yield value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from of_the_content(member, "en" if name == "en" else key)
    elif isinstance(value, (list, tuple)):
        for member in value:
            yield from of_the_content(member, name)


@pytest.fixture(scope="module")
def written() -> set[str]:
    texts = {text for language in ("zh_Hans", "zh_Hant", "en") for text in of_the_interface(language)}
    for draft in check_sources(ROOT / "data" / "starter", now=NOW).drafts:
        texts.update(of_the_content(msgspec.to_builtins(draft.body)))
    return {PLACEHOLDER.sub("3", ADDRESS.sub("", text)) for text in texts}


@pytest.mark.parametrize("wanted", [Voice.MANDARIN, Voice.ENGLISH])
def test_nothing_but_characters_letters_and_stops_is_said(written: set[str], wanted: Voice) -> None:
    looked_at, left = 0, []
    for sentence in (sentence for text in written for sentence in sentences(text)):
        voice = voice_for(sentence, wanted)
        said = SPEECH.say(sentence, voice)
        looked_at += 1
        if not SAID[voice].fullmatch(said):
            left.append(f"{sentence}  ->  {said}")
    assert looked_at > 5000
    assert not left, "\n".join(left[:40])
