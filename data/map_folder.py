"""Packs of map tiles on the terminal's disk: unpacked by the agent into plain files, read by the screen.

    map/<sha256 of the pack>/index.json     which file each tile is
    map/<sha256 of the pack>/about.json     the body of the record that named it: what it covers, the line that must stand on it
    map/<sha256 of the pack>/<n>.png        the pictures, equal ones once

A folder has its name only after all of it was written and flushed. Not here: the format of packs (``sync.protocol.pmtiles``).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import Struct

from data.files import file_errors, sync_folder

_INDEX = "index.json"
_ABOUT = "about.json"
_PART = ".part"
NO_TILE = -1


class MapLevel(Struct, frozen=True):
    """One zoom level: a rectangle of tiles from column ``x0`` and row ``y0``; ``files`` holds picture numbers row by row."""

    z: int
    x0: int
    y0: int
    columns: int
    rows: int
    files: tuple[int, ...]


class MapIndex(Struct, frozen=True):
    """What lies in a folder; ``suffix`` is that of its pictures."""

    suffix: str
    levels: tuple[MapLevel, ...]


class UnpackedMaps:
    """The folder ``map/`` of a terminal.

    Args:
        folder: need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, sha256: str) -> bool:
        """Whether the pack of that name lies here, whole."""
        return (self._folder / sha256 / _INDEX).is_file()

    def path(self, sha256: str) -> Path:
        """Folder of a pack."""
        return self._folder / sha256

    def index(self, sha256: str) -> MapIndex | None:
        """What a pack holds; None where it is not here or its index cannot be read."""
        try:
            return msgspec.json.decode((self._folder / sha256 / _INDEX).read_bytes(), type=MapIndex)
        except (OSError, msgspec.DecodeError):
            return None

    def about(self, sha256: str) -> bytes:
        """The body of the record that named a pack when it was unpacked; empty where that is not known."""
        try:
            return (self._folder / sha256 / _ABOUT).read_bytes()
        except OSError:
            return b""

    def held(self) -> tuple[str, ...]:
        """Every pack that lies here whole, the last one unpacked first."""
        found = [path for path in self._folder.glob("*/" + _INDEX) if not path.parent.name.endswith(_PART)]
        return tuple(path.parent.name for path in sorted(found, key=lambda path: -path.stat().st_mtime_ns))

    def keep(self, sha256: str, index: MapIndex, pictures: Collection[bytes], *, about: bytes = b"") -> None:
        """Put a pack here.

        Raises:
            WorldError: the disk failed.
        """
        part = self._folder / (sha256 + _PART)
        with file_errors(part):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            for number, picture in enumerate(pictures):
                (part / f"{number}.{index.suffix}").write_bytes(picture)
            (part / _ABOUT).write_bytes(about)
            (part / _INDEX).write_bytes(msgspec.json.encode(index))
            # Flushed after all are written: the first flush takes most of the others with it.
            for path in part.iterdir():
                _flush(path)
            sync_folder(part)
            part.replace(self._folder / sha256)
            sync_folder(self._folder)

    def prune(self, wanted: Collection[str]) -> None:
        """Remove every pack not in ``wanted``, and what was cut off while it was written.

        Raises:
            WorldError: the disk failed.
        """
        with file_errors(self._folder):
            for path in self._folder.iterdir() if self._folder.is_dir() else ():
                if path.name not in wanted:
                    shutil.rmtree(path)


def _flush(path: Path) -> None:
    with path.open("rb") as opened:
        os.fsync(opened.fileno())
