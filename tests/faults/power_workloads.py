"""What a terminal does while its power may fail, as a process to be recorded: ``python -m tests.faults.power_workloads …``.

Three days in small: the UI keeping sign-ups, the UI saving a damaged journal, the agent fetching content and messages. All of it
is the product's own code; the only thing added is a line to TOLD after each promise, in the order promises are made.

``--spoil`` puts a tempting fault in, so that the tests can show that they would see it.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data import inbox_store, journal_store
from data.inbox_messages import Identity, InboxMessages
from data.inbox_store import InboxStore
from data.journal_store import JournalStore
from data.terminal_settings import load_settings
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Outcome, Receipt, message
from kiosk.domain.journal import Entry
from kiosk.domain.journal_bodies import Cancellation, CloseReason, LeaseClosed
from kiosk.domain.journal_ids import Seat, uuid7
from sync.agent.agent import Agent
from sync.agent.directory_source import DirectorySource
from tests.journal_samples import ACTIVITY, NOW, TERMINAL, an_id, opened, plain, sign_up_draft

EPOCH = "00000000000000aa"
SIGN_UPS = 90
RECEIPTS_A_ROUND = 4
STUBBORN = 60


class Teller:
    """Tells the outside what is done."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def __call__(self, *words: object) -> None:
        os.write(self._fd, (" ".join(map(str, words)) + "\n").encode())


def journal(state: Path, tell: Teller, _: argparse.Namespace) -> None:
    """People sign up, cancel, leases close, the platform confirms, and the terminal is enrolled again."""
    store = opened(state).store
    first: list[Entry] = []
    for number in range(SIGN_UPS):
        lease = uuid7(NOW, (number // 5).to_bytes(10, "big"))
        seat = Seat(lease, number % 5)
        if number % 3 == 0:
            store.probe()  # as before each form; also fills the WAL up to its checkpoint
        ticket = store.next_ticket("A")
        (entry,) = store.append(sign_up_draft(ticket, seat), secret=b"code")
        tell("entry", entry.heading.journal, entry.seq, entry.id, entry.hash)
        tell("seat", lease, seat.slot)
        first.append(entry)
        if number % 10 == 9:
            _close_lease(store, lease, tell)
        if number % 15 == 14:
            tell("forgetting", first[number - 5].id)
            (gone,) = store.append(plain(Cancellation(of=first[number - 5].id, activity=ACTIVITY)))
            tell("entry", gone.heading.journal, gone.seq, gone.id, gone.hash)
            tell("cancelled", first[number - 5].id)
        if number % 40 == 39:
            about = store.about
            assert about is not None
            for each in first[: number - 19]:
                tell("forgetting", each.id)
            store.forget_sealed(about.journal, durable_seq=first[number - 20].seq)
    store.close()
    tell("enrolled", 2)
    store = opened(state, incarnation=2).store
    for _number in range(4):
        (entry,) = store.append(sign_up_draft(store.next_ticket("A")))
        tell("entry", entry.heading.journal, entry.seq, entry.id, entry.hash)
    store.close()


def _close_lease(store: JournalStore, lease: str, tell: Teller) -> None:
    fin = store.lease_books()[lease][0]
    body = LeaseClosed(lease=lease, activity=ACTIVITY, fin=fin, reason=CloseReason.RECALLED)
    (entry,) = store.append(plain(body))
    tell("entry", entry.heading.journal, entry.seq, entry.id, entry.hash)
    tell("closed", lease, fin)


def salvaging(state: Path, tell: Teller, _: argparse.Namespace) -> None:
    """The journal found here is damaged: what is whole in it is saved, and people sign up again."""
    found = opened(state, thorough=True)
    assert found.saved, "the file was not damaged enough"
    for _number in range(4):
        (entry,) = found.store.append(sign_up_draft(found.store.next_ticket("A")))
        tell("entry", entry.heading.journal, entry.seq, entry.id, entry.hash)
    found.store.close()


def agent(state: Path, tell: Teller, options: argparse.Namespace) -> None:
    """Content is published again and again and fetched; messages come in between."""
    settings = load_settings(state)
    sources = sorted(options.published.iterdir())
    seq = 0
    for public in sources:
        found = Agent(state, settings, DirectorySource(public), lambda: NOW + dt.timedelta(hours=1))
        found.check_if_due()
        found.poll()
        for role, version in found.inbox.floor().items():
            tell("floor", role, version.version)
        signed = found.inbox.signed_time()
        assert signed is not None
        tell("signed", signed.isoformat())
        while found.index_some():
            pass
        messages = InboxMessages(found.inbox)
        if seq == 0:
            messages.enrolled(Identity(TERMINAL, 1), at=NOW)
        for _number in range(RECEIPTS_A_ROUND):
            seq += 1
            body = Receipt(of=an_id(), journal=an_id(), seq=seq, outcome=Outcome.ACCEPTED)
            made = message(body, message_id=an_id(), epoch=EPOCH, seq=seq, terminal=TERMINAL, incarnation=1, at=NOW)
            messages.apply(EPOCH, [made])
            tell("receipt", seq, body.of)
        found.close()


def stubborn(state: Path, tell: Teller, _: argparse.Namespace) -> None:
    """People sign up while the disk fails now and then: each is told before the form, or that it could not be kept."""
    store: JournalStore | None = None
    for _number in range(STUBBORN):
        try:
            store = store or opened(state, thorough=True).store
            store.probe()
        except WorldError as error:
            tell("refused", "before", error.code)
            continue
        try:
            (entry,) = store.append(sign_up_draft(store.next_ticket("A")))
        except WorldError as error:
            tell("refused", "kept", error.code)
        else:
            tell("entry", entry.heading.journal, entry.seq, entry.id, entry.hash)
    if store is not None:
        with contextlib.suppress(WorldError):
            store.close()


def polling(state: Path, tell: Teller, options: argparse.Namespace) -> None:
    """Content is fetched while the disk fails now and then."""
    settings = load_settings(state)
    for public in sorted(options.published.iterdir()):
        for _try in range(4):
            try:
                found = Agent(state, settings, DirectorySource(public), lambda: NOW + dt.timedelta(hours=1))
            except WorldError as error:
                tell("refused", "open", error.code)
                continue
            try:
                found.poll()
                for role, version in found.inbox.floor().items():
                    tell("floor", role, version.version)
                while found.index_some():
                    pass
            except WorldError as error:
                tell("refused", "poll", error.code)
            finally:
                with contextlib.suppress(WorldError):
                    found.close()


def _normal_for_full(module: Any) -> None:
    real = module.open_engine

    def weaker(path: Path, **options: object) -> sa.Engine:
        return real(path, **{**options, "synchronous": "NORMAL"})  # type: ignore[no-any-return]

    module.open_engine = weaker


def _floor_in_memory_only() -> None:
    def kept_nowhere(self: InboxStore, versions: object, signed_at: object) -> None:
        told = dict(versions)  # type: ignore[call-overload]
        self.floor = lambda: told  # type: ignore[method-assign]
        self.signed_time = lambda: signed_at  # type: ignore[method-assign,assignment,return-value]

    InboxStore.raise_floor = kept_nowhere  # type: ignore[method-assign,assignment]


SPOILS: dict[str, Callable[[], None]] = {
    "journal NORMAL instead of FULL": lambda: _normal_for_full(journal_store),
    "inbox NORMAL instead of FULL": lambda: _normal_for_full(inbox_store),
    "floor not persisted": _floor_in_memory_only,
}
WORK: dict[str, Callable[[Path, Teller, argparse.Namespace], None]] = {
    "journal": journal,
    "salvaging": salvaging,
    "agent": agent,
    "stubborn": stubborn,
    "polling": polling,
}


def main() -> None:
    """Do one of the days' work."""
    parser = argparse.ArgumentParser()
    parser.add_argument("work", choices=WORK)
    parser.add_argument("state", type=Path)
    parser.add_argument("told", type=Path)
    parser.add_argument("--published", type=Path)
    parser.add_argument("--spoil", choices=SPOILS)
    options = parser.parse_args()
    if options.spoil:
        SPOILS[options.spoil]()
    WORK[options.work](options.state, Teller(options.told), options)


if __name__ == "__main__":
    main()
