"""Messages between terminal and platform: exact bytes, signed for one purpose, readable across versions."""

from __future__ import annotations

import base64
import datetime as dt
import json
import typing

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.inbox import (
    BODIES,
    Command,
    CommandName,
    InboxKind,
    LeaseRecall,
    Message,
    body_of,
    message,
)
from kiosk.domain.journal import Entry, EntryError, genesis, next_entry
from kiosk.domain.journal_ids import SeqRange
from sync.protocol import messages as protocol
from sync.protocol.messages import (
    BATCH_ENTRIES_MAX,
    Ack,
    Batch,
    EnrolRequest,
    ErrorBody,
    ErrorCode,
    InboxPage,
    Item,
    batch_faults,
    entry_of,
    item_of,
)
from sync.protocol.signing import (
    SIGNED_MAX_BYTES,
    ForgedMessageError,
    MessageType,
    Signed,
    check_signature,
    decode_signed,
    encode_signed,
    open_signed,
    public_bytes,
    public_key,
    sign,
    sign_bytes,
    terminal_signer,
)
from tests.journal_samples import NOW, SOFTWARE, TERMINAL, an_id, plain, sign_up_draft

KEY, OTHER_KEY = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
JOURNAL = an_id()
EPOCH = "00000000000000aa"
SIGNER = terminal_signer(TERMINAL, 3)


def entries(count: int) -> list[Entry]:
    at = genesis(TERMINAL, JOURNAL)
    made = []
    for n in range(count):
        made.append(next_entry(sign_up_draft() if n % 2 else plain(), at, journal=JOURNAL))
        at = made[-1].point
    return made


ENTRIES = entries(20)


def batch(of: list[Entry], **changes: object) -> Batch:
    made = Batch(
        terminal=TERMINAL,
        incarnation=3,
        journal=JOURNAL,
        batch=1,
        first=of[0].seq,
        last=of[-1].seq,
        items=tuple(item_of(entry) for entry in of),
        software=SOFTWARE,
        sent_at=NOW,
    )
    return msgspec.structs.replace(made, **changes)


def signed(of: Batch | None = None) -> Signed:
    return sign(of or batch(ENTRIES), message_type=MessageType.BATCH, signer=SIGNER, key=KEY)


# Signing ------------------------------------------------------------------------------------------------------------


def test_a_batch_arrives_as_it_was_signed_by_wire_or_stick() -> None:
    wire = encode_signed(signed())
    opened = open_signed(decode_signed(wire), Batch, message_type=MessageType.BATCH, key=KEY.public_key())
    assert opened == batch(ENTRIES)
    assert [entry_of(item) for item in opened.items] == ENTRIES


def test_another_platform_can_check_a_message_with_nothing_but_json_and_ed25519() -> None:
    """The recipe in the documentation, done by hand."""
    said = json.loads(encode_signed(signed()))
    payload = base64.b64decode(said["payload"])
    covered = b"kiosk-signed/1\n" + said["type"].encode() + b"\n" + said["signer"].encode() + b"\n" + payload
    KEY.public_key().verify(base64.b64decode(said["sig"]), covered)
    assert json.loads(json.loads(payload)["items"][1]["line"])["kind"] == "sign_up"


@pytest.mark.parametrize("seed", range(0, 400, 7))
def test_a_changed_byte_anywhere_is_noticed(seed: int) -> None:
    wire = bytearray(encode_signed(signed(batch(ENTRIES[:2]))))
    place = (seed * 7919) % len(wire)
    wire[place] ^= 1 << (seed % 8)
    try:
        opened = open_signed(decode_signed(bytes(wire)), Batch, message_type=MessageType.BATCH, key=KEY.public_key())
    except ForgedMessageError:
        return
    # The version number and such are not covered, and change nothing that is.
    assert opened == batch(ENTRIES[:2])


def test_a_signature_is_worth_nothing_on_another_type_signer_or_key() -> None:
    good = signed()
    with pytest.raises(ForgedMessageError, match="expected"):
        check_signature(good, message_type=MessageType.LEASE_REQUEST, key=KEY.public_key())
    for forged in (
        msgspec.structs.replace(good, type=MessageType.ACK),
        msgspec.structs.replace(good, signer=terminal_signer(TERMINAL, 2)),
        msgspec.structs.replace(good, payload=good.payload + b" "),
    ):
        with pytest.raises(ForgedMessageError, match="not good"):
            check_signature(forged, message_type=forged.type, key=KEY.public_key())
    with pytest.raises(ForgedMessageError, match="not good"):
        check_signature(good, message_type=MessageType.BATCH, key=OTHER_KEY.public_key())


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"type":"batch"}', b" " * (SIGNED_MAX_BYTES + 1)])
def test_bytes_that_are_no_message_are_refused(data: bytes) -> None:
    with pytest.raises(ForgedMessageError):
        decode_signed(data)


def test_a_well_signed_payload_of_another_shape_is_refused() -> None:
    odd = sign_bytes(b'{"hello":1}', message_type=MessageType.BATCH, signer=SIGNER, key=KEY)
    with pytest.raises(ForgedMessageError):
        open_signed(odd, Batch, message_type=MessageType.BATCH, key=KEY.public_key())


def test_a_key_travels_as_its_32_bytes() -> None:
    assert public_bytes(public_key(public_bytes(KEY))) == public_bytes(KEY.public_key())
    with pytest.raises(ForgedMessageError):
        public_key(b"short")


# Batches ------------------------------------------------------------------------------------------------------------


def test_a_batch_in_order_is_possible_and_every_other_is_not() -> None:
    assert batch_faults(batch(ENTRIES)) == ()
    assert batch_faults(batch(ENTRIES[5:9])) == ()
    assert batch_faults(batch(ENTRIES[5:9], first=5))
    assert batch_faults(batch(ENTRIES[5:9], last=10))
    assert batch_faults(batch([ENTRIES[0], ENTRIES[2]]))
    assert batch_faults(batch([ENTRIES[1], ENTRIES[0]], first=1, last=2))
    assert batch_faults(batch(ENTRIES[:3], journal=an_id()))


def test_numbers_lost_for_good_are_said_and_nothing_waits_for_them() -> None:
    saved = [*ENTRIES[:3], *ENTRIES[6:9], *ENTRIES[10:12]]
    assert batch_faults(batch(saved))
    assert batch_faults(batch(saved, missing=(SeqRange(4, 6), SeqRange(10, 10)))) == ()
    assert batch_faults(batch(saved, missing=(SeqRange(4, 6), SeqRange(10, 10), SeqRange(15, 16))))


def test_an_entry_that_cannot_be_read_takes_its_turn_and_does_not_stop_the_others() -> None:
    good = batch(ENTRIES[:5])
    poisoned = msgspec.structs.replace(good, items=(*good.items[:2], Item(line="junk"), *good.items[3:]))
    assert batch_faults(poisoned) == ()
    with pytest.raises(EntryError):
        entry_of(poisoned.items[2])


def test_a_batch_has_at_most_a_hundred_entries() -> None:
    item = item_of(ENTRIES[0])
    many = msgspec.structs.replace(batch(ENTRIES), items=(item,) * (BATCH_ENTRIES_MAX + 1))
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(many), type=Batch)


def test_a_full_batch_of_sealed_sign_ups_fits_its_limits() -> None:
    item = item_of(ENTRIES[1])
    full = msgspec.structs.replace(batch(ENTRIES), items=(item,) * BATCH_ENTRIES_MAX)
    size = len(encode_signed(signed(full)))
    assert size < protocol.BATCH_MAX_BYTES < SIGNED_MAX_BYTES
    largest = Item(line="x" * protocol.LINE_MAX_BYTES, sealed="x" * protocol.SEALED_MAX_BYTES)
    full = msgspec.structs.replace(full, items=(largest,) * BATCH_ENTRIES_MAX)
    assert len(encode_signed(signed(full))) < protocol.BATCH_MAX_BYTES


# Versions -----------------------------------------------------------------------------------------------------------

PAYLOADS: list[tuple[type[msgspec.Struct], msgspec.Struct]] = [
    (Batch, batch(ENTRIES[:2])),
    (Ack, Ack(terminal=TERMINAL, journal=JOURNAL, accepted_seq=5, durable_seq=3, epoch=EPOCH, at=NOW)),
    (InboxPage, InboxPage(epoch=EPOCH, messages=(signed(),))),
    (ErrorBody, ErrorBody(error=ErrorCode.BUSY, retry_after_s=30)),
    (EnrolRequest, EnrolRequest(code="7K4M-PQRS-2VWX", public_key=public_bytes(KEY), software=SOFTWARE, sent_at=NOW)),
]


@pytest.mark.parametrize(("kind", "payload"), PAYLOADS)
def test_a_newer_end_may_say_more(kind: type[msgspec.Struct], payload: msgspec.Struct) -> None:
    said = msgspec.json.decode(msgspec.json.encode(payload))
    said["from_the_future"] = {"a": [1, 2]}
    assert msgspec.convert(said, kind, builtin_types=(dt.datetime,), strict=False) == payload or (
        msgspec.json.decode(msgspec.json.encode(said), type=kind) == payload
    )


def inbox_message(kind: str | None = None, body: bytes | None = None) -> Message:
    made = message(
        Command(command=CommandName.PAUSE),
        message_id=an_id(),
        epoch=EPOCH,
        seq=1,
        terminal=TERMINAL,
        incarnation=1,
        at=NOW,
    )
    return msgspec.structs.replace(made, kind=kind or made.kind, body=msgspec.Raw(body or bytes(made.body)))


def test_inbox_messages_come_back_as_their_kind_and_unknown_ones_as_nothing() -> None:
    assert body_of(inbox_message()) == Command(command=CommandName.PAUSE)
    assert body_of(inbox_message(kind="hologram")) is None
    assert body_of(inbox_message(body=b'{"command":"dance"}')) is None
    again = msgspec.json.decode(msgspec.json.encode(inbox_message()), type=Message)
    assert body_of(again) == Command(command=CommandName.PAUSE)
    assert set(BODIES) == set(InboxKind)
    assert typing.get_args(LeaseRecall.__annotations__["lease"]) is not None


def test_every_failure_has_a_status() -> None:
    assert set(protocol.HTTP_STATUS) == set(ErrorCode)
    assert all(400 <= status < 600 for status in protocol.HTTP_STATUS.values())


@given(st.binary(max_size=300))
def test_junk_never_gets_past_the_border(junk: bytes) -> None:
    with pytest.raises(ForgedMessageError):
        decode_signed(junk)
