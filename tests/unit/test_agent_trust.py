"""Signed metadata: never older than what was once accepted, whatever happened to the disk or the clock."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from importlib import metadata as installed
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Timestamp
from tuf.ngclient import Updater

from data import files
from data.content_reader import ContentReader
from data.inbox_store import InboxStore, RoleVersion
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent import trust
from sync.agent.directory_source import DirectorySource
from sync.publisher.files import PlatformFolder
from sync.publisher.keys import ROOT_KEYS, key_file, load_key
from tests.sample_records import NOW, SCOPE, TODAY, line_of
from tests.signed_lines import Clock, SignedLines, open_agent, poll_once


@pytest.fixture
def platform(tmp_path: Path) -> SignedLines:
    made = SignedLines(tmp_path / "platform")
    made.publish({"4401": [line_of("benefit.first")]})
    return made


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def reader(state: Path) -> Iterator[ContentReader]:
    opened = ContentReader(Path(StateFiles(state).content_db), SCOPE)
    yield opened
    opened.close()


def shown(reader: ContentReader) -> list[str]:
    return [key.id for key in reader.benefits(TODAY)]


def refused(state: Path, platform: SignedLines, *, public: Path | None = None, now: dt.datetime = NOW) -> str:
    """Poll, which must fail; the code of the sentence."""
    source = DirectorySource(public or platform.public)
    agent = open_agent(state, platform, source=source, clock=Clock(now))
    try:
        with pytest.raises(WorldError) as caught:
            agent.poll()
    finally:
        agent.close()
    return caught.value.code


def copy_of(platform: SignedLines, to: Path) -> Path:
    return Path(shutil.copytree(platform.public, to))


def test_an_older_repository_is_refused_after_a_newer_one(
    platform: SignedLines, state: Path, reader: ContentReader, tmp_path: Path
) -> None:
    old = copy_of(platform, tmp_path / "old")
    platform.publish({"4401": [line_of("benefit.second")]})
    poll_once(state, platform)
    assert refused(state, platform, public=old) == "agent.old_metadata"
    assert shown(reader) == ["benefit.second"]
    assert reader.sync_state().last_error == "agent.old_metadata"


@pytest.mark.parametrize("loss", ["zeroed", "truncated", "deleted", "folder"])
def test_an_older_repository_is_refused_when_the_clients_own_files_were_lost_in_a_power_cut(
    platform: SignedLines, state: Path, reader: ContentReader, tmp_path: Path, loss: str
) -> None:
    old = copy_of(platform, tmp_path / "old")
    platform.publish({"4401": [line_of("benefit.second")]})
    poll_once(state, platform)
    folder = Path(StateFiles(state).tuf)
    cached = [path for path in folder.rglob("*") if path.is_file()]
    assert {"timestamp.json", "snapshot.json", "targets.json", "city.json"} <= {path.name for path in cached}
    for path in cached:
        if loss == "zeroed":
            path.write_bytes(b"\0" * path.stat().st_size)
        elif loss == "truncated":
            path.write_bytes(b"")
        else:
            path.unlink()
    if loss == "folder":
        shutil.rmtree(folder)
    assert refused(state, platform, public=old) == "agent.rollback"
    assert shown(reader) == ["benefit.second"]
    poll_once(state, platform)
    assert shown(reader) == ["benefit.second"]


def test_each_role_has_a_floor_of_its_own(platform: SignedLines, state: Path) -> None:
    platform.publish({"440105": [line_of("place.p")]})
    poll_once(state, platform)
    with InboxStore(Path(StateFiles(state).inbox_db)) as inbox:
        floor = inbox.floor()
        assert set(floor) == {"root", "timestamp", "snapshot", "targets", "city", "d440105"}
        assert all(held.keys for held in floor.values())
        for role, held in floor.items():
            older = {**floor, role: RoleVersion(held.version - 1, held.keys)}
            with pytest.raises(WorldError) as caught:
                inbox.raise_floor(older, None)
            assert (caught.value.code, caught.value.params["role"]) == ("agent.rollback", role)
            assert inbox.floor() == floor


def test_new_keys_start_a_new_count_except_for_the_root(tmp_path: Path) -> None:
    with InboxStore(tmp_path / "inbox.db") as inbox:
        inbox.raise_floor({"root": RoleVersion(3, ("a",)), "timestamp": RoleVersion(2**31, ("t",))}, None)
        inbox.raise_floor({"root": RoleVersion(4, ("a",)), "timestamp": RoleVersion(1, ("new",))}, None)
        assert inbox.floor()["timestamp"] == RoleVersion(1, ("new",))
        with pytest.raises(WorldError):
            inbox.check_floor({"root": RoleVersion(1, ("b",))})


def test_the_owner_recovers_from_a_stolen_timestamp_key(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    # The thief signs a version no honest publication reaches; the owner replaces the key in a new root.
    folder = platform.folder
    path = folder.timestamp
    stolen: Metadata[Timestamp] = Metadata.from_bytes(path.read_bytes())
    honest = path.read_bytes()
    stolen.signed.version = 2**31
    stolen.sign(load_key(key_file(folder.keys_online, "timestamp")))
    path.write_bytes(stolen.to_bytes())
    poll_once(state, platform)
    path.write_bytes(honest)
    assert refused(state, platform) == "agent.old_metadata"

    root: Metadata[Root] = Metadata.from_bytes(folder.first_root.read_bytes())
    fresh = CryptoSigner.generate_ed25519()
    root.signed.revoke_key(next(iter(root.signed.roles["timestamp"].keyids)), "timestamp")
    root.signed.add_key(fresh.public_key, "timestamp")
    root.signed.version = 2
    root.signatures.clear()
    for name in ROOT_KEYS:
        root.sign(load_key(key_file(folder.keys_offline, name)), append=True)
    folder.versioned("root", 2).write_bytes(root.to_bytes())
    key_file(folder.keys_online, "timestamp").write_bytes(fresh.private_bytes)
    again: Metadata[Timestamp] = Metadata.from_bytes(honest)
    again.sign(fresh)
    path.write_bytes(again.to_bytes())
    platform.publish({"4401": [line_of("benefit.after")]})
    poll_once(state, platform)
    assert shown(reader) == ["benefit.after"]


def test_a_root_the_old_keys_did_not_sign_is_refused(
    platform: SignedLines, state: Path, reader: ContentReader, tmp_path: Path
) -> None:
    poll_once(state, platform)
    other = SignedLines(tmp_path / "other", own_keys=True)
    other.publish({"4401": [line_of("benefit.foreign")]})
    root: Metadata[Root] = Metadata.from_bytes(other.root)
    root.signed.version = 2
    root.signatures.clear()
    for name in ROOT_KEYS:
        root.sign(load_key(key_file(other.folder.keys_offline, name)), append=True)
    PlatformFolder(platform.folder.root).versioned("root", 2).write_bytes(root.to_bytes())
    assert refused(state, platform) == "agent.not_trusted"
    assert refused(state, platform, public=other.public) == "agent.not_trusted"
    assert shown(reader) == ["benefit.first"]


@pytest.mark.parametrize("days", [15, 400, 3660])
def test_expired_metadata_delays_news_and_hides_nothing(
    platform: SignedLines, state: Path, reader: ContentReader, days: int
) -> None:
    poll_once(state, platform)
    later = NOW + dt.timedelta(days=days)
    assert refused(state, platform, now=later) == "agent.expired"
    assert shown(reader) == ["benefit.first"]
    known = reader.sync_state()
    assert (known.confirmed_at, known.failing_since, known.last_error) == (NOW, later, "agent.expired")


def test_a_clock_in_the_past_does_not_stop_sync_nor_open_the_door_to_old_news(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    long_ago = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    poll_once(state, platform, clock=Clock(long_ago))
    assert shown(reader) == ["benefit.first"]
    platform.publish({"4401": [line_of("benefit.second")]}, now=NOW + dt.timedelta(days=1))
    poll_once(state, platform, clock=Clock(long_ago))
    assert shown(reader) == ["benefit.second"]
    assert reader.sync_state().confirmed_at == NOW + dt.timedelta(days=1), "the signed time is the better clock"
    # The platform then signs something on its own wrong clock: expired by the time that is already known.
    platform.publish({"4401": [line_of("benefit.third")]}, now=NOW - dt.timedelta(days=60))
    assert refused(state, platform, now=long_ago) == "agent.expired"


def test_a_signed_time_that_makes_no_sense_is_not_used() -> None:
    for value in (None, 5, "yesterday", "2026-11-22T02:00:00", ["2026"]):
        assert trust._time(value) is None
    assert trust._time("2026-11-22T02:00:00Z") == NOW


def test_missing_and_worthless_roots_are_told_apart(platform: SignedLines, state: Path) -> None:
    agent = open_agent(state, platform)
    path = Path(StateFiles(state).trusted_root)
    path.write_bytes(b"{}")
    for code in ("agent.bad_root", "agent.no_root"):
        with pytest.raises(WorldError) as caught:
            agent.poll()
        assert caught.value.code == code
        path.unlink(missing_ok=True)
    agent.close()


def test_the_private_members_this_rests_on_are_still_there() -> None:
    """python-tuf is pinned because of these; a new version is taken only when this passes."""
    assert installed.version("tuf") == "7.0.1"
    assert callable(Updater._persist_file)
    assert callable(Updater._update_root_symlink)
    assert "_persist_file" in Updater._persist_metadata.__code__.co_names
    assert "_persist_file" in Updater._persist_root.__code__.co_names


def test_every_file_of_the_update_client_is_flushed_to_the_disk(
    platform: SignedLines, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    durable = files.write_durably

    def write(path: Path, data: bytes) -> None:
        durable(path, data)
        flushed.append(path)

    monkeypatch.setattr(trust, "write_durably", write)
    poll_once(state, platform)
    folder = Path(StateFiles(state).tuf)
    written = {path for path in folder.rglob("*.json") if not path.name.endswith(".manifest.json")}
    assert written == set(flushed)
    flushed.clear()
    poll_once(state, platform)
    assert flushed == [], "a poll without news writes nothing"
