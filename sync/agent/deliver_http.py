"""Speaking to the platform's API: a POST with every limit ``http_source`` has, and its failures in three kinds.

``SourceError``: the line is down or the platform busy, worth trying again. ``NoApiError``: there is no API at that address,
only published files. ``RefusedError``: the platform says no, and why. What an answer means is ``deliver_calls``.
"""

from __future__ import annotations

import contextlib
from typing import Protocol

import msgspec
import requests

from kiosk.domain.errors import WorldError
from sync.agent.http_source import HttpSource, retry_after_s
from sync.agent.source import SourceError
from sync.protocol.messages import JSON_TYPE, RETRY_AFTER_HEADER, ErrorBody, ErrorCode

CALL_S = 120.0
"""Longest single call, in seconds."""
ANSWER_MAX_BYTES = 8_000_000

_BUSY = frozenset({429, 503})
_NO_API = frozenset({403, 404, 405, 410, 501})


class NoApiError(WorldError):
    """The platform serves content and nothing else."""

    def __init__(self, source: str) -> None:
        super().__init__("delivery.no_api", source=source)


class RefusedError(WorldError):
    """The platform did not do what was asked.

    Args:
        error: why.
        detail: what it says about it, for logs.
    """

    def __init__(self, error: ErrorCode, detail: str) -> None:
        super().__init__("delivery.refused", error=error.value, detail=detail)
        self.error = error


class PlatformCalls(Protocol):
    """The platform's API, seen from a terminal."""

    def post(self, path: str, body: bytes) -> bytes:
        """Send a request.

        Returns:
            The body of an answer that is a success.

        Raises:
            SourceError: the line is down, the platform busy or broken.
            NoApiError: nobody listens there.
            RefusedError: the platform says no.
        """

    def close(self) -> None:
        """Let go of connections."""


class HttpPlatform(HttpSource):
    """``PlatformCalls`` over HTTP. Belongs to one thread, except ``abort``."""

    def post(self, path: str, body: bytes) -> bytes:
        """Send a request; see ``PlatformCalls.post``."""
        with self._within(path, CALL_S) as late:
            with self._told(path, late):
                response = self._session.post(
                    f"{self._url}{path}",
                    data=body,
                    headers={"Content-Type": JSON_TYPE, "Accept-Encoding": "identity"},
                    stream=True,
                    allow_redirects=False,
                    timeout=self._timeout,
                )
            with contextlib.closing(response):
                length = response.headers.get("Content-Length", "")
                if length.isdecimal() and int(length) > ANSWER_MAX_BYTES:
                    raise SourceError("agent.too_long", file=path, source=self.name, max_bytes=ANSWER_MAX_BYTES)
                answer = b"".join(self._chunks(response, path, limit=ANSWER_MAX_BYTES, late=late))
        return self._judge(path, response, answer)

    def _judge(self, path: str, response: requests.Response, answer: bytes) -> bytes:
        status = response.status_code
        if status == 200:
            return answer
        said = _error_body(answer)
        if status in _BUSY:
            wait = retry_after_s(response.headers.get(RETRY_AFTER_HEADER))
            raise SourceError("agent.busy", retry_after_s=wait, file=path, source=self.name, status=status)
        if 300 <= status < 400:
            raise SourceError("agent.redirected", file=path, source=self.name, status=status)
        if (said is None and status in _NO_API) or (said is not None and said.error is ErrorCode.NOT_FOUND):
            raise NoApiError(self.name)
        if said is None or said.error is ErrorCode.BROKEN or status >= 500:
            raise SourceError("agent.odd_answer", file=path, source=self.name, status=status)
        raise RefusedError(said.error, said.detail)


def _error_body(answer: bytes) -> ErrorBody | None:
    try:
        return msgspec.json.decode(answer, type=ErrorBody)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
