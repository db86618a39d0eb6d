"""Package and image files on the terminal's disk: fetched with resume, verified, kept while they are needed.

A file lies under its SHA-256 only after all of it was verified and flushed; ``<sha256>.part`` is one that is still coming.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from data.files import file_errors, sync_folder
from kiosk.domain.errors import WorldError
from sync.agent.source import CHUNK_BYTES, Source, SourceError

BLOB_S = 1800.0
"""Longest single fetch of a file, in seconds; the next attempt goes on where it stopped."""

_PART = ".part"


class BlobStore:
    """The folder ``blob/`` of a terminal.

    Args:
        folder: made when it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._verified: set[str] = set()  # by this process; others are hashed again before they are read
        with file_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where a file lies, or would."""
        return self._folder / sha256

    def has(self, sha256: str, size_bytes: int) -> bool:
        """Whether a file of that name and size is there; its content was verified when it came."""
        try:
            return self.path(sha256).stat().st_size == size_bytes
        except FileNotFoundError:
            return False

    def read(self, sha256: str, size_bytes: int) -> bytes:
        """The whole file, verified by this process.

        Raises:
            WorldError: it is not there or has rotted (``agent.blob_damaged``; it is removed, to be fetched again).
        """
        path = self.path(sha256)
        with file_errors(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                data = b""
            known = sha256 in self._verified
            if len(data) != size_bytes or not (known or hashlib.sha256(data).hexdigest() == sha256):
                path.unlink(missing_ok=True)
                raise WorldError("agent.blob_damaged", path=path)
        return data

    def fetch(self, source: Source, sha256: str, size_bytes: int) -> int:
        """Fetch a file unless it is there.

        Args:
            source: where it comes from, as ``blob/<sha256>``.
            sha256: what it is.
            size_bytes: how long it is; not a byte more is taken.

        Returns:
            Bytes that came now.

        Raises:
            SourceError: it did not come, or not all of it; what came is kept for the next attempt.
            WorldError: it is not the file that was signed (``agent.wrong_blob``), or the disk failed.
        """
        if self.has(sha256, size_bytes):
            return 0
        part = self._folder / (sha256 + _PART)
        came = 0
        with file_errors(part), part.open("a+b") as out:
            digest, have = self._hash_of(part, size_bytes)
            while True:
                before = have
                if have < size_bytes:
                    digest, have, new = self._append(out, source, sha256, size_bytes, digest=digest, have=have)
                    came += new
                if have == size_bytes and digest.hexdigest() == sha256:
                    break
                out.truncate(0)
                digest, have = hashlib.sha256(), 0
                if before == 0:
                    raise WorldError("agent.wrong_blob", file=f"blob/{sha256}", source=source.name)
                # What lay here from an earlier attempt may have been the wrong part: once more from the start.
            out.flush()
            os.fsync(out.fileno())
            part.replace(self.path(sha256))
            sync_folder(self._folder)
        self._verified.add(sha256)
        return came

    def keep(self, data: bytes) -> str:
        """Put a file made on this machine among the others; the value is its SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        part = self._folder / (sha256 + _PART)
        with file_errors(part):
            with part.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            part.replace(self.path(sha256))
            sync_folder(self._folder)
        return sha256

    def sound(self, sha256: str) -> bool:
        """Whether a file is what its name says; a rotten one is removed."""
        path = self.path(sha256)
        with file_errors(path):
            try:
                digest, _ = self._hash_of(path, path.stat().st_size)
            except FileNotFoundError:
                return False
            if digest.hexdigest() == sha256:
                return True
            self._verified.discard(sha256)
            path.unlink()
        return False

    def prune(self, wanted: Collection[str]) -> int:
        """Remove every file not in ``wanted``, parts of such files too; the value is how many."""
        removed = 0
        self._verified &= set(wanted)
        with file_errors(self._folder):
            for path in self._folder.iterdir():
                if path.name.removesuffix(_PART) not in wanted:
                    path.unlink()
                    removed += 1
        return removed

    # Inside -------------------------------------------------------------------------------------------------------

    def _append(
        self, out: BinaryIO, source: Source, sha256: str, size_bytes: int, *, digest: hashlib._Hash, have: int
    ) -> tuple[hashlib._Hash, int, int]:
        """Fetch the rest of a file behind what there is: digest and length of all of it, and how much came now."""
        new = 0
        name = f"blob/{sha256}"
        with source.open(name, max_bytes=size_bytes, total_s=BLOB_S, start=have, exact=True) as stream:
            if stream.start != have:
                out.truncate(0)
                digest, have = hashlib.sha256(), 0
            for chunk in stream.chunks:
                out.write(chunk)
                digest.update(chunk)
                new += len(chunk)
        have += new
        if have < size_bytes:
            raise SourceError("agent.cut_short", file=name, source=source.name, reason=f"{have}/{size_bytes}")
        return digest, have, new

    @staticmethod
    def _hash_of(path: Path, limit: int) -> tuple[hashlib._Hash, int]:
        digest, length = hashlib.sha256(), 0
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES * 4):
                digest.update(chunk)
                length += len(chunk)
                if length > limit:
                    break
        return digest, length
