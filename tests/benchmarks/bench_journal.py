"""How fast sign-ups are sealed and kept, and a journal verified. Run: ``.dev/venv/bin/python -m tests.benchmarks.bench_journal``.

Ratios within one run are what counts: the bare driver inserting the same bytes into one table is the measure.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.journal_reader import JournalReader
from data.sqlite import open_engine
from kiosk.domain.journal import Draft
from tests.journal_samples import opened, sign_up_draft

SINGLE = 1_000
CHAIN = 100_000


def timed(work: Callable[[], object]) -> float:
    """Seconds ``work`` took."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def processor_s(work: Callable[[], object]) -> float:
    """Seconds of processor time ``work`` took."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def bare(path: Path, drafts: list[Draft]) -> float:
    """Seconds the bare driver needs for as many bytes, one FULL transaction each."""
    engine = open_engine(path, synchronous="FULL")
    driver: Any = engine.raw_connection().driver_connection
    driver.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, line BLOB, hash TEXT, sealed BLOB)")

    def insert() -> None:
        for n, draft in enumerate(drafts):
            driver.execute("BEGIN IMMEDIATE")
            driver.execute("INSERT INTO entry VALUES (?,?,?,?,?)", (n, draft.id, b"x" * 600, "0" * 64, draft.sealed))
            driver.execute("COMMIT")

    took = timed(insert)
    engine.dispose()
    return took


def main() -> None:
    """Measure and print."""
    drafts: list[Draft] = []
    sealing = timed(lambda: drafts.extend(sign_up_draft(f"A{n:05}") for n in range(SINGLE)))
    with tempfile.TemporaryDirectory(dir=Path.cwd() / ".dev") as folder:
        state = Path(folder)
        with opened(state).store as store:
            keeping = timed(lambda: [store.append(draft) for draft in drafts])
            raw = bare(state / "bare.db", drafts)
            left = CHAIN - SINGLE - 1
            filling = timed(
                lambda: [
                    store.append(*(sign_up_draft(f"B{done + n:06}") for n in range(min(500, left - done))))
                    for done in range(0, left, 500)
                ]
            )
        with JournalReader(state / "journal.db") as reader:
            verifying = timed(reader.verify)
            computing = processor_s(reader.verify)
            entries = reader.last_seq()
        size_mb = (state / "journal.db").stat().st_size / 1e6
    sys.stdout.write(
        f"seal                      {SINGLE / sealing:8.0f} /s\n"
        f"keep, one at a time       {SINGLE / keeping:8.0f} /s\n"
        f"bare driver, one at a time{SINGLE / raw:8.0f} /s   (keeping takes {keeping / raw:.2f} times as long)\n"
        f"seal and keep, 500 at once{left / filling:8.0f} /s\n"
        f"verify {entries} entries ({size_mb:.0f} MB) from SQLite: {verifying:.2f} s ({computing:.2f} s of processor)\n"
        f"envelope of {len(drafts[0].sealed or b'')} bytes\n"
    )


if __name__ == "__main__":
    main()
