"""Text the publisher would refuse, forced into the database: it is shown as the characters it is made of, nothing is fetched,
nothing crashes; a damaged row is not shown at all."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pysqlite3
import pytest

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles
from kiosk.domain.text import TITLE_MAX
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.ui.conftest import Resident, is_plain, is_text


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """Somebody who would notice any request: address, and what was received."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    heard: list[bytes] = []
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                heard.append(connection.recv(200))

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/x.png", heard
    done.set()
    thread.join()
    server.close()


HOSTILE = (
    '<img src="{url}"><b>粗体</b>',
    "</p><script>alert(1)</script>&lt;&#x202e;",
    "\u202e反过来\u202c\u2066abc\u2069",
    "![x]({url}) [点这里]({url})",
    "字" * 60,
    "A" * 300_000,
    "\x00\x01\x1b[31m红",
)


def poisoned(line: Line, text: str) -> Line:
    """The record with ``text`` wherever a page shows words."""
    body = msgspec.json.decode(line.body)
    body.update({"title": text, "summary": text, "who": [text], "where": text, "bring": [text], "example": text})
    body["figures"][0].update({"label": text, "unit": text})
    return msgspec.structs.replace(line, rev=99, body=msgspec.Raw(msgspec.json.encode(body)))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_is_only_text(
    open_kiosk: Callable[..., Resident],
    starter_lines: dict[str, list[Line]],
    state: Path,
    listener: tuple[str, list[bytes]],
    number: int,
) -> None:
    url, heard = listener
    text = HOSTILE[number].replace("{url}", url)
    lines = [poisoned(line, text) if line.id == "benefit.dibao" else line for line in starter_lines["4401"]]
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {"4401": lines}, gen=2)
    resident = open_kiosk()
    resident.press("惠民清单")
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    resident.qtbot.wait(50)
    picture = resident.ui.window.grabWindow()
    assert not picture.isNull()
    assert resident.ui.shell.navigator.screen == "benefit", "it is still alive"
    for item in resident.items():
        if is_text(item):
            assert is_plain(item)
    if len(text) <= TITLE_MAX:
        assert text in resident.texts(), "the characters themselves are shown"
    else:
        assert resident.sees("这一项现在看不到了"), "what breaks the limits is left out"
    assert heard == []


@pytest.mark.logs_warnings
def test_a_damaged_row_is_left_out(open_kiosk: Callable[..., Resident], state: Path) -> None:
    path = Path(StateFiles(state).content_db)
    with pysqlite3.connect(str(path)) as raw:
        raw.execute(
            "UPDATE benefit SET body = CAST(replace(CAST(body AS TEXT), '1282', '9999') AS BLOB) WHERE id = 'benefit.dibao'"
        )
    raw.close()
    resident = open_kiosk()
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    assert resident.sees("这一项现在看不到了")
    assert not resident.sees("9,999")
