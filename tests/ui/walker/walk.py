"""The walk: goes to every stop in its settings, looks, and asks every rule.

The pages are those residents see, in the window they see them in. What is found is kept with how much was looked at, for the
report of conformance. Not here: rules (``rules_*``), what may be as it is (``exceptions``).
"""

from __future__ import annotations

import contextlib
import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from kiosk.app.tour import HandWatch
from kiosk.app.tour_conditions import StandingClock, StandingSpeaker
from kiosk.app.tour_slips import PicturePrinter
from kiosk.app.ui import KioskUi, UiFiles
from kiosk.usecases.bell import NoBell
from kiosk.usecases.clock import Clock
from tests.ui.conftest import NOW, SETTINGS
from tests.ui.walker import rules_colour, rules_keys, rules_text, rules_touch, settings, stops
from tests.ui.walker.faults import Fault
from tests.ui.walker.rules_touch import Found
from tests.ui.walker.settings import PIXELS_PER_MM, Setting
from tests.ui.walker.sight import Looker, Node, Sight

Rule = Callable[[Sight], Found]

RULES: dict[str, Rule] = {
    "names": rules_touch.names,
    "targets": rules_touch.targets,
    "gaps": rules_touch.gaps,
    "whole": rules_text.whole,
    "apart": rules_text.apart,
    "letters": rules_text.letters,
    "spoken": rules_text.spoken,
    "plain": rules_text.plain,
    "written": rules_text.written,
    "contrast": rules_colour.text,
    "icons": rules_colour.icons,
    "edges": rules_colour.edges,
    "keys": rules_keys.keys,
}
"""In this order: the last ones move the focus, which changes the picture."""
RING = "ring"
RULE_NAMES = (*RULES, RING)
BAR_KEYS = 6
"""Things to press that every page has."""


@dataclass
class Findings:
    """What a walk found, and how much it looked at."""

    faults: list[Fault] = field(default_factory=list)
    checks: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    stops: set[str] = field(default_factory=set)
    presses: dict[str, int] = field(default_factory=dict)
    """How many things to press each page has, the bottom bar's among them; not of a layer over a page."""

    def of(self, rule: str) -> list[Fault]:
        """Faults of one rule."""
        return [fault for fault in self.faults if fault.rule == rule]

    def add(self, other: Findings) -> None:
        """Take in what another walk found."""
        self.faults += other.faults
        self.checks += other.checks
        self.looks += other.looks
        self.stops |= other.stops
        self.presses |= other.presses


def ask(sight: Sight, rule: str, found: Found) -> Findings:
    """What one rule says about one look."""
    findings = Findings()
    for each in found:
        if each is None:
            findings.checks[rule] += 1
            continue
        node, what = each
        place = node.place if node is not None else ""
        findings.faults.append(Fault(rule, sight.stop, sight.setting.name, place, what))
    return findings


def some_presses(sight: Sight, turn: int, most: int) -> list[Node]:
    """Things to press in view, others at each turn."""
    seen = [press for press in sight.presses if sight.in_view(press) and press.raw["tab"]]
    start = (turn * most) % max(1, len(seen))
    return (seen[start:] + seen[:start])[:most]


def judge(sight: Sight, *, turn: int, rings: int, rules: Sequence[str] = RULE_NAMES) -> Findings:
    """What the rules say about one look."""
    findings = Findings(looks=1, stops={sight.stop})
    if not sight.layers:
        findings.presses[sight.stop] = len(sight.presses)
    for name, rule in RULES.items():
        if name in rules:
            findings.add(ask(sight, name, rule(sight)))
    if RING in rules:
        findings.add(ask(sight, RING, rules_colour.ring(sight, some_presses(sight, turn, rings))))
    return findings


def settle(ui: KioskUi) -> None:
    """Let the page come up: what was asked for later in the event loop happens, and is laid out and painted."""
    for _ in range(3):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        ui.window.grabWindow()


@contextlib.contextmanager
def window(
    app: QGuiApplication,
    folder: Path,
    setting: Setting,
    clock: Clock,
    *,
    watch: HandWatch,
    printer: PicturePrinter,
    files: UiFiles | None = None,
) -> Iterator[KioskUi]:
    """A kiosk that stands still, in one orientation."""
    QAccessible.setActive(True)
    ui = KioskUi(
        app,
        folder,
        settings=SETTINGS,
        clock=clock,
        stopwatch=watch,
        still=True,
        bell=NoBell(),
        speaker=StandingSpeaker(),
        printer=printer,
        files=files,
    )
    try:
        ui.resize(*setting.size)
        ui.window.show()
        QTest.qWaitForWindowExposed(ui.window)
        yield ui
    finally:
        ui.close()
        gc.collect()


class Walk:
    """One walk over a state folder.

    Args of the constructor: ``rings``, so many focus rings are looked at on each screen; ``only``, part of the names of stops;
    ``files``, what the screen is made of where it is not what is installed; ``share``, one stop (or condition) of so many;
    ``rules``, what is asked everywhere; ``rest``, what is asked besides in one orientation of each stop.
    """

    def __init__(
        self,
        app: QGuiApplication,
        folder: Path,
        scratch: Path,
        *,
        rings: int = 2,
        only: str = "",
        rules: Sequence[str] = RULE_NAMES,
        files: UiFiles | None = None,
        share: int = 1,
        rest: Sequence[str] = (),
    ) -> None:
        self._app = app
        self._folder = folder
        self._scratch = scratch
        self._rings = rings
        self._only = only
        self._rules = rules
        self._files = files
        self._share = share
        self._rest = rest
        self.findings = Findings()

    def _visit(self, ui: KioskUi, looker: Looker, stop: stops.Stop, setting: Setting) -> None:
        setting.wear(ui.shell)
        ui.shell.navigator.home()
        stop.go()
        settle(ui)
        looker.rest()
        sight = looker.look(stop.name, setting, mm=PIXELS_PER_MM, layers=stop.layers)
        rules = [*self._rules, *self._rest] if settings.asked_in(stop.name) == setting.orientation else self._rules
        lot = settings.lot_of(stop.name, setting.orientation)
        self.findings.add(judge(sight, turn=lot, rings=self._rings, rules=rules))
        stop.leave()
        ui.shell.navigator.home()

    def _drawn(self, name: str, setting: Setting) -> bool:
        return settings.lot_of(name, setting.orientation) % self._share == 0

    def _deal(self, ui: KioskUi, found: Iterator[stops.Stop], choice: Sequence[Setting], *, share: bool = True) -> None:
        looker = Looker(ui)
        for stop in found:
            if self._only in stop.name and (not share or self._drawn(stop.name, choice[0])):
                self._visit(ui, looker, stop, settings.dealt(stop.name, choice))

    def pages(self, choice: Sequence[Setting]) -> None:
        """Every page, the settings dealt out to them (all of one orientation)."""
        watch, printer = HandWatch(), PicturePrinter(576)
        clock = StandingClock(NOW)
        with window(self._app, self._folder, choice[0], clock, watch=watch, printer=printer, files=self._files) as ui:
            self._deal(ui, stops.pages(ui), choice)
            self._deal(ui, stops.layers(ui, watch, printer), choice)

    def states(self, choice: Sequence[Setting]) -> None:
        """Every condition of a terminal; of a share, all that is to be seen in some of them."""
        scratch = self._scratch / choice[0].name
        scratch.mkdir()
        for condition in stops.states(self._folder, scratch, StandingClock(NOW), settings=SETTINGS):
            if not f"state-{condition.name}".startswith(self._only[: len(condition.name) + 6]):
                continue
            if not self._drawn(condition.name, choice[0]):
                continue
            watch, printer = HandWatch(), PicturePrinter(576)
            with window(
                self._app,
                condition.folder,
                choice[0],
                condition.clock,
                watch=watch,
                printer=printer,
                files=self._files,
            ) as ui:
                self._deal(ui, stops.pages_of(ui, condition), choice, share=False)
