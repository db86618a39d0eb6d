"""Composition root of ``kiosk agent``: settings, source, clock, lock, signals, and the loop around the agent.

It may be killed at any instant; on SIGTERM and SIGINT it also ends by itself within a moment.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import logging
import os
import select
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom
from types import FrameType

from data.files import file_errors
from data.terminal_settings import load_settings
from data.words import say
from kiosk.domain.errors import WorldError
from sync.agent.agent import Agent, PollResult
from sync.agent.backoff import Backoff
from sync.agent.http_source import HttpSource
from sync.agent.source import SourceError

_log = logging.getLogger(__name__)


def run_agent(state: Path, *, once: bool) -> int:
    """Keep the terminal in ``state`` up to date until told to stop.

    Args:
        state: the state folder that provisioning wrote.
        once: poll a single time instead; the search index is complete when it returns.

    Returns:
        The exit code: 0 when stopped or when the single poll went well.

    Raises:
        WorldError: it cannot start, or the single poll failed.
    """
    settings = load_settings(state)
    source = HttpSource(settings.platform_url)
    with only_one(state), _stopping(source.abort) as stop:
        agent = Agent(state, settings, source, _now)
        try:
            _log.info(
                say(
                    "agent.log_start",
                    terminal=settings.terminal_id,
                    scope=settings.scope,
                    source=source.name,
                    interval_s=f"{settings.poll_interval_s:g}",
                )
            )
            agent.check_if_due()
            if once:
                _tell(agent.poll(), wait_s=None)
                _index(agent, stop)
            else:
                _loop(agent, stop, Backoff(settings.poll_interval_s, SystemRandom()))
        except WorldError:
            if not stop.asked:
                raise
        finally:
            agent.close()
            _log.info(say("agent.log_stop"))
    return 0


class Stop:
    """Whether the process was asked to end; waiting on it ends at once when it is.

    A pipe instead of ``threading.Event``: a signal handler may interrupt ``Event.wait`` while it holds the lock that
    ``Event.set`` needs.
    """

    def __init__(self) -> None:
        self._read, self._write = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self.asked = False

    def ask(self) -> None:
        """Ask the process to end."""
        self.asked = True
        with contextlib.suppress(BlockingIOError):
            os.write(self._write, b".")

    def wait(self, seconds: float) -> bool:
        """Wait; True as soon as the process is to end."""
        if not self.asked:
            select.select([self._read], [], [], max(seconds, 0.0))
        return self.asked

    def close(self) -> None:
        """Close the pipe."""
        os.close(self._read)
        os.close(self._write)


def _loop(agent: Agent, stop: Stop, backoff: Backoff) -> None:
    while not stop.asked:
        wait_s = _one_round(agent, stop, backoff)
        if stop.wait(wait_s):
            return
        agent.check_if_due()


def _one_round(agent: Agent, stop: Stop, backoff: Backoff) -> float:
    """Poll, index, and say what comes next; the value is the wait in seconds."""
    try:
        result = agent.poll()
        wait_s = backoff.after_success()
        _tell(result, wait_s=wait_s)
        _index(agent, stop)
    except WorldError as error:
        if stop.asked:
            return 0.0
        wait_s = backoff.after_failure(error.retry_after_s if isinstance(error, SourceError) else None)
        _log.warning(
            say(
                "agent.log_failed",
                failures=backoff.failures,
                reason=say(error.code, **error.params),
                wait_s=f"{wait_s:.0f}",
            )
        )
    return wait_s


def _tell(result: PollResult, *, wait_s: float | None) -> None:
    _log.info(
        say(
            "agent.log_done" if result.changed else "agent.log_unchanged",
            scopes=", ".join(result.changed),
            kb=f"{result.received_bytes / 1000:.1f}",
            took_s=f"{result.took_s:.1f}",
            then="" if wait_s is None else say("agent.log_then", wait_s=f"{wait_s:.0f}"),
        )
    )


def _index(agent: Agent, stop: Stop) -> None:
    slices = 0
    while not stop.asked and agent.index_some():
        slices += 1
    if slices and not stop.asked:
        _log.info(say("agent.log_indexed"))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextlib.contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Hold the state folder against a second agent; the lock ends with the process, however it ends.

    Raises:
        WorldError: another one holds it (``agent.already_running``).
    """
    path = state / "agent.lock"
    with file_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "?"
            raise WorldError("agent.already_running", path=state, pid=pid) from None
        # For the sentence above only: on a full disk it is missing, and the lock holds all the same.
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _stopping(abort: Callable[[], None]) -> Iterator[Stop]:
    """Let SIGTERM and SIGINT ask for the end, and ``abort`` whatever waits for the network."""
    stop = Stop()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.ask()
        abort()

    before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.close()
