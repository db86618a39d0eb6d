"""Spoken sentences on the terminal's disk: unpacked by the agent into plain files, played by the screen.

    voice/<first two digits>/<key>.opus     one sentence in one voice
    voice/<sha256 of the pack>.json         its keys; written when all of them are here

A sentence that several packs hold is here once; whichever pack came last gave it. Not here: what a key is
(``kiosk.domain.spoken.clip_key``), the format of packs (``sync.protocol.voice_pack``).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from data.files import file_errors, sync_folder, write_durably

_INDEX = ".json"
_CLIP = ".opus"
_PART = ".part"


class ClipFolder:
    """The folder ``voice/`` of a terminal.

    Args:
        folder: need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, sha256: str) -> bool:
        """Whether every sentence of a pack was unpacked here."""
        return (self._folder / (sha256 + _INDEX)).is_file()

    def find(self, key: str) -> Path | None:
        """The clip of a sentence, or None."""
        path = self._path(key)
        return path if path.is_file() else None

    def keep(self, sha256: str, clips: Mapping[str, bytes]) -> None:
        """Unpack a pack.

        Raises:
            WorldError: the disk failed.
        """
        with file_errors(self._folder):
            parts = []
            for key, clip in clips.items():
                path = self._path(key)
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(_PART)
                part.write_bytes(clip)
                parts.append((part, path))
            # Flushed after all are written: the first flush takes most of the others with it.
            for part, path in parts:
                _flush(part)
                part.replace(path)
            for folder in {path.parent for _, path in parts}:
                sync_folder(folder)
            write_durably(self._folder / (sha256 + _INDEX), msgspec.json.encode(sorted(clips)))
            sync_folder(self._folder)

    def prune(self, wanted: Collection[str]) -> None:
        """Remove every pack not in ``wanted``, every clip that no pack left holds, and what was cut off while it was written.

        Raises:
            WorldError: the disk failed.
        """
        with file_errors(self._folder):
            indexes = list(self._folder.glob("*" + _INDEX))
            dropped = [path for path in indexes if path.name.removesuffix(_INDEX) not in wanted]
            cut_off = [*self._folder.glob("*" + _PART), *self._folder.glob("??/*" + _PART)]
            if not dropped and not cut_off:
                return
            for path in [*dropped, *cut_off]:
                path.unlink()
            held = {key for path in indexes if path not in dropped for key in _keys(path)}
            for path in self._folder.glob("??/*" + _CLIP):
                if path.stem not in held:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / (key + _CLIP)


def _keys(index: Path) -> list[str]:
    try:
        return msgspec.json.decode(index.read_bytes(), type=list[str])
    except msgspec.DecodeError:
        index.unlink()  # unpacked again at the next poll
        return []


def _flush(path: Path) -> None:
    with path.open("rb") as opened:
        os.fsync(opened.fileno())
