"""Ending a visit: from every form at once, thanked for, covered from others' eyes, and quickly elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible

from kiosk.app.tour import HandWatch
from kiosk.app.tour_variants import VARIANTS, Variant
from kiosk.domain.farewell import THANKS_S
from kiosk.viewmodels.navigator import FORMS, SCREENS, TRACES
from kiosk.viewmodels.visit import UNATTENDED_S
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident
from tests.ui.test_sign_up import fill_in, type_phone
from tests.ui.test_visit import EMPTY, Patient

SENSITIVE = "activity.assistive-day-20261203"
CHECK = ("check_question", "check_review")
SAMPLE = {"sign_up": "activity.lawyer-thu.20261126"}
"""What a form needs to be opened with; a form that is not named here needs nothing."""


@pytest.fixture
def patient(open_kiosk: Callable[..., Resident]) -> Patient:
    watch = HandWatch()
    person = Patient(open_kiosk(stopwatch=watch, waiting=True), watch)
    person.resident.press("点一下屏幕，开始")
    person.wait(1)
    person.resident.touch_at(EMPTY)
    return person


def test_every_form_leaves_traces_that_the_thank_you_page_knows() -> None:
    assert FORMS <= TRACES.keys() <= SCREENS


def begin_check(resident: Resident, *, upto: str) -> None:
    """Start the self-check, and answer until ``upto`` is up."""
    check = resident.ui.shell.selfCheck.check
    resident.ui.shell.navigator.open("check", "")
    check.start()
    while resident.ui.shell.navigator.screen != upto:
        check.choose("skip")
        check.next()


@pytest.mark.parametrize("screen", sorted(FORMS))
def test_every_form_can_be_ended_and_cleared_at_once(platform: PlatformSide, patient: Patient, screen: str) -> None:
    resident = patient.resident
    if screen in CHECK:
        begin_check(resident, upto=screen)
    else:
        resident.ui.shell.navigator.open(screen, SAMPLE.get(screen, ""))
    resident.press("结束并清除")
    assert patient.screen == "thanks"
    said = {"sign_up": "填的表", "tickets": "查的票", **dict.fromkeys(CHECK, "自测回答")}
    assert resident.sees(said[screen])
    assert not resident.ui.shell.navigator.canGoBack


def test_a_form_that_times_out_is_thanked_for_too_and_the_idle_screen_follows(
    platform: PlatformSide, patient: Patient
) -> None:
    patient.resident.ui.shell.navigator.open("tickets", "")
    patient.wait(180)
    patient.wait(45)
    assert patient.screen == "thanks"
    patient.wait(THANKS_S - 1)
    assert patient.resident.sees("1 秒后回到开始画面")
    patient.wait(1)
    assert patient.screen == "idle"


def test_any_touch_on_the_thank_you_page_goes_home_and_does_nothing_else(patient: Patient) -> None:
    for _ in range(2):
        patient.resident.ui.shell.visit.leave()
        patient.wait(1)
        patient.resident.touch_at(EMPTY)
        assert patient.screen == "home"
        patient.wait(1)


def test_whoever_calls_for_help_there_is_not_sent_away(patient: Patient) -> None:
    patient.resident.ui.shell.visit.leave()
    patient.wait(THANKS_S - 1)
    patient.resident.press("语言")
    patient.wait(THANKS_S - 1)
    assert patient.screen == "thanks"
    patient.wait(1)
    assert patient.screen == "home"


def test_while_something_is_read_aloud_nobody_is_asked(patient: Patient) -> None:
    visit = patient.resident.ui.shell.visit
    visit.set_speaking(on=True)
    for _ in range(5):
        patient.wait(119)
    assert not patient.asked
    visit.set_speaking(on=False)
    patient.wait(119)
    assert not patient.asked
    patient.wait(1)
    assert patient.asked


def test_the_question_is_said_at_once_then_at_ten_and_five_seconds(patient: Patient) -> None:
    said: list[int] = []
    patient.resident.ui.shell.visit.toSay.connect(said.append)
    patient.wait(120)
    for _ in range(89):
        patient.wait(0.5)
    assert said == [45, 10, 5]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_sensitive_page_can_be_covered_and_left_fast(open_kiosk: Callable[..., Resident], variant: Variant) -> None:
    resident = open_kiosk(size=variant.size)
    shell = resident.ui.shell
    variant.wear(shell)
    cover, flee = {
        "zh-Hans": ("遮住", "快速离开"), "zh-Hant": ("遮住", "快速離開"), "en": ("Cover", "Leave now"),
    }[variant.language]  # fmt: skip
    shell.navigator.open("activity", SENSITIVE)
    title = shell.activity.title
    assert resident.sees(title)
    resident.press(cover)
    assert not resident.sees(title)
    assert title not in spoken(resident)
    resident.touch_at(EMPTY)
    assert resident.sees(title)
    resident.press(flee)
    assert shell.navigator.screen == "places"
    assert shell.activity.title == ""
    shell.navigator.back()
    assert shell.navigator.screen == "home"
    assert not shell.navigator.canGoBack


def spoken(resident: Resident) -> str:
    """Every name a screen reader finds."""
    found: list[str] = []

    def walk(node: QAccessible) -> None:
        if node.state().invisible:
            return
        found.append(node.text(QAccessible.Text.Name))
        for index in range(node.childCount()):
            child = node.child(index)
            if child is not None:
                walk(child)

    QAccessible.setActive(True)
    walk(QAccessible.queryAccessibleInterface(resident.ui.window))
    return "\n".join(found)


@pytest.mark.parametrize(
    ("screen", "record", "tells"),
    [
        ("activity", SENSITIVE, "国际残疾人日"),
        ("urgent", "urgent.harm", "先保证安全"),
        ("sign_up", SENSITIVE, "这件事要单独问您"),
        ("sign_up", "service.visit-alone", "这件事要单独问您"),
    ],
    ids=["activity", "harm", "sign-up", "service"],
)
def test_a_sensitive_page_left_alone_covers_itself(
    platform: PlatformSide, patient: Patient, screen: str, record: str, tells: str
) -> None:
    resident = patient.resident
    resident.ui.shell.navigator.open(screen, record)
    assert resident.sees(tells)
    patient.wait(UNATTENDED_S)
    assert not resident.sees(tells)
    assert tells not in spoken(resident)
    resident.press("接着看")
    assert resident.sees(tells)


def test_a_sensitive_form_can_be_covered_left_and_ended(platform: PlatformSide, patient: Patient) -> None:
    resident, form = patient.resident, patient.resident.ui.shell.signUp
    resident.ui.shell.navigator.open("sign_up", SENSITIVE)
    resident.press("同意，去报名")
    fill_in(resident)
    type_phone(resident)
    resident.press("遮住")
    assert not resident.sees("139 8765 4321")
    resident.touch_at(EMPTY)
    assert resident.sees("139 8765 4321"), "what was typed is still there"
    resident.find("结束并清除")
    resident.press("快速离开")
    assert patient.screen == "places"
    assert (form.surname, form.phone) == ("", "")


def test_the_page_of_harm_is_covered_or_left_with_one_press(patient: Patient) -> None:
    resident = patient.resident
    resident.ui.shell.navigator.open("urgent", "urgent.harm")
    resident.press("遮住")
    assert not resident.sees("110")
    resident.touch_at(EMPTY)
    resident.press("快速离开")
    assert patient.screen == "places"
    assert not resident.ui.shell.selfCheck.urgent.found


def test_an_urgent_lane_that_shames_nobody_is_not_covered(patient: Patient) -> None:
    resident = patient.resident
    resident.ui.shell.navigator.open("urgent", "urgent.food")
    heading = resident.ui.shell.selfCheck.urgent.heading
    patient.wait(UNATTENDED_S)
    assert resident.sees(heading)
    assert not resident.sees("遮住")


def test_what_is_not_sensitive_is_not_covered(patient: Patient) -> None:
    resident = patient.resident
    resident.ui.shell.navigator.open("activity", SAMPLE["sign_up"])
    assert not any("遮住" in str(item.property("name")) for item in resident.pressables())
    patient.wait(UNATTENDED_S)
    assert resident.sees(resident.ui.shell.activity.title)
