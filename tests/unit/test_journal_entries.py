"""Entries: their chain shows every change, and their public part has no room for a person."""

from __future__ import annotations

import datetime as dt
import random
import re
import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect as mi

from kiosk.domain import journal_bodies, journal_ids
from kiosk.domain.content import RecordId
from kiosk.domain.journal import (
    ChainFault,
    ChainPoint,
    Draft,
    Entry,
    EntryError,
    genesis,
    next_entry,
    read_entry,
    rows_of,
    verify_chain,
)
from kiosk.domain.journal_bodies import DailyCounters, HelpCall, daily_counters
from kiosk.domain.journal_ids import SeqRange, uuid7
from kiosk.domain.journal_kinds import KINDS, EntryKind, Sealing, decode_body, kind_of
from kiosk.domain.journal_private import Contact, Need, Remark
from tests.journal_samples import CONTACT, MOMENT, NOW, TERMINAL, an_id, plain, sign_up, sign_up_draft

JOURNAL = an_id()
START = genesis(TERMINAL, JOURNAL)


def chain(count: int) -> list[Entry]:
    at = START
    entries = []
    for n in range(count):
        entries.append(next_entry(sign_up_draft() if n % 3 == 0 else plain(), at, journal=JOURNAL))
        at = entries[-1].point
    return entries


CHAIN = chain(30)


def test_a_chain_is_sound_and_gapless_and_bound_to_its_terminal() -> None:
    report = verify_chain(rows_of(CHAIN), journal=JOURNAL, start=START)
    assert report.sound
    assert report.head == CHAIN[-1].point
    assert [entry.seq for entry in CHAIN] == list(range(1, 31))
    elsewhere = verify_chain(rows_of(CHAIN), journal=JOURNAL, start=genesis("K-00418", JOURNAL))
    assert elsewhere.findings[0].fault is ChainFault.NOT_LINKED


def test_an_entry_survives_the_journey_byte_for_byte() -> None:
    entry = CHAIN[0]
    again = read_entry(entry.line, entry.sealed)
    assert again == entry
    assert again.body() == sign_up()


def test_forgetting_an_envelope_leaves_the_chain_sound() -> None:
    without = [msgspec.structs.replace(entry, sealed=None) for entry in CHAIN]
    assert verify_chain(rows_of(without), journal=JOURNAL, start=START).sound


@pytest.mark.parametrize("seed", range(300))
def test_every_edit_deletion_swap_and_insertion_is_found(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable
    rows = list(rows_of(CHAIN))
    n = chance.randrange(len(rows) - 1)
    seq, line, stored, sealed = rows[n]
    change = chance.choice(["edit", "edit and rehash", "delete", "swap", "insert", "envelope"])
    if change.startswith("edit"):
        place = chance.randrange(len(line))
        changed = line[:place] + bytes([line[place] ^ (1 << chance.randrange(8))]) + line[place + 1 :]
        hashed = journal_hash(changed) if change == "edit and rehash" else stored
        rows[n] = (seq, changed, hashed, sealed)
    elif change == "delete":
        del rows[n]
    elif change == "swap":
        rows[n], rows[n + 1] = (seq, *rows[n + 1][1:]), (seq + 1, line, stored, sealed)
    elif change == "insert":
        rows[n:] = [(s + (s >= seq), *rest) for s, *rest in [rows[n], *rows[n:]]]  # type: ignore[misc]
    else:
        n = 3 * (n // 3)
        rows[n] = (*rows[n][:3], b'{"v":1}')
    assert not verify_chain(rows, journal=JOURNAL, start=START).sound


def journal_hash(line: bytes) -> str:
    import hashlib

    return hashlib.sha256(line).hexdigest()


def test_a_cut_tail_and_a_rewritten_chain_are_found_against_what_the_platform_holds() -> None:
    anchor = CHAIN[-1].point
    cut = verify_chain(rows_of(CHAIN[:-2]), journal=JOURNAL, start=START, anchor=anchor)
    assert [f.fault for f in cut.findings] == [ChainFault.CUT]
    assert cut.missing == (SeqRange(29, 30),)
    rewritten = chain(30)
    report = verify_chain(rows_of(rewritten), journal=JOURNAL, start=START, anchor=anchor)
    assert [f.fault for f in report.findings] == [ChainFault.NOT_AS_SENT]
    assert verify_chain(rows_of(CHAIN), journal=JOURNAL, start=START, anchor=anchor).sound


def test_missing_entries_are_named_and_the_rest_is_still_checked() -> None:
    rows = [row for row in rows_of(CHAIN) if row[0] not in (4, 5, 9)]
    report = verify_chain(rows, journal=JOURNAL, start=START)
    assert report.missing == (SeqRange(4, 5), SeqRange(9, 9))
    assert {f.fault for f in report.findings} == {ChainFault.GAP}
    assert report.entries == 27


def test_an_entry_must_have_the_seal_of_its_kind() -> None:
    with pytest.raises(ValueError, match="without a sealed part"):
        next_entry(Draft(id=an_id(), moment=MOMENT, body=sign_up()), START, journal=JOURNAL)
    call = HelpCall(screen="home", language="zh-Hans")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="with a sealed part"):
        next_entry(Draft(id=an_id(), moment=MOMENT, body=call, sealed=b"{}"), START, journal=JOURNAL)


@pytest.mark.parametrize("line", [b"", b"{}", b"null", b"\xff\xfe", b'{"v":1}', b"[" * 5000, CHAIN[0].line[:-1]])
def test_bytes_that_are_no_entry_are_refused(line: bytes) -> None:
    with pytest.raises(EntryError):
        read_entry(line, None)


def test_an_entry_of_newer_software_is_read_as_far_as_it_is_known() -> None:
    line = CHAIN[1].line.replace(b'"kind":"help_call"', b'"kind":"hologram","colour":"red"')
    entry = read_entry(line, None)
    assert entry.heading.kind == "hologram"
    assert entry.body() is None
    more = CHAIN[1].line.replace(b'"screen":"home"', b'"screen":"home","mood":"good"')
    assert isinstance(read_entry(more, None).body(), HelpCall)


def test_ids_are_uuids_of_version_7_that_sort_by_time() -> None:
    earlier = uuid7(NOW, b"\xff" * 10)
    later = uuid7(NOW + dt.timedelta(milliseconds=1), b"\x00" * 10)
    assert earlier < later
    assert re.fullmatch(typing.get_args(journal_ids.Uuid7)[1].pattern, earlier)
    assert uuid7(dt.datetime(1960, 1, 1, tzinfo=dt.UTC), b"\x01" * 10).startswith("00000000-0000-7")


# No personal value in a public body -------------------------------------------------------------------------------

PERSONAL = [
    "陈大文",
    "欧阳海燕",
    "Chan Tai Man",
    "13900005678",
    "+86 139 0000 5678",
    "020-8400 0000",
    "440105197001011234",
    "44010519700101123X",
    "昌岗中路 1 号 203",
    "chen@example.org",
    "独居，腿脚不便",
    "",
]


def strings_in(info: mi.Type, at: str) -> typing.Iterator[tuple[str, mi.StrType]]:
    match info:
        case mi.StructType():
            for field in info.fields:
                yield from strings_in(field.type, f"{at}.{field.name}")
        case mi.UnionType():
            for member in info.types:
                yield from strings_in(member, at)
        case mi.VarTupleType() | mi.ListType():
            yield from strings_in(info.item_type, f"{at}[]")
        case mi.DictType():
            yield from strings_in(info.key_type, f"{at} key")
            yield from strings_in(info.value_type, f"{at} value")
        case mi.StrType():
            yield at, info
        case mi.IntType():
            # Eleven digits of a telephone number do not fit either.
            assert info.le is not None or info.lt is not None, at
            assert max(info.le or 0, info.lt or 0) <= 1_000_000_000, at
        case mi.EnumType() | mi.NoneType() | mi.BoolType() | mi.DateType() | mi.DateTimeType():
            pass
        case _:
            raise AssertionError(f"{at}: {info} may hold anything")


@pytest.mark.parametrize("kind", list(EntryKind))
def test_no_public_field_can_hold_a_name_a_number_or_an_address(kind: EntryKind) -> None:
    for at, info in strings_in(mi.type_info(KINDS[kind].body), kind.value):
        assert info.pattern is not None, f"{at} is free text"
        assert info.pattern.startswith("^"), at
        assert info.pattern.endswith("$"), at
        for value in PERSONAL:
            assert re.search(info.pattern, value) is None, f"{at} takes {value!r}"


def test_every_kind_of_the_architecture_is_there_with_its_body() -> None:
    assert set(KINDS) == set(EntryKind)
    bodies = [rules.body for rules in KINDS.values()]
    assert len(set(bodies)) == len(bodies)
    for kind, rules in KINDS.items():
        assert (rules.private is None) == (rules.sealing is Sealing.NEVER), kind


@pytest.mark.parametrize("private", [CONTACT, Need(contact=CONTACT, detail="想送餐"), Remark(text="很好")])
def test_private_parts_do_not_show_themselves(private: Contact | Need | Remark) -> None:
    shown = f"{private!r} {private} {[private]}"
    for secret in ("欧阳海燕", "13900005678", "想送餐", "很好"):
        assert secret not in shown


@given(st.dictionaries(st.sampled_from(["home.open", "help.call", "search.none"]), st.integers(0, 30)))
def test_small_counts_are_not_said(counts: dict[str, int]) -> None:
    said = daily_counters(dt.date(2026, 11, 22), counts)
    assert all(number >= journal_bodies.SMALL_CELL for number in said.cells.values())
    assert set(said.few) == {name for name, n in counts.items() if 0 < n < 5}
    again = decode_body("daily_counters", msgspec.json.encode(said))
    assert again == said


def test_a_small_count_cannot_even_be_written() -> None:
    sneaky = DailyCounters(day=dt.date(2026, 11, 22), cells={"help.call": 3})
    with pytest.raises(EntryError):
        next_entry(Draft(id=an_id(), moment=MOMENT, body=sneaky), START, journal=JOURNAL)


def test_the_kind_follows_from_the_body() -> None:
    assert kind_of(sign_up()) is EntryKind.SIGN_UP
    assert ChainPoint(0, START.hash) == START
    assert typing.get_args(RecordId)
