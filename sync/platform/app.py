"""The platform's web application: which address is answered by what.

``/health`` and the published files so far. The terminals' journal, their inbox and enrolment get addresses of their own
under ``/api/`` with modules beside this one; nothing of the published files changes for that.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.platform.static import ALWAYS_ASK, TIMESTAMP, PublishedFiles
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


def health(public: Path) -> Health:
    """State of the published files.

    Raises:
        msgspec.DecodeError: ``timestamp.json`` is not what a publisher writes.
    """
    try:
        data = (public / TIMESTAMP).read_bytes()
    except FileNotFoundError:
        return Health(PROTOCOL_VERSION, None, None)
    signed = msgspec.json.decode(data, type=_TimestampFile).signed
    return Health(PROTOCOL_VERSION, signed.version, signed.published_at)


def make_app(platform_dir: Path) -> Starlette:
    """The application for one platform folder."""
    public = platform_dir / "public"
    files = PublishedFiles(public)

    async def answer_health(_: Request) -> Response:
        body = msgspec.json.encode(health(public))
        return Response(body, media_type="application/json", headers={"cache-control": ALWAYS_ASK})

    async def answer_file(request: Request) -> Response:
        return files.answer(request)

    return Starlette(routes=[Route("/health", answer_health), Route("/{path:path}", answer_file)])
