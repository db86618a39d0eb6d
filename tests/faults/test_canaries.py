"""Names and telephone numbers given at a terminal are nowhere on it, its stick or what a crash leaves, in any usual encoding."""

from __future__ import annotations

import base64
import logging
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.stick import export_to_stick
from kiosk.domain.journal_private import Contact, FormOfAddress
from tests.delivering import site, stored

SHORT = 12
LONG = 1000
SURNAMES = "欧阳司马上官诸葛东方皇甫尉迟公孙"
HEAD = 8
"""Shorter traces would be found by chance."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs")


def people(count: int) -> Iterator[Contact]:
    chance = random.Random(9)  # noqa: S311 - repeatable
    for _ in range(count):
        name = "".join(chance.sample(SURNAMES, 4))
        yield Contact(called=name, form=FormOfAddress.MS, phone=f"13{chance.randrange(10**9):09}")


def traces(text: str) -> set[bytes]:
    """A text in every form somebody may have written it down by mistake."""
    found = set()
    for encoding in ENCODINGS:
        try:
            plain = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        found |= {plain, plain.hex().encode(), plain.hex().upper().encode()}
        # base64 of a text depends on where it stands: whole groups of each of three positions are the same in all. Nine digits
        # of a number at least: six of them stand in some hash or other by chance.
        for shift in range(3):
            packed = base64.b64encode(b"\0" * shift + plain)
            found.add(packed[(4 if shift else 0) : (shift + len(plain)) // 3 * 4])
    found.add(text.encode("unicode_escape"))
    return {each for each in found if len(each) >= HEAD}


def test_the_search_finds_what_it_looks_for() -> None:
    for text in ("欧阳司马", "13900005678"):
        plain = text.encode()
        for data in (plain, text.encode("gb18030"), plain.hex().encode(), base64.b64encode(b"{..}" + plain + b"....")):
            assert any(trace in data for trace in traces(text)), data


def test_no_name_and_no_number_is_on_the_terminal_or_on_its_stick(
    tmp_path: Path, long_run: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    contacts = list(people(LONG if long_run else SHORT))
    stick = tmp_path / "stick"
    stick.mkdir()
    with site(tmp_path, {"open": None, "few": 6}) as make:
        terminal = make()
        for number, contact in enumerate(contacts):
            assert terminal.sign_up("activity.open", contact) is not None
            if number == len(contacts) // 2:
                terminal.delivery.exchange()
        export_to_stick(terminal.state, stick)
        _nowhere(contacts, [terminal.state, stick], caplog.text)
        terminal.delivery.exchange()
        _nowhere(contacts, [terminal.state, stick], caplog.text)
        assert len(stored(terminal.centre)) == len(contacts) + 1
        # The platform keeps them sealed too.
        _nowhere(contacts, [terminal.centre.platform.folder], caplog.text)


CRASH = """
import os, resource, sys
from pathlib import Path
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "ours":
    from kiosk.app.hardening import forbid_core_dumps
    forbid_core_dumps()  # as the UI does before anything is typed
from tests.faults.test_canaries import people
from tests.journal_samples import opened, sign_up_draft
store = opened(Path("state")).store
held = list(people(int(sys.argv[2])))  # on the screen, so in memory
for number, contact in enumerate(held):
    store.append(sign_up_draft(f"A{number:04}", contact=contact))
os.abort()
"""


def crashed(folder: Path, *, hardened: bool, count: int) -> list[Path]:
    """A process that crashes with people's names in memory; what it leaves in its folder."""
    (folder / "state").mkdir(parents=True)
    command = [sys.executable, "-c", CRASH, "ours" if hardened else "any", str(count)]
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGABRT, done.stderr
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_crash_in_the_middle_leaves_no_name_behind(tmp_path: Path, long_run: bool) -> None:
    count = LONG if long_run else 5
    left = crashed(tmp_path / "ours", hardened=True, count=count)
    assert {path.parent.name for path in left} == {"state"}, "a core was written"
    _nowhere(list(people(count)), [tmp_path / "ours"], "")


def test_in_the_core_of_an_ordinary_program_the_names_would_be_found(tmp_path: Path) -> None:
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    if pattern.startswith("|") or "/" in pattern or resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip(f"no core of an ordinary program lands beside it on this machine: {pattern}")
    left = crashed(tmp_path / "any", hardened=False, count=3)
    core = next(path for path in left if path.parent.name != "state").read_bytes()
    names = [contact.called for contact in people(3)]
    assert any(trace in core for name in names for trace in traces(name))


def _nowhere(contacts: list[Contact], folders: list[Path], log: str) -> None:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    data = b"\n".join(path.read_bytes() for path in files) + log.encode()
    wanted: dict[bytes, list[bytes]] = {}
    for contact in contacts:
        for text in (contact.called, contact.phone):
            for trace in traces(text or ""):
                wanted.setdefault(trace[:HEAD], []).append(trace)
    # One way through the data for all of them: a thousand people have sixty thousand traces.
    found = [
        trace
        for at in range(len(data) - HEAD + 1)
        if (head := data[at : at + HEAD]) in wanted
        for trace in wanted[head]
        if data.startswith(trace, at)
    ]
    assert found == []
