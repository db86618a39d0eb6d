"""Attacks on signed content, over the network and on a stick: refused, forgotten, and honest news still come.

The attacks are ``tuf_attacks``. What a server can do on the wire (silence, dripping, redirects, bombs) is
``test_agent_network_faults``; changed bytes at every place are ``test_agent_tampering``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root, TargetFile

from data.content_reader import ContentReader
from data.inbox_store import InboxStore
from data.terminal_settings import load_settings
from kiosk.app import stick as stick_app
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent.agent import Agent
from sync.agent.http_source import HttpSource
from sync.protocol.stick import CONTENT, FOLDER
from sync.publisher.keys import ROOT_KEYS
from tests.faults.hostile_server import HostileServer
from tests.faults.tuf_attacks import ATTACKS, BY_THE_OWNER, DISTRICT, Evil
from tests.sample_records import NOW, SCOPE, TODAY, line_of
from tests.signed_lines import SignedLines, provision

pytestmark = pytest.mark.logs_warnings

LATER = NOW + dt.timedelta(hours=1)


class Terminal:
    """A terminal that shows what was published before, and takes what is offered to it."""

    def __init__(self, state: Path, honest: SignedLines) -> None:
        self.state = state
        self.honest = honest
        provision(state, honest.root)

    def over_network(self, public: Path) -> str | None:
        """Poll a web server; the code of what it was refused for."""
        server = HostileServer(public)
        try:
            agent = Agent(self.state, load_settings(self.state), HttpSource(server.url, read_s=2.0), lambda: LATER)
            with contextlib.closing(agent):
                try:
                    agent.poll()
                except WorldError as error:
                    return error.code
                return None
        finally:
            server.close()

    def by_stick(self, public: Path) -> str | None:
        """``kiosk import``; the code of what it was refused for."""
        base = self.state.parent / "stick"
        content = base / FOLDER / CONTENT
        content.parent.mkdir(parents=True)
        public.rename(content)
        try:
            refused = stick_app.import_from_stick(self.state, base).content_refused
        finally:
            shutil.rmtree(base)
        return None if refused is None else refused.code

    def shows(self) -> list[str]:
        with contextlib.closing(ContentReader(Path(StateFiles(self.state).content_db), SCOPE)) as reader:
            return sorted(key.id for key in (*reader.benefits(TODAY), *reader.places(TODAY)))


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Terminal, Path]:
    monkeypatch.setattr(stick_app, "_now", lambda: LATER)
    honest = SignedLines(tmp_path / "platform")
    older = tmp_path / "older"
    for number in range(3):
        honest.publish({"4401": [line_of(f"benefit.b{number}")], "440105": [line_of(f"place.p{number}")]})
        if number == 1:
            shutil.copytree(honest.public, older)
    made = Terminal(tmp_path / "state", honest)
    assert made.over_network(honest.public) is None
    return made, older


@pytest.mark.parametrize("way", ["over_network", "by_stick"])
def test_every_named_attack_is_refused_and_honest_news_still_come(
    terminal: tuple[Terminal, Path], tmp_path: Path, way: str
) -> None:
    """Nothing of an attack is shown, none of them sticks, and the last honest publication is taken as ever."""
    made, older = terminal
    take = getattr(made, way)
    shown = made.shows()
    assert shown == ["benefit.b2", "place.p2"]
    taken: list[str] = []
    # What is attacked has news to offer: nothing would be fetched, and so nothing refused, where all is known.
    made.honest.publish({"4401": [line_of("benefit.news")], "440105": [line_of("place.news")]})
    for number, (name, spoil) in enumerate(ATTACKS.items()):
        base = tmp_path / str(number)
        base.mkdir()
        evil = Evil(made.honest, base, older=older)
        if way == "over_network":
            evil.endless_bytes = 2_000_000  # the server holds files in memory; truly endless ones are in network faults
        spoil(evil)
        before = tmp_path / "before"
        shutil.copytree(made.state, before)
        if take(evil.folder.public) is None or made.shows() != shown:
            taken.append(name)
        shutil.rmtree(base)
        if name in BY_THE_OWNER:  # part of it is honest, and rightly stays
            shutil.rmtree(made.state)
            before.rename(made.state)
        else:
            shutil.rmtree(before)
    assert taken == []
    # Who had the online keys could number ahead by one; the next publications are past that.
    for _ in range(3):
        made.honest.publish({"4401": [line_of("benefit.news")], "440105": [line_of("place.news")]})
    whole = tmp_path / "honest"
    shutil.copytree(made.honest.public, whole)
    assert take(whole) is None
    assert made.shows() == ["benefit.news", "place.news"]


@pytest.mark.parametrize("way", ["over_network", "by_stick"])
def test_ten_honest_changes_of_the_root_are_followed(terminal: tuple[Terminal, Path], tmp_path: Path, way: str) -> None:
    """Refusing everything would be easy: keys that are replaced as they should be are followed."""
    made, older = terminal
    evil = Evil(made.honest, tmp_path, older=older)
    signer = evil.key("timestamp")
    for _ in range(10):
        fresh = CryptoSigner.generate_ed25519()

        def replaced(root: Root, fresh: CryptoSigner = fresh) -> None:
            root.roles["timestamp"].keyids.clear()
            root.add_key(fresh.public_key, "timestamp")

        evil.sign("root", replaced, by=[evil.key(name) for name in ROOT_KEYS])
        signer = fresh
    evil.sign("timestamp", by=[signer])
    assert getattr(made, way)(evil.folder.public) is None


def test_a_district_that_signs_for_the_city_is_not_heard(terminal: tuple[Terminal, Path], tmp_path: Path) -> None:
    """A path outside of what was delegated to it is passed over; its own is taken."""
    made, older = terminal
    evil = Evil(made.honest, tmp_path, older=older)
    data = next(path for path in evil.folder.targets.rglob("*.json") if path.parent.name == "440105").read_bytes()

    def wider(signed: Any) -> None:
        path = next(iter(signed.targets)).replace("440105", "4401")
        signed.targets[path] = TargetFile.from_data(path, data, ["sha256"])

    evil.sign(DISTRICT, wider)
    assert made.over_network(evil.folder.public) is None
    assert made.shows() == ["benefit.b2", "place.p2"]


@pytest.mark.parametrize("way", ["over_network", "by_stick"])
def test_without_a_floor_an_attack_would_be_taken(
    terminal: tuple[Terminal, Path], tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """These tests can fail: with the update client's files lost and no floor, the oldest of the attacks succeeds."""
    made, older = terminal
    shutil.rmtree(StateFiles(made.state).tuf)
    evil = Evil(made.honest, tmp_path, older=older)
    ATTACKS["rollback of everything"](evil)
    monkeypatch.setattr(InboxStore, "check_floor", lambda self, versions: None)
    assert getattr(made, way)(evil.folder.public) is None
    assert made.shows() == ["benefit.b1", "place.p1"]
