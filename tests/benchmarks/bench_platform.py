"""How much the platform takes in: sealed sign-ups a second against bare inserts of the same driver, and the great return.

python -m tests.benchmarks.bench_platform [--terminals 3000] [--entries 20] [--batches 100] [--url postgresql://…]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import requests
import sqlalchemy as sa

from sync.platform.conformance.terminal import SimulatedTerminal, over_http
from sync.platform.service import now_utc
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.engine import Database
from sync.platform.store.intake import take_in
from sync.platform.store.life import faults
from sync.protocol.messages import JOURNAL_PATH, Ack
from sync.protocol.signing import MessageType
from tests.benchmarks.aims import arguments
from tests.integration.platform_server import RunningPlatform, activity

ROOT = Path(__file__).parents[2]
CLIENTS = 16


def no_network(_path: str, _body: bytes) -> None:
    raise AssertionError("nothing is sent here")


def bare_inserts(database: Database, lines: list[tuple[bytes, bytes]], per_transaction: int) -> float:
    """Rows a second of the driver alone: line and envelope, as many in a transaction as a batch has."""
    metadata = sa.MetaData()
    bare = sa.Table(
        "bare", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("line", sa.LargeBinary), sa.Column("sealed", sa.LargeBinary)
    )  # fmt: skip
    with database.write() as db:
        metadata.create_all(db)
    driver_rows = [(n, line, sealed) for n, (line, sealed) in enumerate(lines)]
    mark = "?" if database.is_sqlite else "%s"
    started = time.perf_counter()
    for first in range(0, len(driver_rows), per_transaction):
        with database.write() as db:
            chunk = driver_rows[first : first + per_transaction]
            db.exec_driver_sql(f"INSERT INTO bare VALUES ({mark}, {mark}, {mark})", chunk)  # noqa: S608
    took = time.perf_counter() - started
    with database.write() as db:
        metadata.drop_all(db)
    assert bare.name == "bare"
    return len(lines) / took


def intake(folder: Path, url: str | None, batches: int) -> None:
    """Batches of 100 sealed sign-ups into the database, without HTTP, each batch a transaction."""
    platform = RunningPlatform(folder / "intake", url=url)
    platform.publish(activity("open", None))
    with platform.at_work():
        terminal = platform.terminal("K-90001")
    for _ in range(batches * 100 - 1):
        terminal.sign_up("activity.open")
    prepared = [terminal.batch(n * 100 + 1, n * 100 + 100) for n in range(batches)]
    lines = [(e.line, e.sealed or b"") for e in terminal.entries]
    bare_batches = bare_inserts(platform.database, lines, 100)
    bare_single = bare_inserts(platform.database, lines[:1000], 1)
    started, worked = time.perf_counter(), time.process_time()
    for batch in prepared:
        with platform.database.write() as db:
            taken = take_in(Books(db, now=now_utc()), batch)
            assert taken.trouble is None
    took, computed = time.perf_counter() - started, time.process_time() - worked
    print(f"  {platform.database.dialect}: {len(lines):,} sealed sign-ups with receipts")
    print(
        f"    intake, 100 a transaction    {len(lines) / took:>8,.0f} entries/s ({computed / len(lines) * 1e6:.0f} µs of processor each)"
    )
    print(f"    bare inserts, 100 a transaction {bare_batches:>5,.0f} rows/s")
    print(f"    bare inserts, 1 a transaction   {bare_single:>5,.0f} rows/s")
    platform.close()


def great_return(folder: Path, url: str | None, terminals: int, entries: int) -> None:
    """All terminals come back at once with waiting entries, over HTTP, to the real command."""
    platform = RunningPlatform(folder / "return", url=url)
    platform.publish(activity("open", None))
    made: list[SimulatedTerminal] = []
    with platform.database.write() as db:
        for number in range(terminals):
            terminal = SimulatedTerminal(no_network)  # type: ignore[arg-type]
            terminal.terminal, terminal.scope = f"K-{number:05d}", "440105013"
            db.execute(
                sa.insert(t.terminal).values(
                    id=terminal.terminal, scope="440105013", incarnation=1, listed_at=now_utc()
                )
            )
            db.execute(
                sa.insert(t.incarnation).values(
                    terminal=terminal.terminal,
                    number=1,
                    public_key=terminal.key.public_key().public_bytes_raw(),
                    enrolled_at=now_utc(),
                    inbox_seq=0,
                )
            )
            terminal.begin()
            for _ in range(entries):
                terminal.sign_up("activity.open")
            made.append(terminal)
    bodies = [terminal.signed(terminal.batch(), MessageType.BATCH) for terminal in made]
    command = [sys.executable, "-m", "sync.platform", "serve", "--dir", str(platform.folder), "--port", "0"]
    command += [] if url is None else ["--database", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as server:
        assert server.stdout is not None
        address = msgspec.json.decode(server.stdout.readline())["url"]
        local = threading.local()
        took: list[float] = []
        turned_away = 0

        def deliver(body: bytes) -> int:
            nonlocal turned_away
            if not hasattr(local, "send"):
                local.send = over_http(address, requests.Session())
            started = time.perf_counter()
            answer = local.send(JOURNAL_PATH, body)
            while answer.status == 503:
                turned_away += 1
                answer = local.send(JOURNAL_PATH, body)
            took.append(time.perf_counter() - started)
            return answer.payload(Ack).accepted_seq

        started = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            accepted = list(pool.map(deliver, bodies))
        whole = time.perf_counter() - started
        peak_kib = next(
            int(line.split()[1])
            for line in Path(f"/proc/{server.pid}/status").read_text().splitlines()
            if line.startswith("VmHWM")
        )
        server.terminate()
    expected = terminals * (entries + 1)
    with platform.database.read() as db:
        stored = db.scalar(sa.select(sa.func.count()).select_from(t.entry))
        wrong = faults(db, now=now_utc())
    took.sort()
    print(
        f"  {platform.database.dialect}: {terminals:,} terminals × {entries + 1} entries over HTTP, {CLIENTS} at a time"
    )
    print(f"    stored {stored:,} of {expected:,}, lost {expected - (stored or 0)}, acknowledged {sum(accepted):,}")
    print(f"    {whole:.1f} s, {expected / whole:,.0f} entries/s, {terminals / whole:,.0f} requests/s")
    print(
        f"    p50 {statistics.median(took) * 1000:.0f} ms, p99 {took[int(len(took) * 0.99)] * 1000:.0f} ms, turned away {turned_away}"
    )
    print(f"    platform memory at most {peak_kib / 1024:.0f} MiB; faults {len(wrong)}")
    platform.close()
    if stored != expected or wrong:
        raise SystemExit("entries were lost or books do not add up")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terminals", type=int, default=300)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--batches", type=int, default=30)
    parser.add_argument("--url", help="an empty PostgreSQL database for the intake; SQLite without")
    parser.add_argument("--return-url", help="another empty one for the great return")
    args = parser.parse_args(arguments())
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        intake(Path(folder), args.url, args.batches)
        if args.terminals:
            great_return(Path(folder), args.return_url, args.terminals, args.entries)
    print(f"  benchmark itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
