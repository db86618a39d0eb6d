"""``kiosk-platform voice``: speak what pages say, take in recordings by people, and put the clips where publishing finds them."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from kiosk.domain.errors import WorldError
from sync.platform.commands.check import tell_problems
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.voice import RECORDINGS, RecordingsError, Voiced, give_voice, write_sheet
from sync.publisher.voice_kokoro import STYLE, KokoroVoice, name_of
from sync.publisher.voice_making import Progress

INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--sources", type=Path, required=True, help=say("platform.help_sources"))
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))
    parser.add_argument("--recordings", type=Path, default=RECORDINGS, help=say("voice.help_recordings"))
    parser.add_argument("--style", type=Path, default=STYLE, help=say("voice.help_style"))
    parser.add_argument("--at-most", type=int, help=say("voice.help_at_most"))
    parser.add_argument("--sheet", type=Path, help=say("voice.help_sheet"))


def run(args: argparse.Namespace) -> int:
    """Do it, and say how far it came."""
    now = dt.datetime.now(dt.UTC)
    try:
        if args.sheet is not None:
            rows = write_sheet(args.sheet, args.sources, now=now, recordings_dir=args.recordings)
            sys.stdout.write(say("voice.sheet_written", path=args.sheet, rows=rows) + "\n")
            return 0
        done = give_voice(
            args.sources,
            args.dir,
            now=now,
            engine=name_of(_style(args.style)),
            load=lambda: KokoroVoice(args.style),
            tell=_tell,
            at_most=args.at_most,
            recordings_dir=args.recordings,
        )
    except RejectedSourcesError as error:
        tell_problems(error)
        return 1
    except RecordingsError as error:
        sys.stderr.write("\n".join((*error.lines, say(error.code, **error.params))) + "\n")
        return 1
    _report(done)
    return INTERRUPTED if done.interrupted else 0


def _style(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorldError("voice.bad_style", path=path, reason=error.strerror) from error


def _tell(progress: Progress) -> None:
    factor = progress.took_s / progress.sound_s if progress.sound_s else 0.0
    line = say(
        "voice.progress",
        done=progress.done,
        count=progress.count,
        minutes=round(progress.left_s / 60),
        sound_s=f"{progress.sound_s:.0f}",
        factor=f"{factor:.2f}",
    )
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _report(done: Voiced) -> None:
    shelved = done.shelved
    lines = [say("voice.interrupted")] if done.interrupted else []
    lines.append(
        say(
            "voice.counts",
            count=done.sentences,
            by_engine=done.by_engine,
            mute=done.mute,
            left=done.left,
            by_people=done.by_people,
        )
    )
    if done.unused:
        lines.append(say("voice.unused", count=done.unused))
    sizes = {"kb": shelved.size_bytes // 1000, "new": shelved.new_bytes // 1000}
    lines.append(say("voice.shelved", packs=shelved.packs, clips=shelved.clips, **sizes))
    sys.stdout.write("\n".join(lines) + "\n")
