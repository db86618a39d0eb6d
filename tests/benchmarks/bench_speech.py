"""Reading aloud: how long ten texts last, how long until the first sound, how much of their time making them takes.

Measured from the press to the moment at which the player has the first sound; how long the sound card takes is not in it. It is the worst
of ``TIMES`` presses, each the first in a process of its own: patterns are made and the voices asked for, as nobody has listened yet.

    .dev/venv/bin/python -m tests.benchmarks.bench_speech            espeak-ng, as the terminal asks it
    .dev/venv/bin/python -m tests.benchmarks.bench_speech --kokoro   the extra `voice`: rendered as the publisher does it, then played as clips

"made" is the engine's time for a second of sound: processor time for Kokoro (it uses every core), elapsed time for espeak-ng, whose
process starts anew for every sentence; a clip's is that of decoding it.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop

from data.clip_folder import ClipFolder
from data.sound import encode_opus
from data.spoken_words import spoken_words
from kiosk.devices.clips import PublishedClips
from kiosk.devices.pinyin import for_espeak
from kiosk.devices.speech import WORKER, SpokenByProcesses
from kiosk.devices.speech_worker import Request
from kiosk.domain.spoken import Speech, Voice, sentences
from kiosk.usecases.speech import Manner, Silence, Utterance
from sync.publisher.voice_kokoro import KokoroVoice
from sync.publisher.voice_sound import settled
from sync.publisher.voice_texts import key_of, spoken

TEXTS = (
    "家里人均收入低于标准的，每月补足差额。",
    "一起生活的家人，平均每人每月收入低于 1,276 元（示例）。",
    "身份证、户口簿或居住证。申请书现场填，不会写字，工作人员帮您填。",
    "受理后 30 个工作日内。情况复杂的，最长 45 个。",
    "想问清楚，打 12345，或者来这里问工作人员。",
    "周二 14:30–17:00，在一楼活动室。",
    "满 80 岁的长者，每月可以领高龄津贴，从次月起发放。",
    "第 12 条：有劳动能力的，应当配合工作介绍和技能培训。",
    "从地铁站 A 口出来，往前走 300 米，右手边就是。门口没有台阶。",
    "先吃饭。别的事慢慢办。今天没有地方住，先去救助管理站。",
)

TIMES = 5


class _Ear:
    def __init__(self, loop: QEventLoop) -> None:
        self._loop = loop
        self.begun_s = 0.0
        self.why = ""

    def begun(self, number: int) -> None:
        if number == 0:
            self.begun_s = time.perf_counter()

    def over(self) -> None:
        self._loop.quit()

    def silent(self, why: Silence) -> None:
        self.why = why.value
        self._loop.quit()


def _first_sound_s(speaker: SpokenByProcesses, utterances: list[Utterance]) -> float:
    loop = QEventLoop()
    ear = _Ear(loop)
    started_s = time.perf_counter()
    speaker.say(utterances, Manner(), ear)
    loop.exec()
    if ear.why:
        raise SystemExit(f"not spoken: {ear.why}")
    return ear.begun_s - started_s


def _first_press(number: int, voice: Voice, clips: Path | None) -> None:
    """Print how many seconds the first press of a process waits."""
    speaker = SpokenByProcesses(player="true", clips=PublishedClips(ClipFolder(clips)) if clips else None)
    for_espeak(
        spoken_words().numbers.digits, Voice.MANDARIN
    )  # read ahead by the interface (``kiosk.app.desk.import_ahead``)
    made_s = time.perf_counter()
    utterances = _utterances(TEXTS[number], voice, Speech(spoken_words()))
    made_s = time.perf_counter() - made_s
    speaker.voices(lambda voices: None)
    print(made_s + _first_sound_s(speaker, utterances))
    speaker.close()


def _worst_first_sound_s(number: int, voice: Voice, clips: Path | None = None) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.bench_speech", "--first", str(number), voice.value]
    command += [str(clips)] if clips else []
    runs = [subprocess.run(command, capture_output=True, check=True, text=True) for _ in range(TIMES)]
    return max(float(run.stdout) for run in runs)


def _made(utterance: Utterance, clip: Path | None = None) -> tuple[float, float]:
    """Seconds of sound, and seconds it took to make."""
    text = "" if clip else for_espeak(utterance.said, utterance.voice)
    request = Request(voice=utterance.voice.value, text=text, clip=str(clip or ""), words_a_minute=158, volume=5)
    started_s = time.perf_counter()
    done = subprocess.run(WORKER, input=msgspec.json.encode(request), capture_output=True, check=True)
    took_s = time.perf_counter() - started_s
    with wave.open(io.BytesIO(done.stdout)) as sound:
        return sound.getnframes() / sound.getframerate(), took_s


def _utterances(text: str, voice: Voice, speech: Speech) -> list[Utterance]:
    return [Utterance(said=speech.say(each, voice), voice=voice) for each in sentences(text)]


def by_espeak(speech: Speech) -> None:
    """One line a text and voice."""
    print(f"{'text':>4} {'voice':>5} {'sound s':>8} {'first sound ms':>15} {'made s/s':>9}")
    for number, text in enumerate(TEXTS, start=1):
        for voice in (Voice.MANDARIN, Voice.CANTONESE):
            utterances = _utterances(text, voice, speech)
            first_s = _worst_first_sound_s(number - 1, voice)
            made = [_made(utterance) for utterance in utterances]
            sound_s, took_s = sum(s for s, _ in made), sum(t for _, t in made)
            print(f"{number:>4} {voice.value:>5} {sound_s:8.2f} {first_s * 1000:15.0f} {took_s / sound_s:9.3f}")


def by_kokoro(speech: Speech, folder: Path) -> None:
    """One line a text: what the publisher spends on it, and how soon the terminal plays it."""
    engine = KokoroVoice()
    clips = ClipFolder(folder)
    print(
        f"{'text':>4} {'voice':>5} {'sound s':>8} {'bytes/s':>8} {'made s/s':>9} {'first sound ms':>15} {'decoded s/s':>12}"
    )
    for number, text in enumerate(TEXTS, start=1):
        spoken_s, sizes = 0.0, {}
        began_s = time.process_time()
        for sentence in sentences(text):
            made = engine.speak(spoken(sentence, Voice.MANDARIN, speech))
            if made is None:
                print(f"{number:>4}       not said: {sentence}")
                continue
            spoken_s += made.seconds
            sizes[key_of(sentence, Voice.MANDARIN, speech)] = encode_opus(settled(made))
        factor = (time.process_time() - began_s) / spoken_s
        clips.keep(f"{number:064}", sizes)
        utterances = _utterances(text, Voice.MANDARIN, speech)
        first_s = _worst_first_sound_s(number - 1, Voice.MANDARIN, folder)
        found = [
            (u, clips.find(key_of(s, Voice.MANDARIN, speech))) for u, s in zip(utterances, sentences(text), strict=True)
        ]
        heard = [_made(utterance, clip) for utterance, clip in found if clip is not None]
        sound_s, took_s = sum(s for s, _ in heard), sum(t for _, t in heard)
        rate = sum(map(len, sizes.values())) / sound_s
        print(
            f"{number:>4} {'cmn':>5} {sound_s:8.2f} {rate:8.0f} {factor:9.2f} {first_s * 1000:15.0f} {took_s / sound_s:12.3f}"
        )


def main() -> None:
    """Print the figures."""
    app = QCoreApplication(sys.argv[:1])
    speech = Speech(spoken_words())
    if sys.argv[1:2] == ["--first"]:
        _first_press(int(sys.argv[2]), Voice(sys.argv[3]), Path(sys.argv[4]) if sys.argv[4:] else None)
    elif "--kokoro" in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            by_kokoro(speech, Path(folder))
    else:
        by_espeak(speech)
    del app


if __name__ == "__main__":
    main()
