"""``kiosk run`` as a real process, and hands to press it with.

``python -m tests.kiosk_process FOLDER run --state …`` is the kiosk's own command line; each screen it forks also listens on
``FOLDER/<pid>.sock`` and presses what it is told to. ``Kiosk`` is the other end, for tests. Nothing of the product knows of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WAIT_S = 30.0


class Kiosk:
    """A running kiosk, from outside its processes.

    Args:
        state: its state folder.
        folder: an empty folder for sockets and what it prints.
        environment: beyond the test's own.
    """

    def __init__(self, state: Path, folder: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        self.folder = folder
        self._opened: list[Screen] = []
        self.printed = folder / "printed"
        with self.printed.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.kiosk_process", str(folder), "run", "--state", str(state), *options],
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **(environment or {})},
            )

    def log(self) -> str:
        """What it has printed so far."""
        return self.printed.read_text(encoding="utf-8", errors="replace")

    def screens(self) -> set[int]:
        """Processes that are a screen now, spares too."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in path.read_text().split()} if path.exists() else set()

    def wait_for(self, condition: Callable[[], bool], what: str, *, timeout_s: float = WAIT_S) -> float:
        """Seconds until ``condition`` holds."""
        began = time.monotonic()
        while not condition():
            assert time.monotonic() - began < timeout_s, f"not within {timeout_s} s: {what}\n{self.log()}"
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.01)
        return time.monotonic() - began

    def ready(self, pid: int) -> bool:
        """Whether the screen in process ``pid`` has made its window."""
        return (self.folder / f"{pid}.ready").exists()

    def screen(self, *, other_than: set[int] = frozenset()) -> Screen:  # type: ignore[assignment]
        """The process that is the screen now, once it can be pressed."""
        found: list[Screen] = []

        def there() -> bool:
            for pid in self.screens() - other_than:
                if self.ready(pid):
                    candidate = Screen(pid, self.folder)
                    self._opened.append(candidate)
                    if candidate.ask("visible"):
                        found.append(candidate)
                        return True
            return False

        self.wait_for(there, "a screen")
        return found[0]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; the exit code."""
        self.process.send_signal(how)
        return self.process.wait(timeout=WAIT_S)

    def close(self) -> None:
        """Let go, and end whatever still runs."""
        for screen in self._opened:
            screen.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Screen:
    """One screen process; every call returns when it is done."""

    def __init__(self, pid: int, folder: Path) -> None:
        self.pid = pid
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(WAIT_S)
        self._socket.connect(os.path.relpath(folder / f"{pid}.sock"))
        self._file = self._socket.makefile("rw", encoding="utf-8")

    def ask(self, what: str, *arguments: Any) -> Any:
        """Tell it to do something; its answer. A failure there is one here."""
        self._file.write(json.dumps([what, *arguments]) + "\n")
        self._file.flush()
        line = self._file.readline()
        if not line:
            raise ConnectionError("the screen is gone")
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def press(self, part: str) -> None:
        """Press what says ``part``."""
        self.ask("press", part)

    def wait_to_see(self, part: str) -> None:
        """Wait until a text has ``part`` in it."""
        assert self.ask("wait_to_see", part), f"{part!r} did not come up; there is {self.ask('texts')}"

    def type(self, digits: str) -> None:
        """Press digits one by one, each as a touch of its own."""
        for digit in digits:
            self.ask("key", digit)

    def close(self) -> None:
        """Let go of it, whether it is still there or not."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._socket.close()


# In the screen's process ----------------------------------------------------------------------------------------------


def _driven() -> None:
    """Have every window of this process listen as well."""
    import kiosk.app.ui as product
    from kiosk.app.ui import KioskUi

    class Driven(KioskUi):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._hands = _hands(self, Path(sys.argv[1]))

    product.KioskUi = Driven  # type: ignore[misc]


def _hands(ui: Any, folder: Path) -> Any:
    from PySide6.QtCore import QEventLoop, QObject, QPoint, QSocketNotifier, QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    from tests.ui.conftest import Resident

    resident = Resident(ui, None, QTest.createTouchDevice())  # type: ignore[arg-type]

    def key(digit: str) -> None:
        settle()
        found = next(item for item in resident.pressables() if item.property("name") == digit)
        before = found.property("firedMs")
        # Under a finger only just there, or again too soon, it takes no touch.
        while found.property("firedMs") == before:
            resident.touch(found)
            QTest.qWait(100)

    def wait_until(condition: Callable[[], bool]) -> bool:
        loop, timer, began = QEventLoop(), QTimer(), time.monotonic()
        timer.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() - began > WAIT_S / 2 else None)
        timer.start(20)
        if not condition():
            loop.exec()
        return condition()

    def press(part: str) -> None:
        settle()
        resident.press(part)

    def touch(x: float, y: float) -> None:
        settle()
        resident.touch_at(QPoint(round(x * ui.window.width()), round(y * ui.window.height())))

    def settle() -> None:
        """A touch this soon after waking, or after the end, is the same hand's, and swallowed."""
        wait_until(lambda: not ui.shell.visit.settling)

    does: dict[str, Callable[..., Any]] = {
        "visible": lambda: bool(ui.window.isExposed()),
        "screen": lambda: str(ui.shell.navigator.screen),
        "texts": resident.texts,
        "press": press,
        "key": key,
        "touch": touch,
        "wait_to_see": lambda part: wait_until(lambda: resident.sees(part)),
        "open": ui.shell.navigator.open,
        "home": ui.shell.navigator.home,
        "print": ui.shell.takeAway.print,
        "code": lambda name: ui.shell.takeAway.codes[name],
        "focused_text": lambda: str(QGuiApplication.focusObject().property("text")),
        "wake": ui.shell.visit.wake,
        "keyboard": lambda text: [QTest.keyClick(ui.window, letter) for letter in text] and None,
        "copy": lambda text: QGuiApplication.clipboard().setText(text),
        "clipboard": lambda: QGuiApplication.clipboard().text(),
        "pass_time": lambda seconds: _pass_time(ui, seconds),
        "title": ui.window.title,
        "size": lambda: [ui.window.width(), ui.window.height()],
    }
    server = socket.socket(socket.AF_UNIX)
    server.bind(os.path.relpath(folder / f"{os.getpid()}.sock"))
    server.listen()
    keeper = QObject()
    notifiers: list[Any] = []

    def serve() -> None:
        peer, _ = server.accept()
        file = peer.makefile("rw", encoding="utf-8")
        notifier = QSocketNotifier(peer.fileno(), QSocketNotifier.Type.Read, keeper)

        def answer() -> None:
            line = file.readline()
            if not line:
                notifier.setEnabled(False)
                return
            what, *arguments = json.loads(line)
            try:
                said = {"value": does[what](*arguments)}
            except BaseException as error:  # noqa: BLE001 (told to the test)
                said = {"error": f"{type(error).__name__}: {error}"}
            with contextlib.suppress(OSError):
                file.write(json.dumps(said) + "\n")
                file.flush()

        notifier.activated.connect(answer)
        notifiers.append((peer, file, notifier))

    listener = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read, keeper)
    listener.activated.connect(serve)
    (folder / f"{os.getpid()}.ready").touch()
    return keeper, listener, server, notifiers


def _pass_time(ui: Any, seconds: float) -> None:
    """Time goes by on the visit's stopwatch."""
    real = ui.context.stopwatch
    ui.context.stopwatch = lambda: real() + seconds
    ui.context.poll()


@contextlib.contextmanager
def running(state: Path, folder: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[Kiosk]:
    """A kiosk for the length of a test."""
    folder.mkdir()
    kiosk = Kiosk(state, folder, *options, environment=environment)
    try:
        yield kiosk
    finally:
        kiosk.close()


def main() -> int:
    """The kiosk's command line, with hands."""
    from kiosk.cli.environment import prepare_qt
    from kiosk.cli.main import main as command

    prepare_qt()
    _driven()
    return command(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
