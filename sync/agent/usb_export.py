"""What a terminal puts on a stick for its platform: its journals in signed batches, and its requests, as it would send them.

Nothing of it can be read by whoever finds the stick: what concerns people is sealed. Exporting again changes nothing at the
platform; what an earlier export of this terminal left here is replaced.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec import Struct

from data.inbox_messages import InboxMessages
from data.journal_reader import JournalReader, journal_files
from sync.agent.deliver_batches import compose
from sync.agent.deliver_calls import batch_bytes
from sync.agent.identity import Device
from sync.agent.inbox import InboxWork
from sync.protocol.messages import BATCH_ENTRIES_MAX, INBOX_PAGE_MAX, Cursor
from sync.protocol.stick import BATCH_SUFFIX, FROM_TERMINALS, INBOX_PREFIX, LEASE_PREFIX, Stick

PAGES_ASKED = 5
"""Pages of the inbox asked for ahead, because a stick cannot ask for the next one."""


class Put(Struct, frozen=True):
    """What was put on the stick."""

    batches: int
    entries: int


def put_on_stick(
    state: Path,
    stick: Stick,
    device: Device,
    *,
    messages: InboxMessages,
    work: InboxWork,
    software: str,
    now: dt.datetime,
) -> Put:
    """Write everything the platform has not acknowledged, and ask for what it has to say.

    Args:
        state: the state folder.
        stick: where to.
        device: who signs.
        messages: how far the platform has got.
        work: builds the requests.
        software: version that sends.
        now: the terminal's clock.

    Raises:
        WorldError: the stick or the disk failed; what was written whole counts.
    """
    folder = (FROM_TERMINALS, device.terminal)
    written: set[str] = set()
    entries = 0
    for path in journal_files(state):
        with JournalReader(path) as reader:
            about = reader.about()
            if about is None or about.terminal != device.terminal:
                continue
            held = messages.delivered(about.journal)
            after = 0 if held is None else held.accepted_seq
            while True:
                batch = compose(
                    reader,
                    about,
                    device,
                    after=after,
                    limit=BATCH_ENTRIES_MAX,
                    number=len(written) + 1,
                    software=software,
                    now=now,
                )
                if batch is None:
                    break
                name = f"{about.journal}-{batch.first:010}-{batch.last:010}{BATCH_SUFFIX}"
                stick.write(*folder, name=name, data=batch_bytes(device, batch))
                written.add(name)
                entries += len(batch.items)
                after = batch.last
    requests = _requests(device, messages, work)
    for name, data in requests.items():
        stick.write(*folder, name=name, data=data)
    for name in stick.names(*folder):
        if name not in written and name not in requests:
            stick.remove(*folder, name=name)
    return Put(len(written), entries)


def _requests(device: Device, messages: InboxMessages, work: InboxWork) -> dict[str, bytes]:
    place = messages.place()
    pages = range(1 if place.epoch is None else PAGES_ASKED)
    made = {
        f"{INBOX_PREFIX}{page}.json": work.inbox_request(device, Cursor(place.epoch, place.seq + page * INBOX_PAGE_MAX))
        for page in pages
    }
    asking = work.asking(device)
    if asking is not None:
        made[f"{LEASE_PREFIX}0.json"] = work.lease_request(messages, device, asking)
    return made
