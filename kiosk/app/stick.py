"""Composition root of ``kiosk export`` and ``kiosk import``: the agent's work once, with a stick in place of the network."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

from msgspec import Struct

from data.content_reader import ContentReader
from data.inbox_messages import InboxMessages
from data.inbox_store import InboxStore
from data.terminal_settings import load_settings
from kiosk.app.agent import only_one, platform_keys, software_version
from kiosk.devices.boot_clock import BootClock
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles, TerminalSettings
from sync.agent.agent import Agent
from sync.agent.directory_source import DirectorySource
from sync.agent.identity import load_device
from sync.agent.inbox import InboxWork
from sync.agent.usb_export import Put, put_on_stick
from sync.agent.usb_import import Took, check_content, take_answers
from sync.protocol.stick import CONTENT, Stick


class Imported(Struct, frozen=True, kw_only=True):
    """What came of a stick.

    Args:
        terminal: this terminal.
        content: scopes that changed; None where the stick has no content or it was refused.
        content_refused: why.
        answers: None where the terminal is not enrolled.
    """

    terminal: str
    content: tuple[str, ...] | None
    content_refused: WorldError | None
    answers: Took | None

    @property
    def empty(self) -> bool:
        """Whether there was nothing for this terminal, good or bad."""
        took = self.answers
        heard = took is not None and bool(took.acknowledged or took.messages or took.refused)
        return self.content is None and self.content_refused is None and not heard

    @property
    def good(self) -> bool:
        """Whether there was something and none of it was refused."""
        refused = self.content_refused is not None or (self.answers is not None and bool(self.answers.refused))
        return not refused and not self.empty


def export_to_stick(state: Path, root: Path) -> Put:
    """Put this terminal's journal and requests on the stick at ``root``. The agent may be running.

    Raises:
        WorldError: the terminal is not enrolled (``usb.not_enrolled``); stick or disk failed.
    """
    settings = load_settings(state)
    device = load_device(state)
    if device is None:
        raise WorldError("usb.not_enrolled")
    stick = Stick(root)
    with _content(state, settings) as content, InboxStore(Path(StateFiles(state).inbox_db)) as inbox:
        return put_on_stick(
            state,
            stick,
            device,
            messages=InboxMessages(inbox),
            work=InboxWork(state, content, tick=BootClock().tick, clock=_now),
            software=software_version(),
            now=_now(),
        )


def import_from_stick(state: Path, root: Path) -> Imported:
    """Take content and answers from the stick at ``root``.

    Raises:
        WorldError: the agent is running (``agent.already_running``); the stick cannot be read; the disk failed.
    """
    settings = load_settings(state)
    stick = Stick(root)
    source = DirectorySource(stick.path(CONTENT))
    content: tuple[str, ...] | None = None
    refused: WorldError | None = None
    answers: Took | None = None
    with only_one(state), contextlib.closing(Agent(state, settings, source, _now)) as agent:
        try:
            if check_content(stick):
                content = agent.poll().changed
                while agent.index_some():
                    pass
        except WorldError as error:
            if error.code.startswith("store."):
                raise
            refused = error
        device = load_device(state)
        if device is not None:
            messages = InboxMessages(agent.inbox)
            answers = take_answers(stick, device, platform_keys(state, settings), messages)
            with _content(state, settings) as published:
                work = InboxWork(state, published, tick=BootClock().tick, clock=_now)
                work.carry_out(messages, resync_content=agent.fetch_anew)
    return Imported(terminal=settings.terminal_id, content=content, content_refused=refused, answers=answers)


def _content(state: Path, settings: TerminalSettings) -> contextlib.closing[ContentReader]:
    return contextlib.closing(ContentReader(Path(StateFiles(state).content_db), settings.scope))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
