"""Speaking through processes: sentence by sentence, silent when told, honest when it cannot; espeak-ng itself."""

from __future__ import annotations

import array
import io
import itertools
import os
import shutil
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.sound import encode_opus
from kiosk.devices.pinyin import for_espeak
from kiosk.devices.speech import WORKER, SpokenByProcesses
from kiosk.devices.speech_worker import scaled
from kiosk.domain.spoken import Voice
from kiosk.domain.terminal import LOUDEST
from kiosk.usecases.speech import Manner, Pace, Silence, Utterance
from tests.voice_samples import hum

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")

LINES = (
    Utterance(said="先吃饭。", voice=Voice.CANTONESE),
    Utterance(said="别的事慢慢办。", voice=Voice.MANDARIN),
    Utterance(said="Take your time.", voice=Voice.ENGLISH),
)


class Ear:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def begun(self, number: int) -> None:
        self.told.append(number)

    def over(self) -> None:
        self.told.append("over")

    def silent(self, why: Silence) -> None:
        self.told.append(why)


def program(folder: Path, name: str, body: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def speaker_of(qapp: object) -> Iterator[Callable[..., SpokenByProcesses]]:
    made: list[SpokenByProcesses] = []

    def make(**how: object) -> SpokenByProcesses:
        made.append(SpokenByProcesses(**how))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for speaker in made:
        speaker.close()


@pytest.fixture
def recorder(tmp_path: Path) -> str:
    """A player that keeps what it is given, and takes no time."""
    return program(tmp_path, "recorder", f'cat > "{tmp_path}/$$.part" && mv "{tmp_path}/$$.part" "{tmp_path}/$$.wav"')


@pytest.fixture
def endless(tmp_path: Path) -> str:
    """A player that plays on and on."""
    return program(tmp_path, "endless", f'cat > /dev/null; echo $$ > "{tmp_path}/pid"; exec sleep 600')


def tone(loud: int = 20_000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(22050)
        sound.writeframes(array.array("h", [loud, -loud] * 500).tobytes())
    return out.getvalue()


def peak(wav: bytes) -> int:
    with wave.open(io.BytesIO(wav)) as sound:
        return max(array.array("h", sound.readframes(sound.getnframes())))


def seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as sound:
        return sound.getnframes() / sound.getframerate()


def gone(pid: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True


def utter(tmp_path: Path, name: str = "toner") -> tuple[str, ...]:
    """A worker that makes the same tone of everything, and writes down that it was asked, and how."""
    (tmp_path / "tone.wav").write_bytes(tone())
    return (
        program(
            tmp_path, name, f'cat >> "{tmp_path}/asked"; echo "$@" >> "{tmp_path}/arguments"; cat "{tmp_path}/tone.wav"'
        ),
    )


@needs_espeak
def test_every_sentence_is_heard_in_its_own_voice_and_order(
    speaker_of: Callable[..., SpokenByProcesses], recorder: str, tmp_path: Path, qtbot: QtBot
) -> None:
    ear = Ear()
    speaker_of(player=recorder).say(LINES, Manner(), ear)
    qtbot.waitUntil(lambda: "over" in ear.told, timeout=20_000)
    assert ear.told == [0, 1, 2, "over"]
    heard = [path.read_bytes() for path in tmp_path.glob("*.wav")]
    assert len(heard) == 3
    assert all(0.3 < seconds(wav) < 6 and peak(wav) > 500 for wav in heard)


@needs_espeak
def test_the_languages_that_are_spoken_here_are_found_out(
    speaker_of: Callable[..., SpokenByProcesses], qtbot: QtBot
) -> None:
    found: list[frozenset[Voice]] = []
    speaker_of().voices(found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert found == [frozenset(Voice)]


@needs_espeak
def test_slow_is_slower_than_fast(
    speaker_of: Callable[..., SpokenByProcesses], recorder: str, tmp_path: Path, qtbot: QtBot
) -> None:
    lengths = []
    speaker = speaker_of(player=recorder)
    for pace in (Pace.SLOW, Pace.FAST):
        ear = Ear()
        speaker.say(LINES[1:2], Manner(pace=pace), ear)
        qtbot.waitUntil(lambda ear=ear: "over" in ear.told, timeout=20_000)
        [path] = tmp_path.glob("*.wav")
        lengths.append(seconds(path.read_bytes()))
        path.unlink()
    assert lengths[0] > 1.3 * lengths[1]


def test_the_next_sentence_is_made_while_one_is_played_and_no_further(
    speaker_of: Callable[..., SpokenByProcesses], endless: str, tmp_path: Path, qtbot: QtBot
) -> None:
    ear = Ear()
    speaker_of(player=endless, worker=utter(tmp_path)).say(LINES, Manner(), ear)
    asked = tmp_path / "arguments"
    qtbot.waitUntil(lambda: asked.is_file() and len(asked.read_text(encoding="utf-8").split("\n")) == 3)
    assert ear.told == [0]


def test_it_is_silent_when_told_and_says_nothing_more(
    speaker_of: Callable[..., SpokenByProcesses], endless: str, tmp_path: Path, qtbot: QtBot
) -> None:
    ear = Ear()
    speaker = speaker_of(player=endless, worker=utter(tmp_path))
    speaker.say(LINES, Manner(), ear)
    pid = tmp_path / "pid"
    qtbot.waitUntil(lambda: pid.is_file() and pid.read_text(encoding="utf-8").endswith("\n"))
    speaker.stop()
    qtbot.waitUntil(lambda: gone(int(pid.read_text(encoding="utf-8"))), timeout=200)
    assert ear.told == [0]


@pytest.mark.parametrize("first", ["asked", "asked a while ago", "said"])
def test_no_other_worker_runs_before_the_first_sound(
    speaker_of: Callable[..., SpokenByProcesses], tmp_path: Path, qtbot: QtBot, first: str
) -> None:
    """Two of them side by side on a small machine take twice as long: it began to speak after 630 to 800 ms."""
    log, ear, found = tmp_path / "log", Ear(), list[frozenset[Voice]]()
    (tmp_path / "tone.wav").write_bytes(tone())
    worker = program(
        tmp_path,
        "worker",
        f"""case "$(cat)" in
        *'"voice":""'*) echo asked >> {log}; sleep 1; echo answered >> {log}; echo '["cmn"]';;
        *) echo made >> {log}; sleep 0.2; cat {tmp_path}/tone.wav;;
        esac""",
    )
    speaker = speaker_of(player=program(tmp_path, "player", f"cat > /dev/null; echo played >> {log}"), worker=(worker,))
    if first != "said":
        speaker.voices(found.append)
    if first == "asked a while ago":
        qtbot.waitUntil(log.is_file)
    speaker.say(LINES[:1], Manner(), ear)
    if first == "said":
        speaker.voices(found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert found == [frozenset({Voice.MANDARIN})], "told once, and not forgotten"
    assert ear.told == [0, "over"]
    told = log.read_text(encoding="utf-8").split()
    begun = told[1:] if first == "asked a while ago" else told  # it was killed
    assert begun == ["made", "played", "asked", "answered"]


def test_what_is_said_is_in_no_list_of_processes(
    speaker_of: Callable[..., SpokenByProcesses], recorder: str, tmp_path: Path, qtbot: QtBot
) -> None:
    ear = Ear()
    speaker_of(player=recorder, worker=utter(tmp_path)).say(LINES[:1], Manner(), ear)
    qtbot.waitUntil(lambda: "over" in ear.told)
    assert (tmp_path / "arguments").read_text(encoding="utf-8") == "\n"
    assert "先吃饭" in (tmp_path / "asked").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("programs", "why"),
    [
        (("no-such-player", ("true",)), Silence.NO_SOUND),
        (("false", None), Silence.NO_SOUND),
        (("true", ("no-such-engine",)), Silence.NO_ENGINE),
        (("true", ("sh", "-c", "exit 3")), Silence.NO_ENGINE),
        (("true", ("sh", "-c", "exit 4")), Silence.NO_VOICE),
        (("true", ("sh", "-c", "kill -9 $$")), Silence.NO_ENGINE),
    ],
)
def test_it_says_why_nothing_can_be_heard(
    speaker_of: Callable[..., SpokenByProcesses],
    tmp_path: Path,
    qtbot: QtBot,
    programs: tuple[str, tuple[str, ...] | None],
    why: Silence,
) -> None:
    player, worker = programs
    ear = Ear()
    speaker_of(player=player, worker=worker or utter(tmp_path)).say(LINES[:1], Manner(), ear)
    qtbot.waitUntil(lambda: why in ear.told)
    assert [each for each in ear.told if each != 0] == [why]


def test_a_machine_without_an_engine_speaks_no_language(
    speaker_of: Callable[..., SpokenByProcesses], qtbot: QtBot
) -> None:
    found: list[frozenset[Voice]] = []
    speaker_of(worker=("no-such-engine",)).voices(found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [frozenset()]


class OneClip:
    """A recording of the first sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, utterance: Utterance) -> Path | None:
        return self._path if utterance == LINES[0] else None


def test_a_recording_comes_before_the_engine(
    speaker_of: Callable[..., SpokenByProcesses], recorder: str, tmp_path: Path, qtbot: QtBot
) -> None:
    clip = tmp_path / "clip.recording"
    clip.write_bytes(tone(10_000))
    ear = Ear()
    speaker_of(player=recorder, worker=WORKER, clips=OneClip(clip)).say(LINES[:1], Manner(volume=LOUDEST), ear)
    qtbot.waitUntil(lambda: "over" in ear.told, timeout=20_000)
    [heard] = tmp_path.glob("*.wav")
    assert heard.read_bytes() == clip.read_bytes()


def test_a_clip_is_spoken_slower_and_faster_at_the_same_pitch(
    speaker_of: Callable[..., SpokenByProcesses], recorder: str, tmp_path: Path, qtbot: QtBot
) -> None:
    clip = tmp_path / "clip.opus"
    clip.write_bytes(encode_opus(hum(1.5, hertz=200)))
    speaker = speaker_of(player=recorder, clips=OneClip(clip))
    heard = {}
    for pace in Pace:
        ear = Ear()
        speaker.say(LINES[:1], Manner(pace=pace, volume=LOUDEST), ear)
        qtbot.waitUntil(lambda ear=ear: "over" in ear.told, timeout=20_000)
        [path] = tmp_path.glob("*.wav")
        heard[pace] = path.read_bytes()
        path.unlink()
    assert abs(seconds(heard[Pace.NORMAL]) - 1.9) < 0.1
    assert seconds(heard[Pace.SLOW]) > 1.3 * seconds(heard[Pace.NORMAL])
    assert seconds(heard[Pace.FAST]) < 0.8 * seconds(heard[Pace.NORMAL])
    pitches = [crossings(wav) / seconds(wav) for wav in heard.values()]
    assert max(pitches) < 1.3 * min(pitches)


def crossings(wav: bytes) -> int:
    """How often the sound goes through nought upwards."""
    with wave.open(io.BytesIO(wav)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
    return sum(1 for before, after in itertools.pairwise(samples) if before < 0 <= after)


@needs_espeak
def test_a_clip_that_cannot_be_played_is_said_by_the_engine_instead(
    speaker_of: Callable[..., SpokenByProcesses], recorder: str, tmp_path: Path, qtbot: QtBot
) -> None:
    clip = tmp_path / "clip.opus"
    clip.write_bytes(encode_opus(hum(1.0))[:500])
    ear = Ear()
    speaker_of(player=recorder, clips=OneClip(clip)).say(LINES[:2], Manner(), ear)
    qtbot.waitUntil(lambda: "over" in ear.told, timeout=20_000)
    assert ear.told == [0, 1, "over"]
    assert len(list(tmp_path.glob("*.wav"))) == 2


def test_every_step_is_louder_than_the_one_before() -> None:
    peaks = [peak(scaled(tone(), volume)) for volume in range(1, LOUDEST + 1)]
    assert peaks == sorted(set(peaks))
    assert peaks[-1] == 20_000


def test_mandarin_is_given_by_phrases_and_cantonese_as_it_stands() -> None:
    assert for_espeak("银行，重要。", Voice.MANDARIN).split() == ["yin2", "hang2", ",", "zhong4", "yao4", "."]
    assert for_espeak("銀行", Voice.MANDARIN) == "yin2 hang2"
    assert for_espeak("銀行", Voice.CANTONESE) == "銀行"


def test_nothing_of_it_is_left_on_the_disk(
    speaker_of: Callable[..., SpokenByProcesses],
    endless: str,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setitem(os.environ, "TMPDIR", str(temporary))
    ear = Ear()
    speaker = speaker_of(player=endless)
    if shutil.which("espeak-ng"):
        speaker.say(LINES[:2], Manner(), ear)
        qtbot.waitUntil(lambda: 0 in ear.told, timeout=20_000)
    speaker.stop()
    assert list(temporary.iterdir()) == []
