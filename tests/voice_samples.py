"""Voices for tests: an engine that hums each sentence, and sound files of people who hum."""

from __future__ import annotations

import array
import hashlib
import math
import random
from pathlib import Path

from data.sound import Sound
from kiosk.domain.spoken import Voice

RATE = 24_000


def hum(seconds: float, *, hertz: float = 200, rate: int = RATE, loud: float = 0.4, noise: float = 0.0) -> Sound:
    """Syllables: a tone that comes and goes, with silence before and after."""
    rng = random.Random(1)  # noqa: S311
    silence = round(0.2 * rate)
    samples = array.array("h", bytes(2 * silence))
    for n in range(round(seconds * rate)):
        swell = max(0.0, math.sin(2 * math.pi * 4 * n / rate)) ** 0.5
        value = loud * swell * math.sin(2 * math.pi * hertz * n / rate) + noise * rng.uniform(-1, 1)
        samples.append(max(-32767, min(32767, round(value * 32767))))
    samples.extend(array.array("h", bytes(2 * silence)))
    return Sound(samples, rate)


class Hummer:
    """An engine that hums as long as the words are, remembers what it was asked, and may be interrupted after some."""

    name = "hummer-1"
    voice = Voice.MANDARIN

    def __init__(self, *, interrupted_after: int | None = None, cannot: str = "") -> None:
        self.asked: list[str] = []
        self._left = interrupted_after
        self._cannot = cannot

    def speak(self, said: str) -> Sound | None:
        if self._left is not None and len(self.asked) >= self._left:
            raise KeyboardInterrupt
        self.asked.append(said)
        if self._cannot and self._cannot in said:
            return None
        digest = hashlib.sha256(said.encode()).digest()
        return hum(0.02 * len(said), hertz=150 + digest[0])


def write_wav(path: Path, sound: Sound) -> Path:
    path.write_bytes(sound.as_wav())
    return path
