"""Speaks: each sentence made by a process (``speech_worker``), played by another that can be killed (``aplay``).

While one sentence is played the next is made. Words and sound go from process to process through pipes: nothing of what is
said is ever a file. Recordings of the content come before the engine (``Clips``). That the loudspeaker is switched on is more than
it can know.
"""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer

from data.words import say
from kiosk.devices.pinyin import for_espeak
from kiosk.devices.speech_worker import NO_ENGINE, NO_VOICE, Request
from kiosk.domain.spoken import Voice
from kiosk.usecases.speech import Clips, Listener, Manner, NoClips, Pace, Silence, Speaker, Utterance

_log = logging.getLogger(__name__)

PLAYER = "aplay"
WORKER = (sys.executable, "-I", "-m", "kiosk.devices.speech_worker")
WORDS_A_MINUTE = {Pace.SLOW: 110, Pace.NORMAL: 158, Pace.FAST: 215, Pace.CAREFUL: 140}
"""espeak-ng's own is 175; normal is nine tenths of it (DESIGN-SYSTEM, component 28). A clip is as fast as it was spoken."""
MAKING_MS = 8000
PLAYING_MS = 90_000
"""Longer than any sentence: a player that has not ended by then waits for a device that does not answer."""
ASKING_MS = 50
"""Which voices there are is asked this long after somebody wants to know: what is to be said at once comes first."""

_Done = Callable[[int, bytes, str], None]
_NOT_STARTED = -1


class _Job:
    """One process: gets its input, and tells once how it ended unless it was killed."""

    def __init__(self, keeper: QObject, command: Sequence[str], given: bytes, *, patience_ms: int, done: _Done) -> None:
        self._done: _Done | None = done
        # The keeper owns it: a process may not be deleted while it runs, nor while it is telling that it has ended.
        self.process = QProcess(keeper)
        self.process.finished.connect(self._finished)
        self.process.finished.connect(self.process.deleteLater)
        self.process.errorOccurred.connect(self._failed)
        self._patience = QTimer(self.process)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.process.kill)  # ``finished`` follows
        self._patience.start(patience_ms)
        self.process.start(command[0], list(command[1:]))
        self.process.write(given)
        self.process.closeWriteChannel()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        crashed = status is QProcess.ExitStatus.CrashExit
        self._tell(_NOT_STARTED if crashed else code)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.process.deleteLater()
            self._tell(_NOT_STARTED)

    def _tell(self, code: int) -> None:
        self._patience.stop()
        done, self._done = self._done, None
        if done is not None:
            words = bytes(self.process.readAllStandardError().data()).decode(errors="replace").strip()
            done(code, bytes(self.process.readAllStandardOutput().data()), words.splitlines()[-1] if words else "")

    def kill(self) -> None:
        """End it now; nobody is told."""
        if self._done is not None:
            self._done = None
            self._patience.stop()
            self.process.kill()


class SpokenByProcesses(Speaker):
    """Speaks through processes. Close it.

    Args:
        player: command that plays the WAV file on its standard input, and fails where it cannot.
        worker: command that makes sounds.
        clips: recordings to use instead.
    """

    def __init__(self, *, player: str = PLAYER, worker: Sequence[str] = WORKER, clips: Clips | None = None) -> None:
        self._player = player
        self._worker = worker
        self._clips = clips or NoClips()
        self._listener: Listener | None = None
        self._utterances: Sequence[Utterance] = ()
        self._manner = Manner()
        self._playing = -1
        self._made: bytes | None = None
        self._jobs: dict[str, _Job] = {}
        self._broken: set[str] = set()
        self._keeper = QObject()
        self._pause = QTimer(self._keeper)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._go_on)
        self._told: Callable[[frozenset[Voice]], None] | None = None
        self._ask_soon = QTimer(self._keeper)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(ASKING_MS)
        self._ask_soon.timeout.connect(self._ask_voices)

    def voices(self, told: Callable[[frozenset[Voice]], None]) -> None:
        """See ``Speaker``. Asked by a process of its own, and never while the first sound is made: both would take twice as long."""
        self._told = told
        if self._listener is None or self._playing >= 0:
            self._ask_soon.start()

    def _ask_voices(self) -> None:
        told = self._told

        def answered(code: int, out: bytes, words: str) -> None:
            self._let_go("voices")
            self._told = None
            if code != 0:
                _log.info(say("speech.no_engine", reason=words or code))
            if told is not None:
                names = msgspec.json.decode(out, type=list[str]) if code == 0 else []
                told(frozenset(Voice(name) for name in names))

        self._start("voices", self._worker, msgspec.json.encode(Request()), patience_ms=MAKING_MS, done=answered)

    def say(self, utterances: Sequence[Utterance], manner: Manner, listener: Listener) -> None:
        """See ``Speaker``."""
        self.stop()
        self._ask_soon.stop()
        self._let_go("voices")
        self._utterances, self._manner, self._listener = tuple(utterances), manner, listener
        if not self._utterances:
            self._over()
        elif shutil.which(self._player) is None:
            self._silent(Silence.NO_SOUND, say("speech.no_player", player=self._player))
        else:
            self._make(0)

    def stop(self) -> None:
        """See ``Speaker``. Both processes are killed: what the player has sent to the sound card is dropped with it."""
        self._listener = None
        self._utterances, self._made, self._playing = (), None, -1
        self._pause.stop()
        self._let_go("make")
        self._let_go("play")
        if self._told is not None and "voices" not in self._jobs:
            self._ask_soon.start()

    def _make(self, number: int) -> None:
        if number >= len(self._utterances):
            return
        utterance = self._utterances[number]
        found = self._clips.find(utterance)
        clip = "" if found is None or str(found) in self._broken else str(found)
        words_a_minute = WORDS_A_MINUTE[self._manner.pace]
        request = Request(
            voice=utterance.voice.value,
            text="" if clip else for_espeak(utterance.said, utterance.voice),
            clip=clip,
            words_a_minute=words_a_minute,
            speed=words_a_minute / WORDS_A_MINUTE[Pace.NORMAL],
            volume=self._manner.volume,
        )

        def made(code: int, out: bytes, words: str) -> None:
            self._let_go("make")
            if clip and code != 0:  # the engine says it instead
                _log.info(say("speech.bad_clip", clip=clip, reason=words or code))
                self._broken.add(clip)
                self._make(number)
            else:
                self._sound_made(code, out, words)

        self._start("make", self._worker, msgspec.json.encode(request), patience_ms=MAKING_MS, done=made)

    def _sound_made(self, code: int, out: bytes, words: str) -> None:
        if code == NO_VOICE:
            self._silent(Silence.NO_VOICE, say("speech.no_voice"))
        elif code != 0:
            reason = words if code == NO_ENGINE and words else code
            self._silent(Silence.NO_ENGINE, say("speech.no_engine", reason=reason))
        else:
            self._made = out
            if "play" not in self._jobs and not self._pause.isActive():
                self._play()

    def _play(self) -> None:
        sound, self._made = self._made, None
        if sound is None:
            return  # it is being made
        self._playing += 1
        number = self._playing
        self._start("play", (self._player, "-q", "-"), sound, patience_ms=PLAYING_MS, done=self._played)
        if self._told is not None and number == 0:
            self._ask_soon.start()
        if self._listener is not None:
            self._listener.begun(number)
        if self._playing == number:  # the listener has not changed its mind
            self._make(number + 1)

    def _played(self, code: int, out: bytes, words: str) -> None:
        del out
        self._let_go("play")
        if code != 0:
            self._silent(Silence.NO_SOUND, say("speech.refused", player=self._player, result=code, output=words))
        elif pause_s := self._utterances[self._playing].pause_s:
            self._pause.start(round(pause_s * 1000))
        else:
            self._go_on()

    def _go_on(self) -> None:
        if self._playing + 1 >= len(self._utterances):
            self._over()
        else:
            self._play()

    def _over(self) -> None:
        listener = self._listener
        self.stop()
        if listener is not None:
            listener.over()

    def _silent(self, why: Silence, words: str) -> None:
        _log.info(words)
        listener = self._listener
        self.stop()
        if listener is not None:
            listener.silent(why)

    def _start(self, name: str, command: Sequence[str], given: bytes, *, patience_ms: int, done: _Done) -> None:
        self._let_go(name)
        self._jobs[name] = _Job(self._keeper, command, given, patience_ms=patience_ms, done=done)

    def _let_go(self, name: str) -> None:
        """Kill a process if it still runs."""
        job = self._jobs.pop(name, None)
        if job is not None:
            job.kill()

    def close(self) -> None:
        """Be silent, and see every process off."""
        self._told = None
        self.stop()
        self._ask_soon.stop()
        self._let_go("voices")
        for process in self._keeper.findChildren(QProcess):
            process.waitForFinished(1000)
