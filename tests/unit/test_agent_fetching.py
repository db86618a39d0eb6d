"""The small parts of a poll: the shorter way, reading packages safely, folders as sources, waiting between polls."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from data.checkpoint import ScopeState
from data.words import say
from kiosk.domain.errors import WorldError
from sync.agent import packages
from sync.agent.backoff import Backoff
from sync.agent.blob_store import BlobStore
from sync.agent.directory_source import DirectorySource
from sync.agent.packages import Skipped, pack_stored, read_lines
from sync.agent.planning import plan_scope
from sync.agent.source import SourceError
from sync.protocol.package import LINE_MAX_BYTES, BlobRef, Delta, Line, Manifest
from tests.sample_records import large_lines, line_of

HASH = "0" * 64


def ref(name: str, size: int) -> BlobRef:
    return BlobRef(sha256=name * 64, size_bytes=size, raw_bytes=size)


def manifest(gen: int, snapshot: int, *steps: tuple[int, int, int]) -> Manifest:
    deltas = tuple(
        Delta(from_gen=a, to_gen=b, blob=ref(format(n + 1, "x"), size)) for n, (a, b, size) in enumerate(steps)
    )
    return Manifest(scope="4401", gen=gen, records=1, set_hash=HASH, snapshot=ref("f", snapshot), deltas=deltas)


def held(gen: int, *, set_hash: str = "1" * 64, needs_snapshot: bool = False) -> ScopeState:
    return ScopeState(gen=gen, manifest_sha256="", set_hash=set_hash, records=1, needs_snapshot=needs_snapshot)


def nothing(_: BlobRef) -> bool:
    return False


CHAIN = ((1, 2, 10), (2, 3, 10), (3, 5, 10))


@pytest.mark.parametrize(
    ("have", "signed", "on_disk", "way"),
    [
        (None, manifest(5, 100, *CHAIN), nothing, "f"),
        (held(1), manifest(5, 100, *CHAIN), nothing, "123"),
        (held(3), manifest(5, 100, *CHAIN), nothing, "3"),
        (held(1), manifest(5, 25, *CHAIN), nothing, "f"),
        (held(1), manifest(5, 25, *CHAIN), lambda r: r.sha256[0] != "f", "123"),
        (held(3), manifest(5, 100, *CHAIN), lambda r: r.sha256[0] == "f", "f"),
        (held(4), manifest(5, 100, *CHAIN), nothing, "f"),
        (held(1), manifest(5, 100, (1, 2, 10), (3, 5, 10)), nothing, "f"),
        (held(7), manifest(5, 100, *CHAIN), nothing, "f"),
        (held(1, needs_snapshot=True), manifest(5, 100, *CHAIN), nothing, "f"),
        (held(5), manifest(5, 100, *CHAIN), nothing, "f"),
        (held(5, set_hash=HASH), manifest(5, 100, *CHAIN), nothing, ""),
        (held(1), manifest(5, 100, (1, 1, 5), (1, 9, 5)), nothing, "f"),
    ],
)
def test_the_way_with_fewer_bytes_is_taken(
    have: ScopeState | None, signed: Manifest, on_disk: Callable[[BlobRef], bool], way: str
) -> None:
    plan = plan_scope(signed, HASH, have, on_disk=on_disk)
    assert "".join(file.sha256[0] for file in plan.files) == way
    assert plan.whole == (way == "f")


def test_deltas_are_not_taken_when_they_will_not_do() -> None:
    plan = plan_scope(manifest(2, 100, (1, 2, 1)), HASH, held(1), on_disk=nothing, whole=True)
    assert plan.whole


def packed(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(raw)


def lines_in(data: bytes, raw_bytes: int) -> list[Line]:
    return list(read_lines(data, raw_bytes=raw_bytes, skipped=Skipped()))


@pytest.mark.parametrize("at_once", [0, packages.AT_ONCE_BYTES], ids=["in pieces", "at once"])
def test_a_package_is_read_line_by_line_whatever_its_frames(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(packages, "AT_ONCE_BYTES", at_once)
    wanted = [line_of(f"benefit.n{n}") for n in range(7)]
    raw = b"".join(msgspec.json.encode(line) + b"\n" for line in wanted)
    for size in (1, 7, 1000, 1 << 20):
        monkeypatch.setattr(packages, "_READ_BYTES", size)
        assert lines_in(packed(raw), len(raw)) == wanted
        assert lines_in(packed(raw[:500]) + packed(raw[500:]), len(raw)) == wanted
        assert lines_in(packed(raw[:-1]), len(raw) - 1) == wanted, "the last line end may be missing"
    assert lines_in(packed(b""), 0) == []


@pytest.mark.parametrize(
    ("data", "raw_bytes"),
    [
        (packed(bytes(100_000_000)), 1000),
        (packed(bytes(100_000_000)), 100_000_000),
        (packed(b"x" * 10), 11),
        (packed(b"x" * 10)[:-3], 10),
        (b"not zstd at all", 10),
        (b"", 10),
        (packed(b'{"id":"' + b"a" * (2 * LINE_MAX_BYTES) + b'"}'), 2 * LINE_MAX_BYTES + 9),
    ],
    ids=["bomb", "one endless line", "short", "cut", "no zstd", "empty", "long line"],
)
@pytest.mark.parametrize("at_once", [0, 2 * packages.AT_ONCE_BYTES], ids=["in pieces", "at once"])
def test_a_package_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, data: bytes, raw_bytes: int, at_once: int
) -> None:
    monkeypatch.setattr(packages, "AT_ONCE_BYTES", at_once)
    with pytest.raises(WorldError) as caught:
        lines_in(data, raw_bytes)
    assert caught.value.code == "agent.bad_package"
    assert say(caught.value.code, **caught.value.params)


def test_a_package_may_not_ask_for_all_the_memory_there_is() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=30)
    greedy = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = greedy.compress(b"x" * 100) + greedy.flush()
    with pytest.raises(WorldError) as caught:
        lines_in(data, 100)
    assert caught.value.code == "agent.bad_package"


def test_one_line_that_is_none_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    good = [msgspec.json.encode(line_of(f"benefit.n{n}")) for n in range(3)]
    raw = b"\n".join([good[0], b"{", good[1], b"\xff", b"", good[2]])
    for at_once in (0, packages.AT_ONCE_BYTES):
        monkeypatch.setattr(packages, "AT_ONCE_BYTES", at_once)
        skipped = Skipped()
        found = list(read_lines(packed(raw), raw_bytes=len(raw), skipped=skipped))
        assert [line.id for line in found] == ["benefit.n0", "benefit.n1", "benefit.n2"]
        assert skipped.count == 2
        assert skipped.reason


def test_what_is_packed_here_reads_back() -> None:
    wanted = [*large_lines(20), line_of("benefit.x", hides=True), line_of("oddity.y", raw_body=b"[1]")]
    data, raw_bytes = pack_stored(wanted)  # type: ignore[arg-type]
    assert lines_in(data, raw_bytes) == wanted


def test_a_folder_is_a_source_within_limits(tmp_path: Path) -> None:
    source = DirectorySource(tmp_path)
    (tmp_path / "file").write_bytes(b"x" * 200_000)

    def read(path: str, **limits: object) -> tuple[int, bytes]:
        with source.open(path, **{"max_bytes": 300_000, "total_s": 5, **limits}) as stream:  # type: ignore[arg-type]
            return stream.start, b"".join(stream.chunks)

    assert read("file") == (0, b"x" * 200_000)
    assert read("file", start=150_000) == (150_000, b"x" * 50_000)
    assert read("file", start=900_000) == (200_000, b"")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "folder").mkdir()
    for path, limits, code in [
        ("none", {}, "agent.missing"),
        ("file", {"max_bytes": 199_999}, "agent.too_long"),
        ("file", {"exact": True}, "agent.cut_short"),
        ("file", {"total_s": -1}, "agent.too_slow"),
        ("pipe", {}, "agent.unreadable"),
        ("link", {}, "agent.unreadable"),
        ("folder", {}, "agent.unreadable"),
    ]:
        with pytest.raises(SourceError) as caught:
            read(path, **limits)
        assert caught.value.code == code, path
        assert say(code, **caught.value.params)


def test_the_blob_folder_keeps_what_is_wanted_and_nothing_else(tmp_path: Path) -> None:
    blobs = BlobStore(tmp_path / "blob")
    kept, gone = blobs.keep(b"kept"), blobs.keep(b"gone")
    for name in (kept, gone):
        (tmp_path / "blob" / f"{name}.part").write_bytes(b"")
    assert blobs.prune({kept}) == 2
    assert {path.name for path in (tmp_path / "blob").iterdir()} == {kept, f"{kept}.part"}
    assert blobs.read(kept, 4) == b"kept"
    assert blobs.sound(kept)
    blobs.path(kept).write_bytes(b"rots")
    assert not blobs.sound(kept)
    assert not blobs.path(kept).exists()


@given(st.integers(0, 40), st.integers(0, 10**6))
def test_waits_after_failures_are_spread_and_bounded(failures: int, seed: int) -> None:
    backoff = Backoff(300.0, random.Random(seed))  # noqa: S311
    waits = [backoff.after_failure() for _ in range(failures)]
    assert all(0 <= wait <= min(2.0**n, 300.0) for n, wait in enumerate(waits))
    assert backoff.after_failure(100.0) >= 100.0
    assert 270.0 <= backoff.after_success() <= 330.0
    assert backoff.after_failure() <= 1.0


def test_waits_after_failures_differ_between_terminals() -> None:
    waits = set()
    for seed in range(50):
        backoff = Backoff(300.0, random.Random(seed))  # noqa: S311
        for _ in range(12):
            wait = backoff.after_failure()
        waits.add(round(wait))
    assert len(waits) > 35
