"""The terminals' addresses over HTTP: bodies read with a limit, answers as JSON, failures as ``ErrorBody``.

Whatever is sent, the answer is one the protocol names; a status of 500 is a bug of ours and is logged. Not here: what
requests mean (``service``).
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Awaitable, Callable

import msgspec
from msgspec import Struct
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_ids import uuid7
from sync.platform.requests import SMALL_MAX_BYTES
from sync.platform.service import PlatformService, now_utc
from sync.platform.store.directory import RefusedRequest
from sync.platform.store.writer import QueueFullError
from sync.protocol.messages import (
    ENROL_PATH,
    HTTP_STATUS,
    INBOX_PATH,
    JOURNAL_PATH,
    JSON_TYPE,
    LEASES_PATH,
    RETRY_AFTER_HEADER,
    ErrorBody,
    ErrorCode,
)
from sync.protocol.signing import SIGNED_MAX_BYTES

BUSY_S = (5, 30)
"""Terminals turned away come back after a time in this range, not all at once."""
BROKEN_S = 60

_log = logging.getLogger(__name__)


def failure(
    code: ErrorCode, detail: str = "", *, retry_after_s: int | None = None, reference: str | None = None
) -> Response:
    """An answer that is not a success."""
    body = ErrorBody(error=code, detail=detail[:300], retry_after_s=retry_after_s, reference=reference)
    headers = {"cache-control": "no-store"}
    if retry_after_s is not None:
        headers[RETRY_AFTER_HEADER] = str(retry_after_s)
    return Response(msgspec.json.encode(body), status_code=HTTP_STATUS[code], media_type=JSON_TYPE, headers=headers)


def routes(service: PlatformService) -> list[Route]:
    """The addresses of the protocol."""
    table: tuple[tuple[str, Callable[[bytes], Awaitable[Struct]], int], ...] = (
        (ENROL_PATH, service.enrol, SMALL_MAX_BYTES),
        (JOURNAL_PATH, service.journal, SIGNED_MAX_BYTES),
        (INBOX_PATH, service.inbox, SMALL_MAX_BYTES),
        (LEASES_PATH, service.leases, SMALL_MAX_BYTES),
    )
    return [Route(path, _answering(work, limit), methods=["POST"]) for path, work, limit in table]


def _answering(work: Callable[[bytes], Awaitable[Struct]], limit: int) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            done = await work(await _body(request, limit))
        except RefusedRequest as refusal:
            return failure(refusal.code, refusal.detail)
        except QueueFullError:
            return failure(ErrorCode.BUSY, retry_after_s=random.randint(*BUSY_S))  # noqa: S311 - spreads load
        except WorldError as error:
            _log.error("%s", say(error.code, **error.params))
            return failure(ErrorCode.BUSY, error.code, retry_after_s=BROKEN_S)
        except ClientDisconnect:
            return failure(ErrorCode.MALFORMED, "cut off")
        return Response(msgspec.json.encode(done), media_type=JSON_TYPE, headers={"cache-control": "no-store"})

    return answer


async def _body(request: Request, limit: int) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > limit:
            raise RefusedRequest(ErrorCode.TOO_LARGE)
    return bytes(parts)


async def answer_bug(request: Request, error: Exception) -> Response:
    """A bug: the reference stands in the log beside the traceback."""
    reference = uuid7(now_utc(), os.urandom(10))
    _log.error("%s %s failed (%s)", request.method, request.url.path, reference, exc_info=error)
    return failure(ErrorCode.BROKEN, reference=reference)
