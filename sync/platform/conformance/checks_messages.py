"""Checks of enrolment, of forged and malformed messages, and of the journal."""

from __future__ import annotations

import msgspec

from kiosk.domain import inbox
from kiosk.domain import journal_bodies as b
from kiosk.domain.journal import Draft, Entry, Heading, digest, next_entry
from kiosk.domain.journal_ids import Moment, SeqRange
from kiosk.domain.text import Language
from sync.platform.conformance.suite import BrokenContractError, Suite, expect
from sync.platform.conformance.terminal import CONSENT, SimulatedTerminal, new_id, now_utc
from sync.protocol.messages import (
    ENROL_PATH,
    INBOX_PATH,
    JOURNAL_PATH,
    LEASES_PATH,
    ChainTrouble,
    Enrolled,
    ErrorCode,
    Item,
    Refusal,
    item_of,
)
from sync.protocol.signing import SIGNED_MAX_BYTES, MessageType, encode_signed, sign_bytes, terminal_signer

PATHS = (ENROL_PATH, JOURNAL_PATH, INBOX_PATH, LEASES_PATH)
CALL = b.HelpCall(screen="home", language=Language.ZH_HANS)


def enrol(suite: Suite) -> None:
    """A code and a key make a terminal known."""
    said = suite.signed(suite.first.enrol(suite.codes[0]), Enrolled, MessageType.ENROLLED)
    expect(said.public_key == suite.first.key.public_key().public_bytes_raw(), "confirms another key")


def enrol_again(suite: Suite) -> None:
    """After a lost answer, the same code and key give the same."""
    said = suite.signed(
        suite.first.send(ENROL_PATH, suite.first.enrol_request(suite.codes[0])), Enrolled, MessageType.ENROLLED
    )
    expect(said.terminal == suite.first.terminal, "another terminal")
    expect(said.incarnation == suite.first.incarnation, "another incarnation")


def enrol_code_once(suite: Suite) -> None:
    """A used code with another key, and a code nobody made, are refused."""
    suite.refused(SimulatedTerminal(suite.send).enrol(suite.codes[0]), ErrorCode.BAD_CODE)
    suite.refused(SimulatedTerminal(suite.send).enrol("0000-0000-0000"), ErrorCode.BAD_CODE)


def garbage(suite: Suite) -> None:
    """Bodies that are no messages."""
    for path in PATHS:
        for body in (b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"v":1,"type":"batch"}', b'{"a":' * 5_000):
            suite.refused(suite.send(path, body), ErrorCode.MALFORMED)


def too_large(suite: Suite) -> None:
    """A body larger than any message."""
    suite.refused(suite.send(JOURNAL_PATH, b" " * (SIGNED_MAX_BYTES + 1)), ErrorCode.TOO_LARGE)


def too_new(suite: Suite) -> None:
    """A batch of a later protocol."""
    terminal = suite.fresh()
    terminal.write(CALL)
    batch = msgspec.structs.replace(terminal.batch(2), v=2)
    suite.refused(suite.send(JOURNAL_PATH, terminal.signed(batch, MessageType.BATCH)), ErrorCode.TOO_NEW)


def forged(suite: Suite) -> None:
    """Signatures of another key, for another purpose, by somebody unknown, or about another terminal."""
    terminal = suite.fresh()
    terminal.write(CALL)
    batch = terminal.batch(2)
    payload = msgspec.json.encode(batch)
    signer = terminal_signer(terminal.terminal, terminal.incarnation)
    stranger = SimulatedTerminal(suite.send).key
    wrong = (
        sign_bytes(payload, message_type=MessageType.BATCH, signer=signer, key=stranger),
        sign_bytes(payload, message_type=MessageType.INBOX_REQUEST, signer=signer, key=terminal.key),
        sign_bytes(payload, message_type=MessageType.BATCH, signer="K-99999/1", key=terminal.key),
        sign_bytes(payload, message_type=MessageType.BATCH, signer=f"{terminal.terminal}/999", key=terminal.key),
        sign_bytes(
            msgspec.json.encode(msgspec.structs.replace(batch, terminal="K-99998")),
            message_type=MessageType.BATCH,
            signer=signer,
            key=terminal.key,
        ),
    )
    for message in wrong:
        suite.refused(suite.send(JOURNAL_PATH, encode_signed(message)), ErrorCode.FORGED)
    suite.accepted(terminal.deliver(2), 2)


def batch(suite: Suite) -> None:
    """Entries are taken in, and the head is the hash of the last."""
    terminal = suite.fresh()
    for _ in range(3):
        terminal.write(CALL)
    ack = suite.accepted(terminal.deliver(2), 4)
    expect(ack.head == terminal.head.hash, "the head is not the hash of the last entry")
    expect(ack.journal == terminal.journal, "acknowledges another journal")


def batch_again(suite: Suite) -> None:
    """The same entries again, alone or before new ones, change nothing."""
    terminal = suite.fresh()
    entry = _referral(terminal)
    suite.accepted(terminal.deliver(2), 2)
    suite.accepted(terminal.deliver(2), 2)
    suite.accepted(terminal.deliver(1), 2)
    terminal.write(CALL)
    suite.accepted(terminal.deliver(1), 3)
    count = len(suite.receipts(terminal, entry.id))
    expect(count == 1, f"{count} receipts for one entry")


def gap(suite: Suite) -> None:
    """A batch that starts too late is not taken in; the answer says where to go on."""
    terminal = suite.fresh()
    for _ in range(3):
        terminal.write(CALL)
    ack = suite.ack(terminal.deliver(3))
    expect(ack.trouble is ChainTrouble.GAP, f"trouble {ack.trouble} where gap is expected")
    expect(ack.accepted_seq == 1, f"accepted {ack.accepted_seq}")
    suite.accepted(terminal.deliver(2), 4)


def fork(suite: Suite) -> None:
    """Two machines write one journal: the second one's entries are not taken in."""
    terminal = suite.fresh()
    clone = _clone(suite, terminal)
    terminal.write(CALL)
    suite.accepted(terminal.deliver(2), 2)
    clone.write(CALL)
    ack = suite.ack(clone.deliver(2))
    expect(ack.trouble is ChainTrouble.FORK, f"trouble {ack.trouble} where fork is expected")
    expect(ack.head == terminal.head.hash, "the head is no longer the first one's")


def not_linked(suite: Suite) -> None:
    """An entry that does not name the one before it."""
    terminal = suite.fresh()
    clone = _clone(suite, terminal)
    for one in (terminal, clone):
        one.write(CALL)
    suite.accepted(terminal.deliver(2), 2)
    clone.write(CALL)
    ack = suite.ack(clone.deliver(3))
    expect(ack.trouble is ChainTrouble.NOT_LINKED, f"trouble {ack.trouble} where not_linked is expected")
    expect(ack.accepted_seq == 2, f"accepted {ack.accepted_seq}")


def poison(suite: Suite) -> None:
    """An entry nobody can read is put aside with a reason, and those behind it are taken in."""
    terminal = suite.fresh()
    poisoned = b'{"v":1,"nonsense":true}'
    after = _entry_after(terminal, seq=3, prev=digest(poisoned))
    ack = suite.accepted(terminal.deliver(2, 3, items=[Item(line=poisoned.decode()), item_of(after)]), 3)
    expect([(r.seq, r.reason) for r in ack.refused] == [(2, Refusal.UNREADABLE)], f"refused {ack.refused}")


def wrong_envelope(suite: Suite) -> None:
    """An entry with an envelope that is not its own counts, and is named."""
    terminal = suite.fresh()
    one, other = _referral(terminal), _referral(terminal)
    items = [Item(line=one.line.decode(), sealed=(other.sealed or b"").decode()), item_of(other)]
    ack = suite.accepted(terminal.deliver(2, 3, items=items), 3)
    expect([(r.seq, r.reason) for r in ack.refused] == [(2, Refusal.WRONG_ENVELOPE)], f"refused {ack.refused}")
    expect(bool(suite.receipts(terminal, one.id)), "no receipt: the entry did not count")


def unknown_kind(suite: Suite) -> None:
    """A kind of newer software is put aside, and those behind it are taken in."""
    terminal = suite.fresh()
    known = terminal.write(CALL)
    line = known.line.replace(b'"kind":"help_call"', b'"kind":"hologram"')
    after = _entry_after(terminal, seq=3, prev=digest(line))
    ack = suite.accepted(terminal.deliver(2, 3, items=[Item(line=line.decode()), item_of(after)]), 3)
    expect([(r.seq, r.reason) for r in ack.refused] == [(2, Refusal.UNKNOWN_KIND)], f"refused {ack.refused}")


def unknown_fields(suite: Suite) -> None:
    """Fields of newer software are passed over."""
    terminal = suite.fresh()
    terminal.write(CALL)
    fields = msgspec.to_builtins(terminal.batch(2)) | {"mood": {"good": [1, 2]}}
    signer = terminal_signer(terminal.terminal, terminal.incarnation)
    message = sign_bytes(msgspec.json.encode(fields), message_type=MessageType.BATCH, signer=signer, key=terminal.key)
    suite.accepted(suite.send(JOURNAL_PATH, encode_signed(message)), 2)


def lost_for_good(suite: Suite) -> None:
    """Numbers a salvaged journal lost are not waited for."""
    terminal = suite.fresh()
    for _ in range(4):
        terminal.write(CALL)
    items = [item_of(terminal.entries[1]), item_of(terminal.entries[4])]
    suite.accepted(terminal.deliver(2, 5, items=items, missing=(SeqRange(3, 4),)), 5)
    terminal.write(CALL)
    suite.accepted(terminal.deliver(6), 6)


def cancellation(suite: Suite) -> None:
    """A cancelled entry gets a receipt that says so; what nobody has cannot be cancelled."""
    terminal = suite.fresh()
    entry = _referral(terminal)
    terminal.write(b.Cancellation(of=entry.id))
    terminal.write(b.Cancellation(of=new_id()))
    ack = suite.accepted(terminal.deliver(2), 4)
    expect([(r.seq, r.reason) for r in ack.refused] == [(4, Refusal.UNKNOWN_ENTRY)], f"refused {ack.refused}")
    outcomes = [receipt.outcome for receipt in suite.receipts(terminal, entry.id)]
    expect(outcomes[-1:] == [inbox.Outcome.CANCELLED], f"receipts {outcomes}")


def _referral(terminal: SimulatedTerminal) -> Entry:
    return terminal.write(b.Referral(ticket=terminal.ticket(), consent=CONSENT))


def _clone(suite: Suite, terminal: SimulatedTerminal) -> SimulatedTerminal:
    found = SimulatedTerminal(suite.send, key=terminal.key)
    found.terminal, found.incarnation, found.journal = terminal.terminal, terminal.incarnation, terminal.journal
    found.entries = list(terminal.entries)
    return found


def _entry_after(terminal: SimulatedTerminal, *, seq: int, prev: str) -> Entry:
    draft = Draft(id=new_id(), moment=Moment(now_utc(), trusted=True), body=CALL)
    entry = next_entry(draft, terminal.entries[0].point, journal=terminal.journal)
    heading = msgspec.structs.replace(entry.heading, seq=seq, prev=prev)
    line = msgspec.json.encode(heading)
    if msgspec.json.decode(line, type=Heading) != heading:
        raise BrokenContractError("a line of ours does not read back")
    return Entry(heading=heading, line=line, hash=digest(line))
