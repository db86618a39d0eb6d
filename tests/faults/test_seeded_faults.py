"""Tempting mistakes, put in on purpose: the same checks that hold for the product must fail for each of them.

Here: no idempotency key, and effects outside of their entry's transaction at each of the three places that promise it. The others:
naive reclaim, a close that keeps selling, a restored image that keeps its leases (``test_leases_machine``, with
``lease_mutants``); NORMAL instead of FULL, a floor that is not persisted (``test_power_loss``); no version floor
(``test_tuf_attacks``); a platform that forgets what it lent (``test_leases_end_to_end``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec import structs

from data import inbox_messages, journal_store
from data.inbox_messages import Identity, InboxMessages
from data.inbox_reader import InboxReader
from data.inbox_store import InboxStore
from data.journal_store import JournalStore
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Outcome, Receipt, message
from kiosk.domain.journal_ids import Seat
from sync.agent.deliver_http import PlatformCalls
from sync.platform.store import intake
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.chain import numbered
from sync.platform.store.engine import Database
from sync.platform.store.life import faults
from sync.protocol.messages import JOURNAL_PATH, Batch
from tests.delivering import site, stored
from tests.journal_samples import NOW, TERMINAL, an_id, opened, sign_up_draft

Check = Callable[[Path, pytest.MonkeyPatch], None]
EPOCH = "00000000000000aa"


class PowerCutError(Exception):
    """Work ends here, in the middle."""


def cut_once(patch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """The next call of ``module.name`` is where everything stops; afterwards it works."""
    real = getattr(module, name)
    calls = []

    def cut(*arguments: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise PowerCutError
        return real(*arguments, **more)

    patch.setattr(module, name, cut)


def without_transaction(patch: pytest.MonkeyPatch, owner: type, name: str) -> None:
    """The mistake: every statement of ``owner.name`` is committed by itself."""
    real = getattr(owner, name)

    @contextlib.contextmanager
    def each_by_itself(self: Any) -> Iterator[sa.Connection]:
        with real(self) as connection:
            connection.exec_driver_sql("COMMIT")
            yield connection

    patch.setattr(owner, name, each_by_itself)


# What must hold ----------------------------------------------------------------------------------------------------------


def an_entry_and_its_seat_are_written_together(base: Path, patch: pytest.MonkeyPatch) -> None:
    """Journal: cut between the entry and the seat it sells."""
    with opened(base).store as store:
        lease = an_id()
        store.append(sign_up_draft("A001", Seat(lease, 0)))
        with patch.context() as once, contextlib.suppress(PowerCutError):
            cut_once(once, journal_store, "take_effect")
            store.append(sign_up_draft("A002", Seat(lease, 1)))
        try:
            store.check_books()
        except WorldError as error:
            raise AssertionError("an entry stands without its seat") from error
        assert store.lease_books()[lease] == (1, False)


def a_message_and_its_effect_are_written_together(base: Path, patch: pytest.MonkeyPatch) -> None:
    """Inbox: cut between remembering a message and doing what it says; then it comes again."""
    with InboxStore(base / "inbox.db") as store:
        messages = InboxMessages(store)
        messages.enrolled(Identity(TERMINAL, 1), at=NOW)
        body = Receipt(of=an_id(), journal=an_id(), seq=1, outcome=Outcome.ACCEPTED)
        told = [message(body, message_id=an_id(), epoch=EPOCH, seq=1, terminal=TERMINAL, incarnation=1, at=NOW)]
        with patch.context() as once, contextlib.suppress(PowerCutError):
            cut_once(once, inbox_messages, "_take_effect")
            messages.apply(EPOCH, told)
        messages.apply(EPOCH, told)
    with InboxReader(base / "inbox.db") as reader:
        assert [receipt.of for receipt in reader.receipts()] == [body.of], "the message was skipped"


def entries_and_their_effects_are_taken_in_together(base: Path, patch: pytest.MonkeyPatch) -> None:
    """Platform: cut between storing entries and what they do; the terminal sends them again."""
    with site(base, {"few": 6}) as make:
        terminal = make()
        terminal.delivery.exchange()
        sold = [terminal.sign_up("activity.few", limited=True) for _ in range(2)]
        with patch.context() as once:
            cut_once(once, Books, "flush")
            for _ in range(3):
                with contextlib.suppress(WorldError):
                    terminal.delivery.exchange()
        assert all(sold)
        _counted_once(terminal.centre.platform.database, [entry.id for entry in sold if entry is not None])


class Losing:
    """A line on which the answers to the first two deliveries are lost."""

    def __init__(self, real: PlatformCalls) -> None:
        self._real = real
        self.lost = 0

    def post(self, path: str, body: bytes) -> bytes:
        answer = self._real.post(path, body)
        if path == JOURNAL_PATH and self.lost < 2:
            self.lost += 1
            raise WorldError("agent.cut_short", file=path, source="", reason="")
        return answer

    def close(self) -> None:
        self._real.close()


def what_is_sent_twice_counts_once(base: Path, patch: pytest.MonkeyPatch) -> None:
    """Platform: answers are lost, so everything is sent again."""
    with site(base, {"few": 6}) as make:
        terminal = make()
        terminal.delivery.exchange()
        sold = [terminal.sign_up("activity.few", limited=True) for _ in range(2)]
        assert terminal.calls is not None
        line = Losing(terminal.calls)
        terminal.connect(line)
        for _ in range(4):
            with contextlib.suppress(WorldError):
                terminal.delivery.exchange()
        assert all(sold)
        assert line.lost == 2
        assert [seq for _, seq, _ in stored(terminal.centre)] == [1, 2, 3]
        _counted_once(terminal.centre.platform.database, [entry.id for entry in sold if entry is not None])


def _counted_once(database: Database, entries: list[str]) -> None:
    with database.read() as db:
        accepted = list(db.scalars(sa.select(t.promise.c.entry).where(t.promise.c.outcome == "accepted")))
        conflicts = list(db.scalars(sa.select(t.conflict.c.entry)))
        receipts = db.scalar(sa.select(sa.func.count()).select_from(t.message).where(t.message.c.kind == "receipt"))
        assert sorted(accepted) == sorted(entries), "an acknowledged sign-up has no seat"
        assert conflicts == [], "one sign-up counted twice"
        assert receipts == len(entries), "told twice"
        assert faults(db, now=NOW) == ()


def no_idempotency(patch: pytest.MonkeyPatch) -> None:
    """The mistake: the platform gives what it is sent a number of its own, so the same thing again is another one."""
    real = intake.take_in

    def again(books: Books, batch: Batch) -> intake.Taken:
        held = intake.held_journal(books, batch)
        for line in numbered(batch):
            if line.seq <= held.accepted_seq and line.entry is not None:
                heading = structs.replace(line.entry.heading, id=an_id())
                another = structs.replace(line, entry=structs.replace(line.entry, heading=heading))
                intake._take_entry(books, held, another, intake._row(books, held, another))
        return real(books, batch)

    patch.setattr("sync.platform.service.take_in", again)


MISTAKES: dict[str, tuple[Check, Callable[[pytest.MonkeyPatch], None]]] = {
    "journal: seat outside of the entry's transaction": (
        an_entry_and_its_seat_are_written_together,
        lambda patch: without_transaction(patch, JournalStore, "_transaction"),
    ),
    "inbox: effect outside of the message's transaction": (
        a_message_and_its_effect_are_written_together,
        lambda patch: without_transaction(patch, InboxStore, "transaction"),
    ),
    "platform: effects outside of the entries' transaction": (
        entries_and_their_effects_are_taken_in_together,
        lambda patch: without_transaction(patch, Database, "write"),
    ),
    "platform: no idempotency key": (what_is_sent_twice_counts_once, no_idempotency),
}


@pytest.mark.logs_warnings
@pytest.mark.parametrize("name", MISTAKES)
def test_the_promise_holds_and_the_mistake_is_caught(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, mistake = MISTAKES[name]
    sound, spoiled = tmp_path / "sound", tmp_path / "spoiled"
    sound.mkdir()
    spoiled.mkdir()
    check(sound, monkeypatch)
    with monkeypatch.context() as patch:
        mistake(patch)
        with pytest.raises(AssertionError):
            check(spoiled, patch)
