"""A byte changed anywhere in a published repository is refused, and the old content stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Root

from data.content_reader import ContentReader
from data.content_store import ContentStore
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent.directory_source import DirectorySource
from sync.publisher.keys import ROOT_KEYS, key_file, load_key
from tests.sample_records import SCOPE, TODAY, large_lines, line_of
from tests.signed_lines import SignedLines, open_agent, poll_once

SHORT_OFFSETS = 5
LONG_OFFSETS = 200


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[SignedLines, Path, Path]:
    """A platform with something newer than what the terminal's state holds; the files a terminal will ask for."""
    folder = tmp_path_factory.mktemp("tampering")
    platform = SignedLines(folder / "platform")
    platform.publish({"4401": [line_of("benefit.old")], "440105": [line_of("place.p")]})
    state = folder / "state"
    poll_once(state, platform)
    root: Metadata[Root] = Metadata.from_bytes(platform.root)
    root.signed.version = 2
    root.signatures.clear()
    for name in ROOT_KEYS:
        root.sign(load_key(key_file(platform.folder.keys_offline, name)), append=True)
    platform.folder.versioned("root", 2).write_bytes(root.to_bytes())
    platform.publish({"4401": list(large_lines(40)), "440105": [line_of("place.p", rev=2), line_of("place.q")]})
    return platform, state, folder


def wanted_files(platform: SignedLines) -> list[str]:
    """Every file of the current state that the terminal reads, relative to the repository."""
    seen: list[str] = []

    class Watching(DirectorySource):
        def open(self, path: str, **limits: object):  # type: ignore[no-untyped-def,override]  # noqa: ANN202
            seen.append(path)
            return super().open(path, **limits)  # type: ignore[arg-type]

    folder = platform.folder.root.parent
    shutil.copytree(folder / "state", folder / "probe")
    poll_once(folder / "probe", platform, source=Watching(platform.public))
    shutil.rmtree(folder / "probe")
    return [path for path in seen if (platform.public / path).exists()]


def tampered(original: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    """The file with one byte changed at ``count`` offsets, cut short, and with a byte more."""
    step = max(1, len(original) // count)
    offsets = sorted({*range(0, len(original), step), len(original) - 1})
    for offset in offsets:
        changed = bytearray(original)
        changed[offset] ^= 0x01 if offset % 2 else 0x20
        yield f"byte {offset}", bytes(changed)
    yield "cut", original[: len(original) // 2]
    yield "empty", b""
    yield "longer", original + b"\n"


@pytest.mark.logs_warnings
def test_a_changed_byte_in_any_file_is_refused_and_the_old_content_stays(
    prepared: tuple[SignedLines, Path, Path], long_run: bool
) -> None:
    platform, state, folder = prepared
    files = wanted_files(platform)
    assert {name.split("/")[0] for name in files} == {"metadata", "targets", "blob"}
    assert len(files) == 9
    reader = ContentReader(Path(StateFiles(folder / "victim").content_db), SCOPE)
    tried = 0
    for name in files:
        path = platform.public / name
        original = path.read_bytes()
        for what, data in tampered(original, LONG_OFFSETS if long_run else SHORT_OFFSETS):
            shutil.rmtree(folder / "victim", ignore_errors=True)
            shutil.copytree(state, folder / "victim")
            path.write_bytes(data)
            agent = open_agent(folder / "victim", platform)
            try:
                refused = _refused(agent)
            finally:
                agent.close()
                path.write_bytes(original)
            if refused:
                assert [key.id for key in reader.benefits(TODAY)] == ["benefit.old"], (name, what)
                assert reader.generation() == {"4401": 1, "440105": 1}, (name, what)
            else:
                # Only the two files nothing else vouches for, and only where nothing is said: white space at the
                # end, upper or lower case in the digits of a signature or in the T of a time.
                assert name in {"metadata/timestamp.json", "metadata/2.root.json"}, (name, what)
                assert Metadata.from_bytes(data).signed == Metadata.from_bytes(original).signed, (name, what)
            reader.close()
            poll_once(folder / "victim", platform)
            assert reader.generation() == {"4401": 2, "440105": 2}, (name, what)
            reader.close()
            tried += 1
    assert tried >= 8 * len(files)


def _refused(agent: object) -> bool:
    try:
        agent.poll()  # type: ignore[attr-defined]
    except WorldError:
        return True
    return False


@pytest.mark.logs_warnings
def test_a_package_that_rots_on_the_terminals_own_disk_is_not_applied(
    prepared: tuple[SignedLines, Path, Path],
) -> None:
    platform, state, folder = prepared
    victim = folder / "rotting"
    shutil.copytree(state, victim)
    snapshot = platform.manifests["4401"].snapshot
    rotten = bytearray((platform.folder.blob / snapshot.sha256).read_bytes())
    rotten[len(rotten) // 2] ^= 1
    (Path(StateFiles(victim).blob) / snapshot.sha256).write_bytes(rotten)
    agent = open_agent(victim, platform)
    with pytest.raises(WorldError) as caught:
        agent.poll()
    assert caught.value.code == "agent.blob_damaged"
    assert agent.poll().changed == ("4401", "440105"), "it was removed, and fetched again"
    agent.close()
    with ContentStore(Path(StateFiles(victim).content_db)) as store:
        assert store.examine().rotten == {}
