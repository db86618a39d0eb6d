"""One sentence as a sound, made by espeak-ng through pyttsx3 in a process of its own, which then ends.

In one process pyttsx3 loses utterances, does not stop and may hang (reference/qt.md, 6); a process that says one thing can be
killed at any moment. Standard input: a ``Request`` as JSON, so that the words are in no list of processes. Standard output: a
WAV file, or the voices as JSON. The sound is never a file on a disk: pyttsx3 writes it into memory that has a name.

A recording that came with the content is only decoded here, and spoken slower or faster without changing its pitch.

Exit codes: 3 no engine, 4 no such voice, 5 no sound came.
"""

from __future__ import annotations

import array
import io
import os
import sys
import time
import wave

import msgspec

NO_ENGINE, NO_VOICE, NO_RESULT = 3, 4, 5
_PATIENCE_S = 5.0
_HEADER_BYTES = 44
VOICE_IDS = {"cmn": "sit/cmn-latn-pinyin", "yue": "sit/yue", "en": "gmw/en"}
"""espeak-ng's voice for each of ``spoken.Voice``."""
STEP_DB = 4.0
"""Between two steps of loudness; the loudest is the sound as it was made."""
LOUDEST = 8


class Request(msgspec.Struct):
    """What to make. ``voice`` is empty to ask which voices there are; ``clip`` names a recording instead of words, said at ``speed``."""

    voice: str = ""
    text: str = ""
    clip: str = ""
    words_a_minute: int = 158
    speed: float = 1.0
    volume: int = LOUDEST


def scaled(wav: bytes, volume: int) -> bytes:
    """A 16-bit WAV file at a step of loudness (1 to ``LOUDEST``)."""
    gain = 10.0 ** (-STEP_DB * (LOUDEST - volume) / 20)
    with wave.open(io.BytesIO(wav)) as source:
        parameters, frames = source.getparams(), source.readframes(source.getnframes())
    samples = array.array("h", frames)
    out = io.BytesIO()
    with wave.open(out, "wb") as target:
        target.setparams(parameters)
        target.writeframes(array.array("h", [round(sample * gain) for sample in samples]).tobytes())
    return out.getvalue()


def _recorded(request: Request) -> bytes | int:
    """The sound of a clip, or an exit code."""
    from pathlib import Path  # noqa: PLC0415 (10 ms of the half second)

    from data.sound import read_sound  # noqa: PLC0415 (words need none)
    from kiosk.devices.stretch import at_speed  # noqa: PLC0415
    from kiosk.domain.errors import WorldError  # noqa: PLC0415

    try:
        return at_speed(read_sound(Path(request.clip)), request.speed).as_wav()
    except WorldError as error:
        print(error, file=sys.stderr)  # noqa: T201 (for the process that started this one)
        return NO_RESULT


def _synthesised(request: Request) -> bytes | int:
    """The sound as pyttsx3 made it, or an exit code."""
    import pyttsx3  # noqa: PLC0415 (a recording needs no engine)

    try:
        engine = pyttsx3.init("espeak")
    except (ImportError, OSError, RuntimeError) as error:
        print(error, file=sys.stderr)  # noqa: T201 (for the process that started this one)
        return NO_ENGINE
    known = {voice.id for voice in engine.getProperty("voices")}
    if not request.voice:
        return msgspec.json.encode([voice for voice, voice_id in VOICE_IDS.items() if voice_id in known])
    voice_id = VOICE_IDS.get(request.voice)
    if voice_id not in known:
        return NO_VOICE
    engine.setProperty("voice", voice_id)
    engine.setProperty("rate", request.words_a_minute)
    memory = os.memfd_create("speech")
    finished: list[bool] = []
    engine.connect("finished-utterance", lambda name, completed: finished.append(completed))
    engine.save_to_file(request.text, f"/proc/self/fd/{memory}")
    engine.runAndWait()
    until = time.monotonic() + _PATIENCE_S
    while not (
        finished and os.fstat(memory).st_size > _HEADER_BYTES
    ):  # runAndWait may return before the sound is there
        if time.monotonic() > until:
            return NO_RESULT
        time.sleep(0.005)
    return os.pread(memory, os.fstat(memory).st_size, 0)


def main() -> int:
    """Answer one request; the value is the exit code."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # pyttsx3 prints
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    made = _recorded(request) if request.clip else _synthesised(request)
    if isinstance(made, int):
        return made
    out.write(scaled(made, request.volume) if request.voice else made)
    out.close()
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # espeak-ng may abort while Python takes itself apart
