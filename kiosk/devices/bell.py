"""The bell as a short sound, played by ``aplay`` (alsa-utils) in a process of its own.

A player that is a process can be killed, cannot take the window with it, and says by its exit code whether there was a
loudspeaker to play to. That the loudspeaker is switched on and that somebody is near is more than it can know.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer

from data.words import say
from kiosk.usecases.bell import Bell

_log = logging.getLogger(__name__)

PLAYER = "aplay"
TOO_LONG_MS = 5000
"""The sound lasts 1.4 s; a player that has not ended by then waits for a device that does not answer."""


class PlayedBell(Bell):
    """Plays one file. Close it.

    Args:
        sound: a WAV file.
        player: command that plays the file named by its last argument, and fails where it cannot.
    """

    def __init__(self, sound: Path, *, player: str = PLAYER) -> None:
        self._sound = sound
        self._player = player
        self._process: QProcess | None = None
        self._heard: Callable[[bool], None] | None = None
        self._patience = QTimer()
        self._patience.setSingleShot(True)
        self._patience.setInterval(TOO_LONG_MS)
        self._patience.timeout.connect(self._give_up)

    def ring(self, heard: Callable[[bool], None]) -> None:
        """See ``Bell``. While it is ringing, ringing again changes nothing but who is told."""
        self._heard = heard
        if self._process is not None:
            return
        program = shutil.which(self._player)
        if program is None:
            self._over(silent_because=say("bell.no_player", player=self._player))
            return
        self._process = QProcess()
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._patience.start()
        self._process.start(program, ["-q", str(self._sound)])

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        said = ""
        if code != 0 and self._process is not None:
            output = bytes(self._process.readAll().data()).decode(errors="replace").strip()
            said = say(
                "bell.refused", player=self._player, result=code, output=output.splitlines()[-1] if output else ""
            )
        self._over(silent_because=said)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._over(silent_because=say("bell.no_player", player=self._player))

    def _give_up(self) -> None:
        if self._process is not None:
            self._process.kill()  # ``finished`` follows

    def _over(self, *, silent_because: str) -> None:
        self._patience.stop()
        if self._process is not None:
            self._process.deleteLater()
        self._process = None
        if silent_because:
            _log.info(silent_because)
        heard, self._heard = self._heard, None
        if heard is not None:
            heard(not silent_because)

    def close(self) -> None:
        """Stop ringing; nobody is told any more."""
        self._heard = None
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(1000)
