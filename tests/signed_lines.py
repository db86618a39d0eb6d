"""A platform that signs whatever lines a test gives it, with the publisher's own keys, metadata and file layout.

The publisher itself takes checked sources only; tests also need lines no publisher would let through, thousands of
records in a moment, and contradictions.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import zstandard
from tuf.api.metadata import TargetFile

from data.terminal_settings import save_settings
from kiosk.domain.terminal import StateFiles, TerminalSettings
from sync.agent.agent import Agent
from sync.agent.directory_source import DirectorySource
from sync.agent.source import Source
from sync.protocol.package import BlobRef, Delta, Line, Manifest, body_sha256, manifest_path, record_set_hash
from sync.publisher.files import DurableWriter, PlatformFolder
from sync.publisher.metadata import MetadataWriter, delegated, load_signed, role_of
from sync.publisher.publication import init_keys
from tests.sample_records import NOW, SCOPE

Lines = Sequence[Line | bytes]


class SignedLines:
    """A published repository in ``folder``.

    Args:
        folder: made here.
        level: zstd level; low, for tests wait for it.
        now: of making the keys.
        own_keys: not the keys all the others have.
    """

    def __init__(self, folder: Path, *, level: int = 3, now: dt.datetime = NOW, own_keys: bool = False) -> None:
        if own_keys:
            init_keys(folder, now=now)
        else:
            shutil.copytree(_started(now).name, folder)
        self.folder = PlatformFolder(folder)
        self.public = self.folder.public
        self.root = self.folder.first_root.read_bytes()
        self._level = level
        self._now = now
        self._lines: dict[str, dict[str, Line | bytes]] = {}
        self.manifests: dict[str, Manifest] = {}

    def publish(
        self, scopes: Mapping[str, Lines | None], *, now: dt.datetime | None = None, **manifest_fields: Any
    ) -> dict[str, Manifest]:
        """Publish ``scopes`` as they are given; others stay, None takes one away. Returns all manifests.

        Args:
            scopes: all lines of each scope that changes; bytes go in as they are, and are not in the set hash.
            now: time of publication.
            manifest_fields: written into the manifests instead of what is true.
        """
        writer = DurableWriter()
        for scope, lines in scopes.items():
            if lines is None:
                self.manifests.pop(scope)
                self._lines.pop(scope)
                continue
            manifest = self._manifest(scope, lines, writer)
            self.manifests[scope] = msgspec.structs.replace(manifest, **manifest_fields)
        self._sign(writer, now or self._now)
        return self.manifests

    def _manifest(self, scope: str, lines: Lines, writer: DurableWriter) -> Manifest:
        before, previous = self._lines.get(scope, {}), self.manifests.get(scope)
        after = {_id(line): line for line in lines}
        gen = previous.gen + 1 if previous is not None else 1
        deltas: tuple[Delta, ...] = ()
        if previous is not None:
            step: list[Line | bytes] = [line for key, line in after.items() if before.get(key) != line]
            kinds = {key: key.partition(".")[0] for key in before.keys() - after.keys()}
            step += [Line(id=key, kind=kind, gone=True) for key, kind in kinds.items()]
            delta = Delta(from_gen=previous.gen, to_gen=gen, blob=self._pack(step, writer))
            deltas = (*previous.deltas, delta)[-30:]
        known = [line for line in after.values() if isinstance(line, Line)]
        self._lines[scope] = after
        return Manifest(
            scope=scope,
            gen=gen,
            records=len(after),
            set_hash=record_set_hash([(line.id, line.rev, body_sha256(bytes(line.body))) for line in known]),
            snapshot=self._pack(list(after.values()), writer),
            deltas=deltas,
        )

    def _pack(self, lines: Lines, writer: DurableWriter) -> BlobRef:
        raw = b"".join((line if isinstance(line, bytes) else msgspec.json.encode(line)) + b"\n" for line in lines)
        packed = zstandard.ZstdCompressor(level=self._level).compress(raw)
        ref = BlobRef(sha256=hashlib.sha256(packed).hexdigest(), size_bytes=len(packed), raw_bytes=len(raw))
        writer.keep(self.folder.blob / ref.sha256, packed)
        return ref

    def put_blob(self, data: bytes) -> str:
        """Put a file, such as an image, beside the packages; the value is its SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        DurableWriter().keep(self.folder.blob / sha256, data)
        return sha256

    def _sign(self, writer: DurableWriter, now: dt.datetime) -> None:
        metadata = MetadataWriter(self.folder, load_signed(self.folder), floor={}, writer=writer, now=now)
        targets: dict[str, dict[str, TargetFile]] = {role: {} for role in delegated(metadata.targets)}
        for scope, manifest in self.manifests.items():
            data = msgspec.json.encode(manifest)
            path = manifest_path(scope)
            targets[role_of(scope)][path] = TargetFile.from_data(path, data, ["sha256"])
            writer.keep(self.folder.manifest(scope, hashlib.sha256(data).hexdigest()), data)
        for role, files in targets.items():
            metadata.put_role(role, files)
        metadata.put_snapshot()
        metadata.put_timestamp()


@functools.cache
def _started(now: dt.datetime) -> tempfile.TemporaryDirectory[str]:
    """A platform folder with keys, made once: eighteen keys flushed to the disk take a while."""
    folder = tempfile.TemporaryDirectory(prefix="signed-lines-")
    init_keys(Path(folder.name), now=now)
    return folder


def _id(line: Line | bytes) -> str:
    return line.id if isinstance(line, Line) else hashlib.sha256(line).hexdigest()


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: dt.datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now


def provision(state: Path, root: bytes, *, url: str = "http://127.0.0.1:1/", scope: str = SCOPE) -> TerminalSettings:
    """A state folder as ``kiosk provision`` writes it."""
    state.mkdir(parents=True, exist_ok=True)
    settings = TerminalSettings(terminal_id="K-00001", scope=scope, platform_url=url, poll_interval_s=0.5)
    save_settings(state, settings)
    Path(StateFiles(state).trusted_root).write_bytes(root)
    return settings


def open_agent(
    state: Path, platform: SignedLines, *, source: Source | None = None, clock: Clock | None = None, scope: str = SCOPE
) -> Agent:
    """An agent of a provisioned terminal that fetches straight from the platform's folder, or from ``source``."""
    settings = provision(state, platform.root, scope=scope)
    return Agent(state, settings, source or DirectorySource(platform.public), clock or Clock())


def poll_once(
    state: Path, platform: SignedLines, *, source: Source | None = None, clock: Clock | None = None, scope: str = SCOPE
) -> None:
    """Start an agent, poll, index everything, and end it."""
    agent = open_agent(state, platform, source=source, clock=clock, scope=scope)
    try:
        agent.check_if_due()
        agent.poll()
        while agent.index_some():
            pass
    finally:
        agent.close()
