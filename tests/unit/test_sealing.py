"""Personal data is sealed to the platform's key before it is written, to one entry and no other."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest

from data.sealing import Sealer, sealer
from kiosk.domain.content import KeyUse, PlatformKey
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Entry, digest, genesis, next_entry, read_entry
from kiosk.domain.journal_bodies import Feedback
from kiosk.domain.journal_private import Contact, Remark
from kiosk.domain.sealed import SUITE, current_key, decode_sealed, encode_sealed
from sync.platform.opening import Opener, load_sealing_key, load_sealing_keys, make_sealing_key
from tests.journal_samples import (
    CONTACT,
    MOMENT,
    PLATFORM_KEY,
    PRIVATE_KEY,
    SEALER,
    TERMINAL,
    TODAY,
    an_id,
    key_pair,
    sign_up,
    sign_up_draft,
)

JOURNAL = an_id()
OPENER = Opener({PLATFORM_KEY.kid: PRIVATE_KEY})


def entry_with(sealed: bytes | None = None) -> Entry:
    draft = sign_up_draft()
    if sealed is not None:
        draft = msgspec.structs.replace(draft, sealed=sealed)
    return next_entry(draft, genesis(TERMINAL, JOURNAL), journal=JOURNAL)


def refused(entry: Entry, terminal: str = TERMINAL, opener: Opener = OPENER) -> str:
    with pytest.raises(WorldError) as failure:
        opener.open(entry, terminal=terminal)
    assert failure.value.__cause__ is None or "欧阳" not in str(failure.value.__cause__)
    return failure.value.code


def test_the_platform_reads_what_the_terminal_sealed() -> None:
    assert OPENER.open(entry_with(), terminal=TERMINAL) == CONTACT


def test_nothing_of_it_can_be_read_on_the_way() -> None:
    entry = entry_with()
    for secret in ("欧阳", "海燕", "13900005678", "5678"):
        for encoding in ("utf-8", "utf-16-le", "gbk"):
            assert secret.encode(encoding) not in entry.line + (entry.sealed or b"")


def test_the_length_does_not_tell_the_name() -> None:
    lengths = {
        len(SEALER.seal(Contact(called=name, phone=phone), body=sign_up(), entry=an_id()))
        for name, phone in [("李", None), ("欧阳海燕", "13900005678"), ("买买提江·阿不都热合曼", "+86 139 0000 5678")]
    }
    assert len(lengths) == 1


def test_two_seals_of_the_same_person_do_not_look_alike() -> None:
    assert entry_with().sealed != entry_with().sealed


def test_an_envelope_moved_to_another_entry_terminal_kind_or_activity_does_not_open() -> None:
    entry = entry_with()
    assert refused(entry, terminal="K-00418") == "opening.does_not_open"
    assert refused(entry_with(entry.sealed)) == "opening.does_not_open"
    other_activity = entry.line.replace(b"yizhen-1125", b"yizhen-1126")
    assert refused(read_entry(other_activity, entry.sealed)) == "opening.does_not_open"
    other_kind = entry.line.replace(b'"kind":"sign_up"', b'"kind":"waiting_list"')
    assert refused(read_entry(other_kind, entry.sealed)) == "opening.does_not_open"


def test_a_changed_envelope_does_not_open() -> None:
    sealed = decode_sealed(entry_with().sealed or b"")
    draft = sign_up_draft()
    for ct in (sealed.ct[:-1] + bytes([sealed.ct[-1] ^ 1]), sealed.ct[:60], b"\x00" * 100):
        entry = next_entry(
            msgspec.structs.replace(draft, sealed=encode_sealed(msgspec.structs.replace(sealed, ct=ct))),
            genesis(TERMINAL, JOURNAL),
            journal=JOURNAL,
        )
        assert refused(entry) == "opening.does_not_open"
    assert refused(entry_with(b"{}")) == "opening.does_not_open"


def test_an_unknown_key_or_suite_is_named() -> None:
    assert refused(entry_with(), opener=Opener({})) == "opening.unknown_key"
    sealed = decode_sealed(entry_with().sealed or b"")
    foreign = encode_sealed(msgspec.structs.replace(sealed, suite="sm2-sm3-sm4gcm"))
    assert refused(entry_with(foreign)) == "opening.unknown_suite"


def test_what_is_sealed_must_be_of_the_kind() -> None:
    with pytest.raises(ValueError, match="does not have this private part"):
        SEALER.draft(sign_up(), Remark(text="好"), moment=MOMENT)
    draft = SEALER.draft(Feedback(rating=5), Remark(text="好"), moment=MOMENT)
    entry = next_entry(draft, genesis(TERMINAL, JOURNAL), journal=JOURNAL)
    assert OPENER.open(entry, terminal=TERMINAL) == Remark(text="好")


# Which key --------------------------------------------------------------------------------------------------------

OLD = key_pair("pii-2026q3", not_before=dt.date(2026, 7, 1), not_after=dt.date(2026, 10, 31))[1]
NEW = key_pair("pii-2026q4", not_before=dt.date(2026, 10, 1), not_after=dt.date(2027, 1, 31))[1]
SIGNING = key_pair("sign-1", use=KeyUse.SIGN)[1]
FOREIGN = key_pair("sm2-1", suite="sm2-sm3-sm4gcm", not_before=dt.date(2026, 11, 1))[1]


@pytest.mark.parametrize(
    ("today", "kid"),
    [
        (dt.date(2026, 6, 30), None),
        (dt.date(2026, 7, 1), "pii-2026q3"),
        (dt.date(2026, 9, 30), "pii-2026q3"),
        (dt.date(2026, 10, 1), "pii-2026q4"),
        (dt.date(2026, 10, 31), "pii-2026q4"),
        (dt.date(2027, 1, 31), "pii-2026q4"),
        (dt.date(2027, 2, 1), None),
        (None, "pii-2026q4"),
    ],
)
def test_keys_take_turns_with_an_overlap_and_an_expired_one_is_not_used(today: dt.date | None, kid: str | None) -> None:
    keys = [NEW, FOREIGN, SIGNING, OLD]
    found = sealer(TERMINAL, keys, today=today)
    assert (found.kid if found else None) == kid


def test_without_a_usable_key_nothing_is_sealed_and_the_form_is_not_offered() -> None:
    assert sealer(TERMINAL, [], today=TODAY) is None
    assert sealer(TERMINAL, [FOREIGN, SIGNING], today=TODAY) is None
    broken = key_pair("pii-bad", public_key="AAAAAAAAAAAAAAAAAAAA")[1]
    assert sealer(TERMINAL, [broken], today=TODAY) is None
    with pytest.raises(WorldError, match=r"journal\.no_key"):
        Sealer(TERMINAL, FOREIGN)
    assert current_key([NEW], KeyUse.SIGN, suites=frozenset({SUITE}), today=TODAY) is None


# Keys on the platform's side ----------------------------------------------------------------------------------------


def make(folder: Path, kid: str = "pii-1") -> PlatformKey:
    return make_sealing_key(folder, kid=kid, title="钥匙", not_before=TODAY, not_after=TODAY)


def test_a_made_key_seals_and_opens_and_is_for_its_owner_only(tmp_path: Path) -> None:
    public = make(tmp_path / "keys")
    draft = Sealer(TERMINAL, public).draft(sign_up(), CONTACT, moment=MOMENT)
    entry = next_entry(draft, genesis(TERMINAL, JOURNAL), journal=JOURNAL)
    assert Opener(load_sealing_keys(tmp_path / "keys")).open(entry, terminal=TERMINAL) == CONTACT
    (file,) = (tmp_path / "keys").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_making_a_key_again_gives_the_same_key(tmp_path: Path) -> None:
    assert make(tmp_path) == make(tmp_path)


def test_a_private_key_others_can_read_or_that_is_none_is_refused(tmp_path: Path) -> None:
    make(tmp_path)
    (file,) = tmp_path.iterdir()
    file.chmod(0o644)
    with pytest.raises(WorldError, match="key_open_to_others"):
        load_sealing_key(file)
    file.chmod(0o600)
    file.write_text("no key")
    with pytest.raises(WorldError, match="not_a_key"):
        load_sealing_key(file)
    with pytest.raises(WorldError, match="no_key_file"):
        load_sealing_key(tmp_path / "other.seal.pem")


def test_an_envelope_is_plain_json_that_another_platform_can_read() -> None:
    entry = entry_with()
    envelope = json.loads(entry.sealed or b"")
    assert set(envelope) == {"v", "suite", "kid", "ct"}
    assert json.loads(entry.line)["sealed_sha256"] == digest(entry.sealed or b"")
