"""Signing up: what is promised is in the journal and nowhere else; what cannot be kept is not offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pysqlite3 import dbapi2

from data.content_reader import ContentReader
from data.content_store import ContentStore
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Command, CommandName, LeaseRecall, Outcome, Receipt
from kiosk.domain.journal_bodies import Cancellation, Consent, Correction, ForWhom, SignUp, WaitingList
from kiosk.domain.journal_private import Contact, FormOfAddress, Guardian
from kiosk.domain.text import Language
from kiosk.usecases.clock import GUANGZHOU
from kiosk.usecases.desk import For, Person, Promise
from kiosk.usecases.sign_up import SignUpDesk
from kiosk.usecases.terminal_journal import TerminalJournal
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.journal_samples import PLATFORM_KEY, key_pair
from tests.sign_up_desk import INCARNATION, HandTicks, PlatformSide, entries, key_line, opened

TERMINAL = "K-00417"
NOW = dt.datetime(2026, 11, 24, 9, 6, tzinfo=GUANGZHOU)
COUNTED, FREE, LUNCH = "activity.counted", "activity.free", "activity.lunch"
CHEN = Person(surname="陈", form=FormOfAddress.MS, phone="13900005678")
CONSENT = Consent(notice="ab" * 32, language=Language.ZH_HANS)


def activity(name: str, **more: object) -> Line:
    body = {
        "title": "t",
        "summary": "s",
        "category": "class",
        "icon": "hand-heart",
        "starts_at": "2026-11-24T14:30:00",
        "ends_at": "2026-11-24T16:00:00",
        "signup_until": "2026-11-24T13:00:00",
        "place": "p",
        "who": "w",
        "host": "h",
        "fee": "f",
        "confidence": "K",
        **more,
    }
    raw = msgspec.Raw(msgspec.json.encode(body))
    return Line(id=name, kind="activity", rev=1, verified_on=dt.date(2026, 11, 1), body=raw)


ACTIVITIES = [
    activity(COUNTED, capacity=8),
    activity(FREE),
    activity(LUNCH, capacity=40, category="meals"),
    activity("activity.closed", capacity=8, signup_until="2026-11-24T09:00:00"),
]


class Terminal:
    """A terminal with its desk; ``restart`` as after a power cut."""

    def __init__(self, state: Path, key: Line | None = None) -> None:
        self.state = state
        self.ticks = HandTicks(NOW)
        with ContentStore(state / "content.db") as store:
            fill(store, {"4401": [*ACTIVITIES, key or key_line()]})
        self.platform = PlatformSide(state, TERMINAL, self.ticks)
        self.platform.enrol()
        self.reader = ContentReader(state / "content.db", "4401")
        self.desk = self._open()

    def _open(self) -> SignUpDesk:
        self.journal = TerminalJournal(
            self.state, terminal=TERMINAL, software="0.1.0", reader=self.reader, clock=self.ticks, ticks=self.ticks
        )
        return SignUpDesk(self.journal)

    def restart(self) -> None:
        self.journal.close()
        self.ticks.restart()
        self.desk = self._open()

    def sign_up(self, name: str = COUNTED, person: Person = CHEN, *, waiting: bool = False) -> Promise:
        return self.desk.sign_up(name, person, consent=CONSENT, waiting=waiting)

    def close(self) -> None:
        self.journal.close()
        self.reader.close()
        self.platform.close()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    made.close()


def refused(call: object) -> str:
    with pytest.raises(WorldError) as failure:
        call()  # type: ignore[operator]
    return failure.value.code


# What is promised ---------------------------------------------------------------------------------------------------


def test_a_promise_is_entry_seat_and_ticket_together(terminal: Terminal) -> None:
    lease = terminal.platform.lend(COUNTED, 2)
    promise = terminal.sign_up()
    (entry,) = entries(terminal.state)
    body = entry.body()
    assert isinstance(body, SignUp)
    assert body.seat is not None
    assert (body.seat.lease, body.seat.slot, body.ticket, entry.id) == (lease, 0, promise.code, promise.entry)
    assert opened(entry, TERMINAL) == Contact(called="陈", form=FormOfAddress.MS, phone="13900005678")
    assert terminal.desk.free_seats(COUNTED) == 1
    assert (promise.waiting, promise.offline, promise.digits, promise.made_up) == (False, True, "5678", False)


def test_it_survives_a_restart(terminal: Terminal) -> None:
    terminal.platform.lend(COUNTED, 2)
    promise = terminal.sign_up()
    terminal.restart()
    found = terminal.desk.find(promise.code, "5678")
    assert found is not None
    assert (found.activity, found.waiting, found.cancelled) == (COUNTED, False, False)


def test_seats_are_never_sold_twice_and_the_last_one_is_the_last(terminal: Terminal) -> None:
    terminal.platform.lend(COUNTED, 2)
    codes = {terminal.sign_up().code, terminal.sign_up().code}
    assert len(codes) == 2
    assert terminal.desk.free_seats(COUNTED) == 0
    assert refused(terminal.sign_up) == "sign_up.full"
    assert len(entries(terminal.state)) == 2, "what was refused left nothing"


def test_no_seat_of_ours_means_the_queue_and_says_so(terminal: Terminal) -> None:
    assert terminal.desk.free_seats(COUNTED) is None
    assert refused(terminal.sign_up) == "sign_up.full"
    promise = terminal.sign_up(waiting=True)
    (entry,) = entries(terminal.state)
    body = entry.body()
    assert isinstance(body, WaitingList)
    assert body.position_shown is None, "no position was known, so none was shown"
    assert (promise.waiting, promise.offline, promise.code[0]) == (True, False, "C")


def test_a_recalled_lease_sells_nothing(terminal: Terminal) -> None:
    lease = terminal.platform.lend(COUNTED, 2)
    terminal.platform.tell(LeaseRecall(lease=lease))
    assert terminal.desk.free_seats(COUNTED) == 0
    assert refused(terminal.sign_up) == "sign_up.full"


def test_after_a_restart_with_a_clock_that_proves_nothing_no_seat_is_confirmed(terminal: Terminal) -> None:
    terminal.platform.lend(COUNTED, 2)
    terminal.ticks.trusted = False
    terminal.restart()
    assert refused(terminal.sign_up) == "sign_up.full"
    terminal.sign_up(waiting=True)


def test_an_activity_nobody_counts_needs_no_seat(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    (entry,) = entries(terminal.state)
    body = entry.body()
    assert isinstance(body, SignUp)
    assert body.seat is None
    assert not promise.offline


def test_a_meal_has_a_ticket_of_its_own_letter(terminal: Terminal) -> None:
    terminal.platform.lend(LUNCH, 4)
    assert terminal.sign_up(LUNCH).code[0] == "B"


def test_what_is_over_is_not_promised(terminal: Terminal) -> None:
    assert refused(lambda: terminal.sign_up("activity.closed")) == "sign_up.over"
    assert refused(lambda: terminal.sign_up("activity.unknown")) == "sign_up.over"
    terminal.ticks.pass_s(6 * 3600)
    assert refused(lambda: terminal.sign_up(FREE)) == "sign_up.over"


def test_a_child_is_signed_up_by_its_guardian(terminal: Terminal) -> None:
    child = Person(surname="欧阳", form=FormOfAddress.NONE, phone="13900005678", whom=For.CHILD, guardian="李")
    terminal.sign_up(FREE, child)
    (entry,) = entries(terminal.state)
    body = entry.body()
    assert isinstance(body, SignUp)
    assert body.for_whom is ForWhom.FAMILY
    private = opened(entry, TERMINAL)
    assert private == Contact(called="欧阳", guardian=Guardian(called="李", phone="13900005678"))


# What is not offered ------------------------------------------------------------------------------------------------


def test_without_a_usable_key_no_form_is_offered(tmp_path: Path) -> None:
    _, old = key_pair(not_before=dt.date(2026, 1, 1), not_after=dt.date(2026, 11, 23))
    terminal = Terminal(tmp_path, key_line(old))
    assert refused(terminal.desk.ready) == "journal.no_key"
    assert refused(lambda: terminal.sign_up(FREE)) == "journal.no_key"
    assert not entries(terminal.state)
    terminal.ticks.trusted = False
    terminal.desk.ready()  # a dead clock must not end all sign-ups: the newest key is taken
    terminal.close()


def test_a_terminal_that_is_locked_or_ended_takes_no_names(terminal: Terminal) -> None:
    terminal.desk.ready()
    terminal.platform.tell(Command(command=CommandName.LOCK))
    assert refused(terminal.desk.ready) == "sign_up.stopped"
    terminal.platform.tell(Command(command=CommandName.UNLOCK))
    terminal.desk.ready()
    terminal.platform.tell(Command(command=CommandName.REVOKE))
    assert refused(terminal.desk.ready) == "sign_up.stopped"


def test_a_pause_lets_an_open_form_be_finished_but_opens_no_other(terminal: Terminal) -> None:
    terminal.platform.lend(COUNTED, 2)
    terminal.platform.tell(Command(command=CommandName.PAUSE))
    assert refused(terminal.desk.ready) == "sign_up.stopped"
    assert terminal.sign_up().offline, "who was filling it in is given a few minutes to finish"


def test_a_terminal_that_is_enrolled_anew_goes_on_without_a_restart(terminal: Terminal) -> None:
    terminal.platform.lend(COUNTED, 2)
    before = terminal.sign_up()
    terminal.platform.enrol(INCARNATION + 1)
    terminal.desk.ready()
    promise = terminal.sign_up(FREE)
    (entry,) = entries(terminal.state)
    assert entry.id == promise.entry
    assert terminal.journal.me().incarnation == INCARNATION + 1
    assert refused(terminal.sign_up) == "sign_up.full", "seats were lent to the journal of before"
    assert terminal.desk.find(before.code, "5678") is not None


def test_a_terminal_that_is_not_enrolled_has_no_desk(tmp_path: Path) -> None:
    ticks = HandTicks(NOW)
    reader = ContentReader(tmp_path / "content.db", "4401")

    def desk() -> None:
        TerminalJournal(tmp_path, terminal=TERMINAL, software="0.1.0", reader=reader, clock=ticks, ticks=ticks)

    assert refused(desk) == "sign_up.not_enrolled"
    assert not (tmp_path / "journal.db").exists()
    reader.close()


def test_a_file_that_cannot_be_written_is_found_out_before_the_form(terminal: Terminal) -> None:
    held = dbapi2.connect(str(terminal.state / "journal.db"), isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    try:
        assert refused(terminal.desk.ready) == "journal.unwritable"
    finally:
        held.close()
    terminal.desk.ready()


# Finding it again ---------------------------------------------------------------------------------------------------


def test_both_halves_must_match_and_a_wrong_one_is_never_named(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    assert terminal.desk.find(promise.code, "0000") is None
    assert terminal.desk.find("A999", "5678") is None
    assert terminal.desk.find(promise.code, "5678") is not None


def test_five_wrong_tries_lock_everybody_out_for_ten_minutes_even_over_a_restart(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    for _ in range(5):
        assert terminal.desk.find(promise.code, "0000") is None
    assert refused(lambda: terminal.desk.find(promise.code, "5678")) == "sign_up.locked"
    terminal.ticks.pass_s(400)
    assert refused(lambda: terminal.desk.find(promise.code, "5678")) == "sign_up.locked"
    terminal.restart()
    assert refused(lambda: terminal.desk.find(promise.code, "5678")) == "sign_up.locked"
    terminal.ticks.pass_s(601)
    assert terminal.desk.find(promise.code, "5678") is not None


def test_a_ticket_of_ones_own_wins_no_more_tries_at_others(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    for _ in range(4):
        assert terminal.desk.find(promise.code, "0000") is None
    assert terminal.desk.find(promise.code, "5678") is not None
    assert terminal.desk.find(promise.code, "0001") is None, "the fifth wrong one"
    assert refused(lambda: terminal.desk.find(promise.code, "5678")) == "sign_up.locked"


def test_ten_minutes_without_a_wrong_try_begin_the_count_anew(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    for _ in range(4):
        assert terminal.desk.find(promise.code, "0000") is None
    terminal.restart()
    assert terminal.desk.find(promise.code, "5678") is not None
    terminal.ticks.pass_s(601)
    for _ in range(4):
        assert terminal.desk.find(promise.code, "0000") is None
    assert terminal.desk.find(promise.code, "5678") is not None


def test_without_a_telephone_four_digits_are_made_up_and_find_the_ticket(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE, Person(surname="陈", form=FormOfAddress.NONE, phone=""))
    assert promise.made_up
    assert len(promise.digits) == 4
    assert terminal.desk.find(promise.code, promise.digits) is not None


def test_the_queue_says_the_place_only_when_the_platform_has(terminal: Terminal) -> None:
    promise = terminal.sign_up(waiting=True)
    before = terminal.desk.find(promise.code, "5678")
    assert before is not None
    assert (before.outcome, before.position) == ("", 0)
    (entry,) = entries(terminal.state)
    terminal.platform.tell(
        Receipt(of=entry.id, journal=entry.heading.journal, seq=entry.seq, outcome=Outcome.WAITING, position=2)
    )
    after = terminal.desk.find(promise.code, "5678")
    assert after is not None
    assert (after.outcome, after.position) == ("waiting", 2)


def test_a_correction_replaces_name_and_number_and_forgets_the_old_ones_here(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    found = terminal.desk.find(promise.code, "5678")
    assert found is not None
    terminal.desk.correct(found, Person(surname="李", form=FormOfAddress.MR, phone="13911112222"))
    first, second = entries(terminal.state)
    assert isinstance(second.body(), Correction)
    assert first.sealed is None
    assert opened(second, TERMINAL) == Contact(called="李", form=FormOfAddress.MR, phone="13911112222")


def test_a_cancelled_ticket_is_cancelled_once(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    found = terminal.desk.find(promise.code, "5678")
    assert found is not None
    terminal.desk.cancel(found)
    first, second = entries(terminal.state)
    body = second.body()
    assert isinstance(body, Cancellation)
    assert body.of == first.id
    assert refused(lambda: terminal.desk.cancel(found)) == "sign_up.gone"
    again = terminal.desk.find(promise.code, "5678")
    assert again is not None
    assert again.cancelled


# What stays ---------------------------------------------------------------------------------------------------------


def test_nothing_of_the_person_can_be_read_in_any_file(terminal: Terminal) -> None:
    terminal.platform.lend(COUNTED, 2)
    promise = terminal.sign_up(COUNTED, Person(surname="欧阳", form=FormOfAddress.MS, phone="13987654321"))
    terminal.desk.find(promise.code, "4321")
    for path in terminal.state.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for canary in ("欧阳", "13987654321", "87654321", "139 8765 4321"):
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gbk", "gb18030", "utf-32-le"):
                    assert canary.encode(encoding) not in data, (path, canary)


def test_a_person_does_not_show_in_a_repr() -> None:
    said = repr(Person(surname="欧阳", form=FormOfAddress.MS, phone="13987654321", guardian="司徒"))
    assert not any(part in said for part in ("欧阳", "1398", "司徒"))


def test_the_key_is_the_one_the_city_published(terminal: Terminal) -> None:
    terminal.sign_up(FREE)
    (entry,) = entries(terminal.state)
    assert entry.sealed is not None
    assert PLATFORM_KEY.kid.encode() in entry.sealed
