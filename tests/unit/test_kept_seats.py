"""A seat that is kept for somebody of the queue: said while it is kept, her answer written once, nothing promised by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.inbox import Outcome, Promotion, Receipt
from kiosk.domain.journal_queue import PromotionTaken
from kiosk.usecases.desk import Found, Promise
from tests.sign_up_desk import entries
from tests.unit.test_sign_up import COUNTED, Terminal, refused


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    made.close()


def offered(terminal: Terminal, *, in_s: float = 3600) -> Promise:
    """Somebody waits, and a seat is kept for her."""
    promise = terminal.sign_up(waiting=True)
    entry = entries(terminal.state)[-1]
    receipt = Receipt(
        of=entry.id, journal=entry.heading.journal, seq=entry.seq, outcome=Outcome.WAITING, activity=COUNTED, position=1
    )
    due = terminal.ticks.now() + dt.timedelta(seconds=in_s)
    terminal.platform.tell(receipt, Promotion(of=entry.id, activity=COUNTED, answer_by=due))
    return promise


def found(terminal: Terminal, promise: Promise) -> Found:
    held = terminal.desk.find(promise.code, "5678")
    assert held is not None
    return held


def test_a_seat_that_is_kept_is_said_and_the_answer_is_written_once(terminal: Terminal) -> None:
    held = found(terminal, offered(terminal))
    assert held.answer_by == terminal.ticks.now() + dt.timedelta(hours=1)
    assert not held.answered
    after = terminal.desk.take_seat(held)
    assert after.answered
    assert terminal.desk.take_seat(after).answered
    (answer,) = [each for each in entries(terminal.state) if isinstance(each.body(), PromotionTaken)]
    assert answer.body() == PromotionTaken(of=held.entry, activity=COUNTED, answer_by=held.answer_by)
    assert answer.sealed is None


def test_when_its_time_is_over_nothing_is_written(terminal: Terminal) -> None:
    held = found(terminal, offered(terminal))
    terminal.ticks.pass_s(3600)
    assert found(terminal, terminal_promise(held)).answer_by is None
    assert refused(lambda: terminal.desk.take_seat(held)) == "sign_up.too_late"
    assert not any(isinstance(each.body(), PromotionTaken) for each in entries(terminal.state))


def terminal_promise(held: Found) -> Promise:
    return Promise(held.code, held.entry, held.activity, True, False, "5678", False, "")


def test_once_the_platform_has_given_the_seat_nothing_is_asked(terminal: Terminal) -> None:
    promise = offered(terminal)
    entry = entries(terminal.state)[-1]
    given = Receipt(of=entry.id, journal=entry.heading.journal, seq=entry.seq, outcome=Outcome.ACCEPTED)
    terminal.ticks.pass_s(1)
    terminal.platform.tell(given)
    held = found(terminal, promise)
    assert (held.outcome, held.answer_by) == ("accepted", None)


def test_an_answer_to_an_earlier_offer_answers_no_later_one(terminal: Terminal) -> None:
    promise = offered(terminal)
    terminal.desk.take_seat(found(terminal, promise))
    entry = next(each for each in entries(terminal.state) if each.id == promise.entry)
    later = terminal.ticks.now() + dt.timedelta(hours=5)
    terminal.ticks.pass_s(4000)
    terminal.platform.tell(Promotion(of=entry.id, activity=COUNTED, answer_by=later))
    assert not found(terminal, promise).answered
