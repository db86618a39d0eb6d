"""Pictures of what becomes of a sign-up: the queue, a seat that is kept, several tickets, a call back, a disk that is full.

Each is made as it comes about: forms are filled in through the view models, the platform's answers are applied to the inbox as the
agent does it, the disk refuses to write. The content must hold the city's sealing key, or no form is offered and nothing is
drawn.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

from data.content_reader import ContentReader
from data.inbox_messages import InboxMessages
from data.inbox_store import InboxStore
from data.journal_reader import JournalReader
from kiosk.app.tour_activities import fill_in
from kiosk.domain.content import Activity, ActivityCategory
from kiosk.domain.inbox import Body, Outcome, Promotion, Receipt, message
from kiosk.domain.journal import Entry
from kiosk.domain.journal_ids import uuid7
from kiosk.domain.journal_kinds import activity_of
from kiosk.domain.terminal import StateFiles, TerminalSettings
from kiosk.usecases.clock import Clock, local_time
from kiosk.viewmodels.shell import Shell

ASKED = 2
"""Activities somebody signs up for in the pictures."""
OF_ANOTHER_FORM = (ActivityCategory.MEALS, ActivityCategory.CHILDREN)
PHONE, TAIL = "13900000000", "0000"
EPOCH = "00000000000000aa"

Pictures = Callable[[Shell], Iterator[tuple[str, Callable[[], None]]]]


def can_seal(folder: Path, settings: TerminalSettings, clock: Clock) -> bool:
    """Whether the content of a state folder lets a form be offered."""
    reader = ContentReader(Path(StateFiles(folder).content_db), settings.scope)
    try:
        return bool(reader.platform_keys(local_time(clock).date()))
    finally:
        reader.close()


def to_sign_up_for(folder: Path, settings: TerminalSettings, clock: Clock) -> tuple[str, ...]:
    """The next activities from tomorrow on that take names without asking more than one consent; their dates move with the content."""
    now = local_time(clock)
    reader = ContentReader(Path(StateFiles(folder).content_db), settings.scope)
    found: list[str] = []
    try:
        for key in reader.activities(now.date(), since=now + dt.timedelta(days=1), until=None):
            record = reader.record(key.id, now.date())
            body = None if record is None else record.body
            if not isinstance(body, Activity) or body.sensitive or body.partner or not body.capacity:
                continue
            if key.category not in OF_ANOTHER_FORM and (body.signup_until is None or body.signup_until > now):
                found.append(key.id)
    finally:
        reader.close()
    return tuple(found[:ASKED])


class _Platform:
    """What the platform says, applied to the inbox of a state folder."""

    def __init__(self, folder: Path, settings: TerminalSettings, clock: Clock) -> None:
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self._seq = 0

    def tell(self, *bodies: Body) -> None:
        """Messages, each with the next number; ids sort by it."""
        with InboxStore(Path(StateFiles(self._folder).inbox_db)) as store:
            for body in bodies:
                self._seq += 1
                at = self._clock.now() + dt.timedelta(milliseconds=self._seq)
                made = message(
                    body,
                    message_id=uuid7(at, bytes(10)),
                    epoch=EPOCH,
                    seq=self._seq,
                    terminal=self._settings.terminal_id,
                    incarnation=1,
                    at=at,
                )
                InboxMessages(store).apply(EPOCH, [made])

    def last(self) -> Entry:
        """The entry that was written last."""
        with JournalReader(Path(StateFiles(self._folder).journal_db)) as reader:
            return reader.entries(0, limit=10_000)[-1]

    def says(self, entry: Entry, outcome: Outcome, position: int | None = None) -> Receipt:
        """What became of an entry."""
        body = entry.body()
        return Receipt(
            of=entry.id,
            journal=entry.heading.journal,
            seq=entry.seq,
            outcome=outcome,
            activity=None if body is None else activity_of(body),
            position=position,
        )


def _fill_in(shell: Shell, subject: str) -> None:
    shell.navigator.open("sign_up", subject)
    fill_in(shell, PHONE)
    shell.signUp.goOn()
    shell.signUp.toggleAgreed()


def _sign_up(shell: Shell, subject: str) -> str:
    _fill_in(shell, subject)
    shell.signUp.confirm("tour")
    return str(shell.signUp.code)


def _find(shell: Shell, *codes: str) -> None:
    shell.navigator.home()
    shell.navigator.open("tickets", "")
    ticket = shell.ticket
    for code in codes:
        ticket.another()
        ticket.setPrefix(code[0])
        for digit in code[1:] + TAIL:
            ticket.press(digit)
        ticket.look()


@contextlib.contextmanager
def _full_disk() -> Iterator[None]:
    """No file may grow: what is written fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def sign_up_pictures(folder: Path, settings: TerminalSettings, clock: Clock) -> Pictures:
    """The pictures of an enrolled terminal in ``folder``, which takes names for at least ``ASKED`` activities."""
    platform = _Platform(folder, settings, clock)
    first, second = to_sign_up_for(folder, settings, clock)

    def pictures(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
        codes: list[str] = []

        def failed() -> None:
            _fill_in(shell, first)
            with _full_disk():
                shell.signUp.confirm("tour")

        def queued() -> None:
            codes.append(_sign_up(shell, first))
            platform.tell(platform.says(platform.last(), Outcome.WAITING, 2))

        def two() -> None:
            codes.append(_sign_up(shell, second))
            platform.tell(platform.says(platform.last(), Outcome.ACCEPTED))
            _find(shell, *codes)

        def offered() -> None:
            entry = platform.last()
            until = clock.now() + dt.timedelta(hours=2)
            platform.tell(
                platform.says(entry, Outcome.WAITING, 1),
                Promotion(of=entry.id, activity=second, answer_by=until),
            )
            _find(shell, codes[-1])

        def answered() -> None:
            _find(shell, codes[-1])
            shell.ticket.take()

        def asking() -> None:
            _find(shell, codes[0])
            shell.ticket.askCancel()

        yield "failed", failed
        yield "queued", queued
        yield "queue", lambda: _find(shell, codes[0])
        yield "leave", asking
        yield "two", two
        yield "clash", lambda: shell.navigator.open("sign_up", first)
        yield "offered", offered
        yield "answered", answered

    return pictures


def call_back_pictures(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """Leaving a number where nobody is on duty."""

    def begin() -> None:
        shell.help.press()
        shell.help.leaveNumber()

    def done() -> None:
        shell.help.press()
        place = shell.help.view.call_back.place_id if shell.help.view and shell.help.view.call_back else ""
        _sign_up(shell, place)

    yield "help", shell.help.press
    yield "call-back", begin
    yield "call-back-done", done
