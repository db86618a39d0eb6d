"""A terminal whose disk was restored from an image, or cloned, within the term of its leases: it learns of it before it sells on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.journal_reader import JournalReader, journal_files
from data.journal_store import JournalStore
from kiosk.domain.journal_bodies import JournalStarted, Started
from kiosk.usecases.terminal_journal import TerminalJournal
from sync.platform.store import tables as t
from tests.delivering import SOFTWARE, Terminal, site, stored

Make = Callable[..., Terminal]
KEPT = ("journal.db", "inbox.db", "device.key")


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    with site(tmp_path, {"few": 6, "open": None}) as made:
        yield made


def image_of(terminal: Terminal, to: Path) -> None:
    """The disk as it is now; both processes stopped."""
    terminal.journal.close()
    terminal.agent.close()
    to.mkdir()
    for path in terminal.state.iterdir():
        if path.name.startswith(KEPT):
            shutil.copy(path, to / path.name)
    start_again(terminal)


def restore(terminal: Terminal, image: Path) -> None:
    """Put the image back, and switch the machine on: its clock can be trusted, the leases still run."""
    terminal.journal.close()
    terminal.agent.close()
    for path in terminal.state.iterdir():
        if path.name.startswith(KEPT):
            path.unlink()
    for path in image.iterdir():
        shutil.copy(path, terminal.state / path.name)
    terminal.clocks.reboot(trusted=True)
    start_again(terminal)


def start_again(terminal: Terminal) -> None:
    terminal.journal = JournalStore(terminal.state / "journal.db")
    terminal.restart_agent()


def desk(terminal: Terminal) -> TerminalJournal:
    """The journal as the screens open it."""
    terminal.journal.close()
    return TerminalJournal(
        terminal.state,
        terminal=terminal.name,
        software=SOFTWARE,
        reader=terminal.delivery._content,
        clock=terminal.clocks,
        ticks=terminal.clocks.tick,
    )


def test_restored_from_an_image_it_sells_no_seat_twice_once_it_has_spoken_to_the_platform(
    make: Make, tmp_path: Path
) -> None:
    terminal = make()
    terminal.delivery.exchange()
    assert terminal.sign_up("activity.few", limited=True) is not None
    terminal.delivery.exchange()
    image_of(terminal, tmp_path / "image")
    assert terminal.sign_up("activity.few", limited=True) is not None
    terminal.delivery.exchange()
    before = terminal.me
    restore(terminal, tmp_path / "image")
    assert terminal.me == before, "nothing on the disk says that it is an image"

    done = terminal.delivery.exchange()
    assert [journal for journal, _ in done.troubles] == [before.journal]
    opened = desk(terminal)
    assert opened.me().journal != before.journal
    assert [held for held in opened.holdings() if held.grant.holder == opened.me()] == []
    opened.close()

    terminal.journal = JournalStore(terminal.state / "journal.db")
    assert terminal.sign_up("activity.few", limited=True) is None, "the seats were lent to the books before"
    fresh = terminal.sign_up("activity.open")
    assert fresh is not None
    terminal.delivery.exchange()
    assert fresh.id in {entry for _, _, entry in stored(terminal.centre)}
    with JournalReader(terminal.state / "journal.db") as reader:
        first = reader.entries(0, limit=1)[0].body()
    assert isinstance(first, JournalStarted)
    assert (first.reason, first.previous) == (Started.FORKED, before.journal)
    with terminal.centre.platform.database.read() as db:
        assert list(db.scalars(sa.select(t.conflict.c.entry))) == []
    assert len(journal_files(terminal.state)) == 2, "the one before is kept and offered, for an operator to judge"


def test_a_desk_that_is_open_when_the_platform_objects_goes_on_in_another_journal(make: Make, tmp_path: Path) -> None:
    terminal = make()
    terminal.delivery.exchange()
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    image_of(terminal, tmp_path / "image")
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    restore(terminal, tmp_path / "image")
    opened = desk(terminal)
    before = opened.me().journal
    opened.ready()
    assert opened.me().journal == before
    terminal.delivery.exchange()
    opened.ready()
    assert opened.me().journal != before
    opened.close()
    terminal.journal = JournalStore(terminal.state / "journal.db")


def test_what_an_image_sold_before_anybody_knew_is_a_conflict_somebody_sees(make: Make, tmp_path: Path) -> None:
    """What is left: offline between the restoring and the first word of the platform, a slot may be sold again."""
    terminal = make()
    terminal.delivery.exchange()
    image_of(terminal, tmp_path / "image")
    first = terminal.sign_up("activity.few", limited=True)
    terminal.delivery.exchange()
    restore(terminal, tmp_path / "image")
    again = terminal.sign_up("activity.few", limited=True)
    assert first is not None
    assert again is not None
    terminal.delivery.exchange()
    with terminal.centre.platform.database.read() as db:
        assert list(db.scalars(sa.select(t.conflict.c.entry))) == [again.id]
        accepted = list(db.scalars(sa.select(t.promise.c.entry).where(t.promise.c.outcome == "accepted")))
    assert accepted == [first.id]


def test_an_honest_restart_of_the_agent_changes_nothing(make: Make) -> None:
    terminal = make()
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    before = terminal.me
    for _ in range(3):
        terminal.restart_agent()
        assert terminal.delivery.exchange().troubles == ()
    with terminal.inbox as inbox:
        assert inbox.forked() == frozenset()
    opened = desk(terminal)
    assert opened.me() == before
    opened.close()
    terminal.journal = JournalStore(terminal.state / "journal.db")
