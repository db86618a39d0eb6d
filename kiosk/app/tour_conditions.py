"""Conditions of a terminal that a tour could not wait for: each is made for real, in a folder of its own.

Nothing is made up on the screen: an empty folder, a damaged file, a clock that is ahead, a terminal that is enrolled and whose
journal holds a call. Not here: what is drawn of each screen in ordinary times (``tour``).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.content_store import ContentStore
from data.inbox_messages import Identity, InboxMessages
from data.inbox_store import InboxStore
from kiosk.app.tour_tickets import ASKED, Pictures, call_back_pictures, can_seal, sign_up_pictures, to_sign_up_for
from kiosk.domain.freshness import STALE_AFTER
from kiosk.domain.inbox import Command, CommandName, PauseReason, message
from kiosk.domain.journal_ids import uuid7
from kiosk.domain.spoken import Voice
from kiosk.domain.terminal import StateFiles, TerminalSettings
from kiosk.usecases.clock import GUANGZHOU, Clock
from kiosk.usecases.speech import Listener, Manner, Speaker, Utterance
from kiosk.viewmodels.shell import Shell

URGENT_AT = dt.datetime(2026, 9, 23, 1, 6, tzinfo=dt.UTC)
"""A day on which the starter content has an urgent notice."""
EVENING = dt.time(20, 15)
"""When nobody is on duty at the sample space."""


class StandingClock:
    """A clock that stands at one moment, so that pictures can be compared."""

    def __init__(self, moment: dt.datetime) -> None:
        self._moment = moment

    def now(self) -> dt.datetime:
        """The moment, aware, UTC."""
        return self._moment.astimezone(dt.UTC)


class StandingSpeaker(Speaker):
    """A speaker that stays at the fourth sentence, and makes no sound."""

    def voices(self, told: Callable[[frozenset[Voice]], None]) -> None:
        """Every language."""
        told(frozenset(Voice))

    def say(self, utterances: Sequence[Utterance], manner: Manner, listener: Listener) -> None:
        """See ``Speaker``."""
        del manner
        listener.begun(min(3, len(utterances) - 1))

    def stop(self) -> None:
        """There is nothing to stop."""


class AheadClock:
    """A clock that runs a fixed time ahead of another one: how content grows old."""

    def __init__(self, clock: Clock, ahead: dt.timedelta) -> None:
        self._clock = clock
        self._ahead = ahead

    def now(self) -> dt.datetime:
        """Present time plus the lead, aware, UTC."""
        return self._clock.now() + self._ahead


@dataclass(frozen=True)
class Condition:
    """A state folder, a clock, and what to draw of them: names and what to do for each, starting from home.

    ``landscape``: each picture in that shape too.
    """

    name: str
    folder: Path
    clock: Clock
    pictures: Pictures
    landscape: bool = False


def _usual(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "idle", shell.navigator.rest
    yield "home", lambda: None
    yield "benefits", lambda: shell.navigator.open("benefits", "")


def _help(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "help", shell.help.press
    yield "help-banner", lambda: shell.navigator.open("benefits", "")


def _refused(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "sign-up", lambda: shell.navigator.open("sign_up", "service.visit-alone")
    yield "tickets", lambda: shell.navigator.open("tickets", "")
    yield "help", shell.help.press


def _copy(state: Path, folder: Path) -> Path:
    """The content of ``state`` in a folder of its own, with the map that belongs to it."""
    folder.mkdir()
    if Path(StateFiles(state).map).is_dir():
        shutil.copytree(StateFiles(state).map, StateFiles(folder).map)
    ContentStore(Path(StateFiles(state).content_db)).close()  # what is still in the log goes into the file
    shutil.copy(StateFiles(state).content_db, StateFiles(folder).content_db)
    return folder


def enrolled(state: Path, folder: Path, clock: Clock, *, settings: TerminalSettings) -> Path:
    """The content of ``state`` on a terminal that takes names, in a folder of its own."""
    _copy(state, folder)
    with InboxStore(Path(StateFiles(folder).inbox_db)) as store:
        InboxMessages(store).enrolled(Identity(settings.terminal_id, 1), at=clock.now())
    return folder


def conditions(state: Path, scratch: Path, clock: Clock, *, settings: TerminalSettings) -> Iterator[Condition]:
    """Every condition; its folder is made when it is asked for."""
    for name in ("empty", "damaged"):
        (scratch / name).mkdir()
    yield Condition("empty", scratch / "empty", clock, _usual)
    plain = _copy(state, scratch / "plain")  # a terminal in use is not written to
    yield Condition("stale", plain, AheadClock(clock, STALE_AFTER + dt.timedelta(days=1)), _usual)
    offline = _copy(state, scratch / "offline")
    with ContentStore(Path(StateFiles(offline).content_db)) as store:
        store.note_confirmed(clock.now())
        store.note_failure("agent.offline", clock.now())
    yield Condition("offline", offline, clock, _usual)
    Path(StateFiles(scratch / "damaged").content_db).write_bytes(b"\0" * 8192)
    yield Condition("damaged", scratch / "damaged", clock, _usual)
    urgent = _copy(state, scratch / "urgent")
    with ContentStore(Path(StateFiles(urgent).content_db)) as store:
        store.note_confirmed(URGENT_AT)
    yield Condition("bulletin", urgent, StandingClock(URGENT_AT), _usual)
    for name, command in _orders(clock):
        ordered = enrolled(state, scratch / name, clock, settings=settings)
        _obey(ordered, command, clock=clock, settings=settings)
        yield Condition(name, ordered, clock, _usual)
    yield Condition("clock", plain, AheadClock(clock, -dt.timedelta(days=400)), _usual)
    unwritable = enrolled(state, scratch / "unwritable", clock, settings=settings)
    Path(StateFiles(unwritable).journal_db).mkdir()
    yield Condition("unwritable", unwritable, clock, _refused)
    yield Condition("called", enrolled(state, scratch / "called", clock, settings=settings), clock, _help)
    evening = dt.datetime.combine(clock.now().astimezone(GUANGZHOU).date(), EVENING, GUANGZHOU)
    at_night = StandingClock(evening)
    closed = enrolled(state, scratch / "evening", at_night, settings=settings)
    yield Condition("evening", closed, at_night, call_back_pictures if can_seal(closed, settings, at_night) else _help)
    signed = enrolled(state, scratch / "signed", clock, settings=settings)
    if can_seal(signed, settings, clock) and len(to_sign_up_for(signed, settings, clock)) == ASKED:
        yield Condition("signed", signed, clock, sign_up_pictures(signed, settings, clock), landscape=True)


def _orders(clock: Clock) -> Iterator[tuple[str, Command]]:
    """Orders of the platform that change what is shown."""
    until = clock.now() + dt.timedelta(minutes=30)
    yield "paused", Command(command=CommandName.PAUSE, reason=PauseReason.MAINTENANCE, until=until)
    yield "fault", Command(command=CommandName.PAUSE, reason=PauseReason.FAULT)
    yield "locked", Command(command=CommandName.LOCK)
    yield "revoked", Command(command=CommandName.REVOKE)


def _obey(folder: Path, command: Command, *, clock: Clock, settings: TerminalSettings) -> None:
    """Give the terminal of this state folder an order, as the platform does."""
    with InboxStore(Path(StateFiles(folder).inbox_db)) as store:
        messages = InboxMessages(store)
        made = message(
            command,
            message_id=uuid7(clock.now(), bytes(10)),
            epoch="00000000000000aa",
            seq=1,
            terminal=settings.terminal_id,
            incarnation=1,
            at=clock.now(),
        )
        messages.apply(made.epoch, [made])
