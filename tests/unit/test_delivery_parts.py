"""The parts of delivery: batches that fit, keys that count, seats asked for when it is due."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.journal_reader import JournalReader
from data.journal_store import JournalStore
from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.errors import WorldError
from kiosk.domain.leases import Grant, Holder, Holding, Term, Tick
from kiosk.domain.sealed import SIGNATURE_SUITE
from sync.agent.deliver_batches import BatchLimit, compose
from sync.agent.deliver_calls import PlatformKeys, opened_page
from sync.agent.enrolment import tidy_code
from sync.agent.identity import PENDING_FILE, Device, forget_device, load_device, pending_key
from sync.agent.leases import ASK_AGAIN_S, RENEW_AFTER_S, LeaseKeeper, Limited, settled
from sync.protocol.messages import Batch, batch_faults
from tests.journal_samples import MOMENT, NOW, TERMINAL, an_id, opened, plain, sign_up_draft

DEVICE = Device(TERMINAL, 1, Ed25519PrivateKey.generate())
ACTIVITY = "activity.yizhen-1125"


def cut(store: JournalStore, *, after: int = 0, limit: int = 100) -> Batch | None:
    with JournalReader(store.path) as reader:
        about = reader.about()
        assert about is not None
        return compose(reader, about, DEVICE, after=after, limit=limit, number=1, software="0.1.0", now=NOW)


@pytest.fixture
def store(tmp_path: Path) -> JournalStore:
    made = opened(tmp_path).store
    for _ in range(9):
        made.append(plain())
    return made


def test_a_batch_holds_what_follows_and_nothing_more(store: JournalStore) -> None:
    batch = cut(store, after=3, limit=4)
    assert batch is not None
    assert (batch.first, batch.last, len(batch.items)) == (4, 7, 4)
    assert batch_faults(batch) == ()
    assert cut(store, after=10) is None


def test_a_gap_of_a_salvaged_journal_is_named_so_that_nobody_waits_for_it(store: JournalStore) -> None:
    with store._transaction() as connection:
        connection.execute(sa.text("DELETE FROM entry WHERE seq IN (1, 2, 5)"))
    batch = cut(store)
    assert batch is not None
    assert [(gap.first, gap.last) for gap in batch.missing] == [(1, 2), (5, 5)]
    assert (batch.first, batch.last) == (1, 10)
    assert batch_faults(batch) == ()


def test_a_damaged_entry_holds_back_only_itself_and_what_follows(store: JournalStore) -> None:
    with store._transaction() as connection:
        connection.execute(sa.text("UPDATE entry SET line = x'00' WHERE seq = 8"))
    first = cut(store)
    assert first is not None
    second = cut(store, after=first.last)
    assert second is not None
    assert (first.first, second.first, second.last) == (1, first.last + 1, 7)
    with pytest.raises(WorldError, match=r"store\.damaged"):
        cut(store, after=7)


def test_batches_are_halved_after_repeated_failure_and_grow_again() -> None:
    limit = BatchLimit()
    limit.failed(100)
    assert limit.entries == 100
    sizes = []
    for _ in range(8):
        limit.failed(limit.entries)
        sizes.append(limit.entries)
    assert sizes == [50, 25, 12, 6, 3, 1, 1, 1]
    limit.succeeded()
    assert limit.entries == 2
    for _ in range(10):
        limit.succeeded()
    assert limit.entries == 100


def platform_key(kid: str, *, ends: dt.date, begins: dt.date = dt.date(2026, 1, 1)) -> PlatformKey:
    import base64

    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    return PlatformKey(
        title="k",
        kid=kid,
        use=KeyUse.SIGN,
        suite=SIGNATURE_SUITE,
        public_key=base64.b64encode(public).decode(),
        not_before=begins,
        not_after=ends,
    )


def test_a_key_that_has_run_out_counts_no_more_unless_there_is_no_newer() -> None:
    old = platform_key("sign-old", ends=dt.date(2026, 6, 1))
    new = platform_key("sign-new", begins=dt.date(2026, 5, 1), ends=dt.date(2026, 10, 1))
    keys = PlatformKeys([old, new], today=dt.date(2026, 11, 1))
    keys.key("sign-new")
    with pytest.raises(WorldError, match=r"delivery\.unknown_key"):
        keys.key("sign-old")
    PlatformKeys([old, new], today=None).key("sign-old")
    assert not PlatformKeys([], today=None)


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"epoch":"x"}', b"\xff\xfe", b"<html>login</html>"])
def test_an_answer_that_is_no_page_is_called_so(data: bytes) -> None:
    with pytest.raises(WorldError, match=r"delivery\.forged"):
        opened_page(data, PlatformKeys([], today=None))


def test_a_code_is_read_as_people_write_it() -> None:
    assert tidy_code(" 7k3m q2zt-0xva ") == "7K3M-Q2ZT-0XVA"
    assert tidy_code("7k3mq2zt0xvo") == "7K3M-Q2ZT-0XV0"
    assert tidy_code("I111-1111-111l") == "1111-1111-1111"


def test_a_pending_key_is_kept_for_its_code_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first = pending_key(tmp_path, "AAAA-BBBB-CCCC")
    assert stat.S_IMODE((tmp_path / PENDING_FILE).stat().st_mode) == 0o600
    assert pending_key(tmp_path, "AAAA-BBBB-CCCC").private_bytes_raw() == first.private_bytes_raw()
    assert pending_key(tmp_path, "AAAA-BBBB-DDDD").private_bytes_raw() != first.private_bytes_raw()
    assert load_device(tmp_path) is None
    forget_device(tmp_path)
    assert list(tmp_path.iterdir()) == []


# Seats --------------------------------------------------------------------------------------------------------------

ME = Holder(TERMINAL, 1, an_id())
LIMITED = [Limited(ACTIVITY, NOW + dt.timedelta(days=3))]


def tick(seconds: float) -> Tick:
    return Tick("boot", seconds, NOW)


def holding(*, seats: int = 2, sold: int = 0, sent: float = 0.0, recalled: bool = False) -> Holding:
    grant = Grant(lease=an_id(), request=an_id(), activity=ACTIVITY, holder=ME, seats=seats, term_s=86_400 * 14)
    return Holding(grant=grant, term=Term(tick(sent), 86_400 * 14.0), sold=sold, recalled=recalled)


def asks(keeper: LeaseKeeper, held: list[Holding], at: float) -> int | None:
    """Seats asked for at ``at``; None where nothing is asked at all."""
    question = keeper.question(LIMITED, held, me=ME, now=tick(at), wall=NOW)
    if question is None:
        return None
    keeper.asked(question, now=tick(at))
    return sum(want.seats for want in question.wants)


def test_seats_are_asked_for_when_something_was_lent_or_sold_and_else_now_and_then() -> None:
    keeper = LeaseKeeper()
    assert asks(keeper, [], 0) == 4
    assert asks(keeper, [], 5) is None, "nothing came: not at every poll"
    lease = holding()
    assert asks(keeper, [lease], 10) == 2
    assert asks(keeper, [lease], 15) is None
    assert asks(keeper, [msgspec.structs.replace(lease, sold=1)], 20) == 3
    assert asks(keeper, [msgspec.structs.replace(lease, sold=1)], 25) is None
    assert asks(keeper, [msgspec.structs.replace(lease, sold=1)], 20 + ASK_AGAIN_S) == 3


def test_leases_are_confirmed_long_before_they_run_out_and_at_once_when_in_doubt() -> None:
    keeper = LeaseKeeper()
    full = holding(seats=4)
    assert asks(keeper, [full], 10) is None
    assert asks(keeper, [full], RENEW_AFTER_S) == 0
    in_doubt = msgspec.structs.replace(full, term=Term(Tick("an earlier boot", 5.0, None), 86_400.0))
    assert asks(keeper, [in_doubt], 10) is not None


def test_whoever_was_asked_for_seats_does_not_ask_for_them_back_at_once() -> None:
    keeper = LeaseKeeper()
    recalled = holding(recalled=True)
    assert asks(keeper, [recalled], 0) is None
    assert asks(keeper, [msgspec.structs.replace(recalled, closed=True)], 5) is None
    assert asks(keeper, [], ASK_AGAIN_S) == 4


def test_nothing_is_asked_for_an_activity_that_has_begun() -> None:
    over = [Limited(ACTIVITY, NOW), Limited(ACTIVITY, NOW + dt.timedelta(days=1), signup_until=NOW)]
    assert LeaseKeeper().question(over, [], me=ME, now=tick(0), wall=NOW) is None


def test_a_lease_is_forgotten_when_its_closing_is_durable() -> None:
    books = {"a": (2, 7), "b": (1, 9), "c": (1, None)}
    assert settled(books, ["a", "b", "c", "d"], durable_seq=8) == ("a",)


def test_an_entry_of_a_person_travels_as_it_was_written(tmp_path: Path) -> None:
    store = opened(tmp_path).store
    (entry,) = store.append(sign_up_draft())
    batch = cut(store, after=1)
    assert batch is not None
    assert batch.items[0].line.encode() == entry.line
    assert (batch.items[0].sealed or "").encode() == entry.sealed
    assert MOMENT.at == entry.heading.at
