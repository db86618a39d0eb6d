"""The platform's web application: which address is answered by what.

``/health`` (also ``/v1/health``), the published files, and, where a service runs, what terminals say and are told
(``api``).
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.platform.api import answer_bug, failure, routes
from sync.platform.service import PlatformService
from sync.platform.static import ALWAYS_ASK, TIMESTAMP, PublishedFiles
from sync.protocol.messages import HEALTH_PATH, ErrorCode
from sync.protocol.version import PROTOCOL_VERSION


class Health(Struct, frozen=True):
    """Answer of ``/health``.

    Args:
        protocol: version both ends speak.
        timestamp_version: version of the last publication; None before the first.
        published_at: when that was, RFC 3339 in UTC.
    """

    protocol: int
    timestamp_version: int | None
    published_at: str | None


class _TimestampSigned(Struct):
    version: int
    published_at: str | None = None


class _TimestampFile(Struct):
    signed: _TimestampSigned


_decode_timestamp = msgspec.json.Decoder(_TimestampFile).decode


def health(public: Path) -> Health:
    """State of the published files.

    Raises:
        msgspec.DecodeError: ``timestamp.json`` is not what a publisher writes.
    """
    try:
        data = (public / TIMESTAMP).read_bytes()
    except FileNotFoundError:
        return Health(PROTOCOL_VERSION, None, None)
    signed = _decode_timestamp(data).signed
    return Health(PROTOCOL_VERSION, signed.version, signed.published_at)


def make_app(platform_dir: Path, service: PlatformService | None = None) -> Starlette:
    """The application for one platform folder.

    Args:
        platform_dir: the folder.
        service: answers terminals; None to serve published files only.
    """
    public = platform_dir / "public"
    files = PublishedFiles(public)

    async def answer_health(_: Request) -> Response:
        body = msgspec.json.encode(health(public))
        return Response(body, media_type="application/json", headers={"cache-control": ALWAYS_ASK})

    async def answer_file(request: Request) -> Response:
        return files.answer(request)

    async def answer_http(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and not request.url.path.startswith("/v1/"):
            return Response(status_code=error.status_code, headers=error.headers)
        return failure(ErrorCode.NOT_FOUND)

    return Starlette(
        routes=[
            Route("/health", answer_health),
            Route(HEALTH_PATH, answer_health),
            *([] if service is None else routes(service)),
            Route("/{path:path}", answer_file),
        ],
        exception_handlers={HTTPException: answer_http, Exception: answer_bug},
    )
