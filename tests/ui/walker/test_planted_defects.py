"""Each rule of the walker sees what it is for: a page that is wrong on purpose is reported, a sound one is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtTest import QTest

from kiosk.app.ui import UiFiles
from tests.ui.walker.exceptions import Excuse, sift
from tests.ui.walker.faults import Fault
from tests.ui.walker.flashes import MOST, most_flashes, watch
from tests.ui.walker.planted import DEFECTS, FLASHING, SOUND, STEADY, Defect
from tests.ui.walker.settings import PIXELS_PER_MM, Setting
from tests.ui.walker.sight import Looker, Sight
from tests.ui.walker.walk import RULE_NAMES, judge

Opener = Callable[[str], Any]


@pytest.fixture
def open_page(qapp: QGuiApplication) -> Iterator[Opener]:
    """Opens a window with the kiosk's controls over a page of QML."""
    QAccessible.setActive(True)
    files = UiFiles.find()
    opened: list[QQmlApplicationEngine] = []

    def opener(qml: str) -> Any:
        engine = QQmlApplicationEngine()
        engine.addImportPath(str(files.qml))
        engine.loadData(qml.encode())
        opened.append(engine)
        window = engine.rootObjects()[0]
        QTest.qWaitForWindowExposed(window)
        return SimpleNamespace(engine=engine, window=window)

    yield opener
    for engine in opened:
        shiboken6.delete(engine)


def look(ui: Any, language: str = "zh-Hant") -> Sight:
    ui.window.grabWindow()
    return Looker(ui).look("planted", Setting(language=language), mm=PIXELS_PER_MM)


def test_a_sound_page_is_found_sound_by_every_rule(open_page: Opener) -> None:
    findings = judge(look(open_page(SOUND.page), "zh-Hans"), turn=0, rings=9)
    assert [str(fault) for fault in findings.faults] == []
    assert set(findings.checks) >= set(RULE_NAMES) - {"written"}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_what_is_wrong_on_purpose_is_reported(open_page: Opener, defect: Defect) -> None:
    findings = judge(look(open_page(defect.page)), turn=0, rings=9)
    assert any(defect.says in fault.what for fault in findings.of(defect.rule)), [str(f) for f in findings.faults]


def test_every_rule_has_a_defect_it_sees() -> None:
    assert {defect.rule for defect in DEFECTS} == set(RULE_NAMES)


def test_what_flashes_five_times_a_second_is_reported_and_what_changes_slowly_is_not(open_page: Opener) -> None:
    flashing = open_page(FLASHING)
    assert most_flashes(watch(flashing.window, 1.5)) > MOST
    steady = open_page(STEADY)
    assert most_flashes(watch(steady.window, 1.5)) <= MOST


def test_an_excuse_covers_only_what_it_names_and_is_counted() -> None:
    excuse = Excuse("gaps", "rows of one card", place="Row$", what="0.0 mm")
    row = Fault("gaps", "home", "light", "Card/Row", "a and b: 0.0 mm apart")
    others = [
        Fault("gaps", "home", "light", "Card/Button", "a and b: 0.0 mm apart"),
        Fault("gaps", "home", "light", "Card/Row", "a and b: 1.0 mm apart"),
        Fault("targets", "home", "light", "Card/Row", "0.0 mm"),
    ]
    left, used = sift([row, *others], [excuse])
    assert left == others
    assert used[excuse] == 1
