"""What keeping content up to date costs, as ratios measured in one run.

* first sync of 5,000 records (20 MB) over HTTP from a platform process, processor time of the terminal, against bare
  ``executemany`` of the same rows into the same tables; building the search index after it
* a day's changes (1 % of the records) in bytes received, against their size in zstd -19
* a poll without news, in bytes on the wire, both directions
* opening a page of five records among 5,000

Run: ``packaging/dev bench sync`` or ``.dev/venv/bin/python -m tests.benchmarks.bench_sync``. Prints; asserts nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import zstandard

from data.checkpoint import _INSERT, ScopeState
from data.content_reader import ContentReader
from data.content_rows import Row, build_row
from data.content_store import ContentStore
from data.search_index import index_slice
from data.sqlite import sqlite_module
from kiosk.domain.scopes import level_of
from kiosk.domain.terminal import StateFiles
from sync.agent.http_source import HttpSource
from sync.protocol.package import Line
from tests.benchmarks.aims import Aims
from tests.sample_records import large_line, large_lines
from tests.signed_lines import SignedLines, open_agent

SCOPE = "440105003001"
SHARE = {"4401": 4000, "440105": 700, "440105003": 250, SCOPE: 50}
BODY_BYTES = 4300
ROUNDS = 5
CHANGED = 50


@contextlib.contextmanager
def serving(platform: SignedLines) -> Iterator[str]:
    """The reference platform in a process of its own."""
    command = [sys.executable, "-m", "sync.platform", "serve", "--dir", str(platform.folder.root), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()


class CountingProxy:
    """Passes connections on and counts their bytes, up and down."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname, parts.port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.up = self.down = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            client, _ = self._listening.accept()
            server = socket.create_connection(self._target)
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, up: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if up:
                    self.up += len(data)
                else:
                    self.down += len(data)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


def cpu_s(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def raw_insert(rows: dict[str, list[Row]], path: Path) -> Callable[[], None]:
    """The bare driver: the same rows into the same tables, one transaction, as durable and as constrained as ours."""
    with ContentStore(path) as store, store.checkpoint(_now()) as checkpoint:
        for scope in SHARE:
            state = ScopeState(gen=1, manifest_sha256="", set_hash="", records=0)
            checkpoint.finish(scope, state)
    connection = sqlite_module().connect(str(path), isolation_level=None)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "cache_size = -16000"):
        connection.execute(f"PRAGMA {pragma}")

    def insert() -> None:
        connection.execute("BEGIN")
        for table, of_table in rows.items():
            connection.executemany(_INSERT[table], of_table)
        connection.execute("COMMIT")
        connection.close()

    return insert


def rows_of(lines: dict[str, list[Line]]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for scope, of_scope in lines.items():
        for line in of_scope:
            kind, row = build_row(scope, int(level_of(scope)), line)
            assert kind is not None
            rows.setdefault(kind.value, []).append(row)
    return rows


def first_sync(aims: Aims, platform: SignedLines, url: str, folder: Path, lines: dict[str, list[Line]]) -> None:
    rows = rows_of(lines)
    ours, raw, index = [], [], []
    received = 0
    for number in range(ROUNDS):
        raw.append(cpu_s(raw_insert(rows, folder / f"raw{number}.db")))
        agent = open_agent(folder / f"state{number}", platform, source=HttpSource(url), scope=SCOPE, clock=_now)
        started = time.process_time()
        received = agent.poll().received_bytes
        ours.append(time.process_time() - started)
        index.append(cpu_s(lambda agent=agent: _index(agent)))
        agent.close()
    ratios = sorted(a / b for a, b in zip(ours, raw, strict=True))
    print(f"first sync, {sum(map(len, lines.values()))} records, {received / 1e6:.2f} MB received")
    print(f"  processor time     {_spread(ours)} s; bare executemany {_spread(raw)} s")
    print(
        f"  ratio              {min(ours) / min(raw):.2f} (best against best), {statistics.median(ratios):.2f} (median of pairs)"
    )
    print(f"  search index       {_spread(index)} s")
    aims.at_most("first sync to bare executemany, best against best", min(ours) / min(raw), 3)
    aims.at_most("search index, s per 5,000 records", min(index) * 5000 / sum(map(len, lines.values())), 1.5)


def parts_of_first_sync(platform: SignedLines, folder: Path, lines: dict[str, list[Line]]) -> None:
    """Where the time goes: each step alone, best of three."""
    packed = [(platform.folder.blob / m.snapshot.sha256, m.snapshot) for m in platform.manifests.values()]
    raw_lines = [
        line
        for path, _ in packed
        for line in zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes()).splitlines()
    ]
    decoder = msgspec.json.Decoder(Line)

    def best(work: Callable[[], object]) -> float:
        return min(cpu_s(work) for _ in range(3)) * 1000

    unpack = best(lambda: [zstandard.ZstdDecompressor().decompressobj().decompress(p.read_bytes()) for p, _ in packed])
    decode = best(lambda: [decoder.decode(line) for line in raw_lines])
    build = best(lambda: rows_of(lines))
    print(
        f"  of which           unpack {unpack:.0f} ms, lines {decode:.0f} ms, bodies checked and hashed {build:.0f} ms"
    )


def daily_delta(aims: Aims, platform: SignedLines, url: str, folder: Path, lines: dict[str, list[Line]]) -> None:
    generate = random.Random(7)  # noqa: S311 - reproducible samples
    changed: list[Line] = []
    for of_scope in lines.values():
        for place in generate.sample(range(len(of_scope)), max(1, CHANGED * len(of_scope) // 5000)):
            number = int(of_scope[place].id.partition(".n")[2])
            fresh = large_line(generate, number, rev=2, body_bytes=BODY_BYTES)
            of_scope[place] = msgspec.structs.replace(fresh, id=of_scope[place].id)
            changed.append(of_scope[place])
    platform.publish(lines, now=_now())
    smallest = len(zstandard.ZstdCompressor(level=19).compress(b"\n".join(map(msgspec.json.encode, changed))))
    agent = open_agent(folder / "state0", platform, source=HttpSource(url), scope=SCOPE, clock=_now)
    started = time.process_time()
    result = agent.poll()
    took = time.process_time() - started
    agent.close()
    print(f"a day's changes, {len(changed)} records in {len(result.changed)} scopes")
    print(f"  received           {result.received_bytes} B; zstd -19 of the lines {smallest} B")
    print(f"  ratio              {result.received_bytes / smallest:.2f}; processor time {took * 1000:.0f} ms")
    aims.at_most("a day's changes to zstd -19 of the lines", result.received_bytes / smallest, 1.5)


def poll_without_news(aims: Aims, platform: SignedLines, url: str, folder: Path) -> None:
    proxy = CountingProxy(url)
    agent = open_agent(folder / "state0", platform, source=HttpSource(proxy.url), scope=SCOPE, clock=_now)
    used = cpu_s(agent.poll)
    agent.close()
    print(f"a poll without news: {proxy.down} B down, {proxy.up} B up, {used * 1000:.0f} ms")
    aims.at_most("a poll without news, B", proxy.down + proxy.up, 1500)


def open_page(aims: Aims, folder: Path) -> None:
    reader = ContentReader(Path(StateFiles(folder / "state0").content_db), SCOPE)
    today = _now().date()
    started = time.perf_counter()
    keys = reader.benefits(today)
    listed = time.perf_counter() - started
    pages = [[key.id for key in keys[at : at + 5]] for at in range(0, 500, 5)]
    times = []
    for page in pages:
        started = time.perf_counter()
        assert len(reader.open(page, today)) == 5
        times.append(time.perf_counter() - started)
    reader.close()
    print(
        f"reading: list of {len(keys)} benefits {listed * 1000:.1f} ms once, "
        f"page of five {statistics.median(times) * 1000:.2f} ms (median of {len(times)})"
    )
    aims.at_most("page of five, ms", statistics.median(times) * 1000, 1)


def _index(agent: object) -> None:
    while index_slice(agent._store):  # type: ignore[attr-defined]
        pass


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _spread(times: list[float]) -> str:
    return f"{min(times):.2f} .. {max(times):.2f}"


def main() -> None:
    """Measure everything and print it."""
    aims = Aims()
    lines = {scope: list(large_lines(count, seed=len(scope), body_bytes=BODY_BYTES)) for scope, count in SHARE.items()}
    raw_bytes = sum(len(msgspec.json.encode(line)) for of_scope in lines.values() for line in of_scope)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        platform = SignedLines(folder / "platform", level=19, now=_now())
        print(f"publishing {raw_bytes / 1e6:.1f} MB with zstd -19 …", flush=True)
        platform.publish(lines, now=_now())
        with serving(platform) as url:
            first_sync(aims, platform, url, folder, lines)
            parts_of_first_sync(platform, folder, lines)
            daily_delta(aims, platform, url, folder, lines)
            poll_without_news(aims, platform, url, folder)
            open_page(aims, folder)
        aims.conclude()


if __name__ == "__main__":
    main()
