"""Keeps a screen up: starts the process that shows it, and another one in its place when that one crashed or has seen a person.

``kiosk run`` is this process. It has no window, no database and no data, and of Qt nothing but its code: it forks, so that a
successor finds Python started and everything imported. What the two sides tell each other (one line each, no data of a visit):

    screen → supervisor                                    supervisor → screen
      soon     a personal visit began: have one ready        show FAREWELL   say this, and be the screen from now on
      part F   it is over, F is on the screen: replace me     wake            somebody touched the screen meanwhile
      touched  somebody touched it meanwhile
      shown    my first frame is on the screen

The old window goes only when the new one has drawn its first frame over it. Ended by SIGKILL: its journal was closed before it
asked to be replaced, and nothing of its memory is worth keeping. Not here: what a screen is (``kiosk.app.ui``).
"""

from __future__ import annotations

import logging
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

from data.words import say

_log = logging.getLogger(__name__)

SHOW = Callable[["socket.socket", bool], int]
"""Shows a screen in a process of its own: its end of the line, and whether it is a spare that waits for ``show``. Exit code."""

FAILURES_MAX = 3
"""Crashes one after another after which a launcher has to show the safe page instead."""
STEADY_S = 60.0
"""A screen that was up for this long has started well; crashes before it are forgotten."""
BACK_OFF_S = (0.0, 1.0, 4.0)
SUCCESSOR_S = 20.0
"""A successor that has not drawn a frame by then is given up."""
STOP_S = 5.0

EXIT_GAVE_UP = os.EX_SOFTWARE
"""70: the screen cannot be kept up."""
EXIT_WORLD = 1
"""The world is not as it has to be (no fonts, no texts); it was said, and trying again changes nothing."""


class Screen:
    """A screen's process, from the outside."""

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.line = line
        self.began_s = time.monotonic()
        self._rest = b""

    def tell(self, words: bytes) -> None:
        """Say one line; a screen that is gone is noticed elsewhere."""
        try:
            self.line.sendall(words + b"\n")
        except OSError:
            _log.info(say("ui.screen_gone", pid=self.pid))

    def hear(self) -> list[bytes] | None:
        """Whole lines it has said; None when it is gone."""
        try:
            data = self.line.recv(4096)
        except OSError:
            data = b""
        if not data:
            return None
        *lines, self._rest = (self._rest + data).split(b"\n")
        return lines

    def end(self, how: signal.Signals) -> None:
        """Send it a signal."""
        try:
            os.kill(self.pid, how)
        except ProcessLookupError:
            _log.info(say("ui.screen_gone", pid=self.pid))

    def reap(self) -> int:
        """Wait for its end; the exit code, negative for a signal."""
        self.line.close()
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


class Supervisor:
    """Keeps one screen up.

    Args:
        show: runs a screen in the forked process.
        ready: called once, when the first screen is up: loads what its successors will find loaded.
    """

    def __init__(self, show: SHOW, ready: Callable[[], None]) -> None:
        self._show = show
        self._ready: Callable[[], None] | None = ready
        self._selector = selectors.DefaultSelector()
        self._current: Screen | None = None
        self._spare: Screen | None = None
        self._asked_at_s: float | None = None
        self._failures = 0
        self._stopping = False

    def run(self) -> int:
        """Until the screen is closed, the process is asked to end, or it crashes too often; the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._current = self._fork(spare=False)
        while True:
            code = self._turn()
            if code is not None:
                self._end_all()
                self._selector.close()
                return code

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for screen in (self._current, self._spare):
            if screen is not None:
                screen.end(signal.SIGTERM)

    def _fork(self, *, spare: bool) -> Screen:
        ours, theirs = socket.socketpair()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            self._become_screen(ours, theirs, spare=spare)
        theirs.close()
        screen = Screen(pid, ours)
        self._selector.register(ours, selectors.EVENT_READ, screen)
        return screen

    def _become_screen(self, ours: socket.socket, theirs: socket.socket, *, spare: bool) -> None:
        """In the child: never returns, whatever happens."""
        code = EXIT_GAVE_UP
        try:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            ours.close()
            self._selector.close()
            for other in (self._current, self._spare):
                if other is not None:
                    other.line.close()
            code = self._show(theirs, spare)
        except BaseException:  # noqa: BLE001 (a bug: logged, and told by the exit code; a fork may not return)
            _log.critical(say("ui.crashed"), exc_info=True)
        finally:
            logging.shutdown()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _turn(self) -> int | None:
        left_s = None if self._asked_at_s is None else self._asked_at_s + SUCCESSOR_S - time.monotonic()
        for key, _ in self._selector.select(left_s if left_s is None else max(0.0, left_s)):
            screen: Screen = key.data
            if screen is not self._current and screen is not self._spare:
                continue  # ended a moment ago, by what the one before it in this very list had to say
            lines = screen.hear()
            if lines is None:
                code = self._ended(screen)
                if code is not None:
                    return code
                continue
            for line in lines:
                self._heard(screen, line)
        if self._asked_at_s is not None and time.monotonic() >= self._asked_at_s + SUCCESSOR_S:
            self._give_up_spare()
        return None

    # What they say ------------------------------------------------------------------------------------------------

    def _heard(self, screen: Screen, line: bytes) -> None:
        word, _, rest = line.partition(b" ")
        if screen is self._current and word == b"soon":
            self._spare = self._spare or self._fork(spare=True)
        elif screen is self._current and word == b"part":
            self._spare = self._spare or self._fork(spare=True)
            self._spare.tell(b"show " + rest)
            self._asked_at_s = time.monotonic()
        elif screen is self._current and word == b"touched" and self._spare is not None:
            self._spare.tell(b"wake")
        elif screen is self._spare and word == b"shown" and self._asked_at_s is not None:
            self._hand_over(screen)
        elif screen is self._current and word == b"shown" and self._ready is not None:
            self._ready()
            self._ready = None

    def _hand_over(self, successor: Screen) -> None:
        old, self._current, self._spare = self._current, successor, None
        took_s = time.monotonic() - (self._asked_at_s or 0.0)
        self._asked_at_s = None
        if old is not None:
            self._forget(old)
            old.end(signal.SIGKILL)
            old.reap()
        _log.info(say("ui.handed_over", ms=round(took_s * 1000), pid=successor.pid))

    def _give_up_spare(self) -> None:
        """The successor does not come up: what has seen a person ends all the same, and a fresh one is started."""
        _log.error(say("ui.no_successor", seconds=SUCCESSOR_S))
        self._asked_at_s = None
        for screen in (self._spare, self._current):
            if screen is not None:
                self._forget(screen)
                screen.end(signal.SIGKILL)
                screen.reap()
        self._spare = None
        self._current = self._fork(spare=False)

    def _forget(self, screen: Screen) -> None:
        self._selector.unregister(screen.line)

    # When one ends ------------------------------------------------------------------------------------------------

    def _ended(self, screen: Screen) -> int | None:
        """A screen is gone: None to go on, or the exit code."""
        self._forget(screen)
        code = screen.reap()
        if screen is self._spare:
            self._spare = None
            if not self._stopping:
                _log.error(say("ui.spare_ended", exit=code))
                if self._asked_at_s is not None:
                    self._give_up_spare()
            return None
        self._current = None
        if self._stopping or code == 0:
            return 0
        if code == EXIT_WORLD:
            return EXIT_WORLD
        return self._crashed(screen, code)

    def _crashed(self, screen: Screen, code: int) -> int | None:
        self._asked_at_s = None
        if time.monotonic() - screen.began_s >= STEADY_S:
            self._failures = 0
        self._failures += 1
        if self._failures >= FAILURES_MAX:
            _log.critical(say("ui.gave_up", exit=code, times=self._failures))
            return EXIT_GAVE_UP
        wait_s = BACK_OFF_S[self._failures - 1]
        _log.error(say("ui.restarting", exit=code, seconds=wait_s))
        if self._spare is not None:  # nobody knows what it was told
            self._forget(self._spare)
            self._spare.end(signal.SIGKILL)
            self._spare.reap()
            self._spare = None
        until = time.monotonic() + wait_s
        while time.monotonic() < until and not self._stopping:
            time.sleep(min(0.05, max(0.0, until - time.monotonic())))
        if self._stopping:
            return 0
        self._current = self._fork(spare=False)
        return None

    def _end_all(self) -> None:
        for screen in (self._current, self._spare):
            if screen is None:
                continue
            screen.end(signal.SIGTERM)
            screen.line.settimeout(STOP_S)
            try:
                while screen.line.recv(4096):
                    pass
            except OSError:
                screen.end(signal.SIGKILL)
            screen.reap()
        self._current = self._spare = None
