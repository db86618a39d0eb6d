"""Clips that were made once and are kept: by engine and key of the words, so that only what is new is ever spoken.

Every clip is written whole or not at all, so that whoever interrupts this loses the sentence being spoken and no other. Not here:
which sentences there are (``voice_texts``), what is sent (``voice_shelf``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from data.files import file_errors, write_durably
from data.sound import Sound, encode_opus
from kiosk.domain.errors import WorldError
from kiosk.domain.spoken import Voice
from sync.publisher.voice_sound import settled

_CLIP = ".opus"
_MUTE = ".mute"
_TELL_EVERY_S = 10.0


class Engine(Protocol):
    """Something that speaks. ``name`` decides the sound besides the words: what another made is not used."""

    name: str
    voice: Voice

    def speak(self, said: str) -> Sound | None:
        """The sound of spoken words, 24,000 samples a second; None where it cannot say them."""
        ...


class Progress(Struct, frozen=True):
    """How far it is: sentences done, all there are, seconds of sound made, seconds it took."""

    done: int
    count: int
    sound_s: float
    took_s: float

    @property
    def left_s(self) -> float:
        """How long the rest will take, going by what was done."""
        return self.took_s / self.done * (self.count - self.done) if self.done else 0.0


class ClipStore:
    """The clips of one engine in a folder.

    Args:
        folder: need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The clip of a sentence, or None."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def knows(self, key: str) -> bool:
        """Whether a sentence was made, or is known to be one the engine cannot say."""
        path = self._path(key)
        return path.is_file() or path.with_suffix(_MUTE).is_file()

    def keep(self, key: str, clip: bytes | None) -> None:
        """Keep a clip; None where the engine cannot say the sentence.

        Raises:
            WorldError: the disk failed.
        """
        path = self._path(key)
        with file_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path if clip is not None else path.with_suffix(_MUTE), clip or b"")

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / (key + _CLIP)


def make_clips(
    missing: Mapping[str, str], engine: Engine, *, store: ClipStore, tell: Callable[[Progress], None]
) -> Progress:
    """Speak what is missing, in the order given.

    Args:
        missing: spoken words by key.
        engine: who speaks.
        store: where to.
        tell: told how far it is: at the first, at the last, and every ten seconds.

    Raises:
        WorldError: the disk failed.
    """
    started = told = time.monotonic()
    sound_s = 0.0
    progress = Progress(0, len(missing), 0.0, 0.0)
    for done, (key, made) in enumerate(_made(missing, engine), start=1):
        store.keep(key, None if made is None else encode_opus(made))
        sound_s += 0.0 if made is None else made.seconds
        now = time.monotonic()
        progress = Progress(done, len(missing), sound_s, now - started)
        if done in (1, len(missing)) or now - told >= _TELL_EVERY_S:
            told = now
            tell(progress)
    return progress


def _made(missing: Mapping[str, str], engine: Engine) -> Iterator[tuple[str, Sound | None]]:
    for key, said in missing.items():
        made = engine.speak(said)
        try:
            yield key, None if made is None else settled(made)
        except WorldError:  # silence is no speech
            yield key, None
