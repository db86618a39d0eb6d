"""``kiosk-platform serve`` as a process: what terminals, caches and strangers get from it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from sync.protocol.version import PROTOCOL_VERSION
from sync.publisher import init_keys, publish
from tests.content_sources import NOW, ContentSources

IMMUTABLE = "public, max-age=31536000, immutable"


class Served:
    """A running platform.

    Args:
        folder: the platform folder it serves.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sync.platform", "serve", "--dir", str(folder), *(options or ("--port", "0"))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.announced = json.loads(self.process.stdout.readline())
        self.url: str = self.announced["url"]

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(f"{self.url}/{path}", headers=headers, timeout=10)

    def raw(self, request: bytes) -> bytes:
        """Send bytes as they are; no client between us and the server tidies the path."""
        with socket.create_connection((self.announced["host"], self.announced["port"]), timeout=10) as connection:
            connection.sendall(request)
            answer = b""
            while chunk := connection.recv(65_536):
                answer += chunk
            return answer

    def stop(self) -> tuple[int, str]:
        self.process.terminate()
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("served")
    sources = ContentSources(base)
    init_keys(base / "platform", now=NOW)
    publish(sources.folder, base / "platform", now=NOW, icons_folder=sources.icons)
    (base / "platform" / "public" / "metadata" / "notes.txt").write_text("left here by mistake")
    return base / "platform"


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    running = Served(folder)
    yield running
    running.stop()


def public_names(folder: Path) -> list[str]:
    public = folder / "public"
    return sorted(
        path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file() and path.suffix != ".txt"
    )


def test_every_published_file_is_served_as_it_lies_on_the_disk(served: Served) -> None:
    names = public_names(served.folder)
    assert len(names) > 15
    for name in names:
        answer = served.get(name)
        assert answer.status_code == 200
        assert answer.content == (served.folder / "public" / name).read_bytes()
        expected = "no-cache" if name == "metadata/timestamp.json" else IMMUTABLE
        assert answer.headers["cache-control"] == expected


def test_a_file_that_did_not_change_is_not_sent_again(served: Served) -> None:
    for name in public_names(served.folder):
        etag = served.get(name).headers["etag"]
        for given in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            answer = served.get(name, **{"If-None-Match": given})
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer.headers["etag"] == etag
        assert served.get(name, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_broken_download_can_go_on_where_it_stopped(served: Served) -> None:
    name = next(name for name in public_names(served.folder) if name.startswith("blob/"))
    whole = served.get(name)
    middle = len(whole.content) // 2
    rest = served.get(name, Range=f"bytes={middle}-", **{"If-Range": whole.headers["etag"]})
    assert rest.status_code == 206
    assert whole.content[:middle] + rest.content == whole.content
    assert rest.headers["content-range"] == f"bytes {middle}-{len(whole.content) - 1}/{len(whole.content)}"
    assert served.get(name, Range=f"bytes={middle}-", **{"If-Range": '"other"'}).content == whole.content
    assert served.get(name, Range=f"bytes={len(whole.content)}-").status_code == 416


def test_head_tells_size_and_version_without_the_bytes(served: Served) -> None:
    for name in public_names(served.folder):
        answer = requests.head(f"{served.url}/{name}", timeout=10)
        assert answer.status_code == 200
        assert answer.content == b""
        assert int(answer.headers["content-length"]) == (served.folder / "public" / name).stat().st_size


def test_health_says_what_was_published_and_when(served: Served) -> None:
    answer = served.get("health")
    assert answer.json() == {
        "protocol": PROTOCOL_VERSION,
        "timestamp_version": 1,
        "published_at": "2026-11-22T02:00:00Z",
    }
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        b"/../keys-online/city.pem",
        b"/metadata/../../keys-online/city.pem",
        b"/metadata/..%2f..%2fkeys-online%2fcity.pem",
        b"/metadata/%2e%2e/%2e%2e/keys-online/city.pem",
        b"/blob/../../state/publication.json",
        b"//etc/passwd",
        b"/%2fetc/passwd",
        b"/blob/..",
        b"/metadata/",
        b"/metadata",
        b"/",
        b"/metadata/1.root.json/",
        b"/metadata/1.root.json%00.txt",
        b"/metadata/01.root.json",
        b"/metadata/notes.txt",
        b"/targets/4401/manifest.json",
        b"/metadata/\xff\xfe",
        b"/state/publication.json",
    ],
)
def test_nothing_but_published_files_can_be_reached(served: Served, path: bytes) -> None:
    answer = served.raw(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.split(b" ", 2)[1] in (b"404", b"400")
    assert b"PRIVATE" not in answer
    assert b"by mistake" not in answer


def test_a_link_out_of_the_folder_is_not_followed(served: Served, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    name = "blob/" + "a" * 64
    link = served.folder / "public" / name
    link.symlink_to(secret)
    try:
        assert served.get(name).status_code == 404
    finally:
        link.unlink()


def test_asking_for_the_next_root_too_early_is_not_remembered_by_caches(served: Served) -> None:
    answer = served.get("metadata/2.root.json")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(served: Served, method: str) -> None:
    name = public_names(served.folder)[0]
    before = (served.folder / "public" / name).read_bytes()
    assert requests.request(method, f"{served.url}/{name}", data=b"x", timeout=10).status_code == 405
    assert (served.folder / "public" / name).read_bytes() == before


def test_a_poll_that_finds_nothing_new_costs_little(served: Served) -> None:
    """Root 404 and timestamp, as bytes on the wire with their headers: at most 1.5 KB down."""
    total = 0
    for name in ("metadata/2.root.json", "metadata/timestamp.json"):
        request = f"GET /{name} HTTP/1.1\r\nHost: platform.example\r\nConnection: close\r\n\r\n".encode()
        total += len(served.raw(request))
    assert total <= 1_500


def test_a_new_publication_is_served_at_once(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    folder = tmp_path / "platform"
    init_keys(folder, now=NOW)
    running = Served(folder)
    try:
        assert running.get("health").json()["timestamp_version"] is None
        assert running.get("metadata/timestamp.json").status_code == 404
        for version in (1, 2):
            publish(sources.folder, folder, now=NOW, icons_folder=sources.icons)
            assert running.get("health").json()["timestamp_version"] == version
            assert running.get("metadata/timestamp.json").json()["signed"]["version"] == version
    finally:
        running.stop()


def test_it_ends_cleanly_when_asked_to(folder: Path) -> None:
    running = Served(folder)
    assert running.get("health").status_code == 200
    code, errors = running.stop()
    assert code == 0
    assert "Traceback" not in errors


def test_the_address_is_announced_as_one_line_of_json(served: Served) -> None:
    assert set(served.announced) == {"url", "host", "port"}
    assert served.announced["port"] > 0


def _refused(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sync.platform", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


def test_a_taken_port_or_a_missing_folder_is_said_in_one_sentence(served: Served, tmp_path: Path) -> None:
    port = str(served.announced["port"])
    for done in (_refused("--dir", str(served.folder), "--port", port), _refused("--dir", str(tmp_path / "none"))):
        assert done.returncode == 1
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
