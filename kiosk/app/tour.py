"""The tour: opens every screen in every variant and keeps a picture of each.

It drives the same window residents use, through the shell; it makes nothing up. Conditions that a state folder is not in (no
content yet, offline, old content, no room on the disk) are made for real: ``tour_conditions``.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.app.tour_activities import OFTEN, SENSITIVE, TALK, form_pictures, next_of
from kiosk.app.tour_conditions import Condition, StandingSpeaker, conditions, enrolled
from kiosk.app.tour_handwriting import write_by_hand
from kiosk.app.tour_places import places_pictures
from kiosk.app.tour_slips import PAPERS, PicturePrinter, picture, print_out, slips
from kiosk.app.tour_variants import FURTHER_VARIANTS, LANDSCAPE, PORTRAIT, VARIANTS, Variant
from kiosk.app.ui import KioskUi, make_application
from kiosk.domain.farewell import Trace
from kiosk.domain.terminal import TerminalSettings
from kiosk.domain.text import Language
from kiosk.usecases.bell import NoBell
from kiosk.usecases.clock import Clock
from kiosk.usecases.printing import Outcome
from kiosk.viewmodels.shell import Shell


class HandWatch:
    """A stopwatch that moves when it is told to: how the question 您还在吗 comes up without waiting."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Seconds so far."""
        return self.seconds


def _go(shell: Shell, screen: str, argument: str = "") -> Callable[[], None]:
    return lambda: shell.navigator.open(screen, argument)


def _to_next(shell: Shell, screen: str, series: str) -> Callable[[], None]:
    return lambda: shell.navigator.open(screen, next_of(shell, series))


def _searches(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """The search with nothing typed, in letters, in what people say, with nothing found, and in words of need."""
    for name, typed in (
        ("", ""),
        ("-initials", "dbj"),
        ("-said", "apojintie"),
        ("-half", "zhangzhefan"),
        ("-none", "qqqq"),
        ("-urgent", "meifanchi"),
        ("-hotline", "zisha"),
    ):

        def searching(typed: str = typed) -> None:
            shell.navigator.open("search", "")
            shell.search.setTyped(typed)

        yield f"search{name}", searching


def _records_of_their_own(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """Services, guides and news."""
    yield "services", _go(shell, "services")

    def borrow_here() -> None:
        shell.navigator.open("services", "")
        shell.services.choose("goods")
        shell.services.setOnlyOpen(only_open=True)
        shell.services.setOnlyHere(only_here=True)

    yield "services-narrowed", borrow_here
    yield "service-visit", _go(shell, "service", "service.visit-alone")
    yield "service-dibao", _go(shell, "service", "service.apply-dibao")
    yield "service-ask", _go(shell, "sign_up", "service.visit-alone")
    yield "service-hotline", _go(shell, "service", "service.mind-12356")
    yield "guides", _go(shell, "guides")
    yield "guide-start", _go(shell, "guide", "guide.apply-dibao")

    def at_papers() -> None:
        shell.navigator.open("guide", "guide.apply-dibao")
        shell.guide.go(1)
        for row in range(2):
            papers = shell.guide.papers
            shell.guide.toggle(str(papers.data(papers.index(row, 0), papers.first_role)))

    yield "guide-papers", at_papers

    def last_step() -> None:
        shell.navigator.open("guide", "guide.apply-dibao")
        shell.guide.go(99)

    yield "guide-end", last_step
    yield "news-government", _go(shell, "news", "government")
    yield "news-social", _go(shell, "news", "social")

    def second_page() -> None:
        shell.navigator.open("news", "government")
        shell.news.go(1)

    yield "news-page-2", second_page
    yield "article-dibao", _go(shell, "article", "news.gov-dibao-2024")
    yield "article-visits", _go(shell, "article", "news.gov-zoufang-2026")
    yield "article-community", _go(shell, "article", "news.soc-jianfa-2026")


def _self_check(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """政策自测: before it, its questions, answers and results, and the urgent lanes."""
    check, results = shell.selfCheck.check, shell.selfCheck.results

    def answer(questions: int) -> None:
        """Answer so many questions, each with its first choice."""
        shell.navigator.open("check", "")
        check.start()
        while questions and shell.navigator.screen == "check_question":
            check.choose(check.choices.line(0).key)
            check.next()
            questions -= 1

    def chosen(questions: int) -> Callable[[], None]:
        def go() -> None:
            answer(questions)
            check.choose(check.choices.line(0).key)

        return go

    def at(screen: str, group: str = "") -> Callable[[], None]:
        def go() -> None:
            answer(99)
            if screen != "check_review":
                check.showResultsNow()
            if group:
                results.setGroup(group)
            if screen == "check_why":
                shell.navigator.open(screen, results.rows.line(0).key)
            elif screen in ("check_what_if", "check_hand_over"):
                shell.navigator.open(screen, "")

        return go

    yield "check", _go(shell, "check")
    yield "check-question", chosen(0)
    yield "check-question-4", chosen(3)
    yield "check-review", at("check_review")
    yield "check-results", at("check_results")
    yield "check-results-not-now", at("check_results", "not_now")
    yield "check-why", at("check_why")
    yield "check-why-not-now", at("check_why", "not_now")
    yield "check-what-if", at("check_what_if")
    yield "check-hand-over-ask", at("check_hand_over")

    def code() -> None:
        at("check_hand_over")()
        shell.selfCheck.handOver.agree()

    yield "check-hand-over", code
    for lane in ("food", "shelter", "harm", "child"):
        yield f"urgent-{lane}", _go(shell, "urgent", f"urgent.{lane}")


def _screens(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """Names of the pictures and what to do for each, starting from home every time."""
    yield "idle", shell.navigator.rest

    def today() -> None:
        shell.navigator.rest()
        shell.idle.show(1)

    yield "idle-today", today
    yield "thanks", lambda: shell.part(structs.replace(shell.visit.farewell, traces=tuple(Trace)))
    yield "home", lambda: None
    yield "benefits", _go(shell, "benefits")

    def basic() -> None:
        shell.navigator.open("benefits", "")
        shell.benefits.choose("basic")

    yield "benefits-basic", basic
    yield "benefit-dibao", _go(shell, "benefit", "benefit.dibao")
    yield "benefit-changshou", _go(shell, "benefit", "benefit.changshou")
    yield "activities", _go(shell, "activities")

    def next_week() -> None:
        shell.navigator.open("activities", "")
        shell.activities.turnWeek(1)

    yield "activities-next", next_week
    yield "activity", _to_next(shell, "activity", TALK)
    yield "activity-sensitive", _to_next(shell, "activity", SENSITIVE)
    yield "sign-up-name", _to_next(shell, "sign_up", TALK)

    def letter() -> None:
        _to_next(shell, "sign_up", TALK)()
        shell.signUp.setLetter("L")

    yield "sign-up-letter", letter
    yield "activity-full", _to_next(shell, "activity", OFTEN)
    yield "others", _to_next(shell, "others", OFTEN)
    yield "tickets", _go(shell, "tickets")
    yield from _searches(shell)
    yield from _records_of_their_own(shell)
    yield from _self_check(shell)
    yield from places_pictures(shell)
    yield "notice", _go(shell, "record", "bulletin.cold")
    yield "gone", _go(shell, "benefit", "benefit.none")
    yield "help", shell.help.press
    shell.help.cancel()  # or the call would stand over every page after it
    yield "mishap", shell.navigator.stumble

    def memo() -> None:
        _to_next(shell, "activity", TALK)()
        shell.navigator.open("memo", "activity")

    yield "memo", memo


SETTLE_MS = 80
"""Rings and dashed frames are painted a moment after the page."""


class Tour:
    """Renders pictures of one state folder into one folder."""

    def __init__(self, app: QGuiApplication, out: Path, *, only: str) -> None:
        self._app = app
        self._out = out
        self._only = only
        self._watch = HandWatch()
        self._printer = PicturePrinter(PAPERS["80mm"])
        self.count = 0

    def open(self, folder: Path, *, settings: TerminalSettings, clock: Clock) -> KioskUi:
        """A window that stands still over a state folder."""
        return KioskUi(
            self._app,
            folder,
            settings=settings,
            clock=clock,
            stopwatch=self._watch,
            still=True,
            bell=NoBell(),
            speaker=StandingSpeaker(),
            printer=self._printer,
        )

    def slips(self, folder: Path, *, settings: TerminalSettings, clock: Clock) -> None:
        """Every slip on both papers in every language."""
        for paper, width in PAPERS.items():
            self._printer = PicturePrinter(width)
            ui = self.open(folder, settings=settings, clock=clock)
            for language in Language:
                ui.shell.setLanguage(language.value)
                for name, go in slips(ui.shell):
                    if self._only in f"slip-{name}-{paper}-{language.value}":
                        ui.shell.navigator.home()
                        go()
                        self._print(ui, name, f"slip-{name}-{paper}-{language.value}")
            ui.close()

    def _print(self, ui: KioskUi, page: str, name: str) -> None:
        ended = print_out(ui.shell, page)
        if ended != Outcome.DONE or self._printer.slip is None:
            raise RuntimeError(f"{name}: {ended}")
        self._save(picture(self._printer.slip), name)

    def _settle(self) -> None:
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()

    def _keep(self, ui: KioskUi, name: str) -> None:
        self._settle()
        self._save(ui.window.grabWindow(), name)

    def _save(self, image: QImage, name: str) -> None:
        if not image.save(str(self._out / f"{name}.png")):
            raise OSError(f"cannot write {self._out / name}.png")
        self.count += 1

    def state(self, condition: Condition, *, settings: TerminalSettings) -> None:
        """Pictures of a terminal in some condition: idle, home and the list of benefits, or what the condition names."""
        ui = self.open(condition.folder, settings=settings, clock=condition.clock)
        ui.resize(*PORTRAIT)
        ui.window.show()
        for name, go in condition.pictures(ui.shell):
            ui.shell.navigator.home()
            go()
            self._keep(ui, f"state-{condition.name}-{name}")
            if condition.landscape:
                ui.resize(*LANDSCAPE)
                self._keep(ui, f"state-{condition.name}-{name}-landscape")
                ui.resize(*PORTRAIT)
        ui.close()

    def _wanted(self, variant: Variant, screen: str) -> bool:
        return variant.shows(screen) and self._only in f"{variant.name}-{screen}"

    def variant(self, ui: KioskUi, variant: Variant) -> None:
        """Every screen in one variant, and its sheets."""
        shell = ui.shell
        ui.resize(*variant.size)
        ui.window.show()
        variant.wear(shell)
        for name, go in itertools.chain(_screens(shell), form_pictures(shell)):
            if self._wanted(variant, name):
                shell.navigator.home()
                go()
                self._keep(ui, f"{variant.name}-{name}")
        shell.navigator.home()
        if self._wanted(variant, "reading"):
            shell.navigator.open("benefit", "benefit.dibao")
            self._settle()
            ui.reading.read(ui.window.property("pageItem"), quiet=False)
            ui.reading.next()  # to a sentence that stands in one text with another
            self._keep(ui, f"{variant.name}-reading")
            shell.navigator.home()
        if self._wanted(variant, "search-by-hand") and write_by_hand(ui, self._settle):
            self._keep(ui, f"{variant.name}-search-by-hand")
            shell.handwriting.wipe()
            shell.navigator.home()
        for sheet in ("access", "language"):
            if self._wanted(variant, f"sheet-{sheet}"):
                ui.window.setProperty("openSheet", sheet)
                self._keep(ui, f"{variant.name}-sheet-{sheet}")
                ui.window.setProperty("openSheet", "")
        for ended in (Outcome.DONE, Outcome.PAPER_OUT):
            if self._wanted(variant, f"print-{ended}"):
                _to_next(shell, "activity", TALK)()
                self._printer.paper_out = ended is Outcome.PAPER_OUT
                print_out(shell, "activity")
                self._keep(ui, f"{variant.name}-print-{ended}")
                shell.takeAway.dismiss()
                shell.navigator.home()
        if self._wanted(variant, "question"):
            self._ask(ui, seconds_ago=31)
            self._keep(ui, f"{variant.name}-question")
        shell.visit.rest()
        shell.navigator.home()
        self._settle()  # the last page is gone before the window takes another shape

    def _ask(self, ui: KioskUi, *, seconds_ago: float) -> None:
        ui.shell.visit.note_input()
        for seconds in (3600, seconds_ago):
            self._watch.seconds += seconds
            ui.context.poll()


def render_tour(state: Path, out: Path, *, settings: TerminalSettings, clock: Clock, only: str = "") -> int:
    """Render every screen; the value is the number of pictures.

    Raises:
        WorldError: not provisioned, fonts or texts missing.
        OSError: a picture cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    app = make_application()
    tour = Tour(app, out, only=only)
    with tempfile.TemporaryDirectory() as scratch:
        usual = enrolled(state, Path(scratch) / "usual", clock, settings=settings)
        ui = tour.open(usual, settings=settings, clock=clock)
        for variant in (*VARIANTS, *FURTHER_VARIANTS):
            tour.variant(ui, variant)
        ui.close()
        tour.slips(usual, settings=settings, clock=clock)
        for condition in conditions(state, Path(scratch), clock, settings=settings):
            if only in f"state-{condition.name}":
                tour.state(condition, settings=settings)
    return tour.count
