"""Recordings by people: a folder of sound files and a sheet that says which sentence each of them is.

``recordings.csv`` has the columns voice (cmn, yue, en), text (one sentence as the screen shows it) and file. Everything is checked, and
all faults are said together; with one, nothing is used. Not here: what a good sound is (``voice_sound``).
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec import Struct

from data.sound import encode_opus, read_sound
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.spoken import Speech, Voice, sentences
from sync.publisher.voice_sound import RATE, at_rate, settled, wrong_with
from sync.publisher.voice_texts import key_of, spoken

SHEET = "recordings.csv"
COLUMNS = ("voice", "text", "file")
_SHEET_MAX_BYTES = 10_000_000
_FILE_MAX_BYTES = 30_000_000


class Recordings(Struct, frozen=True):
    """What a folder holds: clips by key, and one line for every fault."""

    clips: dict[str, bytes]
    faults: tuple[str, ...]


def read_recordings(folder: Path, speech: Speech) -> Recordings:
    """Read and check a folder; without a sheet it holds nothing.

    Raises:
        WorldError: the sheet cannot be read as one (``voice.bad_sheet``).
    """
    sheet = folder / SHEET
    if not sheet.is_file():
        return Recordings({}, ())
    clips: dict[str, bytes] = {}
    faults: list[str] = []
    for number, row in _rows(sheet):
        try:
            key, clip = _taken(folder, row, speech)
        except WorldError as error:
            faults.append(say("voice.sheet_row", row=number, what=say(error.code, **error.params)))
            continue
        if key in clips:
            faults.append(say("voice.sheet_row", row=number, what=say("voice.recording_twice")))
        clips[key] = clip
    return Recordings(clips, tuple(faults))


def _rows(sheet: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with sheet.open("rb") as opened:
            data = opened.read(_SHEET_MAX_BYTES + 1)
        text = data.decode("utf-8-sig")  # Excel writes the mark
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if len(data) > _SHEET_MAX_BYTES or not set(COLUMNS) <= set(reader.fieldnames or ()):
            raise ValueError(", ".join(COLUMNS))
        rows = [(reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS}) for row in reader]
    except (OSError, ValueError, csv.Error) as error:
        raise WorldError("voice.bad_sheet", path=sheet, reason=error) from error
    return [(number, row) for number, row in rows if any(row.values())]


def _taken(folder: Path, row: dict[str, str], speech: Speech) -> tuple[str, bytes]:
    """Key and clip of one row."""
    if row["voice"] not in set(Voice):
        raise WorldError("voice.recording_voice", voice=row["voice"], voices="、".join(Voice))
    voice = Voice(row["voice"])
    if sentences(row["text"]) != (row["text"],):
        raise WorldError("voice.recording_text", text=row["text"])
    path = folder / row["file"]
    if not row["file"] or Path(row["file"]).name != row["file"] or path.is_symlink() or not path.is_file():
        raise WorldError("voice.recording_file", file=row["file"])
    if path.stat().st_size > _FILE_MAX_BYTES:
        raise WorldError("publisher.file_too_big", max_kb=_FILE_MAX_BYTES // 1000)
    sound = read_sound(path)
    said = spoken(row["text"], voice, speech)
    wrong = wrong_with(sound, said)
    if wrong is not None:
        raise WorldError(wrong, file=row["file"])
    return key_of(row["text"], voice, speech), encode_opus(settled(at_rate(sound, RATE)))
