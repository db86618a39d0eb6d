"""A published repository on a web server, through ``requests``, with every limit a hostile or broken network needs.

Redirects are not followed, sizes are capped, each wait and each whole fetch has an end: a timer closes the socket, so that
a server that drips one byte at a time, even within the headers, holds nobody up. Retrying is up to the caller.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import ipaddress
import os
import socket
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from sync.agent.source import CHUNK_BYTES, SourceError, Stream

CONNECT_S = 10.0
READ_S = 20.0
RETRY_AFTER_MAX_S = 3600.0
USER_AGENT = "kiosk-agent/1"

_MISSING = frozenset({403, 404, 410})
_BUSY = frozenset({429, 503})


class _OpenSockets:
    """The sockets of one source, so that another thread can end a wait on them."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # a signal handler may come in between
        self._held: list[socket.socket] = []

    def hold(self, sock: socket.socket) -> None:
        with self._lock:
            # A duplicate: TLS takes the original over, and shutting either one down ends both.
            self._held.append(socket.socket(fileno=os.dup(sock.fileno())))

    def shut_down(self) -> None:
        with self._lock:
            for sock in self._held:
                with contextlib.suppress(OSError):  # not connected any more: just what is wanted
                    sock.shutdown(socket.SHUT_RDWR)

    def forget(self) -> None:
        with self._lock:
            for sock in self._held:
                sock.close()
            self._held.clear()


class _Adapter(HTTPAdapter):
    """Connections whose sockets are known to ``sockets`` from the first packet on."""

    def __init__(self, sockets: _OpenSockets) -> None:
        self._sockets = sockets
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - requests' own signature
        super().init_poolmanager(*args, **kwargs)
        sockets = self._sockets

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                sock = super()._new_conn()
                sockets.hold(sock)
                return sock

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                sock = super()._new_conn()
                sockets.hold(sock)
                return sock

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


class HttpSource:
    """Fetches a repository from a web server. Belongs to one thread, except ``abort``.

    Args:
        url: address of the folder that holds ``metadata/``, ``targets/`` and ``blob/``.
        connect_s: longest wait for a connection, in seconds.
        read_s: longest wait for the next bytes, in seconds.
    """

    def __init__(self, url: str, *, connect_s: float = CONNECT_S, read_s: float = READ_S) -> None:
        self._url = url.rstrip("/")
        self._timeout = (connect_s, read_s)
        self._sockets = _OpenSockets()
        self._aborted = False
        self._received = 0
        self._session = requests.Session()
        self._session.headers.clear()
        self._session.headers["User-Agent"] = USER_AGENT
        # Elsewhere the environment may name a proxy or a private certificate authority.
        self._session.trust_env = not _is_loopback(urlsplit(url).hostname or "")
        self._session.auth = _no_credentials
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter(self._sockets))

    @property
    def name(self) -> str:
        """The address."""
        return self._url

    @property
    def received_bytes(self) -> int:
        """Bytes of bodies and headers received so far."""
        return self._received

    def abort(self) -> None:
        """End whatever is being waited for, from a signal handler or another thread; nothing is fetched after it."""
        self._aborted = True
        self._sockets.shut_down()

    def close(self) -> None:
        """Close connections; the next fetch opens new ones."""
        self._session.close()
        self._sockets.forget()

    @contextlib.contextmanager
    def open(
        self, path: str, *, max_bytes: int, total_s: float, start: int = 0, exact: bool = False
    ) -> Iterator[Stream]:
        """Fetch a file; see ``Source.open``."""
        with self._within(path, total_s) as late:
            with self._told(path, late):
                response = self._answer(path, start=start)
                if response.status_code == 416 and start:
                    response.close()
                    start = 0
                    response = self._answer(path, start=0)
            with contextlib.closing(response):
                first = self._check(response, path, start=start, max_bytes=max_bytes, exact=exact)
                # Not within _told: what the reader of the stream raises is not the network's.
                yield Stream(first, self._chunks(response, path, limit=max_bytes - first, late=late))

    # Inside -------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _within(self, path: str, total_s: float) -> Iterator[threading.Event]:
        """Close the sockets when ``total_s`` is over; the event says that this happened."""
        if self._aborted:
            raise SourceError("agent.aborted", file=path, source=self.name)
        late = threading.Event()

        def end() -> None:
            late.set()
            self._sockets.shut_down()

        timer = threading.Timer(total_s, end)
        timer.daemon = True
        timer.start()
        try:
            yield late
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()
            timer.join()

    def _answer(self, path: str, *, start: int) -> requests.Response:
        # A packed body can not be continued in the middle, and packages are packed already.
        headers = {"Accept-Encoding": "gzip" if path.endswith(".json") else "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        response = self._session.get(
            f"{self._url}/{path}", headers=headers, stream=True, allow_redirects=False, timeout=self._timeout
        )
        self._received += sum(len(name) + len(value) + 4 for name, value in response.headers.items()) + 19
        return response

    def _check(self, response: requests.Response, path: str, *, start: int, max_bytes: int, exact: bool) -> int:
        status = response.status_code
        if status in _MISSING:
            raise SourceError("agent.missing", file=path, source=self.name)
        if status in _BUSY:
            wait = retry_after_s(response.headers.get("Retry-After"))
            raise SourceError("agent.busy", retry_after_s=wait, file=path, source=self.name, status=status)
        if 300 <= status < 400:
            raise SourceError("agent.redirected", file=path, source=self.name, status=status)
        encoding = response.headers.get("Content-Encoding", "identity")
        if status not in (200, 206) or encoding not in ("identity", "gzip"):
            raise SourceError("agent.odd_answer", file=path, source=self.name, status=status)
        first = 0
        if status == 206:
            first = start
            if not response.headers.get("Content-Range", "").startswith(f"bytes {start}-") or encoding != "identity":
                raise SourceError("agent.odd_answer", file=path, source=self.name, status=status)
        length = response.headers.get("Content-Length", "")
        if encoding == "identity" and length.isdecimal() and first + int(length) > max_bytes:
            raise SourceError("agent.too_long", file=path, source=self.name, max_bytes=max_bytes)
        if exact and encoding == "identity" and length.isdecimal() and first + int(length) < max_bytes:
            raise SourceError("agent.odd_answer", file=path, source=self.name, status=status)
        return first

    def _chunks(self, response: requests.Response, path: str, *, limit: int, late: threading.Event) -> Iterator[bytes]:
        max_bytes, got = limit, 0
        length = response.headers.get("Content-Length", "")
        expected = int(length) if length.isdecimal() and "Content-Encoding" not in response.headers else None
        with self._told(path, late):
            # read1 gives what is there instead of waiting until a whole chunk is full.
            while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
                got += len(chunk)
                self._received += len(chunk)
                limit -= len(chunk)
                if limit < 0:
                    raise SourceError("agent.too_long", file=path, source=self.name, max_bytes=max_bytes)
                if late.is_set():
                    raise SourceError("agent.too_slow", file=path, source=self.name)
                yield chunk
            if late.is_set() or (expected is not None and got < expected):
                raise EOFError

    @contextlib.contextmanager
    def _told(self, path: str, late: threading.Event) -> Iterator[None]:
        """Turn what network libraries raise into sentences."""
        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, EOFError) as error:
            if self._aborted:
                code = "agent.aborted"
            elif late.is_set():
                code = "agent.too_slow"
            elif isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError):
                code = "agent.stalled"
            elif isinstance(error, requests.exceptions.SSLError | urllib3.exceptions.SSLError):
                code = "agent.tls"
            elif isinstance(error, requests.ConnectionError) and not isinstance(
                error, requests.exceptions.ChunkedEncodingError
            ):
                code = "agent.offline"
            else:
                code = "agent.cut_short"
            raise SourceError(code, file=path, source=self.name, reason=_root_cause(error)) from error


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps requests from sending what it finds in a .netrc."""
    return request


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _root_cause(error: BaseException) -> str:
    """What the innermost of the wrapped errors says; requests and urllib3 hand them over as arguments."""
    inner: object = error
    while isinstance(inner, BaseException):
        error = inner
        wrapped = [error.__cause__, getattr(error, "reason", None), *error.args]
        inner = next((one for one in wrapped if isinstance(one, BaseException)), None)
    return str(error) or type(error).__name__


def retry_after_s(text: str | None) -> float | None:
    """Seconds to wait, from either form of the header, not more than an hour."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return min(float(text), RETRY_AFTER_MAX_S)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    wait = (moment - dt.datetime.now(dt.UTC)).total_seconds()
    return min(max(wait, 0.0), RETRY_AFTER_MAX_S)
