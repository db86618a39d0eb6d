"""Clips among what the platform itself publishes: one pack for every record that says something, and the records that name them.

A pack holds what one record says, so that a changed sentence sends that record's clips again and no others. Packs are named by their
content and written before the file that names them: whoever publishes in between publishes the ones before. Not here: the format
(``sync.protocol.voice_pack``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from msgspec import Struct

from data.files import file_errors, sync_folder, write_durably
from kiosk.domain.errors import WorldError
from sync.protocol.voice_pack import write_voice_pack
from sync.publisher.reader import VOICE_SUFFIX
from sync.publisher.voice_texts import Passage

_RECORDS_A_FILE = 1000
_ID_MAX = 80


class _PlainDumper(yaml.SafeDumper):
    """Writes a value that is used twice out twice; sources have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class Shelved(Struct, frozen=True):
    """What was put out: packs, clips, all bytes, and the bytes of packs that were not there before."""

    packs: int
    clips: int
    size_bytes: int
    new_bytes: int


def shelve(clips: Iterable[tuple[Passage, str, Mapping[str, bytes]]], folder: Path, *, today: dt.date) -> Shelved:
    """Put packs and their records in place of those that are there.

    Args:
        clips: what is said where, its title for editors, and its clips by key; nothing is sent for those without any.
        folder: ``media`` of the platform's own records.
        today: the day by which fresh packs are dated; one that stays keeps its own.

    Raises:
        WorldError: the disk failed.
    """
    with file_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        before = {path.name for path in folder.glob("voice-*" + VOICE_SUFFIX)}
        dated = _dates(folder)
        records: list[dict[str, object]] = []
        sizes: dict[str, int] = {}
        count = new_bytes = 0
        for passage, title, found in clips:
            if not found:
                continue
            data = write_voice_pack(found)
            name = f"voice-{hashlib.sha256(data).hexdigest()[:24]}{VOICE_SUFFIX}"
            if name not in before and name not in sizes:
                write_durably(folder / name, data)
                new_bytes += len(data)
            sizes[name] = len(data)
            count += len(found)
            records.append(_record(passage, title, name, day=dated.get(name, today)))
        sync_folder(folder)
        _write_records(folder, records)
        for name in before - sizes.keys():
            (folder / name).unlink()
    return Shelved(len(records), count, sum(sizes.values()), new_bytes)


def _record(passage: Passage, title: str, name: str, *, day: dt.date) -> dict[str, object]:
    record: dict[str, object] = {
        "id": f"media.voice.{_short(passage.name)}",
        "scope": passage.scope,
        "verified_on": day,
        "title": title,
        "file": name,
    }
    if passage.expires_on is not None:
        record["expires_on"] = passage.expires_on
    return record


def _short(name: str) -> str:
    room = _ID_MAX - len("voice.")
    return name if len(name) <= room else hashlib.sha256(name.encode()).hexdigest()[:40]


def _dates(folder: Path) -> dict[str, dt.date]:
    """Since when each pack has been there."""
    found: dict[str, dt.date] = {}
    for path in folder.glob("voice-*.yaml"):
        try:
            held = yaml.safe_load(path.read_bytes())
            found.update({item["file"]: item["verified_on"] for item in held["items"]})
        except (yaml.YAMLError, KeyError, TypeError) as error:
            raise WorldError("voice.bad_shelf", path=path, reason=error) from error
    return found


def _write_records(folder: Path, records: list[dict[str, object]]) -> None:
    """The records in as many files as they need; those of another time go."""
    written: set[str] = set()
    for start in range(0, len(records), _RECORDS_A_FILE):
        name = f"voice-{start // _RECORDS_A_FILE:03}.yaml"
        items = {"items": records[start : start + _RECORDS_A_FILE]}
        text = yaml.dump(items, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False)
        write_durably(folder / name, text.encode())
        written.add(name)
    for path in folder.glob("voice-*.yaml"):
        if path.name not in written:
            path.unlink()
    sync_folder(folder)
