"""A published repository in a folder: a USB stick, or a mirror on the same machine."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from sync.agent.source import CHUNK_BYTES, SourceError, Stream


class DirectorySource:
    """Reads a repository from a folder; follows no link and reads nothing but plain files.

    Args:
        root: the folder that holds ``metadata/``, ``targets/`` and ``blob/``.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._received = 0

    @property
    def name(self) -> str:
        """The folder."""
        return str(self._root)

    @property
    def received_bytes(self) -> int:
        """Bytes read so far."""
        return self._received

    @contextlib.contextmanager
    def open(
        self, path: str, *, max_bytes: int, total_s: float, start: int = 0, exact: bool = False
    ) -> Iterator[Stream]:
        """Read a file; see ``Source.open``."""
        deadline = time.monotonic() + total_s
        try:
            handle = os.open(self._root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            raise SourceError("agent.missing", file=path, source=self.name) from None
        except OSError as error:
            raise SourceError("agent.unreadable", file=path, source=self.name, reason=error.strerror) from error
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise SourceError("agent.unreadable", file=path, source=self.name, reason="not a file")
            if status.st_size > max_bytes:
                raise SourceError("agent.too_long", file=path, source=self.name, max_bytes=max_bytes)
            if exact and status.st_size < max_bytes:
                reason = f"{status.st_size}/{max_bytes}"
                raise SourceError("agent.cut_short", file=path, source=self.name, reason=reason)
            start = min(start, status.st_size)
            yield Stream(start, self._chunks(handle, path, start=start, deadline=deadline, max_bytes=max_bytes))
        finally:
            os.close(handle)

    def close(self) -> None:
        """Nothing is held between files."""

    def _chunks(self, handle: int, path: str, *, start: int, deadline: float, max_bytes: int) -> Iterator[bytes]:
        offset = start
        while True:
            try:
                chunk = os.pread(handle, CHUNK_BYTES, offset)
            except OSError as error:  # the stick was pulled out, or has bad blocks
                raise SourceError("agent.unreadable", file=path, source=self.name, reason=error.strerror) from error
            if not chunk:
                return
            offset += len(chunk)
            self._received += len(chunk)
            if offset > max_bytes:  # it grew since it was opened
                raise SourceError("agent.too_long", file=path, source=self.name, max_bytes=max_bytes)
            if time.monotonic() > deadline:
                raise SourceError("agent.too_slow", file=path, source=self.name)
            yield chunk
