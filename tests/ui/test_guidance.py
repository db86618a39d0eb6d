"""边按边读: what is under the finger or has the keys is said; nothing of hers unasked; nobody is caught, and nothing stays behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.app.tour import HandWatch
from kiosk.domain.farewell import Farewell, Trace
from kiosk.domain.spoken import Voice
from kiosk.domain.terminal import SoundSettings
from kiosk.usecases.speech import Pace, Silence
from kiosk.viewmodels.on_screen import OnScreen
from kiosk.viewmodels.stops import Kind, Stop
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import NOW, SETTINGS, Resident
from tests.ui.five_keys import AGAIN, BACK, NEXT, OK, PAD, PREVIOUS, Blind, Voicebox
from tests.ui.test_sign_up import fill_in, to_the_form

Open = Callable[..., Resident]


@pytest.fixture
def voice() -> Voicebox:
    return Voicebox()


@pytest.fixture
def hearing(open_kiosk: Open, voice: Voicebox) -> Resident:
    """Somebody who sees, with 边按边读 switched on in 看得清、够得着."""
    resident = open_kiosk(speaker=voice)
    resident.press("大字")
    resident.press("边按边读")
    assert "边按边读，打开了" in voice.words
    resident.press("就这样")
    settle(resident)
    return resident


def settle(resident: Resident) -> None:
    resident.wait_for(lambda: not resident.ui.guidance.busy)


def plain(resident: Resident, key: Qt.Key) -> None:
    """A key of a keyboard, not of the pad."""
    QTest.keyClick(resident.ui.window, key)
    settle(resident)


def focused(resident: Resident) -> str:
    item = resident.ui.window.activeFocusItem()
    return str(item.property("name") or item.property("text") or "") if item is not None else ""


def test_a_finger_hears_the_label_then_the_result(hearing: Resident, voice: Voicebox) -> None:
    hearing.press("惠民清单")
    settle(hearing)
    assert voice.words.startswith("惠民清单，老人、残疾人能领什么惠民清单这一页有")
    hearing.press("老人")
    settle(hearing)
    assert voice.words == "老人，九项已选"


def test_a_finger_on_a_text_hears_it(hearing: Resident, voice: Voicebox) -> None:
    heading = next(item for item in hearing.items() if item.property("text") == "今天在本空间")
    hearing.touch_at(heading.mapToScene(QPointF(5, 5)).toPoint())
    settle(hearing)
    assert voice.words.startswith("今天在本空间")
    assert hearing.ui.shell.navigator.screen == "home"


def test_what_cannot_be_pressed_says_why(hearing: Resident, voice: Voicebox) -> None:
    hearing.press("返回上一页")
    settle(hearing)
    assert "现在按不了" in voice.words
    assert "已经是第一页" in voice.words


def test_new_speech_cuts_the_old_off(hearing: Resident, voice: Voicebox) -> None:
    blind = Blind(hearing, voice)
    blind.key(NEXT)
    stopped = voice.stopped
    blind.key(NEXT)
    assert voice.stopped == stopped + 1


def test_without_the_voice_the_same_keys_move_over_what_can_be_pressed(open_kiosk: Open, voice: Voicebox) -> None:
    resident = open_kiosk(speaker=voice)
    plain(resident, Qt.Key.Key_Down)
    assert "打字搜索" in focused(resident)
    plain(resident, Qt.Key.Key_Up)
    assert "叫工作人员" in focused(resident), "around the end, over the bar"
    plain(resident, Qt.Key.Key_Down)
    plain(resident, Qt.Key.Key_Return)
    assert resident.ui.shell.navigator.screen == "search"
    plain(resident, Qt.Key.Key_Escape)
    assert resident.ui.shell.navigator.screen == "home"
    assert focused(resident), "never nowhere"
    assert not voice.said


def test_the_search_field_can_be_typed_in_and_left(open_kiosk: Open, voice: Voicebox) -> None:
    resident = open_kiosk(speaker=voice)
    blind = Blind(resident, voice)
    blind.key(NEXT)
    blind.press()
    for key in (Qt.Key.Key_D, Qt.Key.Key_1):
        QTest.keyClick(resident.ui.window, key)
    assert resident.ui.shell.search.typed == "d1"
    QTest.keyClick(resident.ui.window, Qt.Key.Key_Backspace)
    assert resident.ui.shell.search.typed == "d"
    blind.key(NEXT)
    blind.key(BACK)
    assert resident.ui.shell.navigator.screen == "home"


def test_a_sheet_holds_the_keys_and_gives_them_back(hearing: Resident, voice: Voicebox) -> None:
    blind = Blind(hearing, voice)
    hearing.pause()
    blind.walk_to("大字", key=PREVIOUS)
    assert "看得清" in blind.press()
    heard = {blind.key(NEXT) for _ in range(30)}
    assert not any("叫工作人员" in said or "惠民清单" in said for said in heard)
    assert "大字" in blind.key(BACK), "back where she was"
    assert "大字" in focused(hearing)


def test_a_list_that_is_turned_begins_at_its_first_row(hearing: Resident, voice: Voicebox) -> None:
    blind = Blind(hearing, voice)
    blind.walk_to("惠民清单")
    blind.press()
    blind.walk_to("下一页")
    assert "第一个，共五个" in blind.press()


def test_digits_above_the_letters_press_the_keys_on_the_screen(
    platform: PlatformSide, hearing: Resident, voice: Voicebox
) -> None:
    to_the_form(hearing)
    fill_in(hearing)
    settle(hearing)
    plain(hearing, Qt.Key.Key_7)
    assert hearing.ui.shell.signUp.phone == "7"
    assert voice.words == "七"
    QTest.keyClick(hearing.ui.window, Qt.Key.Key_7, PAD)
    assert hearing.ui.shell.signUp.phone == "7", "the pad walks"


def test_again_twice_says_where_she_is(hearing: Resident, voice: Voicebox) -> None:
    blind = Blind(hearing, voice)
    blind.walk_to("服务地图")
    assert blind.key(AGAIN).startswith("服务地图")
    assert "您在您好，想办什么事？" in blind.key(AGAIN)


def test_loudness_and_pace_have_keys(hearing: Resident, voice: Voicebox) -> None:
    blind = Blind(hearing, voice)
    assert blind.key(Qt.Key.Key_Plus) == "声音六，共八"
    assert voice.manner.volume == 6
    assert blind.key(Qt.Key.Key_Asterisk) == "快"
    assert voice.manner.pace is Pace.FAST
    assert blind.key(Qt.Key.Key_Slash) == "正常"


def test_a_quiet_page_is_silent_until_she_asks(hearing: Resident, voice: Voicebox) -> None:
    hearing.ui.shell.navigator.open("urgent", "urgent.harm")
    settle(hearing)
    assert voice.words == "这一页先不出声。要听，按再说一遍。"


def test_messages_nobody_asked_for_are_said_once_after_what_is_being_said(hearing: Resident, voice: Voicebox) -> None:
    blind = Blind(hearing, voice)
    blind.key(NEXT)
    hearing.ui.guidance.announce("正在打印，大约 5 秒\n从屏幕下面拿")
    assert "打印" not in voice.words
    voice.finish()
    assert voice.words == "正在打印，大约五秒从屏幕下面拿"
    voice.finish()
    assert voice.listener is None


def test_whoever_goes_by_ear_has_twice_as_long_and_the_question_is_said(open_kiosk: Open, voice: Voicebox) -> None:
    watch = HandWatch()
    resident = open_kiosk(speaker=voice, stopwatch=watch)
    blind = Blind(resident, voice)
    blind.key(AGAIN)
    voice.finish()
    voice.finish()

    def at(seconds: float) -> None:
        while watch.seconds < seconds:
            watch.seconds += 1
            resident.ui.context.poll()

    at(239)
    assert not resident.ui.shell.visit.asking
    at(241)
    assert resident.ui.shell.visit.asking
    assert voice.words.startswith("您还在吗")
    at(241 + 80)
    assert voice.words == "还有十秒。"
    assert "好，接着来" in blind.key(OK)
    assert not resident.ui.shell.visit.asking


def test_the_question_is_said_to_everybody(open_kiosk: Open, voice: Voicebox) -> None:
    watch = HandWatch()
    resident = open_kiosk(speaker=voice, stopwatch=watch)
    resident.ui.shell.visit.note_input()
    watch.seconds += 121
    resident.ui.context.poll()
    assert voice.words.startswith("您还在吗")
    resident.touch_at(resident.ui.window.contentItem().boundingRect().center().toPoint())
    assert voice.listener is None, "answered: silence"


def test_the_next_person_finds_it_silent(hearing: Resident, voice: Voicebox) -> None:
    hearing.ui.shell.visit.leave()
    hearing.ui.shell.visit.wake()
    settle(hearing)
    said = len(voice.said)
    hearing.press("惠民清单")
    settle(hearing)
    assert len(voice.said) == said
    assert not hearing.ui.shell.access.press_to_hear


def test_the_farewell_is_said_to_its_end_by_the_next_process_too(open_kiosk: Open, voice: Voicebox) -> None:
    watch = HandWatch()
    resident = open_kiosk(speaker=voice, stopwatch=watch, waiting=True)
    resident.ui.shell.part(Farewell(traces=(Trace.FORM,), guided=True))
    settle(resident)
    assert "清" in voice.words
    watch.seconds += 60
    resident.ui.context.poll()
    assert resident.ui.shell.navigator.screen == "thanks", "while it is said"
    voice.finish()
    watch.seconds += 5
    resident.ui.context.poll()
    assert resident.ui.shell.navigator.screen == "idle"
    assert not resident.ui.shell.access.press_to_hear


def test_english_is_one_of_the_languages_to_begin_with(open_kiosk: Open, voice: Voicebox) -> None:
    resident = open_kiosk(speaker=voice, waiting=True)
    blind = Blind(resident, voice)
    blind.key(NEXT)
    blind.walk_to("English")
    assert "What" in blind.press() or voice.last[-1].voice is Voice.ENGLISH
    assert resident.ui.shell.language == "en"


def test_a_language_that_is_not_spoken_here_is_not_offered(open_kiosk: Open) -> None:
    voice = Voicebox(frozenset({Voice.MANDARIN}))
    blind = Blind(open_kiosk(speaker=voice, waiting=True), voice)
    assert blind.key(NEXT).count("五是按下") == 1
    assert {each.voice for each in voice.said} == {Voice.MANDARIN}
    assert not any("粤语" in blind.key(NEXT) for _ in range(6))


def test_a_machine_without_sound_shows_it(open_kiosk: Open) -> None:
    resident = open_kiosk()
    QTest.keyClick(resident.ui.window, AGAIN, PAD)
    settle(resident)
    assert resident.sees("这台没有声音")


class Ears:
    """Headphones in our hands."""

    def __init__(self) -> None:
        self.plugged: bool | None = True
        self._told: Callable[[], None] = lambda: None

    def watch(self, told: Callable[[], None]) -> None:
        self._told = told

    def put(self, *, in_: bool) -> None:
        self.plugged = in_
        self._told()


def test_headphones_pulled_out_stop_it_and_it_asks(open_kiosk: Open, voice: Voicebox) -> None:
    ears = Ears()
    resident = open_kiosk(speaker=voice, headphones=ears)
    resident.press("朗读")
    ears.put(in_=False)
    assert voice.listener is None
    assert resident.sees("耳机拔掉了，先停着")
    resident.pause()
    resident.press("接着读")
    assert voice.listener is not None


def test_a_site_says_how_loud_its_loudspeaker_may_be(open_kiosk: Open, voice: Voicebox, state: object) -> None:
    sound = SoundSettings(start=4, evening=2, evening_from=17, limit=5)
    assert (sound.first(9), sound.first(17)) == (4, 2)
    assert (sound.loudest(through_headphones=False), sound.loudest(through_headphones=True)) == (5, 8)
    resident = open_kiosk(speaker=voice, at=NOW + dt.timedelta(hours=10))
    assert resident.ui.voice.volume == SETTINGS.sound.evening == 3
    assert Silence.NO_SOUND.value


def test_the_mark_stays_on_what_is_left_of_a_text_when_a_part_of_it_goes(resident: Resident) -> None:
    """Texts in a row are one stop; a list that was filled anew took one of them away, and the page for faults came up."""
    window = resident.ui.window
    stays, goes = QQuickItem(window.contentItem()), QQuickItem(window.contentItem())
    for row, item in enumerate((stays, goes)):
        item.setPosition(QPointF(0, 100 * row))
        item.setSize(QSizeF(50, 20))
    stop = Stop(kind=Kind.TEXT, items=[stays, goes], texts=["一", "二"], role=QAccessible.Role.StaticText)
    screen = OnScreen(window)
    assert screen.mark(stop) == QRectF(0, 0, 50, 120)
    shiboken6.delete(goes)
    assert screen.mark(stop) == QRectF(0, 0, 50, 20)
