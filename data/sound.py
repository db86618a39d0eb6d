"""Sound files read and written by the system's libsndfile (on every machine that has libpulse0): Opus above all.

Used at both ends: the publisher makes clips of spoken sentences, the terminal plays them. Through ctypes, for the terminal has half a
second until the first sound, and the wrapper of the same library brings numpy with it. Not here: what a good clip is
(``sync.publisher.voice_sound``).
"""

from __future__ import annotations

import array
import contextlib
import ctypes
import functools
import io
import os
import wave
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kiosk.domain.errors import WorldError

LIBRARY = "libsndfile.so.1"
_READ, _WRITE = 0x10, 0x20
_OGG_OPUS = 0x200000 | 0x0064
_SET_CLIPPING, _SET_COMPRESSION = 0x10C0, 0x1301
_COMPRESSION = 1.0 - (24_000 - 6_000) / 250_000
"""libsndfile's way of asking its Opus encoder for 24 kbit/s, 3 KB a second: speech needs no more."""
SECONDS_MAX = 120
_RATE_MAX, _CHANNELS_MAX = 192_000, 8


class Sound(Struct, frozen=True):
    """One channel of 16-bit samples, ``rate`` of them a second."""

    samples: array.array[int]
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    def as_wav(self) -> bytes:
        """As a WAV file."""
        out = io.BytesIO()
        with wave.open(out, "wb") as target:
            target.setnchannels(1)
            target.setsampwidth(2)
            target.setframerate(self.rate)
            target.writeframes(self.samples.tobytes())
        return out.getvalue()


class _Info(ctypes.Structure):
    _fields_ = (
        ("frames", ctypes.c_int64),
        ("rate", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("format", ctypes.c_int),
        ("sections", ctypes.c_int),
        ("seekable", ctypes.c_int),
    )


def read_sound(path: Path) -> Sound:
    """A sound file of any kind the library knows (WAV, FLAC, Ogg, Opus, MP3 …), its channels mixed into one.

    Raises:
        WorldError: no sound file, broken, or too long (``sound.unreadable``, ``sound.too_long``).
    """
    return _read(path)


def decode_sound(data: bytes) -> Sound:
    """As ``read_sound``, for a file in memory."""
    with _memory(data) as path:
        return _read(path)


def is_short_opus(data: bytes) -> bool:
    """Whether ``data`` is an Opus file of one channel and of bearable length, by its headers."""
    info = _Info()
    try:
        with _memory(data) as path, _opened(path, _READ, info):
            return bool(info.format == _OGG_OPUS and info.channels == 1 and 0 < info.frames <= SECONDS_MAX * info.rate)
    except WorldError:
        return False


def encode_opus(sound: Sound) -> bytes:
    """As an Ogg Opus file; ``rate`` is 8, 12, 16, 24 or 48 thousand."""
    info = _Info(rate=sound.rate, channels=1, format=_OGG_OPUS)
    with _memory(b"") as path:
        with _opened(path, _WRITE, info) as opened:
            level = ctypes.c_double(_COMPRESSION)
            _library().sf_command(opened, _SET_COMPRESSION, ctypes.byref(level), ctypes.sizeof(level))
            count = len(sound.samples)
            given = (ctypes.c_short * count).from_buffer_copy(sound.samples)
            if _library().sf_writef_short(opened, given, count) != count:
                raise WorldError("sound.unreadable", reason="not written")
        return path.read_bytes()


def _read(path: Path) -> Sound:
    info = _Info()
    with _opened(path, _READ, info) as opened:
        if not (0 < info.rate <= _RATE_MAX and 0 < info.channels <= _CHANNELS_MAX):
            raise WorldError("sound.unreadable", reason=f"{info.rate} Hz, {info.channels} channels")
        frames_max = SECONDS_MAX * info.rate  # what the header says may be a lie
        _library().sf_command(opened, _SET_CLIPPING, None, 1)
        block = (ctypes.c_short * (info.rate * info.channels))()
        samples = array.array("h")
        while (got := _library().sf_readf_short(opened, block, info.rate)) > 0:
            samples.frombytes(bytes(block)[: 2 * got * info.channels])
            if len(samples) > frames_max * info.channels:
                raise WorldError("sound.too_long", seconds=SECONDS_MAX)
    return Sound(_mixed(samples, info.channels), info.rate)


def _mixed(samples: array.array[int], channels: int) -> array.array[int]:
    if channels == 1:
        return samples
    sides = [samples[n::channels] for n in range(channels)]
    return array.array("h", [sum(frame) // channels for frame in zip(*sides, strict=True)])


@contextlib.contextmanager
def _memory(data: bytes) -> Iterator[Path]:
    """A file that is only in memory, under a name the library can open."""
    handle = os.memfd_create("sound")
    try:
        with os.fdopen(os.dup(handle), "wb") as out:
            out.write(data)
        yield Path(f"/proc/self/fd/{handle}")
    finally:
        os.close(handle)


@contextlib.contextmanager
def _opened(path: Path, mode: int, info: _Info) -> Iterator[ctypes.c_void_p]:
    """The library's own handle of an open file, which is closed in any case."""
    library = _library()
    opened = library.sf_open(os.fsencode(path), mode, ctypes.byref(info))
    if not opened:
        raise WorldError("sound.unreadable", reason=library.sf_strerror(None).decode(errors="replace"))
    try:
        yield opened
    finally:
        library.sf_close(opened)


@functools.cache
def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise WorldError("sound.no_library", library=LIBRARY) from error
    pointer, number = ctypes.c_void_p, ctypes.c_int
    library.sf_open.restype = pointer
    library.sf_open.argtypes = [ctypes.c_char_p, number, ctypes.POINTER(_Info)]
    library.sf_close.argtypes = [pointer]
    library.sf_strerror.restype = ctypes.c_char_p
    library.sf_strerror.argtypes = [pointer]
    library.sf_command.argtypes = [pointer, number, pointer, number]
    for function in (library.sf_readf_short, library.sf_writef_short):
        function.restype = ctypes.c_int64
        function.argtypes = [pointer, ctypes.POINTER(ctypes.c_short), ctypes.c_int64]
    return library
