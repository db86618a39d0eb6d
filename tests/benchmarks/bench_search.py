"""What a key costs while somebody searches. Run: ``.dev/venv/bin/python -m tests.benchmarks.bench_search [RECORDS]``.

The store holds the starter content and, around it, RECORDS (100,000) benefits, services, news, places and activities of
random words. Every beginning of every query of the gold set is one key. The measure is the bare full-text query of
the same run: the same words, ordered by SQLite's own rank, five rows.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from data.content_reader import ContentReader
from data.content_store import ContentStore
from data.driver import open_to_read
from data.search_index import index_slice
from data.search_query import Search, bare_query
from sync.protocol.package import Line
from tests.benchmarks.aims import Aims, arguments
from tests.content_filling import fill
from tests.sample_records import large_line, line_of
from tests.starter_content import starter_lines

RECORDS = 100_000
NOW = dt.datetime(2026, 11, 24, 9, 6)  # noqa: DTZ001 - local wall clock
NEAR = (23.0875, 113.2745)
GOLD = Path(__file__).parents[1] / "search_gold.txt"
BARE = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rank LIMIT 5"
FRAME_MS = 16.7


def many_lines(count: int) -> Iterator[Line]:
    """``count`` records of all kinds but guides, the same every time."""
    generate = random.Random(8)  # noqa: S311 - reproducible samples
    for number in range(count):
        line = large_line(generate, number, body_bytes=700)
        if number % 5 == 3:
            starts = NOW + dt.timedelta(days=generate.randrange(1, 60))
            yield line_of(
                f"activity.n{number}",
                title=f"{generate.choice(TITLES)}{number}",
                starts_at=starts.isoformat(),
                ends_at=(starts + dt.timedelta(hours=2)).isoformat(),
                keywords=["义诊", "量血压"],
            )
        elif number % 5 == 4:
            place = {"lat": 23 + generate.random(), "lon": 113 + generate.random()}
            yield line_of(f"place.n{number}", title=f"{generate.choice(TITLES)}{number}", keywords=["饭堂"], **place)
        else:
            yield line


TITLES = ("长者饭堂午餐", "低保政策宣讲", "社区义诊", "昌岗街社工站", "医疗救助咨询", "残疾人服务点")


def keys() -> list[str]:
    """Everything that stands in the field while the gold set's queries are typed, in that order."""
    typed = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            query = line.removeprefix("!").partition("|")[0].strip()
            typed += [query[: at + 1] for at in range(len(query)) if query[at] != " "]
    return typed


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of all stay at or below."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def show(name: str, values: list[float]) -> None:
    """One line of figures in milliseconds."""
    figures = (statistics.median(values), percentile(values, 0.95), percentile(values, 0.99), max(values))
    print(f"{name:34} median {figures[0]:7.2f}  p95 {figures[1]:7.2f}  p99 {figures[2]:7.2f}  max {figures[3]:7.2f} ms")


def main(records: int) -> None:
    """Build the store, type everything, print the figures."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        path = Path(folder) / "content.db"
        began = time.perf_counter()
        with ContentStore(path) as store:
            lines = starter_lines()
            lines["4401"] = [*lines["4401"], *many_lines(records)]
            fill(store, lines)
            filled = time.perf_counter()
            while index_slice(store):
                pass
        indexed = time.perf_counter()
        size_mb = path.stat().st_size / 1e6
        print(
            f"{records} records: filled in {filled - began:.0f} s, indexed in {indexed - filled:.0f} s, {size_mb:.0f} MB"
        )
        reader = ContentReader(path, "440105003")
        connection = open_to_read(path, busy_timeout_s=1.0)
        search = Search(now=NOW, near=NEAR)
        first = time.perf_counter()
        reader.find("低", NOW.date(), search)
        print(f"first key after opening the file: {(time.perf_counter() - first) * 1e3:.0f} ms")
        ours, bare, above = [], [], []
        slow: list[tuple[float, str]] = []
        for key in keys():
            began = time.perf_counter()
            reader.urgent(key, NOW.date())
            reader.find(key, NOW.date(), search)
            found = time.perf_counter()
            query = bare_query(key)
            if query:
                connection.execute(BARE, (query,)).fetchall()
            ended = time.perf_counter()
            ours.append((found - began) * 1e3)
            bare.append((ended - found) * 1e3)
            above.append(ours[-1] - bare[-1])
            slow.append((above[-1], key))
        show("a key, everything included", ours)
        show("the bare full-text query", bare)
        show("above the bare query", above)
        print("slowest above it:", ", ".join(f"{key} {ms:.0f}" for ms, key in sorted(slow, reverse=True)[:12]))
        print(f"memory of the process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        reader.close()
        aims = Aims()
        aims.at_most("p99 above the bare query, ms (one frame)", percentile(above, 0.99), FRAME_MS)
        aims.conclude()


if __name__ == "__main__":
    main(int(arguments()[0]) if arguments() else RECORDS)
