"""Hours of use in minutes: random touches, and complete visits one after another, in a real event loop. Nothing crashes, nothing warns,
nothing piles up."""

from __future__ import annotations

import ctypes
import gc
import logging
import random
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer

from kiosk.app.tour import HandWatch, _screens
from kiosk.app.tour_tickets import _find, _sign_up
from kiosk.app.ui import KioskUi
from kiosk.domain.farewell import THANKS_S
from kiosk.viewmodels.navigator import SCREENS
from kiosk.viewmodels.shell import Shell
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident

_log = logging.getLogger(__name__)

TOUCHES, TOUCHES_LONG, SEEDS = 150, 20_000, 5
SESSIONS, SESSIONS_LONG, WARM_UP = 200, 5_000, 200
PLANS = 40
SIGNED = 10  # each so many-th visit signs up for something, finds the ticket again and cancels it
# A visit; the loose one for a few visits in a process that has run other tests, where memory breathes by some MiB: a page that stays.
LIMIT_KIB, LOOSE_KIB = 1.0, 256.0
MOMENT_MS = 3
FIGURE_EVERY = 400  # touches
LAWYER = "activity.lawyer-thu.20261126"
KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Left,
    Qt.Key.Key_A,
)


def own_kib(ui: KioskUi) -> int:
    """Memory of this process that is not a mapped file, after both garbage collectors; freed pages given back."""
    gc.collect()
    ui.engine.collectGarbage()
    ctypes.CDLL(None).malloc_trim(0)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def run_steps(steps: int, step: Callable[[int], None]) -> None:
    """Take ``step`` that often from inside one event loop, so that what is to be deleted later is deleted."""
    loop, timer = QEventLoop(), QTimer()
    failed: list[BaseException] = []
    done = 0

    def take() -> None:
        nonlocal done
        try:
            step(done)
        except BaseException as error:  # noqa: BLE001 (raised below, outside Qt)
            failed.append(error)
        done += 1
        if failed or done >= steps:
            loop.quit()

    timer.timeout.connect(take)
    # Pages finish loading a moment after they are drawn (the pinyin engine of the search, some 20 MiB): without that moment it
    # would depend on how busy the machine is whether they do.
    timer.start(MOMENT_MS)
    loop.exec()
    timer.stop()
    if failed:
        raise failed[0]


def growth_kib(figures_kib: Sequence[int]) -> tuple[float, int]:
    """How much the last quarter is above the first, and how many figures lie between.

    Quarters, because memory breathes by some MiB from one figure to the next.
    """
    quarter = max(1, len(figures_kib) // 4)
    return statistics.median(figures_kib[-quarter:]) - statistics.median(figures_kib[:quarter]), len(
        figures_kib
    ) - quarter


class Monkey:
    """Touches anything anywhere, and sometimes a key; time goes by in jumps."""

    def __init__(self, resident: Resident, watch: HandWatch, seed: int) -> None:
        self.resident = resident
        self.watch = watch
        self.chance = random.Random(seed)  # noqa: S311 - repeatable
        self.seen: set[str] = set()
        self.figures_kib: list[int] = []
        self._touches = 0

    def _point(self) -> QPoint:
        window = self.resident.ui.window
        if self.chance.random() < 0.5:
            items = self.resident.pressables()
            if items:
                item = self.chance.choice(items)
                point = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
                if window.contentItem().contains(QPointF(point)):
                    return point
        return QPoint(self.chance.randrange(window.width()), self.chance.randrange(window.height()))

    def __call__(self, _number: int) -> None:
        self._touches += 1
        self.watch.seconds += 1.0
        dice = self.chance.random()
        if dice < 0.03:
            self.watch.seconds += self.chance.choice((50.0, 130.0, 250.0))
            self.resident.ui.context.poll()
        elif dice < 0.06:
            self.resident.key(self.chance.choice(KEYS))
        else:
            self.resident.touch_at(self._point())
        self.seen.add(str(self.resident.ui.shell.navigator.screen))
        if self._touches % FIGURE_EVERY == 0:
            self._note_memory()

    def _note_memory(self) -> None:
        """Between visits: what a page holds while it is up is no growth."""
        shell = self.resident.ui.shell
        if shell.navigator.screen != "idle":
            shell.visit.leave()
            self.watch.seconds += 2 * THANKS_S
            self.resident.ui.context.poll()
        self.figures_kib.append(own_kib(self.resident.ui))
        _log.info("%d touches, %d screens, %d KiB", self._touches, len(self.seen), self.figures_kib[-1])


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_touches_crash_nothing_and_pile_nothing_up(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], long_run: bool, seed: int
) -> None:
    if seed and not long_run:
        pytest.skip("one seed by default; --long takes all")
    platform.lend(LAWYER, 4)
    watch = HandWatch()
    resident = open_kiosk(stopwatch=watch, waiting=True, size=((1080, 1920), (1920, 1080))[seed % 2])
    monkey = Monkey(resident, watch, seed)
    touches = TOUCHES_LONG if long_run else TOUCHES
    warm_up = touches // (10 if long_run else 2)  # until every file that is opened when it is wanted is open
    run_steps(warm_up, monkey)
    first_handles = handles()
    run_steps(touches - warm_up, monkey)
    assert resident.ui.window.isVisible()
    assert handles() <= first_handles + 2
    if long_run:
        grown_kib, _ = growth_kib(monkey.figures_kib[len(monkey.figures_kib) // 5 :])
        _log.info(
            "seed %d: %d touches, %d screens, %+d KiB after the first fifth", seed, touches, len(monkey.seen), grown_kib
        )
        assert grown_kib <= 4 * 1024, f"{grown_kib} KiB over {touches} touches: {monkey.figures_kib}"
        assert len(monkey.seen) >= len(SCREENS) // 2, f"only {sorted(monkey.seen)}"


def sign_up_and_cancel(shell: Shell) -> None:
    """A whole sign-up through the journal, the ticket found again by its number, and cancelled."""
    code = _sign_up(shell, LAWYER)
    assert code.startswith("A"), shell.signUp.step
    _find(shell, code)
    shell.ticket.askCancel()
    shell.ticket.cancel()
    assert shell.ticket.step == "cancelled"


def test_visits_leave_nothing_behind_in_memory(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], long_run: bool
) -> None:
    sessions = SESSIONS_LONG if long_run else SESSIONS
    platform.lend(LAWYER, sessions // SIGNED + 1)
    watch = HandWatch()
    resident = open_kiosk(stopwatch=watch, waiting=True)
    ui, shell = resident.ui, resident.ui.shell
    stops = [go for name, go in _screens(shell) if name not in ("idle", "idle-today", "home", "thanks")]
    chance = random.Random(1)  # noqa: S311 - repeatable
    # The same forty visits again and again: whatever is kept for drawing them (glyphs, icons, texts) is kept after the first round.
    plans = [[chance.choice(stops) for _ in range(3)] for _ in range(PLANS)]
    figures_kib: list[int] = []
    first_handles = 0
    warm_up = WARM_UP if long_run else SESSIONS // 2
    took = 6  # steps a visit: wake, three screens, the end, the thank-you page

    def step(number: int) -> None:
        nonlocal first_handles
        session, part = divmod(number, took)
        plan = session % PLANS
        watch.seconds += 1.0
        if part == 0:
            if session >= warm_up and (session - warm_up) % PLANS == 0:
                figures_kib.append(own_kib(ui))
                first_handles = first_handles or handles()
                _log.info("after %d visits: %d KiB, %d handles", session, figures_kib[-1], handles())
            shell.visit.wake()
            shell.setLanguage(("zh-Hans", "zh-Hant", "en")[plan % 3])
            shell.access.textSize = "large" if plan % 4 == 0 else "standard"
            shell.access.highContrast = plan % 5 == 0
        elif part < 4:
            if part == 1:
                shell.navigator.home()
            plans[plan][part - 1]()
            if shell.navigator.screen == "sign_up":
                shell.signUp.setLetter("O")
                shell.signUp.pick("欧阳")
                shell.signUp.press("1")
            if part == 3 and session % SIGNED == 0:
                sign_up_and_cancel(shell)
        elif part == 4:
            if plan % 2:
                shell.visit.leave()
            else:
                for seconds in (600.0, 200.0):
                    watch.seconds += seconds
                    ui.context.poll()
        else:
            watch.seconds += 2 * THANKS_S
            ui.context.poll()
            if shell.navigator.screen != "idle":
                raise AssertionError(f"visit {session} did not end: {shell.navigator.screen}")

    run_steps(sessions * took, step)
    extra = handles() - first_handles
    assert extra <= 2
    grown_kib, rounds = growth_kib(figures_kib)
    each_kib = grown_kib / (rounds * PLANS)
    _log.info("%d visits: %+.2f KiB each after the first %d, %+d handles", sessions, each_kib, warm_up, extra)
    assert each_kib <= (LIMIT_KIB if long_run else LOOSE_KIB), figures_kib
