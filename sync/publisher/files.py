"""Where the publisher's files lie, and how they are written so that a crash at any instant leaves a whole repository.

``public/`` is what a web server or a USB stick carries to terminals. Files in it are named by their content or version
and never change, except ``metadata/timestamp.json``: it is written last and makes everything before it visible.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.errors import WorldError
from sync.protocol.package import manifest_path

_PART_PREFIX = ".part-"


class PlatformFolder:
    """Names of what lies in a platform folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.keys_offline = root / "keys-offline"
        self.keys_online = root / "keys-online"
        self.public = root / "public"
        self.metadata = self.public / "metadata"
        self.targets = self.public / "targets"
        self.blob = self.public / "blob"
        self.state = root / "state"
        self.voice = root / "voice"  # spoken sentences, to be made once
        self.records = root / "records"  # sources the platform itself makes: its public keys

    @property
    def timestamp(self) -> Path:
        """The one public file that changes."""
        return self.metadata / "timestamp.json"

    @property
    def first_root(self) -> Path:
        """The root of trust terminals are provisioned with."""
        return self.versioned("root", 1)

    def versioned(self, role: str, version: int) -> Path:
        """File of one version of a role."""
        return self.metadata / f"{version}.{role}.json"

    def manifest(self, scope: str, sha256: str) -> Path:
        """File of a manifest; TUF puts the hash before the name."""
        folder, _, name = manifest_path(scope).rpartition("/")
        return self.targets / folder / f"{sha256}.{name}"

    def versions_on_disk(self, role: str) -> list[int]:
        """Versions of a role that lie here, ascending, referenced or not."""
        names = (path.name.removesuffix(f".{role}.json") for path in self.metadata.glob(f"*.{role}.json"))
        return sorted(int(name) for name in names if name.isdecimal())

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder against a second publisher.

        Raises:
            WorldError: another one holds it (``publisher.busy``).
        """
        self.state.mkdir(parents=True, exist_ok=True)
        with (self.state / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise WorldError("publisher.busy", path=self.root) from None
            yield


class DurableWriter:
    """Writes files whole or not at all; ``settle`` makes everything written so far survive a power cut."""

    def __init__(self) -> None:
        self._folders: set[Path] = set()
        self.written_bytes = 0

    def write(self, path: Path, data: bytes, *, mode: int = 0o644) -> None:
        """Write one file in place of what is there.

        Raises:
            WorldError: the disk is full or does not let us (``publisher.cannot_write``).
        """
        part = path.parent / f"{_PART_PREFIX}{secrets.token_hex(8)}"
        try:
            self._make_folder(path.parent)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            part.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):  # the next publication clears leftovers away
                part.unlink(missing_ok=True)
            raise WorldError("publisher.cannot_write", path=path, reason=error.strerror) from error
        self._folders.add(path.parent)
        self.written_bytes += len(data)

    def keep(self, path: Path, data: bytes) -> None:
        """Write a file named by its content, unless it already lies there intact."""
        try:
            if path.read_bytes() == data:
                return
        except FileNotFoundError:
            pass
        self.write(path, data)

    def settle(self) -> None:
        """Flush the folders written to: a rename is durable only then."""
        for folder in sorted(self._folders):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        self._folders.clear()

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            self._folders.add(folder.parent)


def is_leftover(name: str) -> bool:
    """Whether a file name is that of a write that was cut off."""
    return name.startswith(_PART_PREFIX)
