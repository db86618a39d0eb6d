"""The journal of one terminal: entries in a gapless, hash-chained order, and checking that order.

An entry is one line of JSON, its *heading*, and, where it concerns a person, one sealed envelope beside it::

    {"v":1,"journal":"…","seq":7,"id":"…","kind":"sign_up","at":"…Z","clock_trusted":true,"body":{…},
     "sealed_sha256":"…","prev":"…"}                                          (in one line, without these spaces)

The hash of an entry is the SHA-256 of the exact bytes of its heading, which holds the hash of the entry before it
(``prev``) and of its envelope. The envelope itself may be forgotten later without breaking the chain. Nobody has to
write the same JSON twice: whoever passes an entry on passes these bytes on.

A journal is named by a UUID made when it begins; every line names it, and its first ``prev`` binds it to its terminal
(``genesis``), so that a line found alone on a damaged disk still says where it belongs. Not here:
what the kinds say (``journal_bodies``), sealing (``sealed``), keeping (``data.journal_store``).
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.journal_ids import EntryId, JournalId, Moment, Seq, SeqRange, Sha256
from kiosk.domain.journal_kinds import Body, EntryKind, decode_body, kind_of, sealing_fits

LINE_MAX_BYTES = 16_000
SEALED_MAX_BYTES = 16_000
VERSION = 1


class ChainPoint(Struct, frozen=True):
    """A place in a journal: after entry ``seq``, whose hash is ``hash``. Seq 0 is before the first entry."""

    seq: Annotated[int, Meta(ge=0, le=1_000_000_000)]
    hash: Sha256


class Heading(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the line of an entry says. ``kind`` is open: a newer terminal may write kinds not known here."""

    v: Annotated[int, Meta(ge=1)]
    journal: JournalId
    seq: Seq
    id: EntryId
    kind: Annotated[str, Meta(pattern=r"^[a-z][a-z_]{1,39}$")]
    at: Annotated[dt.datetime, Meta(tz=True)]
    clock_trusted: bool
    body: msgspec.Raw
    sealed_sha256: Sha256 | None = None
    prev: Sha256


class Entry(Struct, frozen=True, kw_only=True):
    """An entry with the exact bytes it was written in.

    Args:
        heading: the decoded line.
        line: the line itself, what is hashed and sent.
        hash: SHA-256 of ``line``.
        sealed: the envelope as JSON; None where there is none or it was forgotten.
    """

    heading: Heading
    line: bytes
    hash: Sha256
    sealed: bytes | None = None

    @property
    def seq(self) -> int:
        """Place in the journal, from 1."""
        return self.heading.seq

    @property
    def id(self) -> str:
        """UUIDv7, the idempotency key everywhere."""
        return self.heading.id

    @property
    def point(self) -> ChainPoint:
        """The place after this entry."""
        return ChainPoint(self.heading.seq, self.hash)

    def body(self) -> Body | None:
        """The typed public part; None for a kind not known here.

        Raises:
            EntryError: the body is not one of its kind.
        """
        try:
            return decode_body(self.heading.kind, bytes(self.heading.body))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise EntryError(str(error)) from error


class Draft(Struct, frozen=True, kw_only=True):
    """An entry before it has its place: its id exists already, because the seal is bound to it."""

    id: EntryId
    moment: Moment
    body: Body
    sealed: bytes | None = None


class EntryError(Exception):
    """Bytes that are not an entry."""


def digest(data: bytes) -> Sha256:
    """SHA-256 in hex, the hash of lines and envelopes."""
    return hashlib.sha256(data).hexdigest()


def genesis(terminal: str, journal: str) -> ChainPoint:
    """Where journal ``journal`` of ``terminal`` begins."""
    return ChainPoint(0, digest(f"kiosk-journal/1\n{terminal}\n{journal}\n".encode()))


def next_entry(draft: Draft, after: ChainPoint, *, journal: str) -> Entry:
    """The entry a draft becomes in ``journal`` after ``after``.

    Raises:
        ValueError: the draft has a seal where its kind has none, lacks one it must have, or is too long: a bug.
    """
    kind = kind_of(draft.body)
    if not sealing_fits(kind, sealed=draft.sealed is not None):
        raise ValueError(f"{kind} {'with' if draft.sealed else 'without'} a sealed part")
    if draft.moment.at.tzinfo is None:
        raise ValueError("the time of an entry must carry its zone")
    heading = Heading(
        v=VERSION,
        journal=journal,
        seq=after.seq + 1,
        id=draft.id,
        kind=kind.value,
        at=draft.moment.at.astimezone(dt.UTC),
        clock_trusted=draft.moment.trusted,
        body=msgspec.Raw(msgspec.json.encode(draft.body)),
        sealed_sha256=None if draft.sealed is None else digest(draft.sealed),
        prev=after.hash,
    )
    line = msgspec.json.encode(heading)
    if len(line) > LINE_MAX_BYTES or len(draft.sealed or b"") > SEALED_MAX_BYTES:
        raise ValueError(f"{kind} entry too long")
    # Decoding again proves that what is written can be read by the other end, limits and patterns included.
    entry = read_entry(line, draft.sealed)
    entry.body()
    return entry


_decode_heading = msgspec.json.Decoder(Heading).decode


def read_entry(line: bytes, sealed: bytes | None) -> Entry:
    """An entry from its bytes.

    Raises:
        EntryError: not a line of this protocol, or the envelope is not the one the line names.
    """
    if len(line) > LINE_MAX_BYTES or len(sealed or b"") > SEALED_MAX_BYTES:
        raise EntryError("too long")
    try:
        heading = _decode_heading(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EntryError(str(error)) from error
    if sealed is not None and digest(sealed) != heading.sealed_sha256:
        raise EntryError("the envelope is not the one of this entry")
    return Entry(heading=heading, line=line, hash=digest(line), sealed=sealed)


class ChainFault(enum.StrEnum):
    """What may be wrong with a stored chain."""

    UNREADABLE = "unreadable"  # not an entry
    ALTERED = "altered"  # the line does not give its stored hash, or stands in the wrong row
    FOREIGN = "foreign"  # the line is of another journal
    SEALED_ALTERED = "sealed_altered"  # the envelope is not the one the line names
    GAP = "gap"  # entries between are missing
    NOT_LINKED = "not_linked"  # does not name the entry before it
    NOT_AS_SENT = "not_as_sent"  # differs from what the other end holds at its place
    CUT = "cut"  # the other end holds entries that are not here


class Finding(Struct, frozen=True):
    """A fault and the entry it was found at."""

    seq: int
    fault: ChainFault


class ChainReport(Struct, frozen=True, kw_only=True):
    """Result of a check.

    Args:
        entries: how many were looked at.
        head: the place after the last readable one.
        findings: faults in order, at most ``FINDINGS_MAX``.
        missing: sequence numbers that should be there and are not.
    """

    entries: int
    head: ChainPoint
    findings: tuple[Finding, ...]
    missing: tuple[SeqRange, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


FINDINGS_MAX = 1000

ChainRow = tuple[int, bytes, str, bytes | None]
"""seq, line, hash, sealed as stored."""


class _Walk:
    def __init__(self, journal: str, start: ChainPoint, anchor: ChainPoint | None) -> None:
        self.journal = journal
        self.at = start
        self.anchor = anchor
        self.entries = 0
        self.findings: list[Finding] = []
        self.missing: list[SeqRange] = []
        self.torn = False  # the entry before is missing or not as it was: its hash proves nothing about the next

    def note(self, seq: int, fault: ChainFault) -> None:
        if len(self.findings) < FINDINGS_MAX:
            self.findings.append(Finding(seq, fault))

    def step(self, row: ChainRow) -> None:
        seq, line, stored_hash, sealed = row
        self.entries += 1
        if seq > self.at.seq + 1:
            self.note(seq, ChainFault.GAP)
            self.missing.append(SeqRange(self.at.seq + 1, seq - 1))
            self.torn = True
        try:
            heading = _decode_heading(line)
            found = hashlib.sha256(line).hexdigest()
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, TypeError):
            self.note(seq, ChainFault.UNREADABLE)
            self.at, self.torn = ChainPoint(seq, stored_hash), True
            return
        altered = False
        if found != stored_hash or heading.seq != seq:
            self.note(seq, ChainFault.ALTERED)
            altered = True
        if heading.journal != self.journal:
            self.note(seq, ChainFault.FOREIGN)
        if heading.prev != self.at.hash and not self.torn:
            self.note(seq, ChainFault.NOT_LINKED)
        if sealed is not None and digest(sealed) != heading.sealed_sha256:
            self.note(seq, ChainFault.SEALED_ALTERED)
        if self.anchor is not None and seq == self.anchor.seq and found != self.anchor.hash:
            self.note(seq, ChainFault.NOT_AS_SENT)
        self.at, self.torn = ChainPoint(seq, stored_hash if altered else found), altered


def verify_chain(
    rows: Iterable[ChainRow], *, journal: str, start: ChainPoint, anchor: ChainPoint | None = None
) -> ChainReport:
    """Check stored entries: each line against its hash, each link, each number, each envelope still held.

    A chain that was rewritten as a whole, or cut at its end, is sound in itself: only ``anchor`` shows it.

    Args:
        rows: (seq, line, hash, sealed) in ascending order of seq.
        journal: which journal they are of.
        start: the place before the first row; ``genesis`` for a whole journal.
        anchor: what the other end says it holds last (an acknowledgement).
    """
    walk = _Walk(journal, start, anchor)
    for row in rows:
        walk.step(row)
    if anchor is not None and anchor.seq > walk.at.seq:
        walk.note(walk.at.seq, ChainFault.CUT)
        walk.missing.append(SeqRange(walk.at.seq + 1, anchor.seq))
    return ChainReport(entries=walk.entries, head=walk.at, findings=tuple(walk.findings), missing=tuple(walk.missing))


def rows_of(entries: Iterable[Entry]) -> Iterator[ChainRow]:
    """Entries as rows for ``verify_chain``, for an end that has just received them."""
    return ((entry.seq, entry.line, entry.hash, entry.sealed) for entry in entries)


__all__ = [
    "FINDINGS_MAX",
    "LINE_MAX_BYTES",
    "SEALED_MAX_BYTES",
    "VERSION",
    "Body",
    "ChainFault",
    "ChainPoint",
    "ChainReport",
    "ChainRow",
    "Draft",
    "Entry",
    "EntryError",
    "EntryKind",
    "Finding",
    "Heading",
    "Moment",
    "digest",
    "genesis",
    "next_entry",
    "read_entry",
    "rows_of",
    "verify_chain",
]
