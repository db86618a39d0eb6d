"""A visit ends by itself, after having asked; the next person finds nothing of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from data.content_store import ContentStore
from kiosk.app.tour import HandWatch
from kiosk.app.tour_variants import VARIANTS, Variant
from kiosk.domain.access import Looks
from kiosk.domain.farewell import THANKS_S
from kiosk.domain.terminal import StateFiles
from kiosk.viewmodels.stops import made_of
from tests.ui.conftest import NOW, Resident, is_text

QUESTION = "您还在吗"
EMPTY = QPoint(540, 150)  # nothing to press there on any page


class Patient:
    """Somebody in front of the screen, and a stopwatch that runs as fast as the test likes."""

    def __init__(self, resident: Resident, watch: HandWatch) -> None:
        self.resident = resident
        self.watch = watch

    def wait(self, seconds: float) -> None:
        self.watch.seconds += seconds
        self.resident.ui.context.poll()

    @property
    def asked(self) -> bool:
        return self.resident.sees(QUESTION)

    @property
    def screen(self) -> str:
        return str(self.resident.ui.shell.navigator.screen)


@pytest.fixture
def patient(open_kiosk: Callable[..., Resident]) -> Patient:
    watch = HandWatch()
    person = Patient(open_kiosk(stopwatch=watch, waiting=True), watch)
    person.resident.press("点一下屏幕，开始")
    person.wait(1)
    person.resident.touch_at(EMPTY)
    return person


def test_after_two_minutes_without_a_touch_it_asks_and_after_45_seconds_it_rests(patient: Patient) -> None:
    patient.resident.press("惠民清单")
    patient.wait(119)
    assert not patient.asked
    patient.wait(1)
    assert patient.asked
    assert patient.resident.sees("45")
    patient.wait(31)
    assert patient.resident.sees("14")
    assert patient.resident.sees("不按的话，14 秒后回到开始画面")
    patient.wait(13)
    assert patient.resident.sees("1 秒后")
    patient.wait(1)
    assert patient.screen == "idle"
    assert not patient.asked


def test_every_touch_and_every_key_begins_the_waiting_anew(patient: Patient) -> None:
    for _ in range(3):
        patient.wait(119)
        patient.resident.touch_at(EMPTY)
    patient.wait(119)
    patient.resident.key(Qt.Key.Key_Tab)
    patient.wait(119)
    assert not patient.asked
    patient.wait(1)
    assert patient.asked


def test_a_touch_anywhere_goes_on_and_presses_nothing_behind(patient: Patient) -> None:
    patient.resident.press("惠民清单")
    row = patient.resident.find("最低生活保障金")
    under = row.mapToScene(QPointF(row.width() / 2, row.height() / 2)).toPoint()
    patient.wait(120)
    patient.resident.touch_at(under)
    assert not patient.asked
    assert patient.screen == "benefits"
    patient.resident.touch_at(under)
    assert patient.screen == "benefits", "the second tap of a hand that taps twice counts for nothing either"
    patient.wait(1)
    patient.resident.touch_at(under)
    assert patient.screen == "benefit"


def test_it_asks_again_as_often_as_the_person_likes(patient: Patient) -> None:
    patient.resident.press("惠民清单")
    for _ in range(4):
        patient.wait(120)
        assert patient.asked
        patient.wait(44)
        patient.resident.pause()
        patient.resident.press("我还在，继续")
        assert not patient.asked
        patient.wait(1)
    assert patient.screen == "benefits"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Escape])
def test_a_key_goes_on_too(patient: Patient, key: Qt.Key) -> None:
    patient.wait(120)
    patient.resident.key(key)
    assert not patient.asked
    assert patient.screen == "home"


def test_by_keys_alone_one_can_leave(patient: Patient) -> None:
    patient.wait(120)
    patient.resident.key(Qt.Key.Key_Tab)
    patient.resident.key(Qt.Key.Key_Tab)
    assert patient.asked
    patient.resident.key(Qt.Key.Key_Return)
    assert patient.screen == "thanks"


def test_larger_text_doubles_the_waiting_and_the_question(patient: Patient) -> None:
    patient.resident.ui.shell.access.textSize = "large"
    patient.wait(239)
    assert not patient.asked
    patient.wait(1)
    assert patient.asked
    assert patient.resident.sees("90")
    patient.wait(89)
    assert patient.asked
    patient.wait(1)
    assert patient.screen == "idle"


def test_a_form_is_given_longer_and_says_that_it_will_be_cleared(patient: Patient) -> None:
    patient.resident.ui.shell.visit.setProperty("formOpen", True)
    patient.wait(179)
    assert not patient.asked
    patient.wait(1)
    assert patient.resident.sees("刚才填的内容会清除，别人看不到")


def test_who_is_done_can_leave_at_once(patient: Patient) -> None:
    patient.resident.press("惠民清单")
    patient.wait(120)
    patient.resident.press("办完了，清除并离开")
    assert patient.screen == "thanks"
    assert patient.resident.sees("看的页面")
    assert not patient.resident.sees("填的表"), "it says what was cleared, and nothing else"
    patient.wait(THANKS_S)
    assert patient.screen == "idle"


def leave_traces(person: Patient) -> None:
    """Everything one can change: language, access, filter, page, an open sheet, a toast, the clipboard."""
    resident, shell = person.resident, person.resident.ui.shell
    resident.press("惠民清单")
    resident.press("住房，")
    resident.press("只看这里能办的，已关闭")
    shell.access.textSize = "large"
    shell.access.highContrast = True
    shell.access.pressToHear = True
    shell.setLanguage("en")
    resident.press("Read aloud")
    resident.press("Language")
    board = QGuiApplication.clipboard()
    board.setText("13912345678")


@pytest.mark.parametrize("how", ["time", "button"])
def test_the_next_person_finds_everything_as_in_the_morning(patient: Patient, how: str) -> None:
    resident = patient.resident
    leave_traces(patient)
    patient.wait(240)
    if how == "time":
        patient.wait(90)
    else:
        resident.press("Finished: wipe and leave")
        assert resident.sees("All wiped"), "she is told so in her own language and size"
        assert QGuiApplication.clipboard().text() == ""
        patient.wait(2 * THANKS_S)
    shell, window = resident.ui.shell, resident.ui.window
    assert patient.screen == "idle"
    assert (shell.language, shell.access.looks, shell.access.pressToHear) == ("zh-Hans", Looks(), False)
    assert window.property("openSheet") == ""
    assert not any("Reading aloud" in text for text in resident.texts())
    assert QGuiApplication.clipboard().text() == ""
    assert resident.sees("街坊有难处")
    patient.wait(10)
    resident.press("点一下屏幕，开始")
    assert not shell.navigator.canGoBack
    patient.wait(1)
    resident.pause()
    resident.press("惠民清单")
    assert resident.sees("全部 · 46 项")
    assert resident.sees("已关闭")


def test_a_banner_that_was_put_away_is_said_to_the_next_person(
    open_kiosk: Callable[..., Resident], state: Path
) -> None:
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        agent.note_failure("agent.offline", NOW.astimezone(dt.UTC))
    watch = HandWatch()
    person = Patient(open_kiosk(stopwatch=watch), watch)
    person.resident.press("知道了")
    assert not person.resident.sees("现在没有网")
    person.wait(120)
    person.wait(45)
    person.resident.press("点一下屏幕，开始")
    assert person.resident.sees("现在没有网")


def test_the_clock_of_the_machine_brings_the_question_up(patient: Patient) -> None:
    """Without anybody looking: the window's own timer asks."""
    patient.watch.seconds += 120
    patient.resident.wait_to_see(QUESTION)


def test_the_question_lies_on_top_of_an_open_sheet(patient: Patient) -> None:
    patient.resident.press("换语言")
    patient.wait(120)
    assert patient.asked
    patient.resident.press("我还在，继续")
    assert patient.resident.sees("选一种，马上换"), "the sheet is still as it was"


def box(item: QQuickItem) -> QRectF:
    return QRectF(item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height())))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_the_question_fits_in_every_variant(open_kiosk: Callable[..., Resident], variant: Variant) -> None:
    watch = HandWatch()
    person = Patient(open_kiosk(size=variant.size, stopwatch=watch), watch)
    shell = person.resident.ui.shell
    variant.wear(shell)
    shell.visit.setProperty("formOpen", True)
    person.resident.touch_at(QPoint(5, 5))
    person.wait(3600)
    dialog = next(item for item in person.resident.items() if "Inactivity_" in made_of(item))
    window = QRectF(0, 0, *variant.size)
    inside = [item for item in person.resident.items() if dialog.isAncestorOf(item)]
    texts = [item for item in inside if is_text(item) and item.property("text")]
    assert len(texts) >= 6
    for item in texts:
        assert window.contains(box(item)), item.property("text")
        assert item.property("contentWidth") <= item.width() + 2, item.property("text")
        parent = item.parentItem()
        assert parent is not None
    buttons = [item for item in inside if item.property("checkable") is not None and item.property("name")]
    assert len(buttons) == 2
    assert not box(buttons[0]).intersects(box(buttons[1]))
    lowest = max(box(item).bottom() for item in texts)
    panel = max((box(item) for item in inside if item.inherits("QQuickRectangle")), key=lambda area: area.height())
    assert lowest <= window.bottom()
    assert panel.bottom() <= window.bottom()


def test_the_title_of_the_window_never_says_what_is_looked_at(patient: Patient) -> None:
    window, navigator = patient.resident.ui.window, patient.resident.ui.shell.navigator
    titles = {window.title()}
    for screen, argument in (("benefits", ""), ("benefit", "benefit.dibao"), ("places", "")):
        navigator.open(screen, argument)
        QTest.qWait(1)
        titles.add(window.title())
    assert titles == {"穗救易·共助空间"}
