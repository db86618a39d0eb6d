"""Cutting a journal into batches: at most so many entries, never more bytes than the platform takes, gaps named.

Not here: what has been accepted (``data.inbox_messages``) and sending (``deliver``).
"""

from __future__ import annotations

import datetime as dt

import msgspec

from data.journal_reader import JournalReader
from data.journal_rows import About
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Entry
from sync.agent.identity import Device
from sync.protocol.messages import BATCH_ENTRIES_MAX, BATCH_MAX_BYTES, Batch, item_of

FAILURES_BEFORE_HALVING = 2


class BatchLimit:
    """How many entries to send at once: all that are allowed, and half as many after each repeated failure."""

    def __init__(self) -> None:
        self._failures = 0
        self._entries = BATCH_ENTRIES_MAX

    @property
    def entries(self) -> int:
        """At most so many."""
        return self._entries

    def failed(self, sent: int) -> None:
        """A batch of ``sent`` entries did not get through."""
        self._failures += 1
        if self._failures >= FAILURES_BEFORE_HALVING:
            self._entries = max(1, min(self._entries, sent) // 2)

    def succeeded(self) -> None:
        """One did: twice as many next time."""
        self._failures = 0
        self._entries = min(BATCH_ENTRIES_MAX, self._entries * 2)


def compose(
    reader: JournalReader,
    about: About,
    device: Device,
    *,
    after: int,
    limit: int,
    number: int,
    software: str,
    now: dt.datetime,
) -> Batch | None:
    """The batch that follows entry ``after``; None where there is nothing more.

    A damaged entry ends the batch before it; the journal is salvaged when the UI opens it next.

    Args:
        reader: the journal.
        about: what it is.
        device: who sends.
        after: everything up to here is held by the platform.
        limit: at most so many entries.
        number: counts batches.
        software: version that sends.
        now: the terminal's clock.

    Raises:
        WorldError: the very next entry is damaged (``store.damaged``), or the file cannot be read.
    """
    entries = _readable(reader, after, limit)
    while entries:
        batch = Batch(
            terminal=device.terminal,
            incarnation=device.incarnation,
            journal=about.journal,
            batch=number,
            first=after + 1,
            last=entries[-1].seq,
            items=tuple(map(item_of, entries)),
            missing=reader.missing(after=after, upto=entries[-1].seq),
            software=software,
            sent_at=now,
        )
        if len(entries) == 1 or len(msgspec.json.encode(batch)) <= BATCH_MAX_BYTES:
            return batch
        entries = entries[: len(entries) // 2]
    return None


def _readable(reader: JournalReader, after: int, limit: int) -> tuple[Entry, ...]:
    while True:
        try:
            return reader.entries(after, limit=limit)
        except WorldError as error:
            if error.code != "store.damaged" or limit == 1:
                raise
            limit //= 2
