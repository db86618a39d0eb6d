"""The voice of a publication: what pages say, spoken once, and put where publishing finds it.

Check the sources → sentences → recordings by people → what is missing is spoken → packs and their records. Interrupted in the middle it
puts out what is there, and goes on from there the next time. Not here: what is printed (``sync.platform.commands.voice``).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from data.files import file_errors, write_durably
from data.spoken_words import spoken_words
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.spoken import Speech, Voice
from kiosk.domain.text import Language, in_language
from sync.publisher.checking import ICONS_FOLDER, check_sources, city_day
from sync.publisher.drafts import Draft
from sync.publisher.files import PlatformFolder
from sync.publisher.voice_making import ClipStore, Engine, Progress, make_clips
from sync.publisher.voice_recordings import COLUMNS, read_recordings
from sync.publisher.voice_shelf import Shelved, shelve
from sync.publisher.voice_texts import INTERFACE, Passage, key_of, passages_of, spoken

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "data" / "recordings"
TEXTS = ROOT / "ui" / "i18n" / "zh_Hans.ts"


class Voiced(Struct, frozen=True, kw_only=True):
    """What there is now.

    Args:
        sentences: what pages say in Mandarin.
        by_engine: those that were spoken by the engine.
        mute: those it cannot say.
        left: those nobody has said yet.
        by_people: recordings that are used, in any voice.
        unused: recordings of what no page says.
        shelved: what was put out.
        interrupted: somebody stopped it.
    """

    sentences: int
    by_engine: int
    mute: int
    left: int
    by_people: int
    unused: int
    shelved: Shelved
    interrupted: bool


class RecordingsError(WorldError):
    """Recordings have faults; ``lines`` says each."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("voice.bad_recordings", count=len(lines))
        self.lines = lines


def give_voice(
    sources_dir: Path,
    platform_dir: Path,
    *,
    now: dt.datetime,
    engine: str,
    load: Callable[[], Engine],
    tell: Callable[[Progress], None],
    at_most: int | None = None,
    recordings_dir: Path = RECORDINGS,
    interface: Path = TEXTS,
    icons_folder: Path = ICONS_FOLDER,
) -> Voiced:
    """Have everything spoken that is not yet, and put it out for the next publication.

    Args:
        sources_dir: the content.
        platform_dir: the platform's folder.
        now: present time, aware.
        engine: name of what ``load`` gives.
        load: called only where something is missing.
        tell: told how far it is.
        at_most: so many sentences this time; 0 takes in recordings alone.
        recordings_dir: of people; need not exist.
        interface: Qt's file of interface texts.
        icons_folder: icons the terminals have.

    Raises:
        RejectedSourcesError: the sources have faults.
        RecordingsError: the recordings have.
        WorldError: no engine, or the disk failed.
    """
    speech = Speech(spoken_words())
    drafts = check_sources(sources_dir, now=now, icons_folder=icons_folder).drafts
    passages = passages_of(drafts, interface)
    recorded = read_recordings(recordings_dir, speech)
    if recorded.faults:
        raise RecordingsError(recorded.faults)
    folder = PlatformFolder(platform_dir)
    store = ClipStore(folder.voice / engine)
    said = {
        key_of(sentence, Voice.MANDARIN, speech): spoken(sentence, Voice.MANDARIN, speech)
        for passage in passages
        for sentence in passage.sentences
    }
    missing = {key: words for key, words in said.items() if key not in recorded.clips and not store.knows(key)}
    interrupted = False
    wanted = dict(itertools.islice(missing.items(), at_most))
    if wanted:
        try:
            make_clips(wanted, load(), store=store, tell=tell)
        except KeyboardInterrupt:
            interrupted = True
    titles = _titles(drafts)
    # One passage at a time: all clips of a city would not fit into memory.
    clips = (
        (p, say("voice.title", of=titles.get(p.name, p.name)), _of(p, recorded.clips, store, speech)) for p in passages
    )
    shelved = shelve(clips, folder.records / "media", today=city_day(now))
    by_engine = sum(1 for key in said if key not in recorded.clips and store.get(key) is not None)
    left = sum(1 for key in said if key not in recorded.clips and not store.knows(key))
    known = {key_of(s, voice, speech) for passage in passages for s in passage.sentences for voice in Voice}
    by_people = len(recorded.clips.keys() & known)
    return Voiced(
        sentences=len(said),
        by_engine=by_engine,
        mute=len(said.keys() - recorded.clips.keys()) - by_engine - left,
        left=left,
        by_people=by_people,
        unused=len(recorded.clips) - by_people,
        shelved=shelved,
        interrupted=interrupted,
    )


def write_sheet(
    path: Path,
    sources_dir: Path,
    *,
    now: dt.datetime,
    recordings_dir: Path = RECORDINGS,
    interface: Path = TEXTS,
    icons_folder: Path = ICONS_FOLDER,
) -> int:
    """Write every sentence nobody has recorded yet, as the sheet that people fill in; the number of rows.

    Raises:
        RejectedSourcesError: the sources have faults.
        WorldError: the disk failed.
    """
    speech = Speech(spoken_words())
    passages = passages_of(check_sources(sources_dir, now=now, icons_folder=icons_folder).drafts, interface)
    recorded = read_recordings(recordings_dir, speech).clips
    sentences = dict.fromkeys(sentence for passage in passages for sentence in passage.sentences)
    rows = [
        (voice.value, sentence, "", spoken(sentence, voice, speech))
        for voice in (Voice.CANTONESE, Voice.MANDARIN)
        for sentence in sentences
        if key_of(sentence, voice, speech) not in recorded
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, "said"))
    writer.writerows(rows)
    with file_errors(path):
        write_durably(path, out.getvalue().encode("utf-8-sig"))
    return len(rows)


def _of(passage: Passage, recorded: Mapping[str, bytes], store: ClipStore, speech: Speech) -> dict[str, bytes]:
    """The clips of a passage in every voice; what a person said comes first."""
    found: dict[str, bytes] = {}
    for sentence in passage.sentences:
        for voice in Voice:
            key = key_of(sentence, voice, speech)
            clip = recorded.get(key)
            if clip is None and voice is Voice.MANDARIN:
                clip = store.get(key)
            if clip is not None:
                found[key] = clip
    return found


def _titles(drafts: Iterable[Draft]) -> dict[str, str]:
    titles = {draft.id: in_language(getattr(draft.body, "title", None), Language.ZH_HANS) for draft in drafts}
    return {INTERFACE: say("voice.interface"), **titles}
