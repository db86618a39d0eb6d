"""A web server on a real socket that serves a published folder and misbehaves on request, one connection at a time."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

Fault = Callable[[socket.socket, bytes, dict[str, str]], None]
"""Answers one request in its own way: the connection, the honest body, the request's headers."""


class HostileServer:
    """Serves ``public``; paths that contain a key of ``faults`` are answered by that fault instead.

    Args:
        public: the published folder.
    """

    def __init__(self, public: Path) -> None:
        self._public = public
        self.faults: dict[str, Fault] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.1)
        self.done = threading.Event()
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self._listening.getsockname()
        return f"http://{host}:{port}/"

    def close(self) -> None:
        """Stop; faults that wait are released through ``done``."""
        self.done.set()
        self._thread.join()
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _accept(self) -> None:
        while not self.done.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listening.accept()
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            for path, headers in _requests(connection):
                self.requests.append((path, headers))
                file = self._public / path
                body = file.read_bytes() if file.is_file() else None
                fault = next((fault for part, fault in self.faults.items() if part in path), None)
                if fault is not None:
                    fault(connection, body or b"", headers)
                    return
                if body is None:
                    connection.sendall(head(404, 0))
                    continue
                honest(connection, body, headers)


def _requests(connection: socket.socket) -> Iterator[tuple[str, dict[str, str]]]:
    buffer = b""
    while True:
        while b"\r\n\r\n" not in buffer:
            received = connection.recv(65536)
            if not received:
                return
            buffer += received
        text, _, buffer = buffer.partition(b"\r\n\r\n")
        first, *rest = text.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in rest)}
        yield first.split()[1].lstrip("/"), headers


def head(status: int, length: int | None, *more: str) -> bytes:
    """The head of an answer."""
    lines = [f"HTTP/1.1 {status} X", *more]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def honest(connection: socket.socket, body: bytes, headers: dict[str, str]) -> None:
    """What a good server does, ranges included."""
    wanted = headers.get("range", "")
    start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
    if wanted and start >= len(body):
        connection.sendall(head(416, 0, f"Content-Range: bytes */{len(body)}"))
    elif wanted:
        part = body[start:]
        connection.sendall(head(206, len(part), f"Content-Range: bytes {start}-{len(body) - 1}/{len(body)}") + part)
    else:
        connection.sendall(head(200, len(body)) + body)


def reset(connection: socket.socket) -> None:
    """End the connection with a RST instead of a FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
