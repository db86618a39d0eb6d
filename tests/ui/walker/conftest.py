"""Walks, each made once per run and asked by many tests; what they found goes into the report of conformance where one is made."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from data.content_store import ContentStore
from data.search_index import index_slice
from kiosk.app.ui import UiFiles
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.sign_up_desk import key_line
from tests.ui.conftest import NOW
from tests.ui.walker import pseudo, settings, totals
from tests.ui.walker.exceptions import EXCUSES, LONGER
from tests.ui.walker.settings import Setting
from tests.ui.walker.walk import RULE_NAMES, Findings, Walk

Walker = Callable[[str], Findings]


def publish(store: ContentStore, lines: dict[str, list[Line]]) -> None:
    """These records with the city's key, so that forms and tickets are walked, and findable, so that results are."""
    fill(store, {**lines, "4401": [*lines["4401"], key_line()]})
    store.note_confirmed(NOW.astimezone(dt.UTC))
    while index_slice(store):
        pass


EVERY_RUN = ("names", "targets", "plain", "written", "spoken", "icons")
"""Rules that are asked of a stop in both orientations in every run, the others in one of them; in both with ``--long`` and for the
report of conformance."""

ROOM = ("whole", "apart", "letters", "targets", "gaps")
"""Rules about the room that words have: what is asked where they are two fifths longer."""
LONGER_SHARE = 20
"""With longer words one page and condition of so many is looked at in every run; all of them with ``--long`` and for the report."""


@pytest.fixture(scope="session")
def whole_walk(request: pytest.FixtureRequest, long_run: bool) -> bool:
    """Whether every rule is asked in both orientations."""
    return long_run or bool(request.config.getoption("--totals"))


@pytest.fixture(scope="session")
def walked(
    request: pytest.FixtureRequest,
    qapp: QGuiApplication,
    starter_lines: dict[str, list[Line]],
    tmp_path_factory: pytest.TempPathFactory,
    whole_walk: bool,
) -> Walker:
    """What is found in one orientation: each screen in one setting, the settings dealt out; all of them with ``--long``."""
    made: dict[str, Findings] = {}
    folder = request.config.getoption("--totals")
    long_run = bool(request.config.getoption("--long"))

    def walk(orientation: str) -> Findings:
        if orientation not in made:
            scratch = tmp_path_factory.mktemp(f"walk-{orientation}")
            made[orientation] = _walk(
                qapp,
                starter_lines,
                scratch,
                orientation,
                long_run=long_run,
                rules=RULE_NAMES if whole_walk else EVERY_RUN,
            )
            if folder:
                totals.write(Path(folder), orientation, made[orientation], long_run=long_run)
        return made[orientation]

    return walk


@pytest.fixture(scope="session")
def longer(starter_lines: dict[str, list[Line]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``texts`` (compiled catalogues) and ``state`` (content), every word two fifths longer."""
    folder = tmp_path_factory.mktemp("longer")
    texts, state = folder / "texts", folder / "state"
    texts.mkdir()
    state.mkdir()
    for language in settings.LANGUAGES:
        pseudo.catalogue(language, texts)
    with ContentStore(state / "content.db") as store:
        publish(store, pseudo.content(starter_lines))
    return folder


@pytest.fixture(scope="session")
def walked_longer(
    request: pytest.FixtureRequest, qapp: QGuiApplication, longer: Path, whole_walk: bool, long_run: bool
) -> Walker:
    """What is found in one orientation with longer words: languages dealt out to the pages; each page in each of them with ``--long``."""
    made: dict[str, Findings] = {}

    def walk(orientation: str) -> Findings:
        if orientation not in made:
            usual = settings.usual(orientation)
            scratch = longer / orientation
            scratch.mkdir()
            made[orientation] = _go(
                Walk(
                    qapp,
                    longer / "state",
                    scratch,
                    rules=ROOM,
                    files=replace(UiFiles.find(), texts=longer / "texts"),
                    share=1 if whole_walk else LONGER_SHARE,
                ),
                [[setting] for setting in usual] if long_run else [usual],
            )
            if totals_folder := request.config.getoption("--totals"):
                totals.write(
                    Path(totals_folder),
                    f"longer-{orientation}",
                    made[orientation],
                    long_run=long_run,
                    excuses=(*EXCUSES, *LONGER),
                )
        return made[orientation]

    return walk


def _walk(
    app: QGuiApplication,
    lines: dict[str, list[Line]],
    scratch: Path,
    orientation: str,
    *,
    long_run: bool,
    rules: Sequence[str],
) -> Findings:
    state = scratch / "state"
    state.mkdir()
    with ContentStore(state / "content.db") as store:
        publish(store, lines)
    walk = Walk(app, state, scratch, rules=rules, rest=[rule for rule in RULE_NAMES if rule not in rules])
    chosen: list[list[Setting]] = [settings.slice_of(orientation)]
    if long_run:
        chosen = [[setting] for setting in settings.all_settings(orientation)]
    return _go(walk, chosen)


def _go(walk: Walk, chosen: Sequence[Sequence[Setting]]) -> Findings:
    # A QObject may not die on the printer's thread: garbage is collected after each window, on this one.
    gc.disable()
    try:
        for dealt in chosen:
            walk.pages(dealt)
            walk.states(dealt)
        return walk.findings
    finally:
        gc.enable()
