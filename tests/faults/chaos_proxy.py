"""A proxy on a real socket that spoils connections at random, by seed: for every request it draws what to do to it."""

from __future__ import annotations

import contextlib
import enum
import random
import socket
import struct
import threading
import time
from collections import Counter


class Fault(enum.StrEnum):
    """What may happen to one request."""

    REFUSE = "refuse"  # closed before a byte is read
    RESET = "reset"  # RST in the middle of the request
    STALL = "stall"  # nothing comes back until the client gives up
    TRUNCATE = "truncate"  # half an answer
    SLOW = "slow"  # the answer in drops
    LOST_ANSWER = "lost_answer"  # the platform did it, the terminal never hears
    CORRUPT_REQUEST = "corrupt_request"
    CORRUPT_ANSWER = "corrupt_answer"
    TWICE = "twice"  # the platform gets it twice


class ChaosProxy:
    """Forwards to ``target``, one request a connection.

    Args:
        target: address of the platform.
        seed: decides everything.
        rate: share of requests that are spoilt.
        stall_s: how long a stalled connection is held; longer than the client waits.
    """

    def __init__(self, target: str, *, seed: int, rate: float, stall_s: float = 0.4) -> None:
        host, port = target.removeprefix("http://").rstrip("/").split(":")
        self._target = (host, int(port))
        self._random = random.Random(seed)  # noqa: S311 - repeatable
        self.rate = rate
        self._stall_s = stall_s
        self.done: Counter[str] = Counter()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._listening.settimeout(0.05)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self._listening.getsockname()
        return f"http://{host}:{port}"

    def close(self) -> None:
        """Stop."""
        self._stop.set()
        self._thread.join()
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _accept(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listening.accept()
                fault = self._random.choice(list(Fault)) if self._random.random() < self.rate else None
                where = self._random.random()
                thread = threading.Thread(target=self._serve, args=(connection, fault, where))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket, fault: Fault | None, where: float) -> None:
        self.done[fault or "none"] += 1
        with connection, contextlib.suppress(OSError, EOFError):
            connection.settimeout(5)
            if fault is Fault.REFUSE:
                _reset(connection)
                return
            if fault is Fault.RESET:
                connection.recv(int(1 + where * 500))
                _reset(connection)
                return
            request = _read_message(connection)
            if fault is Fault.CORRUPT_REQUEST:
                request = _flip(request, where)
            answer = self._ask(request)
            if fault is Fault.TWICE:
                answer = self._ask(request)
            self._answer(connection, answer, fault, where)

    def _answer(self, connection: socket.socket, answer: bytes, fault: Fault | None, where: float) -> None:
        match fault:
            case Fault.STALL:
                self._stop.wait(self._stall_s)
            case Fault.LOST_ANSWER:
                _reset(connection)
            case Fault.TRUNCATE:
                connection.sendall(answer[: int(len(answer) * where)])
            case Fault.SLOW:
                step = max(1, len(answer) // 20)
                for start in range(0, len(answer), step):
                    connection.sendall(answer[start : start + step])
                    time.sleep(0.002)
            case Fault.CORRUPT_ANSWER:
                connection.sendall(_flip(answer, where))
            case _:
                connection.sendall(answer)

    def _ask(self, request: bytes) -> bytes:
        with socket.create_connection(self._target, timeout=5) as platform:
            platform.sendall(request)
            return _read_message(platform)


def _flip(message: bytes, where: float) -> bytes:
    """One byte of the body is another."""
    start = message.index(b"\r\n\r\n") + 4
    if start >= len(message):
        return message
    at = start + int((len(message) - start) * where * 0.999)
    return message[:at] + bytes([message[at] ^ 0x15]) + message[at + 1 :]


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _read_message(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    headers = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    length = int(headers.get(b"content-length", b"0"))
    while len(body) < length:
        body += _more(connection)
    return head + b"\r\n\r\n" + body


def _more(connection: socket.socket) -> bytes:
    chunk = connection.recv(65_536)
    if not chunk:
        raise EOFError
    return chunk
