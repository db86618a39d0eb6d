"""Services, guides and news made of text the publisher would refuse: shown as the characters it is made of, inside the
screen, in both orientations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.ui.conftest import Resident, enum_value, is_plain, is_text

MARKUP = '<img src="http://127.0.0.1:9/x.png"><b>粗体</b>'
TURNED = "\u202e反过来\u202c"
LONG = "字" * 60
UNBROKEN = "A" * 60
PAGES = {
    "service": ("440105003", "service.visit-alone"),
    "guide": ("4401", "guide.apply-dibao"),
    "article": ("4401", "news.gov-dibao-2024"),
}


def poisoned(value: Any, text: str) -> Any:
    """The same structure with ``text`` wherever a page shows a sentence."""
    if isinstance(value, dict):
        if "zh-Hans" in value:
            return text
        return {key: poisoned(each, text) if is_worded(key) else each for key, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each, text) for each in value]
    return text if isinstance(value, str) else value


def is_worded(key: str) -> bool:
    codes = "category icon keywords place_id hours phone channel published_on benefit_id benefit_ids effective confidence sources"
    return key not in codes.split()


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
@pytest.mark.parametrize("text", [MARKUP, TURNED, LONG, UNBROKEN], ids=["markup", "turned", "long", "unbroken"])
@pytest.mark.parametrize("screen", PAGES)
def test_whatever_stands_in_a_record_is_only_text_and_stays_on_the_screen(
    open_kiosk: Callable[..., Resident],
    starter_lines: dict[str, list[Line]],
    state: Path,
    *,
    screen: str,
    text: str,
    size: tuple[int, int],
) -> None:
    scope, record_id = PAGES[screen]
    lines = []
    for line in starter_lines[scope]:
        if line.id == record_id:
            body = poisoned(msgspec.json.decode(line.body), text)
            if isinstance(body.get("caller"), dict):
                body["caller"]["phone"] = "020-8400 0012"
            lines.append(msgspec.structs.replace(line, rev=99, body=msgspec.Raw(msgspec.json.encode(body))))
        else:
            lines.append(line)
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {scope: lines}, gen=2)
    resident = open_kiosk(size=size)
    resident.ui.shell.navigator.open(screen, record_id)
    resident.ui.window.grabWindow()
    assert resident.ui.shell.navigator.screen == screen, "it is still alive"
    said = "".join(resident.texts()).replace("\n", "")
    assert text in said, "the characters themselves are shown"
    for item in resident.items():
        if is_text(item) and text in str(item.property("text")):
            assert is_plain(item)
            cut = enum_value(item, "elide") != 3
            assert cut or item.property("contentWidth") <= item.width() + 2
            assert item.mapToScene(item.boundingRect().topRight()).x() <= size[0]
