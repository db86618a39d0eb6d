"""慢慢读给我听: the big digits said for somebody who writes them down, each thing twice, slowly, with time in between. Only on request."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from kiosk.usecases.speech import Pace, Silence
from kiosk.viewmodels.navigator import Navigator
from kiosk.viewmodels.take_away import TakeAwayModel
from kiosk.viewmodels.voice import VoiceModel

TIMES, PAUSE_S = 2, 2.0
"""DESIGN-SYSTEM, component 43."""


class MemoVoice(QObject):
    """Says what ``TakeAwayModel.memoToSay`` asks for, until the memo is put away."""

    def __init__(self, take_away: TakeAwayModel, voice: VoiceModel, navigator: Navigator) -> None:
        super().__init__(take_away)
        self._take_away = take_away
        self._voice = voice
        self._saying = False
        take_away.memoToSay.connect(self._say)
        navigator.moved.connect(self._stop)

    @Slot(list)
    def _say(self, rows: list[str]) -> None:
        self._saying = True
        twice = [row for row in rows for _ in range(TIMES)]
        self._voice.say(twice, self, pace=Pace.CAREFUL, pause_s=PAUSE_S)

    @Slot()
    def _stop(self) -> None:
        if self._saying:
            self._saying = False
            self._voice.hush()

    def begun(self, number: int) -> None:
        """See ``Listener``."""

    def over(self) -> None:
        """See ``Listener``."""
        self._saying = False

    def silent(self, why: Silence) -> None:
        """See ``Listener``: the screen says so."""
        self._saying = False
        self._take_away.memoUnheard.emit()
