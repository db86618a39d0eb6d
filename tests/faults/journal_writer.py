"""The UI's writer as a process to be killed: ``python -m tests.faults.journal_writer STATE ACKS``.

Reads a number of milliseconds a line from standard input; for each forks a writer that signs people up as fast as it can, and kills
it after that time. What a writer was told is committed it adds to ACKS, after the fact.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from kiosk.domain.journal_ids import Seat, uuid7
from tests.journal_samples import CONTACT, MOMENT, NOW, SEALER, opened, sign_up

SLOTS = 4


def write(state: Path, acks: int) -> None:
    """Sign up for ever."""
    store = opened(state).store
    books = store.lease_books()
    leases = len(books)
    lease, (sold, _) = max(books.items(), default=("", (SLOTS, False)))
    while True:
        if sold >= SLOTS:
            leases += 1
            lease, sold = uuid7(NOW, leases.to_bytes(10, "big")), 0
        ticket = store.next_ticket("A")
        draft = SEALER.draft(sign_up(ticket, Seat(lease, sold)), CONTACT, moment=MOMENT)
        (entry,) = store.append(draft)
        os.write(acks, f"{entry.id} {entry.seq} {lease} {sold} {ticket}\n".encode())
        sold += 1


def main() -> None:
    """Fork, kill, say that it is done, again."""
    state, path = Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as scratch:  # imports everything a writer needs, once
        opened(Path(scratch)).store.close()
    acks = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            write(state, acks)
        time.sleep(int(line) / 1000)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sys.stdout.write("killed\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
