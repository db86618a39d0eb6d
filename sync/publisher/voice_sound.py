"""What a good clip sounds like: as loud as every other, without silence at its ends, and what is wrong with a recording.

Not here: files (``data.sound``), who speaks (``voice_kokoro``), which text a recording belongs to (``voice_recordings``).
"""

from __future__ import annotations

import array
import ctypes
import functools
import math
import operator

from data.sound import Sound
from kiosk.domain.errors import WorldError

RATE = 24_000
"""Samples a second of every clip: what the engine makes, and one of the rates Opus has."""
LOUDNESS_DB = -19.0
"""Root mean square of what is spoken, below full scale: as loud as espeak-ng, so that a page does not jump."""
_PEAK = 30_000
_FRAME_S = 0.02
_GATE_DB = 30.0
"""A frame so far below the loudest is silence."""
_LEAD_S, _TAIL_S = 0.04, 0.12

RATE_MIN = 16_000
QUIETEST_DB = -48.0
CLIPPED_SHARE = 0.001
NOISE_GAP_DB = 15.0
SECONDS_A_CHARACTER = (0.07, 0.9)
"""Nobody speaks faster or slower: such a recording is of other words, or cut off."""

_RESAMPLER = "libsamplerate.so.0"
_SINC_MEDIUM = 1


def settled(sound: Sound) -> Sound:
    """The same speech without silence before and after it, as loud as every clip.

    Raises:
        WorldError: nothing is to be heard (``voice.silent``).
    """
    levels = _levels(sound)
    loudest = max(levels, default=0.0)
    if _db(loudest) < QUIETEST_DB:
        raise WorldError("voice.silent")
    spoken = [n for n, level in enumerate(levels) if level > loudest * 10 ** (-_GATE_DB / 20)]
    frame = round(_FRAME_S * sound.rate)
    begin = max(0, spoken[0] * frame - round(_LEAD_S * sound.rate))
    end = min(len(sound.samples), (spoken[-1] + 1) * frame + round(_TAIL_S * sound.rate))
    samples = sound.samples[begin:end]
    gain = 10 ** (LOUDNESS_DB / 20) * 32768 / _rms([levels[n] for n in spoken])
    peak = max(map(abs, samples))
    gain = min(gain, _PEAK / max(1, peak))
    return Sound(array.array("h", [round(sample * gain) for sample in samples]), sound.rate)


def wrong_with(sound: Sound, said: str) -> str | None:
    """Why a person's recording of ``said`` cannot be used, as a code of ``data/words``; None where it can."""
    if sound.rate < RATE_MIN:
        return "voice.recording_rate"
    levels = sorted(_levels(sound))
    if not levels or _db(levels[-1]) < QUIETEST_DB:
        return "voice.recording_silent"
    clipped = sum(1 for sample in sound.samples if sample >= 32_700 or sample <= -32_700)
    if clipped > CLIPPED_SHARE * len(sound.samples):
        return "voice.recording_clipped"
    if _db(levels[int(len(levels) * 0.95)]) - _db(levels[int(len(levels) * 0.05)]) < NOISE_GAP_DB:
        return "voice.recording_noisy"
    letters = sum(1 for character in said if character.isalnum())
    shortest, longest = SECONDS_A_CHARACTER
    if not shortest * letters <= settled(sound).seconds <= longest * letters + 1:
        return "voice.recording_length"
    return None


def at_rate(sound: Sound, rate: int) -> Sound:
    """``sound`` with so many samples a second.

    Raises:
        WorldError: the library that does it is not here (``sound.no_library``).
    """
    if sound.rate == rate:
        return sound
    ratio = rate / sound.rate
    count = len(sound.samples)
    room = math.ceil(count * ratio) + 16
    taken = (ctypes.c_float * count)(*(sample / 32768 for sample in sound.samples))
    made = (ctypes.c_float * room)()
    job = _Resampling(taken, made, count, room, 0, 0, 1, ratio)
    if _resampler().src_simple(ctypes.byref(job), _SINC_MEDIUM, 1):
        raise WorldError("sound.unreadable", reason=f"{sound.rate} Hz")
    clipped = (max(-32768, min(32767, round(value * 32768))) for value in made[: job.made_frames])
    return Sound(array.array("h", clipped), rate)


def _levels(sound: Sound) -> list[float]:
    """Root mean square of each frame."""
    frame = round(_FRAME_S * sound.rate)
    starts = range(0, len(sound.samples) - frame + 1, frame)
    return [_rms(sound.samples[start : start + frame]) for start in starts]


def _rms(values: array.array[int] | list[float]) -> float:
    return math.sqrt(sum(map(operator.mul, values, values)) / len(values))


def _db(level: float) -> float:
    return 20 * math.log10(max(level, 0.1) / 32768)


class _Resampling(ctypes.Structure):
    """``SRC_DATA`` of libsamplerate."""

    _fields_ = (
        ("taken", ctypes.POINTER(ctypes.c_float)),
        ("made", ctypes.POINTER(ctypes.c_float)),
        ("taken_frames", ctypes.c_long),
        ("room_frames", ctypes.c_long),
        ("used_frames", ctypes.c_long),
        ("made_frames", ctypes.c_long),
        ("last", ctypes.c_int),
        ("ratio", ctypes.c_double),
    )


@functools.cache
def _resampler() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(_RESAMPLER)
    except OSError as error:
        raise WorldError("sound.no_library", library=_RESAMPLER) from error
    library.src_simple.argtypes = [ctypes.POINTER(_Resampling), ctypes.c_int, ctypes.c_int]
    library.src_simple.restype = ctypes.c_int
    return library
