"""By ear: a key of the pad to the first sound of what it comes to, and how long deciding what to say takes.

Measured from the key's event to the moment at which the player has the first sound (espeak-ng, both languages); how long the sound
card takes is not in it. Silence: from the key to the player's process being told to end.

    .dev/venv/bin/python -m tests.benchmarks.bench_guidance
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import PySide6.QtQuick  # noqa: F401 (before the window is touched)
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from kiosk.app.ui import KioskUi, make_application
from kiosk.devices.speech import SpokenByProcesses
from kiosk.devices.system_clock import SystemClock
from kiosk.domain.spoken import Voice
from kiosk.usecases.speech import Listener, Manner, Utterance
from tests.benchmarks.bench_ui import SETTINGS, filled_state, starter_lines

KEYS = 20
PAD = Qt.KeyboardModifier.KeypadModifier


class Timed(SpokenByProcesses):
    """The real speaker, with a watch."""

    said_s = begun_s = 0.0
    loop: QEventLoop | None = None

    def say(self, utterances: Sequence[Utterance], manner: Manner, listener: Listener) -> None:
        """See ``Speaker``."""
        self.said_s = time.perf_counter()
        super().say(utterances, manner, _Begun(self, listener))


class _Begun:
    def __init__(self, speaker: Timed, listener: Listener) -> None:
        self._speaker = speaker
        self.over, self.silent = listener.over, listener.silent

    def begun(self, number: int) -> None:
        """See ``Listener``."""
        if number == 0 and self._speaker.loop is not None:
            self._speaker.begun_s = time.perf_counter()
            self._speaker.loop.quit()


def _timed(ui: KioskUi, speaker: Timed, key: Callable[[], None]) -> tuple[float, float]:
    loop = speaker.loop = QEventLoop()
    QTimer.singleShot(20_000, loop.quit)
    start_s = time.perf_counter()
    key()
    loop.exec()
    return (speaker.said_s - start_s) * 1000, (speaker.begun_s - start_s) * 1000


def main() -> None:
    """Measure and print."""
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        player = Path(folder) / "player"
        player.write_text("#!/bin/sh\ncat > /dev/null; exec sleep 60\n", encoding="utf-8")
        player.chmod(0o755)
        speaker = Timed(player=str(player))
        state = filled_state(Path(folder) / "state", starter_lines(Path(folder) / "platform"))
        ui = KioskUi(app, state, settings=SETTINGS, clock=SystemClock(), speaker=speaker)
        ui.window.show()
        for voice in (Voice.CANTONESE, Voice.MANDARIN):
            ui.voice.choose(voice)
            ui.shell.access.press_to_hear = True
            times = [_timed(ui, speaker, lambda: QTest.keyClick(ui.window, Qt.Key.Key_2, PAD)) for _ in range(KEYS)]
            deciding, sound = ([each[n] for each in times] for n in (0, 1))
            print(
                f"{voice}: deciding {statistics.median(deciding):.0f} ms (most {max(deciding):.0f}), "
                f"first sound {statistics.median(sound):.0f} ms (most {max(sound):.0f}), {KEYS} keys"
            )
        speaker.close()
        ui.close()


if __name__ == "__main__":
    main()
