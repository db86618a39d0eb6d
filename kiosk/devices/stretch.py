"""Slower or faster speech of the same pitch, by libsonic through ctypes: espeak-ng brings it along for its own speed."""

from __future__ import annotations

import array
import ctypes

from data.sound import Sound

LIBRARY = "libsonic.so.0"


def at_speed(sound: Sound, speed: float) -> Sound:
    """``sound`` at ``speed`` (1 as it is, 2 in half the time); as it is where the library is not there."""
    if speed == 1:
        return sound
    try:
        library = _load()
    except OSError:
        return sound
    stream = library.sonicCreateStream(sound.rate, 1)
    if not stream:
        return sound
    try:
        count = len(sound.samples)
        library.sonicSetSpeed(stream, speed)
        library.sonicWriteShortToStream(stream, (ctypes.c_short * count).from_buffer_copy(sound.samples), count)
        library.sonicFlushStream(stream)
        ready = library.sonicSamplesAvailable(stream)
        made = (ctypes.c_short * ready)()
        got = library.sonicReadShortFromStream(stream, made, ready)
    finally:
        library.sonicDestroyStream(stream)
    return Sound(array.array("h", bytes(made)[: 2 * got]), sound.rate)


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(LIBRARY)
    pointer, number, samples = ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_short)
    library.sonicCreateStream.restype = pointer
    library.sonicCreateStream.argtypes = [number, number]
    library.sonicDestroyStream.argtypes = [pointer]
    library.sonicSetSpeed.argtypes = [pointer, ctypes.c_float]
    library.sonicFlushStream.argtypes = [pointer]
    library.sonicSamplesAvailable.argtypes = [pointer]
    for function in (library.sonicWriteShortToStream, library.sonicReadShortFromStream):
        function.argtypes = [pointer, samples, number]
    return library
