"""Twelve canaries are typed into every form of a real kiosk, submitted, left, crashed on and restarted on: then they are nowhere.

Real processes, real files, real memory. What is sealed in the journal is all that may know them.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from data.content_store import ContentStore
from data.journal_reader import JournalReader
from data.terminal_settings import save_settings
from kiosk.app.desk import DeskMaker
from kiosk.devices.system_clock import SystemClock
from kiosk.usecases.clock import GUANGZHOU
from kiosk.usecases.reading import ResidentReader
from kiosk.viewmodels.navigator import FORMS
from sync.protocol.package import Line
from tests.canary_scan import Canaries
from tests.content_filling import fill
from tests.kiosk_process import Kiosk, Screen, running
from tests.sign_up_desk import PlatformSide, key_line, opened
from tests.ui.conftest import SETTINGS, RealTicks

ACTIVITY = "activity.canary"
PEOPLE = {"submitted": ("O", "欧阳", "女士", "13802468135"), "left": ("Z", "诸葛", "小朋友", "13975310864"),
          "crashed": ("S", "司徒", "女士", "13708642975"), "restarted": ("S", "上官", "先生", "13697531860")}  # fmt: skip
PARENT = ("D", "东方")
VISITS = "service.visit-alone"
PHONES = [phone for *_, phone in PEOPLE.values()]
CODE, DIGITS = "A713", "9462"
ADDRESS = "昌岗中路二百三十八号之六〇三房"
SEARCHED = "xiaochangqiaotou"
CANARIES = [
    *(surname + how for _, surname, how, _ in PEOPLE.values()),
    "家长 " + PARENT[1],
    *PHONES,
    *(f"{phone[:3]} {phone[3:7]} {phone[7:]}" for phone in PHONES),
    CODE + DIGITS,
    ADDRESS,
    SEARCHED,
]
CLIPBOARD = PHONES[1] + ADDRESS


class WallTicks(RealTicks):
    """The machine's counter and its wall clock: the kiosk's own process reads the same."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Everything of this run's user: home, settings, caches, temporary files, working folder."""
    return tmp_path / "home"


@pytest.fixture
def kiosk(state: Path, home: Path, tmp_path: Path, starter_lines: dict[str, list[Line]]) -> Iterator[Kiosk]:
    day = dt.datetime.now(GUANGZHOU).date() + dt.timedelta(days=3)
    body = {
        "title": "t", "summary": "s", "category": "class", "icon": "hand-heart", "capacity": 8, "place": "p", "who": "w",
        "starts_at": f"{day}T14:30:00", "ends_at": f"{day}T16:00:00", "host": "h", "fee": "f", "confidence": "K",
    }  # fmt: skip
    activity = Line(
        id=ACTIVITY,
        kind="activity",
        rev=1,
        verified_on=day - dt.timedelta(days=9),
        body=msgspec.Raw(msgspec.json.encode(body)),
    )
    with ContentStore(state / "content.db") as store:
        fill(store, {**starter_lines, "4401": [*starter_lines["4401"], key_line(), activity]}, gen=2)
    save_settings(state, SETTINGS)
    ticks = WallTicks()
    side = PlatformSide(state, SETTINGS.terminal_id, ticks)  # type: ignore[arg-type]
    side.enrol()
    reader = ResidentReader(state / "content.db", SETTINGS.scope, to_traditional=str)
    DeskMaker(state, settings=SETTINGS, reader=reader, clock=SystemClock())().close()
    side.lend(ACTIVITY, 6)
    side.close()
    reader.close()
    with running(state, tmp_path / "kiosk", environment=environment_in(home)) as made:
        yield made


def environment_in(home: Path) -> dict[str, str]:
    folders = {name: home / name for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {**{name: str(folder) for name, folder in folders.items()}, "XDG_RUNTIME_DIR": str(folders["TMPDIR"])}


def begin(kiosk: Kiosk, *, other_than: set[int]) -> Screen:
    """The idle screen of a process nobody has used, woken."""
    screen = kiosk.screen(other_than=other_than)
    assert screen.ask("screen") in ("idle", "thanks")
    screen.ask("wake")
    return screen


def fill_in(screen: Screen, who: str) -> None:
    """Every form: the finder of tickets with a wrong pair, the search, and a sign-up as far as the read-back; and the clipboard.

    Who leaves signs up a child, whose screen crashes asks for a service.
    """
    letter, surname, how, phone = PEOPLE[who]
    screen.ask("open", "tickets", "")
    screen.type(CODE[1:] + DIGITS)
    screen.press("找我的")
    screen.wait_to_see("没找到")
    screen.ask("home")
    screen.ask("open", "search", "")
    screen.ask("keyboard", SEARCHED)
    assert screen.ask("focused_text") == SEARCHED
    screen.ask("home")
    screen.ask("open", "sign_up", VISITS if who == "crashed" else ACTIVITY)
    if who == "crashed":
        screen.press("同意，告诉他们")
    if who == "left":
        screen.press("14 岁以下孩子")
    screen.press(letter)
    screen.press(surname)
    for part in PARENT if who == "left" else (how,):
        screen.press(part)
    screen.press("下一步")
    screen.type(phone)
    screen.press("下一步")
    screen.wait_to_see(surname + how)
    screen.ask("copy", CLIPBOARD)


def replaced(kiosk: Kiosk, old: Screen) -> Screen:
    """The screen after the one that saw a person has gone."""
    successor = kiosk.screen(other_than={old.pid})
    kiosk.wait_for(lambda: old.pid not in kiosk.screens(), "the process that saw a person to be gone")
    assert successor.ask("clipboard") == ""
    return successor


def test_every_form_is_filled_here() -> None:
    chosen = {"check_question", "check_review"}  # answers are chosen, nothing is typed
    filled = {"sign_up", "tickets"}
    assert filled | chosen == FORMS, "another form: fill it in above, with canaries of its own"


def test_what_was_typed_is_nowhere_afterwards(kiosk: Kiosk, state: Path, home: Path, tmp_path: Path) -> None:
    canaries = Canaries(CANARIES)
    assert len(CANARIES) >= 12
    before = {path.name for path in Path.cwd().iterdir()}
    found: list[str] = []
    seen: set[int] = set()

    screen = begin(kiosk, other_than=seen)
    fill_in(screen, "submitted")
    assert canaries.in_process(screen.pid), "the search must find what is in memory while the form is open"
    screen.press("我同意")
    screen.press("确认报名")
    screen.wait_to_see("报上了，欧阳女士")
    screen.press("好了，结束并清除")
    seen.add(screen.pid)
    screen = replaced(kiosk, screen)
    found += canaries.in_process(screen.pid)

    screen.ask("wake")
    fill_in(screen, "left")
    screen.ask("pass_time", 200)
    screen.ask("pass_time", 250)
    seen.add(screen.pid)
    screen = replaced(kiosk, screen)
    found += canaries.in_process(screen.pid)

    screen.ask("wake")
    fill_in(screen, "crashed")
    seen |= kiosk.screens()
    os.kill(screen.pid, signal.SIGSEGV)
    screen = begin(kiosk, other_than=seen)
    found += canaries.in_process(screen.pid)

    fill_in(screen, "restarted")
    for pid in {kiosk.process.pid} | (kiosk.screens() - {screen.pid}):
        found += canaries.in_process(pid)
    assert kiosk.stop() == 0
    with running(state, tmp_path / "again", environment=environment_in(home)) as again:
        found += canaries.in_process(begin(again, other_than=set()).pid)
        assert again.stop() == 0

    for folder in (state, home, kiosk.folder):
        found += canaries.in_folder(folder)
    assert not {path.name for path in Path.cwd().iterdir()} - before, "a file (a core?) in the working folder"
    assert found == []
    with JournalReader(state / "journal.db") as reader:
        sealed = [entry for entry in reader.entries(0, limit=100) if entry.sealed is not None]
    assert [opened(entry, SETTINGS.terminal_id).called for entry in sealed] == ["欧阳"], "sealed, it is there"  # type: ignore[union-attr]
