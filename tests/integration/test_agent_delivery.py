"""A terminal and a real platform: what is written here arrives there, once, and what is said there is done here."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.sealing import plain_draft
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Command, CommandName, Outcome, PauseReason, Roster
from kiosk.domain.journal_bodies import HelpCall
from kiosk.domain.leases import Standing, standing
from kiosk.domain.text import Language
from sync.agent.deliver_http import HttpPlatform
from sync.agent.identity import DEVICE_FILE, load_device
from sync.platform.store import directory
from sync.platform.store.books import Books
from sync.protocol.messages import ChainTrouble
from tests.delivering import Terminal, backed_up, restore, site, stored

Make = Callable[..., Terminal]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    with site(tmp_path, {"few": 6, "open": None}) as made:
        yield made


def order(terminal: Terminal, body: Command | Roster, *, incarnation: int = 1) -> None:
    platform = terminal.centre.platform
    with platform.database.write() as db:
        books = Books(db, now=platform.clock())
        books.post(terminal.name, body, incarnation=incarnation)
        books.flush()


def help_call(terminal: Terminal, count: int = 1) -> None:
    for _ in range(count):
        body = HelpCall(screen="home", language=Language.ZH_HANS)
        terminal.journal.append(plain_draft(body, moment=terminal.moment()))


def test_what_is_written_arrives_in_order_and_its_receipts_come_back(make: Make) -> None:
    terminal = make()
    entries = [terminal.sign_up("activity.open") for _ in range(3)]
    done = terminal.delivery.exchange()
    assert done.sent == 4
    assert [row[1] for row in stored(terminal.centre)] == [1, 2, 3, 4]
    with terminal.inbox as inbox:
        assert {receipt.of for receipt in inbox.receipts()} == {entry.id for entry in entries if entry}
        assert {receipt.outcome for receipt in inbox.receipts()} == {Outcome.ACCEPTED}
        assert inbox.held(terminal.me.journal).accepted_seq == 4
    assert terminal.delivery.exchange().sent == 0
    assert len(stored(terminal.centre)) == 4


def test_a_long_journal_is_sent_a_hundred_at_a_time(make: Make) -> None:
    terminal = make()
    help_call(terminal, 250)
    sizes = []
    calls = HttpPlatform(terminal.centre.platform.url)
    post = calls.post

    def counting(path: str, body: bytes) -> bytes:
        sizes.append(path)
        return post(path, body)

    calls.post = counting  # type: ignore[method-assign]
    terminal.connect(calls)
    assert terminal.delivery.exchange().sent == 251
    assert sizes.count("/v1/journal") == 3
    assert [row[1] for row in stored(terminal.centre)] == list(range(1, 252))


def test_a_restarted_agent_goes_on_where_the_platform_is(make: Make) -> None:
    terminal = make()
    help_call(terminal, 5)
    terminal.delivery.exchange()
    terminal.restart_agent()
    help_call(terminal, 2)
    assert terminal.delivery.exchange().sent == 2


def test_an_agent_that_lost_its_inbox_learns_everything_again(make: Make) -> None:
    terminal = make()
    entry = terminal.sign_up("activity.open")
    assert entry is not None
    terminal.delivery.exchange()
    terminal.agent.close()
    for part in terminal.state.glob("inbox.db*"):
        part.unlink()
    terminal.restart_agent()
    terminal.delivery.exchange()
    with terminal.inbox as inbox:
        assert inbox.incarnation() == 1
        assert inbox.receipt(entry.id) is not None
        assert inbox.held(terminal.me.journal).accepted_seq == 2
    assert len(stored(terminal.centre)) == 2


def test_a_platform_restored_from_an_old_backup_gets_everything_again(make: Make) -> None:
    terminal = make()
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    platform = terminal.centre.platform
    backup = backed_up(platform)
    terminal.sign_up("activity.open")
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    assert len(stored(terminal.centre)) == 4
    restore(platform, backup)
    assert len(stored(terminal.centre)) == 2
    terminal.delivery.exchange()
    assert [row[1] for row in stored(terminal.centre)] == [1, 2, 3, 4]


def test_enrolled_again_after_its_disk_was_lost_a_terminal_has_a_new_key_and_the_old_one_has_ended(
    make: Make, tmp_path: Path
) -> None:
    terminal = make()
    entry = terminal.sign_up("activity.few")
    terminal.delivery.exchange()
    old = load_device(terminal.state)
    terminal.close()
    terminal.state.rename(tmp_path / "lost")
    again = Terminal(tmp_path, terminal.centre)
    assert again.enrol() == 2
    again.delivery.exchange()
    new = load_device(again.state)
    assert old is not None
    assert new is not None
    assert old.key.public_key() != new.key.public_key()
    with again.inbox as inbox:
        assert entry is not None
        assert inbox.receipt(entry.id) is not None, "what the old disk promised is known to the new one"
    again.close()


def test_the_key_is_readable_by_its_owner_only(make: Make) -> None:
    terminal = make()
    path = terminal.state / DEVICE_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with pytest.raises(WorldError, match=r"identity\.open_to_others"):
        terminal.delivery.exchange()


def test_a_lost_answer_to_an_enrolment_is_asked_for_again_with_the_same_key(make: Make) -> None:
    terminal = make(enrolled=False)
    code = terminal.centre.platform.code(terminal.name)
    real = HttpPlatform.post

    def lost(self: HttpPlatform, path: str, body: bytes) -> bytes:
        real(self, path, body)
        raise WorldError("agent.cut_short", file=path, source="", reason="")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HttpPlatform, "post", lost)
        with pytest.raises(WorldError, match="cut_short"):
            terminal.enrol(code)
    assert load_device(terminal.state) is None
    assert terminal.enrol(code) == 1
    with pytest.raises(WorldError, match=r"enrol\.bad_code"):
        make("K-00002", enrolled=False).enrol(code)


def test_a_code_made_for_another_terminal_is_refused_with_words(make: Make) -> None:
    terminal = make("K-00002", enrolled=False)
    code = terminal.centre.platform.code("K-00001")
    with pytest.raises(WorldError, match=r"enrol\.other_terminal"):
        terminal.enrol(code)
    assert load_device(terminal.state) is None


def test_orders_are_carried_out_once(make: Make) -> None:
    terminal = make()
    order(terminal, Command(command=CommandName.PAUSE, reason=PauseReason.MAINTENANCE))
    order(terminal, Command(command=CommandName.LOCK))
    terminal.delivery.exchange()
    with terminal.inbox as inbox:
        assert inbox.orders().paused(terminal.clocks.now())
        assert inbox.orders().lock is not None
    order(terminal, Command(command=CommandName.RESUME))
    order(terminal, Command(command=CommandName.RESYNC))
    assert terminal.delivery.exchange().done == (CommandName.RESYNC,)
    assert terminal.delivery.exchange().done == ()
    with terminal.inbox as inbox:
        assert not inbox.orders().paused(terminal.clocks.now())
        assert inbox.orders().lock is not None


def test_a_revoked_terminal_forgets_its_key_and_what_it_was_told_of_people(make: Make) -> None:
    terminal = make()
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    platform = terminal.centre.platform
    with platform.database.write() as db:
        books = Books(db, now=platform.clock())
        directory.end_incarnation(books, terminal.name, 1)
        books.flush()
    terminal.sign_up("activity.open")
    assert terminal.delivery.exchange().done == (CommandName.REVOKE,)
    assert not list(terminal.state.glob(DEVICE_FILE + "*"))
    with terminal.inbox as inbox:
        assert inbox.orders().revoked
        assert inbox.orders().paused(terminal.clocks.now())
        assert inbox.receipts() == ()
    assert not terminal.delivery.exchange().enrolled
    assert len(stored(terminal.centre)) == 2, "nothing of an ended key is taken in"


def test_a_terminal_that_is_told_it_was_revoked_without_a_signature_only_waits(make: Make) -> None:
    """An unsigned 403 decides nothing: a captive portal must not be able to wipe a terminal."""
    terminal = make()
    terminal.sign_up("activity.open")

    class Portal(HttpPlatform):
        def post(self, path: str, body: bytes) -> bytes:
            from sync.agent.deliver_http import RefusedError
            from sync.protocol.messages import ErrorCode

            raise RefusedError(ErrorCode.REVOKED, "")

    terminal.connect(Portal(terminal.centre.platform.url))
    with pytest.raises(WorldError, match=r"delivery\.refused"):
        terminal.delivery.exchange()
    assert load_device(terminal.state) is not None
    terminal.connect(HttpPlatform(terminal.centre.platform.url))
    assert terminal.delivery.exchange().sent == 2


def test_seats_are_lent_topped_up_and_given_back(make: Make) -> None:
    first, second = make("K-00001"), make("K-00002")
    first.delivery.exchange()
    assert sum(h.grant.seats for h in first.holdings()) == 4
    assert [bool(first.sign_up("activity.few", limited=True)) for _ in range(5)] == [True] * 4 + [False]
    first.delivery.exchange()
    assert first.sign_up("activity.few", limited=True) is not None
    assert first.close_leases() == 1  # the first four are sold
    first.delivery.exchange()
    second.delivery.exchange()
    assert second.holdings() == (), "the other seat of six is lent to the first"
    first.delivery.exchange()
    assert [standing(h, now=first.clocks.tick(), me=first.me) for h in first.holdings()][-1] is Standing.RECALLED
    first.close_leases()
    first.delivery.exchange()
    second.clocks.pass_s(3600)
    second.delivery.exchange()
    assert second.sign_up("activity.few", limited=True) is not None
    assert second.sign_up("activity.few", limited=True) is None
    second.delivery.exchange()
    with second.inbox as inbox:
        assert {r.outcome for r in inbox.receipts()} == {Outcome.ACCEPTED}


def test_a_lease_is_suspended_after_a_reboot_nobody_can_date_and_comes_back_online(make: Make) -> None:
    terminal = make()
    terminal.delivery.exchange()
    assert terminal.sign_up("activity.few", limited=True) is not None
    terminal.clocks.reboot(trusted=False)
    assert terminal.sign_up("activity.few", limited=True) is None
    terminal.restart_agent()
    terminal.delivery.exchange()
    assert terminal.sign_up("activity.few", limited=True) is not None


def test_a_journal_that_ended_is_delivered_from_where_it_lies(make: Make) -> None:
    terminal = make()
    terminal.sign_up("activity.open")
    platform = terminal.centre.platform
    code = platform.code(terminal.name)
    assert terminal.enrol(code) == 2
    terminal.sign_up("activity.open")
    assert terminal.delivery.exchange().sent == 4
    assert len({journal for journal, _, _ in stored(terminal.centre)}) == 2


def test_a_cloned_disk_is_noticed_at_both_ends(make: Make, tmp_path: Path) -> None:
    import shutil

    terminal = make()
    terminal.sign_up("activity.open")
    terminal.delivery.exchange()
    terminal.close()
    shutil.copytree(terminal.state, tmp_path / "clone" / terminal.name)
    clone = Terminal(tmp_path / "clone", terminal.centre)
    again = Terminal(tmp_path, terminal.centre)
    for each in (again, clone):
        each.open_journal(1)
        each.connect(HttpPlatform(terminal.centre.platform.url))
        each.sign_up("activity.open")
    try:
        assert again.delivery.exchange().troubles == ()
        assert clone.delivery.exchange().troubles == ((clone.me.journal, ChainTrouble.FORK),)
        with clone.inbox as inbox:
            assert inbox.held(clone.me.journal).trouble == ChainTrouble.FORK
    finally:
        clone.close()
        again.close()
