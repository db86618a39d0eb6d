"""您还在吗 is said to everybody, whether or not they go by ear: at once, and when little time is left. Not here: when (``visit``)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from kiosk.usecases.speech import Silence
from kiosk.viewmodels.guidance_words import left_said
from kiosk.viewmodels.visit import VisitModel
from kiosk.viewmodels.voice import VoiceModel


class CountDown(QObject):
    """Says it. Where nothing can be heard, the screen shows it all the same."""

    def __init__(self, visit: VisitModel, voice: VoiceModel) -> None:
        super().__init__(visit)
        self._visit = visit
        self._voice = voice
        visit.toSay.connect(self._say)
        visit.changed.connect(self._look)
        self._asking = False

    @Slot(int)
    def _say(self, seconds: int) -> None:
        self._asking = True
        self._voice.say(left_said(seconds, in_all=self._visit.secondsInAll, form=self._visit.formOpen), self)

    @Slot()
    def _look(self) -> None:
        """It was answered: silence."""
        if self._asking and not self._visit.asking:
            self._asking = False
            self._voice.hush()

    def begun(self, number: int) -> None:
        """See ``Listener``."""

    def over(self) -> None:
        """See ``Listener``."""

    def silent(self, why: Silence) -> None:
        """See ``Listener``."""
