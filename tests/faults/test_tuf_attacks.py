"""The attacks The Update Framework names, each with the keys its attacker would have, over the network and on a stick.

In each only one thing is wrong: everything above it is signed again by the honest keys, so that nothing else refuses it.
What a server can do on the wire (silence, dripping, redirects, bombs) is ``test_agent_network_faults``; changed bytes at
every place are ``test_agent_tampering``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, TargetFile

from data.content_reader import ContentReader
from data.terminal_settings import load_settings
from kiosk.app import stick as stick_app
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent.agent import Agent
from sync.agent.http_source import HttpSource
from sync.protocol.stick import CONTENT, FOLDER
from sync.publisher.files import PlatformFolder
from sync.publisher.keys import ROOT_KEYS, key_file, load_key
from tests.faults.hostile_server import HostileServer
from tests.sample_records import NOW, SCOPE, TODAY, line_of
from tests.signed_lines import SignedLines, provision

pytestmark = pytest.mark.logs_warnings

DISTRICT = "d440105"
LATER = NOW + dt.timedelta(hours=1)


class Evil:
    """A copy of what is published, to be spoiled. The keys used say whose hands it fell into."""

    def __init__(self, honest: SignedLines, base: Path, *, older: Path) -> None:
        self._keys = honest.folder
        root = base / "evil"
        root.mkdir()
        shutil.copytree(honest.public, root / "public")
        self.folder = PlatformFolder(root)
        self.older = older
        """What was published before."""
        self.stranger = CryptoSigner.generate_ed25519()
        self.endless_bytes = 10_000_000_000

    def key(self, name: str) -> CryptoSigner:
        offline = name.startswith("root") or name == "targets"
        return load_key(key_file(self._keys.keys_offline if offline else self._keys.keys_online, name))

    def latest(self, role: str) -> Path:
        if role == "timestamp":
            return self.folder.timestamp
        return self.folder.versioned(role, self.folder.versions_on_disk(role)[-1])

    def load(self, role: str) -> Metadata[Any]:
        return Metadata.from_bytes(self.latest(role).read_bytes())

    def sign(
        self,
        role: str,
        change: Callable[[Any], None] = lambda signed: None,
        *,
        by: list[CryptoSigner] | None = None,
        version: int = 1,
        carry: bool = True,
    ) -> None:
        """A next version of a role, changed; ``carry``: what names it is signed again by the honest keys."""
        metadata = self.load(role)
        metadata.signed.version += version
        change(metadata.signed)
        metadata.signatures.clear()
        for signer in [self.key(role)] if by is None else by:
            metadata.sign(signer, append=True)
        self.put(role, metadata, carry=carry)

    def put(self, role: str, metadata: Metadata[Any], *, carry: bool = True, data: bytes | None = None) -> None:
        """Publish these metadata, or other bytes in their place."""
        version = metadata.signed.version
        path = self.folder.timestamp if role == "timestamp" else self.folder.versioned(role, version)
        path.write_bytes(metadata.to_bytes() if data is None else data)
        if carry and role not in ("root", "snapshot", "timestamp"):
            self.sign("snapshot", lambda signed: signed.meta.update({f"{role}.json": MetaFile(version)}))
        elif carry and role == "snapshot":
            self.sign("timestamp", lambda signed: setattr(signed, "snapshot_meta", MetaFile(version)))


Attack = Callable[[Evil], None]
ATTACKS: dict[str, Attack] = {}
BY_THE_OWNER = {"a key that was replaced goes on signing"}


def attack(name: str) -> Callable[[Attack], Attack]:
    def entered(made: Attack) -> Attack:
        ATTACKS[name] = made
        return made

    return entered


@attack("rollback of everything")
def _(evil: Evil) -> None:
    shutil.rmtree(evil.folder.public)
    shutil.copytree(evil.older, evil.folder.public)


@attack("rollback of the timestamp")
def _(evil: Evil) -> None:
    shutil.copy(evil.older / "metadata" / "timestamp.json", evil.folder.timestamp)


@attack("rollback of the snapshot, by whoever has the timestamp key")
def _(evil: Evil) -> None:
    evil.sign("timestamp", lambda signed: setattr(signed, "snapshot_meta", MetaFile(signed.snapshot_meta.version - 2)))


@attack("rollback of a role, by whoever has the online keys")
def _(evil: Evil) -> None:
    meta = {f"{DISTRICT}.json": MetaFile(evil.load(DISTRICT).signed.version - 2)}
    evil.sign("snapshot", lambda signed: signed.meta.update(meta))


@attack("a role dropped from the snapshot")
def _(evil: Evil) -> None:
    evil.sign("snapshot", lambda signed: signed.meta.pop(f"{DISTRICT}.json"))


@attack("freeze: the same for ever")
def _(evil: Evil) -> None:
    evil.sign("timestamp", lambda signed: setattr(signed, "expires", NOW))


@attack("an expired snapshot kept in use")
def _(evil: Evil) -> None:
    evil.sign("snapshot", lambda signed: setattr(signed, "expires", NOW))


@attack("an expired role kept in use")
def _(evil: Evil) -> None:
    evil.sign(DISTRICT, lambda signed: setattr(signed, "expires", NOW))


@attack("expired delegations kept in use")
def _(evil: Evil) -> None:
    evil.sign("targets", lambda signed: setattr(signed, "expires", NOW))


@attack("mix and match: a role of another day under a new number")
def _(evil: Evil) -> None:
    old = evil.folder.versioned(DISTRICT, evil.load(DISTRICT).signed.version - 1).read_bytes()
    metadata = evil.load(DISTRICT)
    metadata.signed.version += 1
    evil.put(DISTRICT, metadata, data=old)


@attack("mix and match: a snapshot of another day under a new number")
def _(evil: Evil) -> None:
    old = evil.folder.versioned("snapshot", evil.load("snapshot").signed.version - 1).read_bytes()
    metadata = evil.load("snapshot")
    metadata.signed.version += 1
    evil.put("snapshot", metadata, data=old)


@attack("wrong role: the snapshot key signs the timestamp")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[evil.key("snapshot")])


@attack("wrong role: a district signs for the city")
def _(evil: Evil) -> None:
    evil.sign("city", by=[evil.key(DISTRICT)])


@attack("wrong role: a district signs for another")
def _(evil: Evil) -> None:
    evil.sign(DISTRICT, by=[evil.key("d440103")])


@attack("wrong role: the timestamp's text as snapshot")
def _(evil: Evil) -> None:
    metadata = evil.load("snapshot")
    metadata.signed.version += 1
    evil.put("snapshot", metadata, data=evil.folder.timestamp.read_bytes())


@attack("unsigned")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[])


@attack("signed by a stranger")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[evil.stranger])


@attack("a very high version, signed by a stranger")
def _(evil: Evil) -> None:
    evil.sign("timestamp", by=[evil.stranger], version=2**31)


@attack("delegations by a stranger")
def _(evil: Evil) -> None:
    evil.sign("targets", by=[evil.stranger])


@attack("one key of the root where two must sign")
def _(evil: Evil) -> None:
    evil.sign("root", by=[evil.key("root-1")])


@attack("the same root key twice")
def _(evil: Evil) -> None:
    evil.sign("root", by=[evil.key("root-1"), evil.key("root-1")])


@attack("a root of a stranger's own")
def _(evil: Evil) -> None:
    def own(root: Root) -> None:
        root.roles["root"].keyids.clear()
        root.add_key(evil.stranger.public_key, "root")
        root.roles["root"].threshold = 1
        root.roles["timestamp"].keyids.clear()
        root.add_key(evil.stranger.public_key, "timestamp")

    evil.sign("root", own, by=[evil.stranger])
    evil.sign("timestamp", by=[evil.stranger])


@attack("a root that skips a number")
def _(evil: Evil) -> None:
    metadata = evil.load("root")
    metadata.signed.version += 2
    metadata.signatures.clear()
    for name in ROOT_KEYS:
        metadata.sign(evil.key(name), append=True)
    evil.folder.versioned("root", metadata.signed.version - 1).write_bytes(metadata.to_bytes())


@attack("a key that was replaced goes on signing")
def _(evil: Evil) -> None:
    fresh = CryptoSigner.generate_ed25519()

    def replaced(root: Root) -> None:
        root.roles["timestamp"].keyids.clear()
        root.add_key(fresh.public_key, "timestamp")

    evil.sign("root", replaced, by=[evil.key(name) for name in ROOT_KEYS])
    evil.sign("timestamp")


@attack("arbitrary software: other bytes in place of a package")
def _(evil: Evil) -> None:
    for path in evil.folder.blob.iterdir():
        path.write_bytes(bytes(path.stat().st_size))


@attack("arbitrary software: a manifest that is not the signed one")
def _(evil: Evil) -> None:
    for path in evil.folder.targets.rglob("*.json"):
        path.write_bytes(path.read_bytes().replace(b'"gen":', b'"gen":9'))


@attack("one scope's manifest for another's")
def _(evil: Evil) -> None:
    city = next(path for path in evil.folder.targets.rglob("*.json") if path.parent.name == "4401").read_bytes()

    def swapped(signed: Any) -> None:
        for path in signed.targets:
            signed.targets[path] = TargetFile.from_data(path, city, ["sha256"])
            folder, _, name = path.rpartition("/")
            target = evil.folder.targets / folder / f"{signed.targets[path].hashes['sha256']}.{name}"
            target.write_bytes(city)

    evil.sign(DISTRICT, swapped)


@attack("endless data in the timestamp")
def _(evil: Evil) -> None:
    with evil.folder.timestamp.open("r+b") as file:
        file.truncate(evil.endless_bytes)


@attack("endless data in the snapshot")
def _(evil: Evil) -> None:
    evil.sign("snapshot")
    with evil.latest("snapshot").open("r+b") as file:
        file.truncate(evil.endless_bytes)


@attack("endless data in the next root")
def _(evil: Evil) -> None:
    with evil.folder.versioned("root", 2).open("wb") as file:
        file.truncate(evil.endless_bytes)


@attack("the snapshot withheld")
def _(evil: Evil) -> None:
    evil.sign("snapshot")
    evil.latest("snapshot").unlink()


@attack("the packages withheld")
def _(evil: Evil) -> None:
    shutil.rmtree(evil.folder.blob)


@attack("nonsense")
def _(evil: Evil) -> None:
    evil.folder.timestamp.write_bytes(b"{" * 10_000)


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
    from data.inbox_store import InboxStore

    made, older = terminal
    shutil.rmtree(StateFiles(made.state).tuf)
    evil = Evil(made.honest, tmp_path, older=older)
    ATTACKS["rollback of everything"](evil)
    monkeypatch.setattr(InboxStore, "check_floor", lambda self, versions: None)
    assert getattr(made, way)(evil.folder.public) is None
    assert made.shows() == ["benefit.b1", "place.p1"]
