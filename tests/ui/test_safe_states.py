"""Whatever is missing or broken, the screen says so in words and offers a way on: never a blank, never a stack trace."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtQml import QQmlComponent

import data.journal_store
import kiosk.viewmodels.benefits
import kiosk.viewmodels.sign_up
from kiosk.app.mishap import MISHAPS_MAX, MishapWatch
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Command, CommandName
from tests.sign_up_desk import PlatformSide, entries
from tests.ui.conftest import NOW, Resident
from tests.ui.test_sign_up import LAWYER, fill_in, to_the_form

LISTS = [
    ("benefits", ""),
    ("services", ""),
    ("activities", ""),
    ("guides", ""),
    ("news", "government"),
    ("news", "social"),
    ("places", ""),
    ("benefit", "benefit.dibao"),
    ("service", "service.visit-alone"),
    ("activity", "activity.lawyer-thu.20261126"),
    ("guide", "guide.apply-dibao"),
    ("article", "news.gov-dibao-2024"),
    ("record", "bulletin.cold"),
    ("sign_up", "activity.lawyer-thu.20261126"),
    ("tickets", ""),
    ("help", ""),
]


class Watched:
    """A resident whose window is watched for mishaps, as ``kiosk run`` watches it."""

    def __init__(self, resident: Resident) -> None:
        self.resident = resident
        self.gave_up = 0
        self.watch = MishapWatch(resident.ui.shell.navigator.stumble, self._give_up)
        self.watch.install()

    def _give_up(self) -> None:
        self.gave_up += 1


@pytest.fixture
def watched(resident: Resident) -> Iterator[Watched]:
    watched = Watched(resident)
    yield watched
    watched.watch.remove()


TYPED = "欧阳 13987654321"


def fail(*_: object, **__: object) -> None:
    raise KeyError(TYPED)


@pytest.mark.logs_warnings
def test_a_fault_nobody_expected_leaves_a_calm_page_and_a_log_without_words(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(kiosk.viewmodels.benefits, "benefit_page", fail)
    with caplog.at_level(logging.DEBUG):
        watched.resident.press("惠民清单")
        watched.resident.wait_to_see("这一页出了点问题")
    (said,) = [record.getMessage() for record in caplog.records if record.levelno == logging.CRITICAL]
    assert "KeyError" in said
    assert "benefits.py" in said
    everything = "\n".join(record.getMessage() for record in caplog.records)
    assert "欧阳" not in everything
    assert "13987654321" not in everything
    watched.resident.press("回首页")
    assert watched.resident.ui.shell.navigator.screen == "home"
    assert not watched.gave_up


@pytest.mark.logs_warnings
def test_what_was_typed_is_gone_with_the_page_that_failed(
    platform: PlatformSide, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_the_form(watched.resident)
    fill_in(watched.resident)
    monkeypatch.setattr(kiosk.viewmodels.sign_up, "PHONE_DIGITS", None)  # comparing with it fails
    watched.resident.press("1")
    watched.resident.wait_to_see("这一页出了点问题")
    assert watched.resident.ui.shell.signUp.surname == ""


@pytest.mark.logs_warnings
def test_a_fault_that_comes_back_at_once_ends_the_process(watched: Watched) -> None:
    for number in range(MISHAPS_MAX):
        assert watched.gave_up == 0, number
        sys.excepthook(ValueError, ValueError("x"), None)
    assert watched.gave_up == 1


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_a_page_that_cannot_be_made_is_not_a_blank(resident: Resident) -> None:
    host = next(item for item in resident.items() if item.objectName() == "host")
    component = QQmlComponent(resident.ui.engine)
    component.setData(b"import QtQuick\nItem { required property int never }", "")
    host.setProperty("sourceComponent", component)
    resident.wait_to_see("这一页出了点问题")


@pytest.mark.parametrize("made", ["nothing", pytest.param("damaged", marks=pytest.mark.logs_warnings)])
def test_no_page_is_blank_without_content(open_kiosk: Callable[..., Resident], tmp_path: Path, made: str) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    if made == "damaged":
        (folder / "content.db").write_bytes(b"\0" * 8192)
    resident = open_kiosk(folder=folder)
    for screen, argument in LISTS:
        resident.ui.shell.navigator.home()
        resident.ui.shell.navigator.open(screen, argument)
        # Beyond the name of the space and the date; 正在取资料 comes when it has taken a moment.
        resident.wait_for(lambda: len([text for text in resident.texts() if len(text) > 6]) > 2)


@pytest.mark.logs_warnings
def test_what_reads_while_the_banner_comes_does_not_change_it_under_way(resident: Resident) -> None:
    """The banner takes height from the page, and a map or a list that has less room reads anew: whether that went well is said
    when the banner stands. (At once, QML calls it a binding loop, and a warning fails the test.)"""
    banner = next(
        item for item in resident.ui.window.contentItem().childItems() if item.property("dismissed") is not None
    )
    context = resident.ui.context

    def unreadable() -> None:
        raise WorldError("store.damaged", path="content.db", reason="one page of it")

    seen: list[bool] = []

    def read_anew() -> None:
        seen.append(banner.isVisible())
        context.attempt(lambda: "a row that can be read")

    banner.visibleChanged.connect(read_anew)
    context.attempt(unreadable)
    resident.wait_for(lambda: seen == [True, False])
    assert resident.ui.shell.freshness == "fresh"


def test_a_clock_that_cannot_be_right_is_said_and_no_desk_is_called_closed(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path
) -> None:
    resident = open_kiosk(at=NOW - dt.timedelta(days=400, hours=4))
    assert resident.sees("这台机器的时间不准")
    resident.press("叫工作人员")
    assert resident.sees("现在有没有人值班，这台机器不知道")
    assert len(entries(state)) == 1, "it is called all the same"


def no_form(resident: Resident, *, desk: str) -> None:
    """Nothing is offered that is refused one page later, and where the form comes up all the same, it is refused as kindly."""
    resident.ui.shell.navigator.open("activity", LAWYER)
    assert resident.sees("这台机器现在不收报名")
    assert resident.sees(desk + "也可以打 020-8400 0008。"), "another way is named"
    assert not resident.sees("排候补")
    assert not [item for item in resident.pressables() if "候补" in item.property("name")]
    resident.ui.shell.navigator.open("sign_up", LAWYER)
    assert resident.sees("这台机器现在不收报名")
    assert resident.sees(desk)
    assert resident.sees("020-8400 0008")


def test_a_terminal_that_may_not_take_names_offers_no_form(platform: PlatformSide, resident: Resident) -> None:
    platform.tell(Command(command=CommandName.LOCK))
    no_form(resident, desk="请到前台报名，工作人员帮您办。")


def test_a_terminal_that_was_never_enrolled_offers_no_form(open_kiosk: Callable[..., Resident], state: Path) -> None:
    no_form(open_kiosk(), desk="请到前台报名，工作人员帮您办。")
    no_form(open_kiosk(at=NOW.replace(hour=20)), desk="有人值班时，请到前台报名。")
    assert not (state / "journal.db").exists()


def test_a_full_disk_takes_no_sign_up_and_names_another_way(
    platform: PlatformSide, resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data.journal_store, "FREE_MIN_BYTES", 10**18)  # more than any disk has
    no_form(resident, desk="请到前台报名，工作人员帮您办。")


def test_a_journal_that_cannot_be_opened_takes_no_sign_up_and_names_another_way(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    (state / "journal.db").unlink()
    (state / "journal.db").mkdir()
    no_form(resident, desk="请到前台报名，工作人员帮您办。")
    resident.ui.shell.navigator.open("tickets", "")
    resident.find("叫工作人员")
