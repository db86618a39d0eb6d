"""A bad network, on real sockets: whatever it does, the old content stays, the failure is named, and the next try works."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.content_reader import ContentReader
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent.http_source import RETRY_AFTER_MAX_S, HttpSource
from sync.agent.source import SourceError
from tests.faults.hostile_server import Fault, HostileServer, head, honest, reset
from tests.sample_records import SCOPE, TODAY, large_lines, line_of
from tests.signed_lines import SignedLines, open_agent, poll_once

READ_S = 0.4
BOMB = gzip.compress(bytes(50_000_000), 1)


@pytest.fixture(autouse=True)
def quiet() -> None:
    """As in ``kiosk agent``: what urllib3 has to say about a broken answer, the agent says better."""
    logging.getLogger("urllib3").setLevel(logging.ERROR)


@pytest.fixture
def platform(tmp_path: Path) -> SignedLines:
    made = SignedLines(tmp_path / "platform")
    made.publish({"4401": [line_of("benefit.old")]})
    return made


@pytest.fixture
def state(tmp_path: Path, platform: SignedLines) -> Path:
    poll_once(tmp_path / "state", platform)
    return tmp_path / "state"


@pytest.fixture
def server(platform: SignedLines) -> Iterator[HostileServer]:
    opened = HostileServer(platform.public)
    yield opened
    opened.close()


@pytest.fixture
def reader(state: Path) -> Iterator[ContentReader]:
    opened = ContentReader(Path(StateFiles(state).content_db), SCOPE)
    yield opened
    opened.close()


def wait_for_end(server_done: HostileServer) -> Fault:
    def stall(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        server_done.done.wait(10)

    return stall


def _refuse(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    reset(connection)


def _reset_in_the_middle(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, len(body)) + body[: len(body) // 2])
    reset(connection)


def _close_in_the_middle(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, len(body)) + body[: len(body) // 2])


def _close_without_length(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, None, "Connection: close") + body[: len(body) // 2])


def _close_in_the_head(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")


def _too_long(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, len(body) + 100_000_000) + body)


def _endless(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, None, "Connection: close") + body)
    for _ in range(4000):
        connection.sendall(b"x" * 65536)


def _endless_chunks(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, None, "Transfer-Encoding: chunked"))
    for _ in range(4000):
        connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def _gzip_bomb(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, len(BOMB), "Content-Encoding: gzip") + BOMB)


def _redirect(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(302, 0, "Location: http://127.0.0.1:1/stolen"))


def _portal(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    page = b"<html><body>Please log in</body></html>"
    connection.sendall(head(200, len(page), "Content-Type: text/html") + page)


def _not_found(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(404, 0))


def _error(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(500, 0))


def _nonsense(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(b"\x16\x03\x01 this is not HTTP\r\n\r\n")


def _busy(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(503, 0, "Retry-After: 17"))


def _wrong_bytes(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    connection.sendall(head(200, len(body)) + bytes(len(body)))


FAULTS: dict[str, tuple[Fault, set[str]]] = {
    "refuse": (_refuse, {"agent.offline"}),
    "reset in the middle": (_reset_in_the_middle, {"agent.cut_short", "agent.offline"}),
    "close in the middle": (_close_in_the_middle, {"agent.cut_short"}),
    "close without length": (_close_without_length, {"agent.cut_short", "agent.not_trusted"}),
    "close in the head": (_close_in_the_head, {"agent.offline", "agent.cut_short", "agent.not_trusted"}),
    "too long": (_too_long, {"agent.too_long"}),
    "endless": (_endless, {"agent.too_long"}),
    "endless chunks": (_endless_chunks, {"agent.too_long"}),
    "gzip bomb": (_gzip_bomb, {"agent.too_long", "agent.odd_answer"}),
    "redirect": (_redirect, {"agent.redirected"}),
    "portal": (_portal, {"agent.not_trusted", "agent.odd_answer"}),
    "404": (_not_found, {"agent.missing"}),
    "500": (_error, {"agent.odd_answer"}),
    "nonsense": (_nonsense, {"agent.offline"}),
    "503": (_busy, {"agent.busy"}),
    "wrong bytes": (_wrong_bytes, {"agent.not_trusted", "agent.wrong_blob"}),
}
FILES = ["timestamp.json", "snapshot.json", "city.json", "manifest.json", "blob/"]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("fault", "codes"), FAULTS.values(), ids=list(FAULTS))
def test_each_fault_at_each_file_leaves_the_old_content_and_is_over_when_the_fault_is(
    platform: SignedLines, state: Path, server: HostileServer, file: str, *, fault: Fault, codes: set[str]
) -> None:
    platform.publish({"4401": list(large_lines(30))})
    server.faults[file] = fault
    agent = open_agent(state, platform, source=HttpSource(server.url, read_s=READ_S))
    with pytest.raises(WorldError) as caught:
        agent.poll()
    assert caught.value.code in codes
    assert say(caught.value.code, **caught.value.params)
    reader = ContentReader(Path(StateFiles(state).content_db), SCOPE)
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.old"]
    assert reader.sync_state().last_error in codes
    server.faults.clear()
    agent.poll()
    agent.close()
    assert len(reader.benefits(TODAY)) == 10
    assert reader.sync_state().failing_since is None
    reader.close()


@pytest.mark.parametrize("file", FILES)
def test_a_server_that_falls_silent_is_waited_for_only_so_long(
    platform: SignedLines, state: Path, server: HostileServer, file: str
) -> None:
    platform.publish({"4401": list(large_lines(30))})
    server.faults[file] = wait_for_end(server)
    agent = open_agent(state, platform, source=HttpSource(server.url, read_s=READ_S))
    started = time.monotonic()
    with pytest.raises(SourceError) as caught:
        agent.poll()
    agent.close()
    assert caught.value.code == "agent.stalled"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_waited_for_only_so_long(
    platform: SignedLines, server: HostileServer, where: str
) -> None:
    def drip(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        answer = head(200, len(body)) + body
        if where == "body":
            connection.sendall(head(200, len(body)))
            answer = body
        for byte in answer:
            if server.done.wait(0.05):
                return
            connection.sendall(bytes([byte]))

    server.faults["timestamp"] = drip
    source = HttpSource(server.url, read_s=10)
    started = time.monotonic()
    with (
        pytest.raises(SourceError) as caught,
        source.open("metadata/timestamp.json", max_bytes=10_000, total_s=0.5) as stream,
    ):
        list(stream.chunks)
    source.close()
    assert caught.value.code == "agent.too_slow"
    assert time.monotonic() - started < 3


def test_nobody_listening_is_offline(platform: SignedLines, state: Path, reader: ContentReader) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    agent = open_agent(state, platform, source=HttpSource(f"http://127.0.0.1:{port}/"))
    with pytest.raises(SourceError) as caught:
        agent.poll()
    agent.close()
    assert caught.value.code == "agent.offline"
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.old"]


def test_an_interrupted_package_goes_on_where_it_stopped(
    platform: SignedLines, state: Path, reader: ContentReader, server: HostileServer
) -> None:
    manifest = platform.publish({"4401": list(large_lines(200))})["4401"]
    name = manifest.snapshot.sha256
    size = manifest.snapshot.size_bytes
    third = size // 3

    def cut(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        start = int(headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        status = (
            head(206, size - start, f"Content-Range: bytes {start}-{size - 1}/{size}") if start else head(200, size)
        )
        connection.sendall(status + body[start : start + third])

    server.faults[name] = cut
    agent = open_agent(state, platform, source=HttpSource(server.url, read_s=READ_S))
    for _ in range(2):
        with pytest.raises(SourceError):
            agent.poll()
    server.faults.clear()
    agent.poll()
    agent.close()
    ranges = [headers.get("range") for path, headers in server.requests if name in path]
    assert ranges == [None, f"bytes={third}-", f"bytes={2 * third}-"]
    assert len(reader.benefits(TODAY)) == 67


def test_a_server_without_ranges_starts_over(platform: SignedLines, state: Path, server: HostileServer) -> None:
    manifest = platform.publish({"4401": list(large_lines(60))})["4401"]
    name = manifest.snapshot.sha256
    server.faults[name] = _close_in_the_middle
    agent = open_agent(state, platform, source=HttpSource(server.url, read_s=READ_S))
    with pytest.raises(SourceError):
        agent.poll()

    def whole(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        assert headers["range"]
        honest(connection, body, {})

    server.faults[name] = whole
    assert agent.poll().changed == ("4401",)
    agent.close()


@pytest.mark.parametrize("surplus", [5, 0, -1000])
def test_rubbish_left_by_an_earlier_attempt_does_not_matter(
    platform: SignedLines, state: Path, server: HostileServer, surplus: int
) -> None:
    ref = platform.publish({"4401": list(large_lines(60))})["4401"].snapshot
    part = Path(StateFiles(state).blob) / f"{ref.sha256}.part"
    part.write_bytes(b"x" * (ref.size_bytes + surplus))
    agent = open_agent(state, platform, source=HttpSource(server.url, read_s=READ_S))
    assert agent.poll().changed == ("4401",)
    agent.close()
    assert not part.exists()


def test_a_lying_range_is_not_believed(platform: SignedLines, state: Path, server: HostileServer) -> None:
    ref = platform.publish({"4401": list(large_lines(60))})["4401"].snapshot
    (Path(StateFiles(state).blob) / f"{ref.sha256}.part").write_bytes(b"y" * 10)

    def lie(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        connection.sendall(head(206, len(body), f"Content-Range: bytes 0-{len(body) - 1}/{len(body)}") + body)

    server.faults[ref.sha256] = lie
    agent = open_agent(state, platform, source=HttpSource(server.url, read_s=READ_S))
    with pytest.raises(SourceError) as caught:
        agent.poll()
    agent.close()
    assert caught.value.code == "agent.odd_answer"


@pytest.mark.parametrize(
    ("header", "seconds"), [("17", 17.0), ("999999", RETRY_AFTER_MAX_S), ("soon", None), ("-5", None), ("", None)]
)
def test_what_a_busy_server_asks_for_is_passed_on(
    platform: SignedLines, server: HostileServer, header: str, seconds: float | None
) -> None:
    def busy(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        connection.sendall(head(503, 0, f"Retry-After: {header}"))

    assert _asked(server, busy) == seconds


def test_a_busy_server_may_name_a_time(platform: SignedLines, server: HostileServer) -> None:
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=100)

    def busy(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        connection.sendall(head(429, 0, f"Retry-After: {email.utils.format_datetime(later, usegmt=True)}"))

    asked = _asked(server, busy)
    assert asked is not None
    assert 90 < asked <= 100


def _asked(server: HostileServer, fault: Fault) -> float | None:
    server.faults["timestamp"] = fault
    source = HttpSource(server.url)
    with pytest.raises(SourceError) as caught, source.open("metadata/timestamp.json", max_bytes=10_000, total_s=5):
        pass
    source.close()
    assert caught.value.code == "agent.busy"
    return caught.value.retry_after_s


def test_a_wait_can_be_ended_from_outside(platform: SignedLines, server: HostileServer) -> None:
    source = HttpSource(server.url, read_s=30)

    def abort(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
        source.abort()
        server.done.wait(10)

    server.faults["timestamp"] = abort
    started = time.monotonic()
    for _ in range(2):
        with pytest.raises(SourceError) as caught, source.open("metadata/timestamp.json", max_bytes=10_000, total_s=60):
            pass
        assert caught.value.code == "agent.aborted"
    source.close()
    assert time.monotonic() - started < 5


def test_requests_carry_nothing_about_the_terminal(platform: SignedLines, state: Path, server: HostileServer) -> None:
    platform.publish({"4401": list(large_lines(30))})
    agent = open_agent(state, platform, source=HttpSource(server.url))
    agent.poll()
    agent.close()
    assert {name for _, headers in server.requests for name in headers} <= {"host", "user-agent", "accept-encoding"}
