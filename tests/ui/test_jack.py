"""Headphones put in: the voice begins for whoever did it, and 朗读 says that nobody else hears it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.conftest import Resident
from tests.ui.five_keys import Blind, Voicebox
from tests.ui.test_guidance import Ears

Open = Callable[..., Resident]
PLUGGED = "耳机插着，外面听不到"


@pytest.fixture
def voice() -> Voicebox:
    return Voicebox()


@pytest.fixture
def ears() -> Ears:
    ears = Ears()
    ears.plugged = False
    return ears


def test_headphones_put_in_wake_the_screen_and_the_voice_begins(open_kiosk: Open, voice: Voicebox, ears: Ears) -> None:
    resident = open_kiosk(speaker=voice, headphones=ears, waiting=True)
    ears.put(in_=True)
    resident.wait_for(lambda: bool(voice.said))
    assert voice.words.count("五是按下") == 2, "in both languages, as for the first key of the pad"
    assert resident.ui.shell.access.press_to_hear
    blind = Blind(resident, voice)
    blind.walk_to("粤语")
    assert blind.press().startswith("您好，想办什么事？")


def test_headphones_put_in_on_a_page_begin_the_voice_there(open_kiosk: Open, voice: Voicebox, ears: Ears) -> None:
    resident = open_kiosk(speaker=voice, headphones=ears)
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    ears.put(in_=True)
    resident.wait_for(lambda: bool(voice.said))
    assert "五是按下" in voice.words
    assert resident.ui.shell.navigator.screen == "benefit"


def test_whoever_hears_already_is_told_that_nobody_else_does(open_kiosk: Open, voice: Voicebox, ears: Ears) -> None:
    resident = open_kiosk(speaker=voice, headphones=ears)
    ears.put(in_=True)
    resident.wait_for(lambda: bool(voice.said))
    ears.put(in_=False)
    resident.wait_for(lambda: "拔掉了" in voice.words)
    voice.finish()
    ears.put(in_=True)
    assert voice.words == PLUGGED


def test_reading_aloud_shows_that_nobody_else_hears_it_and_goes_on(
    open_kiosk: Open, voice: Voicebox, ears: Ears
) -> None:
    resident = open_kiosk(speaker=voice, headphones=ears)
    resident.press("朗读")
    assert not resident.sees(PLUGGED)
    said = len(voice.said)
    ears.put(in_=True)
    assert resident.sees(PLUGGED)
    assert voice.listener is not None
    assert len(voice.said) == said, "nothing is begun anew"
    ears.put(in_=False)
    assert not resident.sees(PLUGGED)


def test_a_screen_in_waiting_leaves_it_to_the_one_that_is_up(open_kiosk: Open, voice: Voicebox, ears: Ears) -> None:
    resident = open_kiosk(speaker=voice, headphones=ears, waiting=True, spare=True)
    ears.put(in_=True)
    assert not resident.ui.guidance.busy
    assert not voice.said
    assert resident.ui.shell.navigator.screen == "idle"
