"""The voice of one window: language, pace and loudness of this visit, and one thing said at a time.

Whoever has something to say (朗读, the guidance by keys) gives written sentences; here they become spoken words and go to the speaker.
While anything is said, whoever listens is there: the idle clock stands. Which sentences, and what stays private, is decided by
whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.domain.spoken import Speech, Voice, voice_for
from kiosk.domain.terminal import SoundSettings
from kiosk.domain.text import Language
from kiosk.usecases.headphones import Headphones
from kiosk.usecases.speech import Listener, Manner, Pace, Silence, Speaker, Utterance
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.visit import VisitModel

_PACES = (Pace.SLOW, Pace.NORMAL, Pace.FAST)


class _Ear:
    """Passes on what becomes of one saying. What an earlier one still has to tell is not heard any more."""

    def __init__(self, voice: VoiceModel, listener: Listener) -> None:
        self._voice = voice
        self.listener = listener

    def begun(self, number: int) -> None:
        if self._voice.hears(self):
            self.listener.begun(number)

    def over(self) -> None:
        if self._voice.hears(self):
            self._voice.fall_silent()
            self.listener.over()

    def silent(self, why: Silence) -> None:
        if self._voice.hears(self):
            self._voice.fall_silent()
            self.listener.silent(why)


class VoiceModel(QObject):
    """See module.

    Signals:
        changed: settings, or which languages are spoken here.
        pluggedIn: somebody has put headphones in.
        unplugged: the headphones were pulled out while something was said; it was cut off.
    """

    changed = Signal()
    pluggedIn = Signal()
    unplugged = Signal()

    def __init__(
        self,
        context: ScreenContext,
        *,
        visit: VisitModel,
        speaker: Speaker,
        make_speech: Callable[[], Speech],
        sound: SoundSettings,
        headphones: Headphones,
    ) -> None:
        super().__init__(context)
        self._context = context
        self._visit = visit
        self._speaker = speaker
        self._make_speech = make_speech
        self._speech: Speech | None = None
        self._sound = sound
        self._headphones = headphones
        self._ear: _Ear | None = None
        self._voices: frozenset[Voice] | None = None
        self._asked_voices = False
        self._chosen: Voice | None = None
        self._pace = Pace.NORMAL
        self._volume: int | None = None
        visit.settingsOver.connect(self._forget)
        headphones.watch(self._plug_changed)

    def ask_voices(self) -> None:
        """Find out once which languages are spoken here."""
        if not self._asked_voices:
            self._asked_voices = True
            self._speaker.voices(self._voices_found)

    def say(
        self,
        sentences: Sequence[str],
        listener: Listener,
        *,
        voices: Sequence[Voice | None] = (),
        pace: Pace | None = None,
        pause_s: float = 0.0,
    ) -> None:
        """Say written sentences; what was being said is cut off, and its listener told nothing more.

        Args:
            sentences: as written.
            listener: told how it goes.
            voices: of each sentence, where it is not the visit's.
            pace: where it is not the visit's.
            pause_s: silence after each sentence.
        """
        self.hush()
        if self._speech is None:  # its patterns are made when somebody first wants to listen
            self._speech = self._make_speech()
        utterances = []
        for number, sentence in enumerate(sentences):
            own = voices[number] if number < len(voices) else None
            voice = self._spoken_here(voice_for(sentence, own or self.wanted))
            utterances.append(Utterance(said=self._speech.say(sentence, voice), voice=voice, pause_s=pause_s))
        ear = self._ear = _Ear(self, listener)
        self._visit.set_speaking(on=True)
        self._speaker.say(utterances, self._manner(pace), ear)

    def _spoken_here(self, voice: Voice) -> Voice:
        """The voice, or the one she listens to where it is not there: a sentence nobody can say would end all the others."""
        return voice if self._voices is None or voice in self._voices else self.wanted

    def hush(self) -> None:
        """Be silent now."""
        if self._ear is not None:
            self.fall_silent()
            self._speaker.stop()

    @property
    def busy(self) -> bool:
        """Whether something is being said."""
        return self._ear is not None

    def hears(self, ear: Listener) -> bool:
        """Whether this is what is being said now; for the ear."""
        return ear is self._ear

    def fall_silent(self) -> None:
        """Nothing is being said any more; for the ear."""
        self._ear = None
        self._visit.set_speaking(on=False)

    def _manner(self, pace: Pace | None) -> Manner:
        return Manner(pace=pace or self._pace, volume=self.volume)

    @property
    def pace(self) -> Pace:
        """How fast this visit wants it."""
        return self._pace

    def set_pace(self, pace: Pace) -> None:
        """Speak as fast as this."""
        self._pace = pace
        self.changed.emit()

    def faster(self, steps: int) -> None:
        """One of the three paces further; at the end it stays."""
        at = _PACES.index(self._pace) + steps
        self.set_pace(_PACES[max(0, min(len(_PACES) - 1, at))])

    @property
    def wanted(self) -> Voice:
        """The language this visit listens to."""
        if self._chosen is not None:
            return self._chosen
        if self._context.language is Language.EN:
            return Voice.ENGLISH
        if self._voices and Voice.CANTONESE not in self._voices:
            return Voice.MANDARIN
        return Voice.CANTONESE

    def choose(self, voice: Voice) -> None:
        """Listen to this language; the one on the screen stays."""
        self._chosen = voice
        self.changed.emit()

    @property
    def voices(self) -> frozenset[Voice] | None:
        """Languages that are spoken here, once that is known."""
        return self._voices

    def _voices_found(self, voices: frozenset[Voice]) -> None:
        self._voices = voices
        self.changed.emit()

    @property
    def loudest(self) -> int:
        """As loud as this site lets the loudspeaker be; headphones bother nobody else."""
        return self._sound.loudest(through_headphones=self._headphones.plugged is True)

    @property
    def volume(self) -> int:
        """Loudness of this visit, in steps."""
        wanted = self._volume if self._volume is not None else self._sound.first(self._context.now().hour)
        return min(wanted, self.loudest)

    def louder(self, steps: int) -> None:
        """Change the loudness by so many steps."""
        self._volume = min(self.loudest, max(1, self.volume + steps))
        self.changed.emit()

    @property
    def plugged(self) -> bool | None:
        """Whether headphones are plugged in; None where the machine does not tell."""
        return self._headphones.plugged

    def _plug_changed(self) -> None:
        if self._headphones.plugged is False:
            speaking = self._ear is not None
            self._volume = None  # what was right in the ear may be loud in the room
            self.hush()
            if speaking:
                self.unplugged.emit()
        self.changed.emit()
        if self._headphones.plugged:
            self.pluggedIn.emit()

    @Slot()
    def _forget(self) -> None:
        self._chosen, self._pace, self._volume = None, Pace.NORMAL, None
        self.changed.emit()
