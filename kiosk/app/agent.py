"""Composition root of ``kiosk agent``: settings, source, clock, lock, signals, and the loop around the agent.

What it does in turn is ``kiosk.app.agent_loop``. It may be killed at any instant; on SIGTERM and SIGINT it also ends by itself within a moment.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import logging
import os
import signal
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from types import FrameType

from data.content_reader import ContentReader
from data.files import file_errors
from data.terminal_settings import load_settings
from data.words import say
from kiosk.app.agent_loop import AgentLoop, Stop
from kiosk.devices.boot_clock import BootClock
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles, TerminalSettings
from sync.agent.agent import Agent
from sync.agent.deliver import Delivery
from sync.agent.deliver_calls import PlatformKeys
from sync.agent.deliver_http import HttpPlatform
from sync.agent.enrolment import enrol
from sync.agent.http_source import HttpSource
from sync.agent.inbox import CITY_ZONE
from sync.protocol.messages import Enrolled

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
    source, platform = HttpSource(settings.platform_url), HttpPlatform(settings.platform_url)

    def abort() -> None:
        source.abort()
        platform.abort()

    with only_one(state), _stopping(abort) as stop:
        agent = Agent(state, settings, source, _now)
        delivery = make_delivery(state, settings, agent, platform)
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
            AgentLoop(agent, delivery, stop, settings.poll_interval_s).run(once=once)
        except WorldError:
            if not stop.asked:
                raise
        finally:
            delivery.close()
            agent.close()
            _log.info(say("agent.log_stop"))
    return 0


def software_version() -> str:
    """Version of this software."""
    return version("suijiuyi-kiosk")


def make_delivery(state: Path, settings: TerminalSettings, agent: Agent, platform: HttpPlatform) -> Delivery:
    """The exchange of journal and inbox beside ``agent``, on the same inbox."""
    return Delivery(
        state,
        settings.scope,
        inbox=lambda: agent.inbox,
        calls=platform,
        tick=BootClock().tick,
        clock=_now,
        software=software_version(),
        resync_content=agent.fetch_anew,
    )


def enrol_terminal(state: Path, code: str) -> tuple[Enrolled, str]:
    """Enrol the terminal in ``state`` with the platform it was provisioned for.

    Returns:
        What the platform answered, and the scope this terminal was provisioned with.

    Raises:
        WorldError: see ``sync.agent.enrolment.enrol``; the agent is running (``agent.already_running``); no content has come
            that says how the platform signs (``enrol.no_content``).
    """
    settings = load_settings(state)
    source, platform = HttpSource(settings.platform_url), HttpPlatform(settings.platform_url)
    with only_one(state), contextlib.closing(Agent(state, settings, source, _now)) as agent:
        keys = platform_keys(state, settings)
        if not keys:
            agent.poll()
            keys = platform_keys(state, settings)
        if not keys:
            raise WorldError("enrol.no_content")
        with contextlib.closing(platform):
            answer = enrol(
                state,
                settings,
                code,
                inbox=agent.inbox,
                keys=keys,
                calls=platform,
                software=software_version(),
                now=_now(),
            )
    return answer, settings.scope


def platform_keys(state: Path, settings: TerminalSettings) -> PlatformKeys:
    """What the platform's messages may be signed with, as far as this terminal knows."""
    today = _now().astimezone(CITY_ZONE).date()
    with contextlib.closing(ContentReader(Path(StateFiles(state).content_db), settings.scope)) as content:
        return PlatformKeys(content.platform_keys(today), today=today)


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
