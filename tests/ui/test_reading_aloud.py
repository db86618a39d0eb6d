"""朗读: the page is read sentence by sentence; any touch or navigation stops it; nothing private is said unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.app.tour import HandWatch
from kiosk.devices.speech import SpokenByProcesses
from kiosk.domain.spoken import Voice
from kiosk.usecases.speech import Listener, Manner, Pace, Silence, Utterance
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import NOW, Resident
from tests.ui.test_sign_up import fill_in, to_the_form, type_phone
from tests.ui.test_speech import needs_espeak, program


class HandSpeaker:
    """A speaker that goes on when it is told to."""

    def __init__(self, voices: frozenset[Voice] = frozenset(Voice)) -> None:
        self._voices = voices
        self.said: list[Utterance] = []
        self.manner = Manner()
        self.listener: Listener | None = None

    def voices(self, told: Callable[[frozenset[Voice]], None]) -> None:
        told(self._voices)

    def say(self, utterances: Sequence[Utterance], manner: Manner, listener: Listener) -> None:
        self.said, self.manner, self.listener = list(utterances), manner, listener
        listener.begun(0)

    def stop(self) -> None:
        self.listener = None

    @property
    def speaking(self) -> bool:
        return self.listener is not None

    @property
    def words(self) -> str:
        return "".join(each.said for each in self.said)

    def go(self, number: int) -> None:
        assert self.listener is not None
        self.listener.begun(number)


@pytest.fixture
def speaker() -> HandSpeaker:
    return HandSpeaker()


@pytest.fixture
def listener(open_kiosk: Callable[..., Resident], speaker: HandSpeaker) -> Resident:
    """Somebody who listens to 低保金."""
    resident = open_kiosk(speaker=speaker)
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    resident.press("朗读")
    return resident


def test_the_page_is_read_in_spoken_words_from_its_title(listener: Resident, speaker: HandSpeaker) -> None:
    assert speaker.said[0].said.startswith("最低生活保障")
    assert {each.voice for each in speaker.said} == {Voice.CANTONESE}
    assert not any(character.isdigit() for character in speaker.words)
    assert "返回" not in speaker.words
    assert listener.sees(f"第 1 句，共 {len(speaker.said)} 句")


def test_beside_a_list_what_was_opened_is_read_first(open_kiosk: Callable[..., Resident], speaker: HandSpeaker) -> None:
    resident = open_kiosk(speaker=speaker, size=(1920, 1080))
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    resident.wait_to_see("惠民清单")
    resident.press("朗读")
    assert speaker.said[0].said.startswith("最低生活保障")
    assert "惠民清单" in speaker.words


def test_the_sentence_that_is_read_is_shown_and_can_be_paused_and_taken_up(
    listener: Resident, speaker: HandSpeaker
) -> None:
    speaker.go(2)
    third = speaker.said[2]
    assert listener.sees("第 3 句")
    listener.pause()
    listener.press("暂停")
    assert not speaker.speaking
    assert listener.sees("先停着")
    listener.pause()
    listener.press("接着读")
    assert speaker.said[0] == third
    assert listener.sees("第 3 句")
    listener.press("下一句")
    assert listener.sees("第 4 句")
    listener.pause()
    listener.press("再读一次")
    assert listener.sees("第 4 句")


def test_what_is_over_can_be_read_anew(listener: Resident, speaker: HandSpeaker) -> None:
    count = len(speaker.said)
    assert speaker.listener is not None
    speaker.listener.over()
    assert listener.sees("读完了")
    listener.press("从头再读")
    assert len(speaker.said) == count


def test_a_touch_on_the_page_stops_it(listener: Resident, speaker: HandSpeaker) -> None:
    page = listener.ui.window.property("pageItem")
    listener.touch_at(
        page.mapToScene(page.boundingRect().topLeft()).toPoint() + page.boundingRect().topLeft().toPoint()
    )
    assert not speaker.speaking
    assert not listener.sees("正在读")


@pytest.mark.parametrize("where", ["返回", "首页", "大字", "语言", "叫工作人员"])
def test_going_anywhere_stops_it(listener: Resident, speaker: HandSpeaker, where: str) -> None:
    in_the_bar = [item for item in listener.pressables() if where in item.property("name")][-1]
    listener.touch(in_the_bar)
    assert not speaker.speaking
    assert not listener.sees("正在读")


def test_pace_language_and_loudness_are_the_visits(listener: Resident, speaker: HandSpeaker) -> None:
    listener.press("慢")
    assert speaker.manner == Manner(pace=Pace.SLOW, volume=5)
    listener.press("普通话")
    assert {each.voice for each in speaker.said} == {Voice.MANDARIN}
    listener.press("大一点")
    assert speaker.manner.volume == 6
    assert listener.sees("6/8 格")
    listener.ui.shell.visit.leave()
    listener.ui.shell.visit.wake()
    reading = listener.ui.reading
    assert (reading.pace, reading.voice, reading.volume) == ("normal", "yue", 5)


def test_in_the_evening_it_begins_more_quietly(open_kiosk: Callable[..., Resident], speaker: HandSpeaker) -> None:
    open_kiosk(speaker=speaker, at=NOW + dt.timedelta(hours=10)).press("朗读")
    assert speaker.manner.volume == 3


def test_a_language_that_is_not_spoken_here_is_not_offered(open_kiosk: Callable[..., Resident]) -> None:
    speaker = HandSpeaker(frozenset({Voice.MANDARIN, Voice.ENGLISH}))
    resident = open_kiosk(speaker=speaker)
    resident.press("朗读")
    assert {each.voice for each in speaker.said} == {Voice.MANDARIN}
    resident.press("粤语")
    assert resident.sees("这台没有粤语")
    assert resident.ui.reading.voice == "cmn"


def test_a_machine_without_sound_says_so(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk()
    resident.press("朗读")
    assert resident.sees("这台没有声音")
    assert resident.sees("工作人员读给您听")


def test_a_loudspeaker_that_fails_is_said(listener: Resident, speaker: HandSpeaker) -> None:
    assert speaker.listener is not None
    speaker.listener.silent(Silence.NO_SOUND)
    assert listener.sees("这台没有声音")


def test_whoever_listens_is_not_asked_whether_she_is_there(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    watch = HandWatch()
    resident = open_kiosk(speaker=speaker, stopwatch=watch)
    resident.press("朗读")
    resident.ui.shell.visit.note_input()
    for _ in range(10):
        watch.seconds += 60
        resident.ui.context.poll()
    assert not resident.ui.shell.visit.asking
    assert speaker.listener is not None
    speaker.listener.over()
    for _ in range(4):
        watch.seconds += 40
        resident.ui.context.poll()
    assert resident.ui.shell.visit.asking


def test_a_quiet_lane_is_not_read_before_it_is_asked_for(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = open_kiosk(speaker=speaker)
    resident.ui.shell.navigator.open("urgent", "urgent.harm")
    resident.press("朗读")
    assert not speaker.speaking
    assert resident.sees("这一页先不出声")
    resident.press("读出来")
    assert speaker.speaking


def test_who_she_is_is_said_only_when_she_asks_for_it(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = open_kiosk(speaker=speaker)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    assert resident.sees("欧阳女士")
    resident.press("朗读")
    assert "请您核对一遍" in speaker.words
    assert "欧阳" not in speaker.words
    assert "四三二一" not in speaker.words
    resident.press("也读出来")
    assert "欧阳" in speaker.words
    assert "四三二一" in speaker.words
    resident.press("关上")
    speaker.said = []
    resident.press("我同意")
    resident.press("确认排候补")
    resident.pause()
    resident.press("朗读")
    assert resident.sees("这一页先不出声"), "the whole ticket is hers"
    assert not speaker.said
    resident.press("读出来")
    assert "欧阳" in speaker.words


def test_her_answers_are_said_only_when_she_asks_for_them(
    open_kiosk: Callable[..., Resident], speaker: HandSpeaker
) -> None:
    resident = open_kiosk(speaker=speaker)
    check = resident.ui.shell.selfCheck.check
    resident.ui.shell.navigator.open("check", "")
    check.start()
    check.choose(check.choices.line(0).key)
    check.next()
    resident.ui.shell.navigator.open("check_review", "")
    answers = [item.property("name") for item in resident.pressables() if item.property("personal")]
    assert answers
    resident.press("朗读")
    speech = resident.ui.reading
    asked = len(speaker.said)
    assert speech.personalLeft
    resident.press("也读出来")
    assert len(speaker.said) > asked
    assert not speech.personalLeft


@needs_espeak
def test_the_real_voice_goes_from_sentence_to_sentence(open_kiosk: Callable[..., Resident], tmp_path: Path) -> None:
    with closing(SpokenByProcesses(player=program(tmp_path, "player", "cat > /dev/null"))) as real:
        resident = open_kiosk(speaker=real)
        resident.press("朗读")
        resident.qtbot.waitUntil(lambda: resident.ui.reading.number >= 1, timeout=20_000)
        assert resident.sees("正在读")
        resident.press("首页")
        assert not resident.sees("正在读"), "also where home is up already"
